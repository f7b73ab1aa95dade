"""The catalogue: what is known of tracks, albums and artists, and how they are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from spotgui.catalog import rows
from spotgui.catalog.database import connect, explained
from spotgui.catalog.discography import discography_of
from spotgui.catalog.meta_schema import MIGRATIONS
from spotgui.catalog.migrations import check_version
from spotgui.catalog.models import Album, AlbumSummary, Artist, Disc, Kind, SearchHit, Track, parse_release_date
from spotgui.catalog.search import SearchIndex, search_file
from spotgui.errors import BadInputError

_TOP_TRACKS = 10


class Catalog:
    """The metadata of a library, read-only.

    Use it in one thread; `cursor` makes one for another.

    Parameters
    ----------
    meta_db : Path
        The library's `meta.duckdb`.

    Raises
    ------
    BadInputError
        There is no metadata yet.
    LibraryVersionError, CorruptLibraryError, MachineError
        The search index is part of it: one that is missing is damage.
    """

    def __init__(self, meta_db: Path) -> None:
        if not meta_db.exists():
            raise BadInputError("No metadata is imported yet.", "Import spotify_clean.sqlite3.zst first.")
        self._con = connect(meta_db, read_only=True)
        try:
            with explained(meta_db):
                check_version(self._con, MIGRATIONS, meta_db)
                row = self._con.execute("SELECT build FROM source").fetchone()
            # opened now: a later import replaces both files, and they must stay a pair
            self._search = SearchIndex(search_file(meta_db), row[0] if row else "")
        except BaseException:
            self._con.close()
            raise
        self._shared = False

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        if not self._shared:
            self._search.close()
        self._con.close()

    def cursor(self) -> Catalog:
        """The same catalogue for another thread; close it before this one."""
        other = object.__new__(Catalog)
        other._con, other._search, other._shared = self._con.cursor(), self._search, True
        return other

    def interrupt(self) -> None:
        """Stop the query that another thread runs on this very object."""
        self._con.interrupt()

    def verify_search(self) -> None:
        """Read all of the search index.

        Raises
        ------
        CorruptLibraryError
        """
        self._search.verify()

    def counts(self) -> dict[Kind, int]:
        """How many there are of each kind."""
        return {kind: self._count(f"{kind}s") for kind in Kind}

    def _count(self, table: str) -> int:
        row = self._con.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0

    def tracks(self, ids: Sequence[str]) -> dict[str, Track]:
        """The tracks that the metadata knows, by id."""
        items = rows.items_of(self._con, "tracks", ids)
        found = rows.tracks_of(self._con, list(items.values()))
        return {t.track_id: t for t in found.values()}

    def track(self, track_id: str) -> Track | None:
        """One track, or None."""
        return self.tracks([track_id]).get(track_id)

    def isrcs(self, ids: Sequence[str]) -> dict[str, str]:
        """The recordings of tracks, by track id; those without are left out."""
        items = rows.items_of(self._con, "tracks", ids)
        found = rows.select_each(self._con, "SELECT id, external_id_isrc FROM tracks WHERE rowid = $1", items.values())
        return {track: isrc for track, isrc in found if isrc}

    def album(self, album_id: str) -> Album | None:
        """One album with its tracks by disc, or None."""
        item = rows.items_of(self._con, "albums", [album_id]).get(album_id)
        if item is None:
            return None
        row = self._con.execute(
            "SELECT name, album_type, release_date, release_date_precision, label, copyright_c, copyright_p,"
            " external_id_upc, coalesce(popularity, 0), coalesce(total_tracks, 0) FROM albums WHERE rowid = $1",
            [item],
        ).fetchone()
        assert row is not None
        discs = self._discs(item)
        credits = rows.album_credits_of(self._con, [item]).get(item) or (discs[0].tracks[0].artists if discs else ())
        return Album(
            album_id=album_id,
            name=row[0] or album_id,
            album_type=row[1] or "",
            artists=credits,
            released=parse_release_date(row[2], row[3]),
            label=row[4] or None,
            copyrights=tuple(dict.fromkeys(c for c in (row[5], row[6]) if c)),
            upc=row[7] or None,
            popularity=row[8],
            total_tracks=row[9],
            images=rows.images_of(self._con, "album", [item]).get(item, ()),
            discs=discs,
        )

    def _discs(self, album: int) -> tuple[Disc, ...]:
        found = self._con.execute("SELECT track_rowid FROM album_tracks WHERE album_rowid = $1", [album]).fetchall()
        tracks = rows.tracks_of(self._con, [r[0] for r in found]).values()
        by_disc: dict[int, list[Track]] = defaultdict(list)
        for track in sorted(tracks, key=lambda t: (t.disc_number, t.track_number, t.track_id)):
            by_disc[track.disc_number].append(track)
        return tuple(Disc(number, tuple(tracks)) for number, tracks in by_disc.items())

    def artist(self, artist_id: str) -> Artist | None:
        """One artist with best known tracks; or None."""
        item = rows.items_of(self._con, "artists", [artist_id]).get(artist_id)
        if item is None:
            return None
        row = self._con.execute(
            "SELECT name, coalesce(followers_total, 0), coalesce(popularity, 0) FROM artists WHERE rowid = $1", [item]
        ).fetchone()
        assert row is not None
        top = self._con.execute(
            "SELECT t.rowid FROM artist_tracks l JOIN tracks t ON t.rowid = l.track_rowid WHERE l.artist_rowid = $1"
            " ORDER BY coalesce(t.popularity, 0) DESC, t.rowid LIMIT $2",
            [item, _TOP_TRACKS],
        ).fetchall()
        tracks = rows.tracks_of(self._con, [r[0] for r in top])
        return Artist(
            artist_id=artist_id,
            name=row[0] or artist_id,
            followers=row[1],
            popularity=row[2],
            genres=self._genres(item),
            images=rows.images_of(self._con, "artist", [item]).get(item, ()),
            discography=discography_of(self._con, item),
            top_tracks=tuple(tracks[r[0]] for r in top),
        )

    def albums(self, items: Sequence[int]) -> list[AlbumSummary]:
        """Albums of a `Discography`, or a page of them, in its order."""
        return list(rows.albums_of(self._con, items).values())

    def genres(self, artist_ids: Sequence[str]) -> tuple[str, ...]:
        """The genres of artists, each once, those of the first artist first."""
        items = rows.items_of(self._con, "artists", artist_ids)
        return tuple(dict.fromkeys(genre for item in items.values() for genre in self._genres(item)))

    def _genres(self, artist: int) -> tuple[str, ...]:
        query = "SELECT DISTINCT genre FROM artist_genres WHERE artist_rowid = $1 ORDER BY genre"
        return tuple(genre for (genre,) in self._con.execute(query, [artist]).fetchall())

    def page(self, kind: Kind, first: int, count: int, *, by_name: bool = False) -> list[SearchHit]:
        """A stretch of the list of all artists, albums or tracks, by popularity or by name, from rank `first`."""
        return self._search.page(kind, first, count, by_name=by_name)

    def search(
        self, text: str, limit: int = 20, kinds: Sequence[Kind] = tuple(Kind), *, group_recordings: bool = False
    ) -> list[SearchHit]:
        """Find artists, albums and tracks by the beginnings of words, or by ISRC.

        Parameters
        ----------
        text : str
            Words in any order; accents and case do not matter.
        limit : int
            Hits of each kind at most.
        group_recordings : bool
            Show tracks with the same ISRC once, with the number of releases found.

        Returns
        -------
        list of SearchHit
            Kind by kind in the order of `kinds`; names that are the very text first, then by popularity.

        Raises
        ------
        CorruptLibraryError
            The search index is missing or damaged.
        """
        return [
            hit for kind in kinds for hit in self._search.search(kind, text, limit, group_recordings=group_recordings)
        ]
