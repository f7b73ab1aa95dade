"""From dump lines and a recording to an answer, on real data: the thirteen real analyses and one real recording."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import zstandard
from numpy.typing import NDArray

from spotgui.audio import files
from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.importer.analysis import import_analyses
from spotgui.paths import Library
from spotgui.recognizer.opening import OpenRecognizer, open_recognizer
from spotgui.recognizer.results import Confidence, Reason

GYMNO = "0gymnopedie00000000001"
STRETCHES = 15
SECONDS = 10.0


def imported(directory: Path, shard: bytes) -> Library:
    """A library with one shard of these lines in it."""
    directory.mkdir()
    path = directory / "00.jsonl.zst"
    path.write_bytes(zstandard.compress(shard))
    library = Library(directory / "library")
    report = import_analyses(library, [path])
    assert report.tracks == shard.count(b"\n") and not report.rejected
    return library


@pytest.fixture(scope="module")
def real_lines(shared: Path) -> bytes:
    packed = (shared / "samples" / "real-analyses.jsonl.zst").read_bytes()
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


@pytest.fixture(scope="module")
def gymno_line(shared: Path) -> bytes:
    """The recording's own real analysis as a line of the dump."""
    analysis = json.loads((shared / "samples" / "pair-gymno" / "gymno.json").read_bytes())
    analysis["meta"] = {
        "analyzer_version": "4.0.0",
        "platform": "Linux",
        "detailed_status": "OK",
        "status_code": 0,
        "timestamp": 1500000000,
        "analysis_time": 5.0,
        "input_process": "libvorbisfile L+R 44100->22050",
        "track_id": GYMNO,
    }
    return json.dumps(analysis, separators=(",", ":")).encode() + b"\n"


@pytest.fixture(scope="module")
def with_gymno(tmp_path_factory: pytest.TempPathFactory, real_lines: bytes, gymno_line: bytes) -> OpenRecognizer:
    library = imported(tmp_path_factory.mktemp("with") / "gymno", real_lines + gymno_line)
    return open_recognizer(library)


@pytest.fixture(scope="module")
def without_gymno(tmp_path_factory: pytest.TempPathFactory, real_lines: bytes) -> OpenRecognizer:
    return open_recognizer(imported(tmp_path_factory.mktemp("without") / "gymno", real_lines))


def cut(mp3: Path, start: float, directory: Path) -> NDArray[np.float32]:
    """Ten seconds, encoded again to 64 kbit/s mp3."""
    out = directory / f"{start:.1f}.mp3"
    command = ["ffmpeg", "-v", "error", "-y", "-ss", f"{start}", "-t", f"{SECONDS}", "-i", str(mp3)]
    subprocess.run([*command, "-ac", "1", "-b:a", "64k", str(out)], check=True)
    return files.read(out)


@pytest.fixture(scope="module")
def stretches(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[float, NDArray[np.float32]]:
    mp3 = shared / "samples" / "pair-gymno" / "gymno.mp3"
    directory = tmp_path_factory.mktemp("cut")
    return {float(s): cut(mp3, float(s), directory) for s in np.linspace(0.3, 155.9, STRETCHES)}


def test_any_ten_seconds_are_found(with_gymno: OpenRecognizer, stretches: dict[float, NDArray[np.float32]]) -> None:
    missed = []
    for start, pcm in stretches.items():
        answer = with_gymno.recognise(pcm)
        if not answer.found or answer.matches[0].track_id != GYMNO:
            missed.append((start, answer.reason, (answer.matches + answer.candidates)[:1]))
            continue
        match = answer.matches[0]
        assert abs(match.position_s - start) < 0.3
        assert abs(match.speed - 1) < 0.005
        assert match.score >= match.threshold
        assert match.confidence in (Confidence.CERTAIN, Confidence.LIKELY)
    assert not missed


def test_not_found_when_its_analysis_is_absent(
    without_gymno: OpenRecognizer, stretches: dict[float, NDArray[np.float32]]
) -> None:
    for pcm in stretches.values():
        answer = without_gymno.recognise(pcm)
        assert not answer.found
        assert answer.reason in (Reason.NOT_IN_CATALOGUE, Reason.NOT_SURE)
        assert all(not c.accepted for c in answer.candidates)


def test_the_whole_file_is_found_at_its_start(with_gymno: OpenRecognizer, shared: Path) -> None:
    answer = with_gymno.recognise(files.read(shared / "samples" / "pair-gymno" / "gymno.mp3"))
    assert answer.found and answer.matches[0].track_id == GYMNO
    assert answer.matches[0].position_s < 0.3
    assert answer.query.seconds == pytest.approx(166.7, abs=0.5)
    # only a stretch of it was looked at, and why it matches is shown where that stretch is
    why = answer.matches[0].evidence
    assert why is not None and why.begins_s > 20
    assert why.position_s == pytest.approx(why.begins_s, abs=0.3)
    expected = (why.track_s[why.matched] - why.position_s) / answer.matches[0].speed
    off = np.abs(why.query_s[None, :] - expected[:, None]).min(axis=1)
    assert len(off) > 20 and off.max() < 0.1


def test_session_answers_before_it_gives_up(
    with_gymno: OpenRecognizer, without_gymno: OpenRecognizer, shared: Path
) -> None:
    pcm = files.read(shared / "samples" / "pair-gymno" / "gymno.mp3")[40 * SAMPLE_RATE : 70 * SAMPLE_RATE]
    session = with_gymno.session()
    answer = None
    for block in np.array_split(pcm, 300):
        answer = session.feed(block)
        if answer:
            break
    assert answer and answer.found and answer.matches[0].track_id == GYMNO
    assert session.seconds < 15
    unknown = without_gymno.session(give_up_s=12)
    answers = [unknown.feed(block) for block in np.array_split(pcm[: 13 * SAMPLE_RATE], 60)]
    given_up = next(a for a in answers if a)
    assert not given_up.found and given_up.reason in (Reason.NOT_IN_CATALOGUE, Reason.NOT_SURE)
    kept = unknown.snippet()
    assert kept and len(kept) < 20_000
    again = with_gymno.try_again(kept)
    assert again.found and again.matches[0].track_id == GYMNO


def test_why_this_match(with_gymno: OpenRecognizer, stretches: dict[float, NDArray[np.float32]]) -> None:
    match = with_gymno.recognise(next(iter(stretches.values()))).matches[0]
    why = match.evidence
    assert why is not None
    assert len(why.query_s) == len(why.query_band) > 20
    assert why.query_s.min() >= 0 and why.query_s.max() <= SECONDS + 0.2
    assert len(why.track_s) == len(why.matched) > 20
    assert why.matched.mean() > 0.5
