from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from spotgui.ui.album_art.cover import Cover
from spotgui.ui.context import AppContext


def png(color: str) -> bytes:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


class Site:
    """A real web server on this machine that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                body = png("#ff0000") if self.path.startswith("/cover") else b"<html>not a picture</html>"
                self.send_response(404 if self.path == "/missing" else 200)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "public, max-age=100000")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def test_a_cover_is_fetched_once_and_then_comes_from_the_disk(ctx: AppContext, qtbot: QtBot, site: Site) -> None:
    ctx.settings.change(network=True)
    for _ in range(2):
        with qtbot.waitSignal(ctx.covers.loaded, timeout=10_000) as got:
            ctx.covers.request(f"{site.url}/cover.png")
        assert got.args[0] == f"{site.url}/cover.png"
        assert got.args[1].pixelColor(5, 5).name() == "#ff0000"
    assert site.asked == ["/cover.png"]


def test_without_network_nothing_is_asked_but_kept_covers_are_shown(ctx: AppContext, qtbot: QtBot, site: Site) -> None:
    ctx.settings.change(network=True)
    with qtbot.waitSignal(ctx.covers.loaded, timeout=10_000):
        ctx.covers.request(f"{site.url}/cover1.png")
    ctx.settings.change(network=False)
    with qtbot.assertNotEmitted(ctx.covers.loaded, wait=500):
        ctx.covers.request(f"{site.url}/cover2.png")
    with qtbot.waitSignal(ctx.covers.loaded, timeout=10_000):
        ctx.covers.request(f"{site.url}/cover1.png")
    assert site.asked == ["/cover1.png"]


@pytest.mark.parametrize("path", ["/missing", "/page.html"])
def test_what_is_not_a_picture_leaves_the_drawn_cover(ctx: AppContext, qtbot: QtBot, site: Site, path: str) -> None:
    ctx.settings.change(network=True)
    with qtbot.assertNotEmitted(ctx.covers.loaded, wait=500):
        ctx.covers.request(site.url + path)
    assert site.asked == [path]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x.png", "", "not a url"])
def test_other_addresses_are_never_opened(ctx: AppContext, qtbot: QtBot, url: str) -> None:
    ctx.settings.change(network=True)
    with qtbot.assertNotEmitted(ctx.covers.loaded, wait=100):
        ctx.covers.request(url)


def test_the_widget_shows_the_picture_when_it_arrives(ctx: AppContext, qtbot: QtBot, site: Site) -> None:
    ctx.settings.change(network=True)
    cover = Cover(ctx.covers, 80)
    qtbot.addWidget(cover)
    cover.resize(80, 80)
    cover.show_cover("Slow Mornings", f"{site.url}/cover.png")
    assert cover.accessibleName() == "Cover of Slow Mornings"
    assert cover.grab().toImage().pixelColor(40, 20).name() != "#ff0000"
    qtbot.waitUntil(lambda: cover.grab().toImage().pixelColor(40, 20).name() == "#ff0000", timeout=10_000)
    cover.show_cover("Another")
    assert cover.grab().toImage().pixelColor(40, 20).name() != "#ff0000"
