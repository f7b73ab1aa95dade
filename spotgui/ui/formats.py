"""Numbers as people read them, in the language of the window."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from spotgui.ui.translated import translated

PLURALS = "plurals"
"""Context of translations of `plural`."""
_MINUTE = 60
_QUARTER = 15 * _MINUTE
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def count(value: int) -> str:
    """A count with its groups: 33,500,000."""
    return QLocale().toString(value)


def size(value: float) -> str:
    """Bytes in decimal units, as file managers and disk makers write them: 7.5 GB."""
    leading = value
    while leading >= 999.5:
        leading /= 1000
    digits = 0 if leading >= 100 else 1
    return QLocale().formattedDataSize(int(value), digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def percent(share: float) -> str:
    """A share of 0 to 1; small ones keep a digit, so that a little is not nothing."""
    value = 100 * share
    if 0 < value < 0.1:
        return _tr("under {percent}").format(percent=QLocale().toString(0.1, "f", 1) + " %")
    digits = 1 if 0 < value < 10 else 0
    return QLocale().toString(value, "f", digits) + " %"


def clock(seconds: float) -> str:
    """A position or duration: 1:23, 1:02:03."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def time_left(seconds: float) -> str:
    """An estimate, as vague as it is sure: "a few seconds", "12 min", "3 h 15 min", "2 days"."""
    if seconds < 10:
        return _tr("a few seconds")
    if seconds < 55:
        return _tr("{n} s").format(n=round(seconds / 5) * 5)
    if seconds < 55 * _MINUTE:
        return _tr("{n} min").format(n=max(1, round(seconds / _MINUTE)))
    if seconds < 10 * _HOUR:
        hours, minutes = divmod(round(seconds / _QUARTER) * 15, 60)
        whole = _tr("{n} h").format(n=hours)
        return f"{whole} " + _tr("{n} min").format(n=minutes) if minutes else whole
    if seconds < 36 * _HOUR:
        return _tr("{n} h").format(n=round(seconds / _HOUR))
    return _tr("{n} days").format(n=round(seconds / _DAY))


def about_time(seconds: float) -> str:
    """An estimate that says that it is one."""
    time = time_left(seconds)
    return time if seconds < 10 else _tr("about {time}").format(time=time)


def plural(number: int, one: str, many: str) -> str:
    """A number of things in words, with the number in place of ``{n}``.

    Parameters
    ----------
    one, many : str
        English, literal. `many` is what translations go by, with as many forms as their language has.
    """
    text = QCoreApplication.translate(PLURALS, many, None, number)
    if text == many and number == 1:
        text = one
    return text.format(n=count(number))


def stage(text: str) -> str:
    """What the core says that it does, as a beginning of a sentence."""
    said = translated(text)
    return said[:1].upper() + said[1:]


def moment(value: datetime) -> str:
    """A time of the past: "Today 14:05", "Yesterday 9:30", else a short date with the time."""
    local = value.astimezone()
    days = (datetime.now().astimezone().date() - local.date()).days
    time = QLocale().toString(QDateTime(local).time(), QLocale.FormatType.ShortFormat)
    if days == 0:
        return _tr("Today {time}").format(time=time)
    if days == 1:
        return _tr("Yesterday {time}").format(time=time)
    date = QLocale().toString(QDateTime(local).date(), QLocale.FormatType.ShortFormat)
    return f"{date} {time}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("formats", text)
