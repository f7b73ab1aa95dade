"""Lets ../shared/bench/evaluate.py measure the program: everything goes through the real importer and index.

    python ../shared/bench/evaluate.py QDIR tests/bench/adapter.py

SPOTGUI_WITNESS=onsets leaves the second witness out. SPOTGUI_BY_INDEX=1 asks the index also where the library is so
small that it would be looked at as a whole; SPOTGUI_SAMPLING=compact makes the index of the fewer postings that a
library of millions has. Both together measure what compact loses.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray

sys.path[:0] = [str(Path(__file__).resolve().parent.parent.parent), str(Path(__file__).resolve().parent)]

from spotgui.fingerprint import codestring, echoprint, hashing  # noqa: E402
from spotgui.fingerprint.onset_list import OnsetList  # noqa: E402
from spotgui.importer.analysis import import_analyses  # noqa: E402
from spotgui.index import manifest  # noqa: E402
from spotgui.index.merge import merge_segments  # noqa: E402
from spotgui.index.reader import Index  # noqa: E402
from spotgui.index.sampling import SAMPLINGS  # noqa: E402
from spotgui.paths import Library  # noqa: E402
from spotgui.recognizer.recognizer import THOROUGH, Recognizer  # noqa: E402

Reference = tuple[str, float, str, list[dict[str, Any]]]
Answer = dict[str, Any]
TRACKS_A_SHARD = 1_000


def onset_frames(pcm: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """Onset frames of a recording, band by band."""
    onsets = echoprint.fingerprint(pcm)
    return [np.rint(onsets.band(b)).astype(np.int64) for b in range(8)]


def hash_onsets(onsets: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Times and codes as the dump holds them."""
    codes = hashing.codes_of(OnsetList.from_bands(onsets))
    return codes.times, codes.codes


def encode(times: NDArray[np.int32], codes: NDArray[np.int32]) -> str:
    """The code string."""
    return codestring.encode(hashing.Codes(times, codes))


def import_references(refs: Iterable[Reference], library: Library, analysis_line: Callable[..., str]) -> None:
    """Write shards in the dump's format and import them."""
    shards = library.root / "shards"
    shutil.rmtree(library.root, ignore_errors=True)
    shards.mkdir(parents=True)
    lines: list[str] = []
    paths: list[Path] = []

    def flush() -> None:
        paths.append(shards / f"{len(paths):02d}.jsonl.zst")
        text = "\n".join(lines) + "\n"
        paths[-1].write_bytes(zstandard.ZstdCompressor(level=1).compress(text.encode()))
        lines.clear()

    for ref in refs:
        lines.append(analysis_line(*ref))
        if len(lines) == TRACKS_A_SHARD:
            flush()
    if lines:
        flush()
    report = import_analyses(library, paths)
    print(f"imported {report.tracks} tracks, {report.rejected} rejected", flush=True)
    shutil.rmtree(shards)


def build(refs: Iterable[Reference], workdir: str) -> Callable[[NDArray[np.float32]], list[Answer]]:
    """Put the references through importer and index; returns the recogniser as evaluate.py wants it."""
    import evaluate

    library = Library(Path(workdir) / "library")
    import_references(refs, library, evaluate.analysis_line)
    if sampling := os.environ.get("SPOTGUI_SAMPLING"):
        names = [s.name for s in manifest.read(library.index_dir).segments]
        merge_segments(library.index_dir, names, sampling=SAMPLINGS[sampling])
    recognizer = Recognizer(Index.open(library.index_dir), chroma=os.environ.get("SPOTGUI_WITNESS") != "onsets")
    by_index = replace(THOROUGH, whole_library=0)

    def recognise(pcm: NDArray[np.float32]) -> list[Answer]:
        if os.environ.get("SPOTGUI_BY_INDEX"):
            answer = recognizer.search(recognizer.snippet(pcm), effort=by_index)
        else:
            answer = recognizer.recognise(pcm)
        needed = recognizer.needed(1, answer.query.seconds)  # what is asked in reserve is taken off the score
        return [
            {"track_id": m.track_id, "score": m.score - m.threshold + needed, "accepted": m.accepted}
            for m in (*answer.matches, *answer.candidates)
        ]

    return recognise
