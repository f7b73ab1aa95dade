"""Evidence: the same from pieces and whole, calibrated, and where the music's onsets are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.recognizer.clusters import FEATURES, cluster
from spotgui.recognizer.evidence import Evidence, Hearing, listen
from spotgui.recognizer.field import TRUSTS, _add_copies, field_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.onset_runs import OnsetRuns

Songs = list[NDArray[np.float32]]
START_S, LENGTH_S = 20, 10


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.load()


@settings(max_examples=6, deadline=None)
@given(cuts=st.lists(st.integers(1, 5 * SAMPLE_RATE - 1), max_size=8))
def test_pieces_give_what_the_whole_gives(songs: Songs, cuts: list[int]) -> None:
    pcm = songs[0][: 5 * SAMPLE_RATE]
    pieces, whole = OnsetRuns(), OnsetRuns()
    for piece in np.split(pcm, sorted(cuts)):
        pieces.feed(piece)
        if len(piece) % 2:
            pieces.events()  # looking must not disturb
    whole.feed(pcm)
    a, b = pieces.events(), whole.events()
    assert np.array_equal(a.at, b.at) and np.array_equal(a.kept, b.kept)
    assert np.array_equal(a.run, b.run) and np.array_equal(a.envelope, b.envelope)


def test_probable_onsets_are_those_of_the_track(songs: Songs, network: Network) -> None:
    track = fingerprint(songs[3])
    clip = songs[3][START_S * SAMPLE_RATE : (START_S + LENGTH_S) * SAMPLE_RATE]
    heard = listen(clip, network)
    assert heard.frames == pytest.approx(LENGTH_S * FRAMES_PER_SECOND, abs=6)
    sure = heard.p > 0.5
    assert sure.sum() > 15
    hits = 0
    for at, band in zip(heard.at[sure], heard.band[sure], strict=True):
        true = track.band(int(band)) - START_S * FRAMES_PER_SECOND
        hits += bool(np.abs(true - at).min() < 4)
    assert hits / sure.sum() > 0.6
    inside = (track.frames > START_S * FRAMES_PER_SECOND) & (track.frames < (START_S + LENGTH_S) * FRAMES_PER_SECOND)
    assert heard.expected == pytest.approx(inside.sum(), rel=0.4)


def test_onsets_are_in_order(songs: Songs, network: Network) -> None:
    heard = listen(songs[1][: 8 * SAMPLE_RATE], network)
    assert (np.diff(heard.band.astype(int)) >= 0).all()
    for b in range(BANDS):
        assert (np.diff(heard.at[heard.band == b]) >= 0).all()
    assert ((heard.p >= 0) & (heard.p <= 1)).all() and (heard.scale > 0).all()


def test_silence_has_no_evidence(network: Network) -> None:
    hearing = Hearing(network)
    hearing.feed(np.zeros(5 * SAMPLE_RATE, np.float32))
    assert len(hearing.evidence().at) == 0


def test_a_growing_clip_is_judged_as_the_whole(songs: Songs, network: Network) -> None:
    pcm = songs[1][: 7 * SAMPLE_RATE]
    hearing = Hearing(network)
    for piece in np.split(pcm, range(SAMPLE_RATE // 3, len(pcm), SAMPLE_RATE // 2)):
        hearing.feed(piece)
        grown = hearing.evidence()
    whole = listen(pcm, network)
    assert np.array_equal(grown.band, whole.band)
    assert np.allclose(grown.at, whole.at, atol=1e-3) and np.allclose(grown.p, whole.p, atol=1e-4)


def test_features_are_finite_after_digital_silence(songs: Songs) -> None:
    pcm = songs[2][: 6 * SAMPLE_RATE].copy()
    pcm[SAMPLE_RATE : 3 * SAMPLE_RATE] = 0
    runs = OnsetRuns()
    runs.feed(pcm)
    found = cluster(runs.events())
    assert found.features.shape == (len(found.at), FEATURES)
    assert np.isfinite(found.features).all()


def test_field_prefers_the_evidence_and_has_no_odd_values(songs: Songs, network: Network) -> None:
    heard = listen(songs[0][: 10 * SAMPLE_RATE], network)
    field = field_of(heard)
    assert field.row_of.shape == (BANDS, heard.frames) and field.rows.shape[1] % len(TRUSTS) == 0
    tables = field.rows[field.row_of]
    assert np.isfinite(tables).all()
    best = np.argmax(heard.p)
    peak = tables[heard.band[best], int(np.rint(heard.at[best])), len(TRUSTS)]
    assert peak > 2
    assert np.median(tables[:, :, len(TRUSTS)]) < 0


@pytest.mark.parametrize("lag", [7, 40, 90])
def test_copies_are_the_evidence_moved_and_those_beyond_the_clip_are_none(lag: int) -> None:
    frames, most = 100, 4
    k = np.random.default_rng(lag).random((BANDS, frames), np.float32)
    total, count = np.zeros_like(k), np.zeros(frames, np.float32)
    _add_copies(k, lag, most, total, count)
    at = np.arange(frames)
    of = [at - lag * step for step in range(-most, most + 1) if step]
    inside = [(source >= 0) & (source < frames) for source in of]
    assert np.array_equal(count, np.sum(inside, axis=0))
    moved = [np.where(here, k[:, np.clip(at, 0, frames - 1)], 0) for at, here in zip(of, inside, strict=True)]
    assert np.allclose(total, sum(moved))


def test_frames_without_evidence_share_a_row_of_their_band() -> None:
    at, p = np.array([400, 700], np.float32), np.full(2, 0.9, np.float32)
    field = field_of(Evidence(2000, at, np.zeros(2, np.uint8), p, 2 * p))
    assert np.array_equal(field.row_of[1:], np.broadcast_to(np.arange(1, BANDS)[:, None], (BANDS - 1, 2000)))
    assert np.unique(field.row_of[0]).size < 100 and field.row_of[0, 400] != field.row_of[0, 0] == 0


def test_expected_onsets_that_are_lacking_speak_against_a_reference(songs: Songs, network: Network) -> None:
    heard = listen(songs[0][: 10 * SAMPLE_RATE], network)
    field = field_of(heard)
    assert (field.missed < 0).all() and (np.diff(field.missed) > 0).all()  # the less trust, the less
    found = field.rows[:, -len(TRUSTS)][field.row_of]
    assert (found >= 0).all()
    best, faint = np.argmax(heard.p), np.argmin(heard.p)
    at = [int(np.rint(heard.at[i])) for i in (best, faint)]
    assert found[heard.band[best], at[0]] > 5 * found[heard.band[faint], at[1]]
    frames = np.clip(np.rint(heard.at).astype(np.int64), 0, heard.frames - 1)
    every = found[heard.band, frames].sum()
    assert -field.missed[0] < every  # what sounds together is not charged for twice


def test_network_file_round_trip(songs: Songs, network: Network, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("network") / "copy.npz"
    network.save(path)
    heard, again = (listen(songs[0][: 4 * SAMPLE_RATE], n) for n in (network, Network.load(path)))
    assert len(heard.p) and np.array_equal(heard.p, again.p) and np.array_equal(heard.at, again.at)
