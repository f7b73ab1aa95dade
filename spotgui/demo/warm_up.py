"""Compile every kernel once, on both cores, so that nobody waits for it in the middle of an import or an answer.

`python -m spotgui.demo.warm_up` puts one piece of the demo the whole way through. What it compiles is kept beside the
sources and serves every later start; with all of it there it takes a second or two.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from pathlib import Path

import numpy as np

from spotgui.demo.catalogue import released_albums
from spotgui.demo.dump.shards import write_shards
from spotgui.demo.rendering import PieceJob, make_piece
from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.importer.analysis import import_analyses
from spotgui.index.lookup import search
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.recognizer.keys import landmarks_of
from spotgui.recognizer.recognizer import Recognizer

_CLIP_S = 8


def warm_up() -> None:
    """Compile what importing needs in this process and what listening needs in another, then what needs both."""
    listening = multiprocessing.get_context("spawn").Process(target=_hear)
    listening.start()
    with tempfile.TemporaryDirectory() as directory:
        library = Library(Path(directory) / "library")
        _import_a_piece(library, Path(directory))
        listening.join()
        _recognise(library)


def _clip() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    rng = np.random.default_rng(0)
    # bursts, so that there are onsets
    loudness = np.repeat(rng.random(_CLIP_S * 4) ** 4, SAMPLE_RATE // 4)
    return (0.3 * loudness * rng.standard_normal(len(loudness))).astype(np.float32)


def _import_a_piece(library: Library, directory: Path) -> None:
    album = released_albums()[0]
    track = album.tracks[0]
    piece = make_piece(PieceJob(track.recording, (), directory))
    shards = directory / "shards"
    write_shards(shards, [track], {piece.recording.isrc: piece.line})
    import_analyses(library, [shards])


def _hear() -> None:
    recognizer = Recognizer(Index.open(Path(tempfile.gettempdir()) / "spotgui-no-index"))
    landmarks_of(recognizer.snippet(_clip()).evidence)


def _recognise(library: Library) -> None:
    index = Index.open(library.index_dir)
    recognizer = Recognizer(index)
    snippet = recognizer.snippet(_clip())
    recognizer.search(snippet)
    # a library of this size is looked at as a whole; a large one goes through the inverted index
    search(index.segments, landmarks_of(snippet.evidence))


if __name__ == "__main__":
    warm_up()
