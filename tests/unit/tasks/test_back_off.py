from __future__ import annotations

from spotgui.recognizer.results import Confidence, Match, Query, Reason, Recognition
from spotgui.tasks.back_off import KNOWN_S, UNKNOWN_S, BackOff

QUERY = Query(8.0, 300)
NOTHING = Recognition((), (), QUERY, 0.1, Reason.NOT_IN_CATALOGUE)


def found(track: str) -> Recognition:
    match = Match(track, 50.0, 40.0, 10.0, 25.0, 30.0, 12.0, 1.0, True, Confidence.CERTAIN)
    return Recognition((match,), (), QUERY, 0.1)


def test_it_rests_longer_while_the_same_song_runs() -> None:
    back_off = BackOff()
    assert [back_off.after(found("a")) for _ in range(6)] == [*KNOWN_S, KNOWN_S[-1], KNOWN_S[-1]]


def test_a_new_song_begins_anew() -> None:
    back_off = BackOff()
    rests = [back_off.after(r) for r in (found("a"), found("a"), found("b"), NOTHING, found("b"))]
    assert rests == [KNOWN_S[0], KNOWN_S[1], KNOWN_S[0], UNKNOWN_S[0], KNOWN_S[0]]


def test_music_that_begins_is_found_soon() -> None:
    back_off = BackOff()
    assert [back_off.after(NOTHING) for _ in range(5)] == [*UNKNOWN_S, UNKNOWN_S[-1]]


def test_it_never_rests_longer_than_the_song_lasts() -> None:
    back_off = BackOff()
    for _ in range(4):
        back_off.after(found("a"))
    assert back_off.after(found("a"), remaining_s=30.0) == 31.0
    assert back_off.after(found("a"), remaining_s=-5.0) == 2.0
