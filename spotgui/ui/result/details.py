"""What else is known about a track, beside what the recognition says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from spotgui.ui.formats import clock, count


@dataclass(frozen=True, slots=True)
class Details:
    """Facts from the catalogue and the analysis; what is not known is None or empty.

    Attributes
    ----------
    cover_url : str
        The largest picture of the album.
    released : str
        As the catalogue writes it: a year, month or day.
    duration_s : float or None
    key, mode : int or None
        0 is C; mode 1 is major.
    """

    cover_url: str = ""
    album_id: str = ""
    released: str = ""
    record_label: str = ""
    duration_s: float | None = None
    popularity: int | None = None
    isrc: str = ""
    explicit: bool = False
    genres: tuple[str, ...] = ()
    tempo: float | None = None
    key: int | None = None
    mode: int | None = None

    @property
    def year(self) -> str:
        """The year of release; "0000" means that nobody knows."""
        year = self.released[:4]
        return "" if year == "0000" else year


def facts(details: Details) -> list[tuple[str, str]]:
    """Names and values to show, only what is known."""
    say = QCoreApplication.translate
    found = [
        (say("details", "Released"), details.released if details.year else ""),
        (say("details", "Label"), details.record_label),
        (say("details", "Duration"), clock(details.duration_s) if details.duration_s else ""),
        (say("details", "Genres"), ", ".join(details.genres[:4])),
        (say("details", "Tempo"), _tempo(details.tempo)),
        (say("details", "Key"), key_name(details.key, details.mode)),
        (say("details", "Popularity"), "" if details.popularity is None else _popularity(details.popularity)),
        (say("details", "ISRC"), details.isrc),
        (say("details", "Content"), say("details", "Explicit") if details.explicit else ""),
    ]
    return [(name, value) for name, value in found if value]


def key_name(key: int | None, mode: int | None) -> str:
    """ "F♯ minor"; empty when the analysis has none."""
    say = QCoreApplication.translate
    names = ("C", "C♯/D♭", "D", "D♯/E♭", "E", "F", "F♯/G♭", "G", "G♯/A♭", "A", "A♯/B♭", "B")
    if key is None or not 0 <= key < len(names):
        return ""
    scale = {1: say("details", "{key} major"), 0: say("details", "{key} minor")}.get(-1 if mode is None else mode)
    return (scale or "{key}").format(key=names[key])


def _tempo(tempo: float | None) -> str:
    return QCoreApplication.translate("details", "{n} BPM").format(n=count(round(tempo))) if tempo else ""


def _popularity(value: int) -> str:
    return QCoreApplication.translate("details", "{n} of 100").format(n=value)
