"""The four palettes. No other file names a colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for; text colours reach 4.5:1 on `window`, `surface`, `raised` (7:1 in high contrast).

    Attributes
    ----------
    window, surface, raised : str
        Behind everything; cards and fields; hovered and selected things.
    line, outline : str
        Hairlines that only decorate; borders that a control needs to be seen.
    text, muted : str
        What is read; what accompanies it.
    accent, on_accent, accent_soft : str
        The one accent, text on it, its tint as a background.
    good, warn, bad : str
        Never alone: always with a word or a sign.
    """

    name: str
    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    warn: str
    bad: str

    def color(self, role: str, alpha: float = 1.0) -> QColor:
        """One of the colours, for painting."""
        color = QColor(getattr(self, role))
        color.setAlphaF(alpha)
        return color


LIGHT = Palette(
    name="light",
    dark=False,
    window="#f7f5f1",
    surface="#ffffff",
    raised="#efebe4",
    line="#e2ddd3",
    outline="#8b8578",
    text="#1c2023",
    muted="#5a6067",
    accent="#0b6b66",
    accent_hover="#095954",
    on_accent="#ffffff",
    accent_soft="#dcefec",
    good="#1c6e37",
    warn="#835400",
    bad="#b0241c",
)

DARK = Palette(
    name="dark",
    dark=True,
    window="#131618",
    surface="#1b1f22",
    raised="#262b2f",
    line="#30363b",
    outline="#757e87",
    text="#eceef0",
    muted="#a6aeb6",
    accent="#54c7b9",
    accent_hover="#74d6ca",
    on_accent="#05211e",
    accent_soft="#18393a",
    good="#7bd394",
    warn="#e8b95c",
    bad="#f5958c",
)

HIGH_LIGHT = Palette(
    name="high-contrast light",
    dark=False,
    window="#ffffff",
    surface="#ffffff",
    raised="#eeeeee",
    line="#000000",
    outline="#000000",
    text="#000000",
    muted="#262626",
    accent="#00443f",
    accent_hover="#002f2c",
    on_accent="#ffffff",
    accent_soft="#d3f2ee",
    good="#00481a",
    warn="#553600",
    bad="#7f0a05",
)

HIGH_DARK = Palette(
    name="high-contrast dark",
    dark=True,
    window="#000000",
    surface="#000000",
    raised="#1c1c1c",
    line="#ffffff",
    outline="#ffffff",
    text="#ffffff",
    muted="#e4e4e4",
    accent="#5ff2e0",
    accent_hover="#a2fbf0",
    on_accent="#000000",
    accent_soft="#00332e",
    good="#8dffab",
    warn="#ffd37a",
    bad="#ffb1aa",
)

ALL = (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)
_BY_WINDOW = {palette.window: palette for palette in ALL}


def choose(dark: bool, high_contrast: bool) -> Palette:
    """The palette for a scheme."""
    if high_contrast:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def current() -> Palette:
    """The palette in use; painted widgets ask for it while they paint.

    The application's own QPalette is what says which one it is, so no second state can disagree with it.
    """
    return _BY_WINDOW.get(QApplication.palette().color(QPalette.ColorRole.Window).name(), LIGHT)


def qt_palette(palette: Palette) -> QPalette:
    """The same colours in Qt's roles."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for target, source in (
        (role.Window, palette.window),
        (role.WindowText, palette.text),
        (role.Base, palette.surface),
        (role.AlternateBase, palette.raised),
        (role.Text, palette.text),
        (role.PlaceholderText, palette.muted),
        (role.Button, palette.surface),
        (role.ButtonText, palette.text),
        (role.BrightText, palette.bad),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Accent, palette.accent),
        (role.Link, palette.accent),
        (role.LinkVisited, palette.accent),
        (role.ToolTipBase, palette.text),
        (role.ToolTipText, palette.window),
        (role.Light, palette.surface),
        (role.Midlight, palette.raised),
        (role.Mid, palette.line),
        (role.Dark, palette.outline),
        (role.Shadow, palette.outline),
    ):
        made.setColor(target, QColor(source))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, target, QColor(palette.outline))
    made.setColor(group.Disabled, role.Highlight, QColor(palette.raised))
    made.setColor(group.Disabled, role.HighlightedText, QColor(palette.outline))
    return made
