"""Shows the song that was recognised to other programs, as a media player does (MPRIS 2.2).

It plays nothing, so it says that nothing can be controlled and that playback is stopped: media keys stay with the
player that has them.
"""

from __future__ import annotations

from PySide6.QtCore import ClassInfo, Property, QObject, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage, QDBusObjectPath
from PySide6.QtWidgets import QWidget

from spotgui.recognizer.results import Match
from spotgui.ui.result.shown import Shown

SERVICE = "org.mpris.MediaPlayer2.spotgui"
PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"


@ClassInfo({"D-Bus Interface": "org.mpris.MediaPlayer2"})
class _Root(QDBusAbstractAdaptor):
    """The program."""

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    @Slot()
    def Raise(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def Quit(self) -> None:
        pass  # CanQuit is false

    Identity = Property(str, lambda self: "spotgui")
    DesktopEntry = Property(str, lambda self: "io.github.spotgui.spotgui")
    CanRaise = Property(bool, lambda self: True)
    CanQuit = Property(bool, lambda self: False)
    HasTrackList = Property(bool, lambda self: False)
    SupportedUriSchemes = Property("QStringList", lambda self: [])
    SupportedMimeTypes = Property("QStringList", lambda self: [])


@ClassInfo({"D-Bus Interface": _PLAYER})
class _Playing(QDBusAbstractAdaptor):
    """What was recognised last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.metadata: dict[str, object] = {"mpris:trackid": QDBusObjectPath(PATH + "/TrackList/NoTrack")}

    PlaybackStatus = Property(str, lambda self: "Stopped")
    Metadata = Property("QVariantMap", lambda self: self.metadata)
    Rate = Property(float, lambda self: 1.0)
    MinimumRate = Property(float, lambda self: 1.0)
    MaximumRate = Property(float, lambda self: 1.0)
    Volume = Property(float, lambda self: 1.0)
    CanControl = Property(bool, lambda self: False)
    CanPlay = Property(bool, lambda self: False)
    CanPause = Property(bool, lambda self: False)
    CanSeek = Property(bool, lambda self: False)
    CanGoNext = Property(bool, lambda self: False)
    CanGoPrevious = Property(bool, lambda self: False)


def metadata_of(match: Match) -> dict[str, object]:
    """The song in MPRIS' terms."""
    known = {
        "mpris:trackid": QDBusObjectPath(f"/io/github/spotgui/track/{match.track_id}"),
        "xesam:title": match.title or match.track_id,
        "xesam:artist": list(match.artists),
        "xesam:album": match.album or "",
        "xesam:url": f"https://open.spotify.com/track/{match.track_id}",
    }
    return {name: value for name, value in known.items() if value}


class Player(QObject):
    """The object on the session bus; `registered` is false where there is no bus."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = QDBusConnection.sessionBus()
        self._root = _Root(window, self)
        self._playing = _Playing(self)
        self.registered = (
            self._bus.isConnected()
            and self._bus.registerObject(PATH, self, QDBusConnection.RegisterOption.ExportAdaptors)
            and self._bus.registerService(SERVICE)
        )

    def close(self) -> None:
        """Leave the bus."""
        self._bus.unregisterService(SERVICE)
        self._bus.unregisterObject(PATH)
        self.deleteLater()

    @Slot(object)
    def take_answer(self, shown: Shown) -> None:
        """Tell the song that was found."""
        if not shown.recognition.found:
            return
        self._playing.metadata = metadata_of(shown.recognition.matches[0])
        told = QDBusMessage.createSignal(PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged")
        told.setArguments([_PLAYER, {"Metadata": self._playing.metadata}, []])
        self._bus.send(told)
