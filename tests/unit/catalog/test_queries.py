"""Tracks, albums, artists, lists and search."""

import threading

import pytest

from spotgui.catalog.models import Kind, ReleaseDate, parse_release_date
from spotgui.catalog.queries import Catalog
from spotgui.errors import BadInputError, CorruptLibraryError
from tests.support.metadata_dump import item_id


def test_a_track_with_all_that_is_shown(catalog):
    track = catalog.track(item_id("t", 1))
    assert (track.title, track.album, str(track.released), track.year) == ("Déjà Vu", "Déjà Vu", "2006-06-24", 2006)
    assert (track.isrc, track.duration_ms, track.popularity, track.explicit) == ("USAAA0000001", 1000, 85, True)
    assert track.image.url == "http://i/300"
    assert catalog.track("unknown") is None


def test_several_tracks_at_once(catalog):
    wanted = [item_id("t", n) for n in (3, 1, 99, 3)]
    assert set(catalog.tracks(wanted)) == set(wanted[:2])
    assert catalog.tracks([]) == {}
    assert catalog.isrcs([item_id("t", n) for n in (1, 4, 6, 8)]) == {
        item_id("t", 1): "USAAA0000001",
        item_id("t", 8): "USAAA0000001",
    }


def test_empty_names_show_the_id(catalog):
    assert catalog.track(item_id("t", 4)).title == item_id("t", 4)
    assert catalog.artist(item_id("a", 3)).name == item_id("a", 3)
    assert catalog.track(item_id("t", 10)).artists[0].name == item_id("a", 3)


def test_an_album_by_disc(catalog):
    album = catalog.album(item_id("b", 1))
    assert [(d.number, [t.title for t in d.tracks]) for d in album.discs] == [
        (1, ["Déjà Vu", "Don't Stop"]),
        (2, ["Second Disc", item_id("t", 4)]),
    ]
    assert [i.width for i in album.images] == [640, 300, 64]
    assert (album.label, album.copyrights, album.upc) == ("Label", ("(C) X", "(P) X"), "123")
    assert catalog.album(item_id("b", 4)).artists[0].name == "Beyoncé Déjà"
    assert catalog.album("unknown") is None


def test_an_artist_without_albums_of_others(catalog):
    artist = catalog.artist(item_id("a", 1))
    assert [a.name for a in catalog.albums(artist.discography.albums)] == ["Déjà Vu"]
    (old,) = catalog.albums(artist.discography.others)
    assert (old.name, old.released) == ("Old", None)
    assert catalog.genres([item_id("a", 1)]) == ("dance", "pop")
    assert artist.genres == ("dance", "pop")
    assert [i.width for i in artist.images] == [640, 160]
    assert [t.popularity for t in artist.top_tracks] == [95, 85, 50, 40, 20, 0, 0]
    assert catalog.artist("unknown") is None


def test_many_albums_are_found_with_one_look(catalog, monkeypatch):
    few = catalog.artist(item_id("a", 1)).discography
    monkeypatch.setattr("spotgui.catalog.discography._FEW", 0)
    assert catalog.artist(item_id("a", 1)).discography == few


def test_lists_by_popularity_and_name(catalog):
    assert [h.popularity for h in catalog.page(Kind.TRACK, 0, 4)] == [95, 85, 66, 50]
    assert [h.popularity for h in catalog.page(Kind.TRACK, 8, 50)] == [0, 0]
    assert catalog.page(Kind.TRACK, 10, 5) == []
    names = [h.name for h in catalog.page(Kind.ALBUM, 0, 9, by_name=True)]
    assert names == ["Déjà Vu", "First Love", "Hits of Others", "Old"]
    assert catalog.page(Kind.ARTIST, 2, 1, by_name=True)[0].name == item_id("a", 3)
    assert catalog.counts() == {Kind.ARTIST: 3, Kind.ALBUM: 4, Kind.TRACK: 10}


def titles(catalog, text, **options):
    return [h.name for h in catalog.search(text, kinds=[Kind.TRACK], **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dej v", ["Déjà Vu (Live)", "Déjà Vu", "Déjà Vu"]),
        ("deja vu", ["Déjà Vu", "Déjà Vu", "Déjà Vu (Live)"]),
        ("DON'T", ["Don't Stop"]),
        ("stop beyonce", ["Don't Stop"]),
        ("strasse nor", ["Straße nach Norden"]),
        ("カラ", ["Automatic カラオケ"]),
        ("オケ", ["Automatic カラオケ"]),
        ("ケオ", []),
        ("多田 auto", ["Automatic カラオケ"]),
        ("usaaa0000001", ["Déjà Vu", "Déjà Vu"]),
        ("US-AAA-00-00001", ["Déjà Vu", "Déjà Vu"]),
        ("jpbbb99", ["First Love"]),
        ("nothing like this", []),
        ('"quoted" OR (', []),
        ("", []),
        ("!!", []),
    ],
)
def test_search_as_one_types(catalog, text, found):
    assert titles(catalog, text) == found


def test_search_over_kinds_and_limits(catalog):
    hits = catalog.search("deja", limit=1)
    assert [(h.kind, h.name) for h in hits] == [
        (Kind.ARTIST, "Beyoncé Déjà"),
        (Kind.ALBUM, "Déjà Vu"),
        (Kind.TRACK, "Déjà Vu (Live)"),
    ]
    assert hits[1].detail == "Beyoncé Déjà"
    assert hits[1].year == 2006


def test_releases_of_one_recording_can_be_one_hit(catalog):
    hits = catalog.search("deja vu", kinds=[Kind.TRACK], group_recordings=True)
    assert [(h.name, h.releases) for h in hits] == [("Déjà Vu", 2), ("Déjà Vu (Live)", 1)]


def test_threads_use_their_own_cursor(catalog):
    found = []

    def work():
        own = catalog.cursor()
        found.append(len(own.search("deja")) and own.track(item_id("t", 1)).title)
        own.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Déjà Vu"] * 4
    assert titles(catalog, "dont") == ["Don't Stop"]


def test_without_metadata_there_is_a_sentence(tmp_path):
    with pytest.raises(BadInputError, match="No metadata is imported yet"):
        Catalog(tmp_path / "meta.duckdb")


def test_a_search_index_of_another_import_is_refused(small_library, tmp_path):
    copy = tmp_path / "meta.duckdb"
    copy.write_bytes(small_library.meta_db.read_bytes())
    with pytest.raises(CorruptLibraryError, match="rebuild"):
        Catalog(copy)


@pytest.mark.parametrize(
    ("text", "precision", "date"),
    [
        ("2006-06-24", "day", ReleaseDate(2006, 6, 24)),
        ("2006-06-24", "month", ReleaseDate(2006, 6)),
        ("2006-06-24", "year", ReleaseDate(2006)),
        ("1999-03", "month", ReleaseDate(1999, 3)),
        ("1999", "day", ReleaseDate(1999)),
        ("0000", "year", None),
        ("0000-01-01", "day", None),
        ("", "day", None),
        (None, None, None),
        ("soon", "day", None),
        ("1999-13-40", "day", ReleaseDate(1999)),
    ],
)
def test_release_dates(text, precision, date):
    assert parse_release_date(text, precision) == date
