from __future__ import annotations

from pytestqt.qtbot import QtBot

from spotgui.ui.navigation import Navigator, Place, Route


def test_it_remembers_the_way(qapp: object, qtbot: QtBot) -> None:
    navigator = Navigator()
    been: list[Place] = []
    navigator.went.connect(been.append)
    navigator.go(Route.LISTEN)
    navigator.go(Route.ALBUM, "a")
    navigator.go(Route.ALBUM, "b")
    navigator.back()
    assert navigator.place is not None
    assert (navigator.place.route, navigator.place.argument) == (Route.ALBUM, "a")
    assert navigator.can_go_forward
    navigator.forward()
    navigator.back()
    navigator.go(Route.HISTORY)
    assert not navigator.can_go_forward
    assert [(p.route, p.argument) for p in been] == [
        (Route.LISTEN, None),
        (Route.ALBUM, "a"),
        (Route.ALBUM, "b"),
        (Route.ALBUM, "a"),
        (Route.ALBUM, "b"),
        (Route.ALBUM, "a"),
        (Route.HISTORY, None),
    ]


def test_the_same_page_is_not_opened_twice(qapp: object) -> None:
    navigator = Navigator()
    navigator.go(Route.LISTEN)
    navigator.go(Route.LISTEN)
    assert not navigator.can_go_back
    navigator.back()
    assert navigator.place is not None
