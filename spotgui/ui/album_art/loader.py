"""Fetches covers and keeps them on disk; asks the network for nothing when the user does not want it to."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QImage

from spotgui.ui.settings_store import SettingsStore

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply

log = logging.getLogger(__name__)

_CACHE_BYTES = 200_000_000
_LARGEST_BYTES = 10_000_000
_TIMEOUT_MS = 15_000


class CoverLoader(QObject):
    """Answers `request(url)` with `loaded(url, image)`, or with nothing: then the placeholder stays.

    With the network off, covers that were fetched before are still shown from the disk.
    """

    loaded = Signal(str, QImage)

    def __init__(self, directory: Path, settings: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._directory = directory
        self._settings = settings
        self._manager: QNetworkAccessManager | None = None
        self._waiting: dict[str, QNetworkReply] = {}

    def get_ready(self) -> None:
        """Make ahead what the first request needs."""
        self._network()

    def request(self, url: str) -> None:
        """Ask for a picture by its http or https address; a second request for the same is one."""
        from PySide6.QtNetwork import QNetworkRequest

        if url in self._waiting or QUrl(url).scheme() not in ("http", "https"):
            return
        request = QNetworkRequest(QUrl(url))
        cache = QNetworkRequest.CacheLoadControl
        wanted = cache.PreferCache if self._settings.value.network else cache.AlwaysCache
        request.setAttribute(QNetworkRequest.Attribute.CacheLoadControlAttribute, wanted)
        request.setTransferTimeout(_TIMEOUT_MS)
        reply = self._network().get(request)
        self._waiting[url] = reply
        reply.setProperty("asked", url)
        reply.downloadProgress.connect(self._limit)
        reply.finished.connect(self._take)

    def close(self) -> None:
        """Stop what is under way, at quit."""
        for reply in list(self._waiting.values()):
            reply.abort()

    def _network(self) -> QNetworkAccessManager:
        if self._manager is None:
            from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache

            self._manager = QNetworkAccessManager(self)
            disk = QNetworkDiskCache(self._manager)
            disk.setCacheDirectory(str(self._directory))
            disk.setMaximumCacheSize(_CACHE_BYTES)
            self._manager.setCache(disk)
        return self._manager

    @Slot("qint64", "qint64")
    def _limit(self, received: int, total: int) -> None:
        if max(received, total) > _LARGEST_BYTES:
            self.sender().abort()

    @Slot()
    def _take(self) -> None:
        from PySide6.QtNetwork import QNetworkReply

        reply = self.sender()
        url = reply.property("asked")
        self._waiting.pop(url, None)
        reply.deleteLater()
        if reply.error() != QNetworkReply.NetworkError.NoError:
            log.info("no cover from %s: %s", url, reply.errorString())
            return
        image = QImage.fromData(reply.readAll())
        if image.isNull():
            log.info("no picture at %s", url)
            return
        self.loaded.emit(url, image)
