"""Confidence, position and names in words."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_plus

from PySide6.QtCore import QCoreApplication

from spotgui.recognizer.results import Confidence, Match
from spotgui.ui.formats import clock

_SPEED_NOTED = 0.6  # per cent; less than that is the error of a short clip


def _tr(text: str) -> str:
    return QCoreApplication.translate("result", text)


def title_of(match: Match) -> str:
    """The title, or the track's id where there is no metadata."""
    return match.title or _tr("Track {id}").format(id=match.track_id)


def artists_of(match: Match) -> str:
    """All artists in the order of their credit."""
    return ", ".join(match.artists)


def line_of(match: Match) -> str:
    """ "Artist - Title", as it is copied."""
    return f"{artists_of(match)} - {title_of(match)}" if match.artists else title_of(match)


def confidence_badge(match: Match) -> tuple[str, str]:
    """A word and its tone."""
    return {
        Confidence.CERTAIN: (_tr("Certain"), "good"),
        Confidence.LIKELY: (_tr("Very likely"), "accent"),
        Confidence.UNSURE: (_tr("Not sure"), "warn"),
    }[match.confidence]


def confidence_sentence(match: Match) -> str:
    """What the word rests on."""
    return {
        Confidence.CERTAIN: _tr("No other recording in your catalogue comes near."),
        Confidence.LIKELY: _tr("It fits well, and clearly better than any other recording."),
        Confidence.UNSURE: _tr("It fits, but not by much. Listen a little longer to be sure."),
    }[match.confidence]


def position(match: Match) -> str:
    """ "at 1:23"."""
    return _tr("at {time}").format(time=clock(match.position_s))


def speed(match: Match) -> str:
    """ "1 % faster than the record"; empty when it is as recorded."""
    off = 100 * (match.speed - 1)
    if abs(off) < _SPEED_NOTED:
        return ""
    text = _tr("{n} % faster than the record") if off > 0 else _tr("{n} % slower than the record")
    return text.format(n=f"{abs(off):.1f}")


def spoken(match: Match) -> str:
    """The result for a screen reader."""
    word, _ = confidence_badge(match)
    if not match.artists:
        return f"{title_of(match)}. {word}."
    return _tr("{title} by {artists}. {word}.").format(title=title_of(match), artists=artists_of(match), word=word)


def spotify_uri(match: Match) -> str:
    """Opens the track in the Spotify program, where there is one."""
    return f"spotify:track:{match.track_id}"


def search_url(template: str, match: Match, isrc: str = "") -> str:
    """The user's search address with the track's names in it.

    A template with a brace too many, or with an unknown name, keeps it as it stands.
    """
    values = {
        "title": match.title or "",
        "artist": artists_of(match),
        "album": match.album or "",
        "isrc": isrc,
        "id": match.track_id,
    }
    return filled_in(template, values)


def filled_in(template: str, values: Mapping[str, str]) -> str:
    """A web address with values in place of their names in braces."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", quote_plus(value))
    return template


def behind(points: int) -> str:
    """How far a runner-up is behind the answer."""
    return _tr("{n} points behind").format(n=points)
