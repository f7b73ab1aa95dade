"""A call in the background is told once, and what it raises is not lost."""

import threading

import pytest

from spotgui.importer.background import Background


@pytest.mark.parametrize("own_thread", [True, False])
def test_a_result_is_told_once(own_thread):
    with Background(lambda: 7, own_thread=own_thread) as background:
        assert background.idle
        assert background.ended() is None
        background.start()
        assert not background.idle
        assert background.wait() == 7
        assert background.idle
        assert background.wait() is None


def test_until_it_has_ended_nothing_is_told():
    go_on = threading.Event()
    with Background(lambda: go_on.wait(20)) as background:
        background.start()
        assert background.ended() is None
        assert not background.idle
        go_on.set()
        assert background.wait() is True


def test_what_it_raises_is_raised_when_it_is_told():
    def fail():
        raise RuntimeError("a bug")

    with Background(fail) as background:
        background.start()
        with pytest.raises(RuntimeError, match="a bug"):
            background.wait()
        assert background.idle
