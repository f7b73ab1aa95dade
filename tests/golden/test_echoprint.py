"""The fingerprint against what the reference implementation returned on the same audio."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from spotgui.fingerprint import subbands, whitening
from spotgui.fingerprint.codestring import decode, encode
from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.echoprint import Fingerprinter, fingerprint
from spotgui.fingerprint.hashing import Codes, codes_of
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import pack, unpack
from spotgui.fingerprint.recovery import explained_share, recover

HERE = Path(__file__).parent
OURS = sorted(path.stem for path in HERE.glob("*.wav"))
REAL = "gymno-0-60s"


@pytest.fixture(params=[*OURS, REAL])
def golden(request: pytest.FixtureRequest) -> Iterator[tuple[np.ndarray, dict[str, Any]]]:
    name = request.param
    folder = HERE if name in OURS else request.getfixturevalue("shared") / "golden"
    pcm, rate = soundfile.read(folder / f"{name}.wav", dtype="float32")
    assert rate == 11_025
    yield pcm, json.loads((folder / f"{name}.json").read_text())


def without_fillers(reference: dict[str, Any]) -> tuple[list[int], list[int]]:
    """The reference's codes less those of successors that do not exist.

    It writes six codes for every onset that starts any; of a band's last but one three are real, of its last one.
    """
    times: list[int] = []
    codes: list[int] = []
    position = 0
    for onsets in reference["onset_frames"]:
        starts = max(len(onsets) - 2, 0)
        for start in range(starts):
            real = {starts - 1: 1, starts - 2: 3}.get(start, 6)
            times += reference["times"][position : position + real]
            codes += reference["codes"][position : position + real]
            position += 6
    assert position == len(reference["codes"])
    return times, codes


def test_there_are_clips_to_compare() -> None:
    assert len(OURS) == 4


def test_every_onset_frame(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    pcm, reference = golden
    onsets = fingerprint(pcm)
    assert [onsets.band(band).tolist() for band in range(BANDS)] == reference["onset_frames"]


def test_every_code_in_order(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    pcm, reference = golden
    codes = codes_of(fingerprint(pcm))
    assert (codes.times.tolist(), codes.codes.tolist()) == without_fillers(reference)


def test_every_code_streaming(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    pcm, reference = golden
    stream = Fingerprinter()
    for block in np.array_split(pcm, 97):
        stream.feed(block)
    codes = codes_of(stream.finish())
    assert (codes.times.tolist(), codes.codes.tolist()) == without_fillers(reference)


def test_whitened_samples_are_exact(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    pcm, reference = golden
    expected = np.array(reference["whitened_head"], np.float32)
    np.testing.assert_array_equal(whitening.whiten(pcm)[: len(expected)], expected)


def test_band_energies(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    pcm, reference = golden
    whitened = whitening.whiten(pcm)
    expected = np.array(reference["band_energy_frame_100"])
    # Each band is a sum in which a louder band cancels: float32 is accurate to that one's scale
    amplitude = np.sqrt(expected.max())
    difference = np.sqrt(subbands.energies(whitened)[:, 100]) - np.sqrt(expected)
    assert np.abs(difference).max() <= 2e-6 * amplitude


def test_onsets_recovered_from_codes(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    _, reference = golden
    truth = OnsetList.from_bands(reference["onset_frames"])
    codes = codes_of(truth)
    recovered, share = explained_share(codes)
    assert share == 1
    assert recovered.bounds.tolist() == truth.bounds.tolist()
    again = codes_of(unpack(pack(recovered)))
    assert again.times.tolist() == codes.times.tolist()


def test_fillers_of_the_public_reference_change_nothing(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    _, reference = golden
    filled = Codes(np.array(reference["times"], np.int32), np.array(reference["codes"], np.int32))
    plain = codes_of(OnsetList.from_bands(reference["onset_frames"]))
    assert recover(filled).frames.tolist() == recover(plain).frames.tolist()


def test_codes_survive_the_string(golden: tuple[np.ndarray, dict[str, Any]]) -> None:
    pcm, _ = golden
    codes = codes_of(fingerprint(pcm))
    if len(codes):
        again = decode(encode(codes))
        assert (again.times.tolist(), again.codes.tolist()) == (codes.times.tolist(), codes.codes.tolist())


def test_recovered_onsets_err_by_about_a_frame(shared: Path) -> None:
    errors = []
    for path in sorted((shared / "golden").glob("*.json")):
        truth = OnsetList.from_bands(json.loads(path.read_text())["onset_frames"])
        errors.append(recover(codes_of(truth)).frames - truth.frames)
    error = np.concatenate(errors)
    assert len(error) > 500
    assert np.sqrt(np.mean(error**2)) < 1.2
