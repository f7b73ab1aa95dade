"""From what is heard to the title over a made index: time, processor time, postings read, memory.

    python tests/bench/decision_bench.py INDEX [--queries N] [--step warm|cold|whole|unknown|session]

INDEX is what `index_bench.py` made. Everything after the fingerprint is measured: evidence to tables and keys, lookup,
reading the candidates, both witnesses, recordings, decision. Clips are 20 s of made tracks as a microphone hears them
(`index_tracks`), pitches among them; `unknown` are such clips with their onsets thrown about, of no track.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from index_bench import MOST_TIMES, SHARED, WHOLE_DUMP, as_the_whole_dump, forget_pages  # noqa: E402
from index_tracks import CONDITIONS, Condition, query, query_chroma  # noqa: E402

from spotgui.fingerprint.constants import SAMPLE_RATE  # noqa: E402
from spotgui.index.reader import Index  # noqa: E402
from spotgui.recognizer import proposals  # noqa: E402
from spotgui.recognizer.recognizer import THOROUGH, Recognizer  # noqa: E402
from spotgui.recognizer.session import ListeningSession  # noqa: E402
from spotgui.recognizer.snippet import Snippet  # noqa: E402

T = TypeVar("T")
SECONDS = 20.0
SESSION_S = 25.0
STEPS = ("warm", "whole", "cold", "listen", "session")
Row = dict[str, float]


class Postings:
    """Counts the postings that searches read."""

    def __init__(self) -> None:
        self.read = 0
        self._search = proposals.search
        proposals.search = self._counted  # type: ignore[assignment]

    def _counted(self, *arguments, **options):  # type: ignore[no-untyped-def]
        found = self._search(*arguments, **options)
        self.read += found.read
        return found


def clips(index: Index, count: int, how: Condition, tiers: range = range(3)) -> Iterator[tuple[str, Snippet]]:
    """Clips of random tracks of some tiers, with the tracks' ids."""
    homes = [s for s in index.segments if s.info.tier in tiers]
    for k in range(count):
        rng = np.random.default_rng([k, CONDITIONS.index(how)])
        home = homes[int(rng.integers(len(homes)))]
        place = int(rng.integers(len(home)))
        start, evidence = query(home.onsets(place), rng, SECONDS, how)
        chroma = query_chroma(home.chroma(place), start, rng, SECONDS)
        yield home.track_id(place), Snippet(evidence, chroma, 0.1)


def of_no_track(heard: Snippet, rng: np.random.Generator) -> Snippet:
    """The same onsets at other times, the same pitches in another key."""
    at = np.sort(rng.uniform(0, heard.evidence.frames, len(heard.evidence.at))).astype(np.float32)
    order = np.lexsort((at, heard.evidence.band))
    chroma = replace(heard.chroma, classes=np.ascontiguousarray(np.roll(heard.chroma.classes, 3, axis=1)))
    return Snippet(replace(heard.evidence, at=at[order], band=heard.evidence.band[order]), chroma, heard.loudness)


def timed(work: Callable[[T], bool], asked: list[T], before: Callable[[], None] = lambda: None) -> Row:
    """Time of each call of `work`, which says whether it was right."""
    postings, took, used, right = Postings(), [], [], 0
    for one in asked:
        before()
        began, cpu = time.perf_counter(), time.process_time()
        right += work(one)
        took.append(1e3 * (time.perf_counter() - began))
        used.append(1e3 * (time.process_time() - cpu))
    return {
        "median_ms": float(np.median(took)), "worst_ms": max(took), "cpu_ms": float(np.median(used)),
        "worst_cpu_ms": max(used), "right": right / len(asked), "postings": postings.read / len(asked),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def decides(recognizer: Recognizer) -> Callable[[tuple[str, Snippet]], bool]:
    """Whether the answer to a clip is its track, or no answer for an empty id."""

    def work(asked: tuple[str, Snippet]) -> bool:
        answer = recognizer.search(asked[1], effort=replace(THOROUGH, whole_library=0))
        return (answer.matches[0].track_id if answer.matches else "") == asked[0]

    return work


def warm(directory: Path, count: int) -> dict[str, Row]:
    """Each condition, clips of no track, and popular tracks where the index has tiers."""
    index = Index.open(directory)
    work = decides(Recognizer(index))
    rows, unknown = {}, []
    for how in CONDITIONS:
        asked = list(clips(index, count, how))
        timed(work, asked)  # into the system's cache
        rows[f"decision, {how.name}"] = timed(work, asked)
        unknown = [("", of_no_track(heard, np.random.default_rng(k))) for k, (_, heard) in enumerate(asked)]
    timed(work, unknown)
    rows["decision, of no track"] = timed(work, unknown)
    if len({s.info.tier for s in index.segments}) > 1:
        for name, tiers in (("popular", range(1)), ("not popular", range(1, 3))):
            rows[f"decision, {name}"] = timed(work, list(clips(index, count, CONDITIONS[2], tiers)))
    return rows


def whole(directory: Path, count: int) -> dict[str, Row]:
    """List lengths as for 33.5 million tracks."""
    index = Index.open(directory)
    if index.track_count * MOST_TIMES < WHOLE_DUMP:
        return {}
    asked = list(clips(index, count, CONDITIONS[2]))
    index.segments = as_the_whole_dump(index.segments)
    work = decides(Recognizer(index))
    unknown = [("", of_no_track(heard, np.random.default_rng(k))) for k, (_, heard) in enumerate(asked)]
    timed(work, asked + unknown)  # into the system's cache
    return {"as 33.5 M tracks": timed(work, asked), "as 33.5 M, of no track": timed(work, unknown)}


def cold(directory: Path, count: int) -> dict[str, Row]:
    """Nothing of the index in memory at any query; opening it is part of the time."""
    index = Index.open(directory)
    asked = list(clips(index, count, CONDITIONS[2]))
    decides(Recognizer(index))(asked[0])  # compiled code is loaded
    unknown = [("", of_no_track(heard, np.random.default_rng(k))) for k, (_, heard) in enumerate(asked)]
    del index

    def work(one: tuple[str, Snippet]) -> bool:
        return decides(Recognizer(Index.open(directory)))(one)

    return {
        "cold, a track's clip": timed(work, asked, lambda: forget_pages(directory)),
        "cold, of no track": timed(work, unknown, lambda: forget_pages(directory)),
    }


def music(seconds: float) -> NDArray[np.float32]:
    """Real music that no made track has, with noise 10 dB below it."""
    with wave.open(str(SHARED / "golden/gymno-0-60s.wav")) as file:
        sound = np.frombuffer(file.readframes(int(seconds * SAMPLE_RATE)), np.int16)
    mono = sound.astype(np.float32) / np.float32(32768)
    noise = np.random.default_rng(0).standard_normal(len(mono)).astype(np.float32)
    return mono + noise * mono.std() * np.float32(10 ** (-10 / 20))


def listening(directory: Path, count: int) -> dict[str, Row]:
    """Fingerprint and evidence of 20 s; the pitches besides."""
    from spotgui.recognizer.chroma import chroma_of
    from spotgui.recognizer.evidence import listen

    recognizer, sound = Recognizer(Index.open(directory)), music(SECONDS)
    recognizer.snippet(sound)
    return {
        "fingerprint and evidence, 20 s": timed(lambda s: len(listen(s, recognizer.network).at) > 0, [sound] * count),
        "pitches, 20 s": timed(lambda s: len(chroma_of(s).times) > 0, [sound] * count),
    }


def session(directory: Path, count: int) -> dict[str, Row]:
    """A session of 25 s that finds nothing, fed as a microphone does."""
    recognizer, sound = Recognizer(Index.open(directory)), music(SESSION_S + 1)

    def work(_: int) -> bool:
        listener = ListeningSession(recognizer, give_up_s=SESSION_S)
        answers = (listener.feed(sound[k : k + 2205]) for k in range(0, len(sound), 2205))
        answer = next((a for a in answers if a), None)
        return answer is not None and not answer.found

    timed(work, [0])
    return {"session of 25 s, no answer": timed(work, list(range(max(2, count // 4))))}


def measured(directory: Path, count: int, step: str) -> dict[str, Row]:
    """One step in a process of its own, whose peak of memory is its own."""
    command = [sys.executable, __file__, str(directory), "--queries", str(count), "--step", step]
    rows: dict[str, Row] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=int, default=16)
    parser.add_argument("--step", choices=STEPS)
    arguments = parser.parse_args()
    steps = dict(zip(STEPS, (warm, whole, cold, listening, session), strict=True))
    if arguments.step:
        print(json.dumps(steps[arguments.step](arguments.index, arguments.queries)))
        return
    for step in STEPS:
        for name, row in measured(arguments.index, arguments.queries, step).items():
            print(f"{name:32s}" + "  ".join(f"{k} {v:,.2g}" if v < 10 else f"{k} {v:,.0f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
