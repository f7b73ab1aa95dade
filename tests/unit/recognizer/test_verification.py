"""The popular tier is asked first; what is found there ends the search, and the answer is that of a whole search."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.manifest import POPULAR, REST
from spotgui.index.reader import Index
from spotgui.recognizer import decision, proposals, verification
from spotgui.recognizer.proposals import whole_library
from spotgui.recognizer.recognizer import THOROUGH, Recognizer
from spotgui.recognizer.results import Recognition
from spotgui.recognizer.verification import Aligned, Scored, best_of
from tests.support.reads import Reads

Songs = list[NDArray[np.float32]]
BY_INDEX = replace(THOROUGH, whole_library=0)


def heard(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    return sound[20 * SAMPLE_RATE : 30 * SAMPLE_RATE]


@pytest.mark.parametrize("song", range(6))
def test_popular_songs_cost_less_and_all_are_answered_alike(
    tiered: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch, song: int
) -> None:
    flat = Recognizer(tiered)
    snippet = flat.snippet(heard(songs[song]))
    whole: Recognition = flat.search(snippet, effort=THOROUGH)
    reads = Reads(monkeypatch)
    monkeypatch.setattr(verification, "EXPLAINED", 0.1)
    answer = flat.search(snippet, effort=BY_INDEX)
    assert answer.matches[0].track_id == whole.matches[0].track_id == f"song{song:018d}"
    # the index names other places to align than a scan does: the place found may lie a fraction of a frame away
    assert answer.matches[0].score == pytest.approx(whole.matches[0].score, abs=0.1)
    assert answer.matches[0].position_s == pytest.approx(whole.matches[0].position_s, abs=0.01)
    assert POPULAR in reads.by_tier and (REST in reads.by_tier) == (song >= 2)


def test_a_popular_song_with_a_part_in_common_does_not_hide_the_right_one(
    tmp_path: Path, songs: Songs, tiered: Index
) -> None:
    """As a remix would: some bars of song 4 lie in a popular track, all of the clip in another."""
    whole = tiered.onsets(4)
    frames = whole.frames
    kept = (frames < 26 * FRAMES_PER_SECOND) & (frames > 20 * FRAMES_PER_SECOND)
    part = OnsetList.from_bands([frames[kept & (whole.bands == b)] for b in range(8)])
    directory = tmp_path / "index"
    build_segment(directory, [IndexedTrack(0, "remix", 60.0, 90, part, tiered.chroma(4))], tier=POPULAR)
    build_segment(directory, [IndexedTrack(1, "right", 60.0, 0, whole, tiered.chroma(4))], tier=REST)
    recognizer = Recognizer(Index.open(directory))
    answer = recognizer.search(recognizer.snippet(songs[4][20 * SAMPLE_RATE : 32 * SAMPLE_RATE]), effort=BY_INDEX)
    best = (*answer.matches, *answer.candidates)[0]
    assert best.track_id == "right"


def test_no_tier_is_left_out_when_nothing_is_found(
    tiered: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = Reads(monkeypatch)
    recognizer = Recognizer(tiered)
    answer = recognizer.search(recognizer.snippet(heard(songs[-1])), effort=BY_INDEX)
    assert not answer.found and set(reads.by_tier) == {POPULAR, REST}


@pytest.mark.parametrize("song", range(6))
def test_of_many_tracks_the_others_are_looked_at_only_where_the_index_names_them(
    tiered: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch, song: int
) -> None:
    recognizer = Recognizer(tiered)
    snippet = recognizer.snippet(heard(songs[song]))
    everywhere = recognizer.search(snippet, effort=BY_INDEX).matches[0]
    scanned: list[int] = []
    real = verification.scan

    def noted(segments, segment, *arguments, **options):  # type: ignore[no-untyped-def]
        scanned.append(0 if options else len(segment))
        return real(segments, segment, *arguments, **options)

    monkeypatch.setattr(verification, "scan", noted)
    monkeypatch.setattr(proposals, "FIRST", 0)  # whatever the index names is one of the others
    assert recognizer.search(snippet, effort=BY_INDEX).matches[0].score == pytest.approx(everywhere.score, abs=1e-3)
    assert sum(scanned) > 0  # so few tracks may be named by chance, and the right place be another
    scanned.clear()
    monkeypatch.setattr(verification, "_BY_CHANCE", 0)
    monkeypatch.setattr(verification, "SEARCHED", 0)
    found = recognizer.search(snippet, effort=BY_INDEX).matches[0]
    assert found.track_id == f"song{song:018d}"
    assert found.score == pytest.approx(everywhere.score, abs=1e-3)
    assert sum(scanned) == 0 < len(scanned)


@pytest.mark.parametrize("song", range(6))
def test_of_the_turns_of_a_track_the_one_with_the_best_verdict_counts(
    tmp_path: Path, tiered: Index, songs: Songs, song: int
) -> None:
    """Each turn of the music has another part of the clip's onsets."""
    whole = tiered.onsets(song)
    rng = np.random.default_rng(song)
    turns = (5.0, 25.0, 45.0, 65.0)
    frames: list[list[float]] = [[] for _ in range(8)]
    for turn in turns:
        kept = (np.abs(whole.frames / FRAMES_PER_SECOND - 25) < 6) & (rng.random(len(whole.frames)) < 0.4)
        for band, frame in zip(whole.bands[kept], whole.frames[kept], strict=True):
            frames[band].append(frame + (turn - 20) * FRAMES_PER_SECOND)
    onsets = OnsetList.from_bands([sorted(some) for some in frames])
    build_segment(tmp_path / "index", [IndexedTrack(0, "turns", 90.0, 0, onsets, b"")])
    recognizer = Recognizer(Index.open(tmp_path / "index"))
    snippet = recognizer.snippet(heard(songs[song]))
    confirmed = [recognizer.confirm(snippet, "turns", turn).score for turn in turns]
    assert recognizer.look(snippet, THOROUGH)[0].score >= max(confirmed) - 0.05


def test_what_was_good_before_is_looked_at_again(tiered: Index, songs: Songs) -> None:
    recognizer = Recognizer(tiered)
    before = recognizer.look(recognizer.snippet(heard(songs[4])[: 5 * SAMPLE_RATE]), BY_INDEX)
    longer = recognizer.snippet(heard(songs[4]))
    glance = replace(BY_INDEX, candidates=0)
    again = recognizer.look(longer, glance, remembered=before)
    assert again[0].track_id == f"song{4:018d}" and again[0].score > before[0].score
    assert again[0].score == pytest.approx(recognizer.look(longer, BY_INDEX)[0].score, abs=0.5)
    gone = Scored(10_000, "gone", 50.0, 5.0, 0.0, 1.0)
    assert recognizer.look(longer, glance, remembered=[gone]) == []


def test_the_better_of_two_looks_counts() -> None:
    low, high = Scored(1, "a", 3.0, 0.0, 9.0, 1.0), Scored(1, "a", 5.0, 1.0, 7.0, 1.0)
    other = Scored(2, "b", 4.0, 0.5, 0.0, 1.0)
    assert best_of([low, other], [high]) == [high, other]
    assert best_of([], []) == []
    popular = Scored(3, "c", 4.0, 0.0, 0.0, 1.0, prior=4.0)
    assert best_of([low, other, popular]) == [popular, other, low]


def test_what_pitches_say_beyond_their_bound_ranks() -> None:
    bound = Aligned(1, "a", 4.0, 20.0, 0.5, True, 0.0, 1.0, 0.0)
    assert replace(bound, least=1.0, beyond=9.0).agreement - bound.agreement == pytest.approx(5.5)


def test_a_popular_song_needs_less(tiered: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch) -> None:
    recognizer = Recognizer(tiered)
    snippets = [recognizer.snippet(heard(songs[i])) for i in (1, 4)]
    flat = [recognizer.search(s).matches[0] for s in snippets]
    assert flat[0].threshold == flat[1].threshold  # tiers of a few tracks tell nothing
    monkeypatch.setattr(decision, "FEWEST_TRACKS", 1)
    popular, rare = (recognizer.search(s).matches[0] for s in snippets)
    counts = [sum(len(s) for s in tiered.segments if s.info.tier == tier) for tier in (POPULAR, REST)]
    assert rare.threshold - popular.threshold == pytest.approx(np.log(counts[1] / counts[0]))
    assert [popular.score, rare.score] == pytest.approx([m.score for m in flat])
    assert popular.margin - flat[0].margin == pytest.approx(np.log(counts[1] / counts[0]))


def test_a_track_whose_onsets_cannot_be_read_is_not_judged(tmp_path: Path, songs: Songs) -> None:
    nothing = OnsetList.from_bands([[]] * 8)
    build_segment(tmp_path / "index", [IndexedTrack(0, "nothing", 60.0, 0, nothing, b"")])
    recognizer = Recognizer(Index.open(tmp_path / "index"))
    snippet = recognizer.snippet(heard(songs[0]))
    assert recognizer.look(snippet, THOROUGH) == []
    assert recognizer.confirm(snippet, "nothing", 3.0).score == -math.inf


def test_whole_library_names_all(tiered: Index) -> None:
    tracks = whole_library(tiered.segments)
    assert len(tracks) == tiered.track_count and np.isnan(tracks.offset).all()
    assert len(whole_library([])) == 0


def test_an_index_of_nothing_is_not_asked(tmp_path: Path) -> None:
    recognizer = Recognizer(Index.open(tmp_path))
    assert recognizer.look(recognizer.snippet(np.zeros(5 * SAMPLE_RATE, np.float32)), THOROUGH) == []
