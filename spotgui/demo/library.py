"""Make the demo's dump: shards, metadata and tapes, in a directory that is made once and kept."""

from __future__ import annotations

import errno
import hashlib
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import orjson

from spotgui import __version__
from spotgui.demo.catalogue import ReleasedAlbum, outside_recordings, released_albums
from spotgui.demo.dump.metadata import write_metadata
from spotgui.demo.dump.shards import write_shards
from spotgui.demo.place import NOISY_TAPE
from spotgui.demo.rendering import Piece, PieceJob, make_pieces
from spotgui.demo.tapes import TAPES, Tape, TapePlan
from spotgui.errors import DiskFullError
from spotgui.progress import CancelToken, ProgressCallback, ignore_progress

MANIFEST = "manifest.json"
PARTIAL = ".partial-"
STALE_AFTER_S = 3600


@dataclass(frozen=True, slots=True)
class DemoPaths:
    """Where everything of the demo's dump is.

    Attributes
    ----------
    shards : Path
        Directory of ``XX.jsonl.zst`` files.
    metadata : Path
        ``spotify_clean.sqlite3.zst``.
    tapes : tuple of Tape
        Recordings to recognise, with the truth about each.
    """

    root: Path
    shards: Path
    metadata: Path
    tapes: tuple[Tape, ...]

    @property
    def noisy(self) -> Tape:
        """The hardest tape of a piece in the library: room, noise and small speaker."""
        return next(tape for tape in self.tapes if tape.path.stem == NOISY_TAPE)

    @property
    def outside(self) -> Tape:
        """A tape of a piece that the library does not hold."""
        return next(tape for tape in self.tapes if tape.is_outside)


def make_demo(
    directory: Path, *, progress: ProgressCallback = ignore_progress, cancel: CancelToken | None = None
) -> DemoPaths:
    """Compose, play and write the demo's dump, unless the directory holds it already.

    The directory appears complete or not at all: killed in the middle, the next call begins again.

    Parameters
    ----------
    directory : Path
        Where to put it. What an older version left there is replaced.

    Raises
    ------
    Cancelled
        If cancelled; nothing is kept.
    DiskFullError
        If there is no room for about 20 MB.
    """
    wanted = version()
    found = _existing(directory, wanted)
    if found is not None:
        return found
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(directory)
        partial = Path(tempfile.mkdtemp(prefix=f"{directory.name}{PARTIAL}", dir=directory.parent))
        try:
            _write(partial, wanted, progress, cancel)
            _put_in_place(partial, directory, wanted)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError(
                "The disk that holds {folder} is full.",
                "The demo needs about 20 MB; make room and try again.",
                folder=directory,
            ) from error
        raise
    made = _existing(directory, wanted)
    assert made is not None, "what was just written has another version"
    return made


def version() -> str:
    """Changes whenever the demo would come out differently: a digest of the code that makes it."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=8)
    here = Path(__file__).parent
    for source in sorted([*here.rglob("*.py"), *here.rglob("*.sql"), *(here.parent / "fingerprint").glob("*.py")]):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _write(directory: Path, wanted: str, progress: ProgressCallback, cancel: CancelToken | None) -> None:
    tapes_dir = directory / "tapes"
    tapes_dir.mkdir()
    albums = released_albums()
    jobs = _jobs(albums, tapes_dir)
    pieces = make_pieces(jobs, progress=progress, cancel=cancel)
    inside = [piece for piece in pieces if piece.recording.isrc]
    tracks = [track for album in albums for track in album.tracks]
    write_shards(directory / "shards", tracks, {piece.recording.isrc: piece.line for piece in inside})
    durations = {piece.recording.isrc: piece.duration_ms for piece in inside}
    write_metadata(directory / "spotify_clean.sqlite3.zst", albums, durations)
    tapes = [tape for job, piece in zip(jobs, pieces, strict=True) for tape in _tapes(job, piece, albums)]
    tapes.sort(key=lambda tape: [plan.name for plan in TAPES].index(tape.path.stem))
    rows = [
        {
            "file": tape.path.name, "title": tape.title, "track_ids": tape.track_ids, "start_s": round(tape.start_s, 3),
            "speed": tape.speed,
        }
        for tape in tapes
    ]  # fmt: skip
    manifest = {"version": wanted, "tapes": rows}
    (directory / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))


def _jobs(albums: tuple[ReleasedAlbum, ...], tapes_dir: Path) -> list[PieceJob]:
    """A job for every recording, each once, and for the pieces outside."""
    recordings = {track.recording.isrc: track.recording for album in albums for track in album.tracks}
    inside = [
        PieceJob(recording, tuple(plan for plan in TAPES if plan.title == recording.title), tapes_dir)
        for recording in recordings.values()
    ]
    outside_plans = [plan for plan in TAPES if plan.title is None]
    outside = [
        PieceJob(recording, (plan,), tapes_dir)
        for recording, plan in zip(outside_recordings(), outside_plans, strict=True)
    ]
    return inside + outside


def _tapes(job: PieceJob, piece: Piece, albums: tuple[ReleasedAlbum, ...]) -> list[Tape]:
    tracks = [track for album in albums for track in album.tracks if track.recording == piece.recording]
    ids = tuple(track.track_id for track in sorted(tracks, key=lambda t: -t.popularity))
    return [_tape(plan, start, job, ids) for plan, start in zip(job.tapes, piece.tape_starts_s, strict=True)]


def _tape(plan: TapePlan, start_s: float, job: PieceJob, ids: tuple[str, ...]) -> Tape:
    return Tape(job.tapes_dir / f"{plan.name}.wav", plan.title, ids, start_s, plan.speed)


def _existing(directory: Path, wanted: str) -> DemoPaths | None:
    """What the directory holds, if the wanted version wrote it."""
    manifest = directory / MANIFEST
    if not manifest.exists():
        return None
    written = orjson.loads(manifest.read_bytes())
    if written["version"] != wanted:
        return None
    tapes = tuple(
        Tape(directory / "tapes" / row["file"], row["title"], tuple(row["track_ids"]), row["start_s"], row["speed"])
        for row in written["tapes"]
    )
    return DemoPaths(directory, directory / "shards", directory / "spotify_clean.sqlite3.zst", tapes)


def _put_in_place(partial: Path, directory: Path, wanted: str) -> None:
    """Rename; another process that was faster has made the same."""
    partial.chmod(0o755)
    if directory.exists() and _existing(directory, wanted) is None:
        old = Path(tempfile.mkdtemp(prefix=f"{directory.name}{PARTIAL}", dir=directory.parent))
        directory.rename(old / "old")
        shutil.rmtree(old)
    try:
        partial.rename(directory)
    except OSError:
        if _existing(directory, wanted) is None:
            raise


def _remove_stale(directory: Path) -> None:
    """Remove what killed processes left; younger ones may still be at work."""
    for left in directory.parent.glob(f"{directory.name}{PARTIAL}*"):
        if time.time() - left.stat().st_mtime > STALE_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)
