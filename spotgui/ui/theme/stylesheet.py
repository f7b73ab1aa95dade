"""One style sheet for the whole program, filled in from a palette and the type scale.

Widgets ask for a look by a dynamic property (`kind`, `type`, `card`), never by a colour or a size of their own.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from spotgui.ui.theme import tokens
from spotgui.ui.theme.palettes import Palette
from spotgui.ui.theme.tokens import TypeScale

_SHEET = Template("""
* { widget-animation-duration: $motion; }
QWidget { font-size: ${body}px; color: $text; }
QMainWindow, QDialog, QWizard, #page, #pageBody { background: $window; }
QScrollArea { border: none; background: transparent; }
QToolTip { background: $text; color: $window; border: none; padding: 4px 8px; font-size: ${caption}px; }

QLabel { background: transparent; }
QLabel[type="display"] { font-size: ${display}px; font-weight: 600; }
QLabel[type="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="caption"] { font-size: ${caption}px; color: $muted; }
QLabel[type="muted"] { color: $muted; }
QLabel[type="good"] { color: $good; }
QLabel[type="warn"] { color: $warn; }
QLabel[type="bad"] { color: $bad; }
QLabel:disabled { color: $outline; }

QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: ${radius_large}px; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel[badge="true"] { font-size: ${caption}px; background: $raised; border-radius: ${radius}px;
    padding: 3px 8px; }
QLabel[badge="true"][tone="accent"] { background: $accent_soft; color: $accent; font-weight: 600; }
QLabel[badge="true"][tone="good"] { color: $good; font-weight: 600; }
QLabel[badge="true"][tone="warn"] { color: $warn; font-weight: 600; }
QLabel[badge="true"][tone="bad"] { color: $bad; font-weight: 600; }

QPushButton { outline: none; background: $surface; border: 1px solid $outline; border-radius: ${radius}px;
    padding: 0 16px; min-height: ${control_inner}px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 15px; }
QPushButton:disabled { color: $outline; border-color: $line; background: transparent; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: $accent; border: 1px solid $accent; color: $on_accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 0 15px; }
QPushButton[kind="primary"]:disabled { background: $raised; border-color: $raised; color: $outline; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $accent; font-weight: 600;
    padding: 0 8px; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 0 7px; }
QPushButton[kind="quiet"]:disabled { color: $outline; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; font-weight: 600;
    padding: 0; min-height: 26px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 0; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:disabled { color: $outline; border-color: $line; }

QToolButton { outline: none; background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    padding: 0 8px;
    min-height: ${control_inner}px; min-width: 22px; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $line; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border: 2px solid $accent; padding: 0 7px; }
QToolButton:disabled { color: $outline; }
QToolButton::menu-indicator { image: none; width: 0; }

#navigation { background: $surface; border: none; border-right: 1px solid $line; }
#navigation[shape="bottom"] { border-right: none; border-top: 1px solid $line; }
#navigation QToolButton { text-align: left; padding: 0 12px; color: $muted; font-weight: 500; }
#navigation QToolButton:checked { color: $accent; font-weight: 600; }
#navigation[shape="bottom"] QToolButton { padding: 4px 0; font-size: ${caption}px; }
#navigation[shape="rail"] QToolButton { padding: 4px 0; font-size: ${caption}px; }

QLineEdit, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit { background: $surface;
    border: 1px solid $outline; border-radius: ${radius}px; padding: 0 11px; min-height: ${control_inner}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 8px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus,
QDateEdit:focus { border: 2px solid $accent; padding: 0 10px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px; }
QLineEdit > QToolButton { border: none; padding: 0; min-width: 0; min-height: 0; background: transparent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $outline; border-color: $line; }
QComboBox::drop-down { border: none; width: 32px; }
QComboBox::down-arrow { image: url($images/chevron-down.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $outline; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; border: none; width: 28px; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; border: none; width: 28px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($images/chevron-up.svg); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($images/chevron-down.svg); width: 12px; height: 12px; }

QCheckBox, QRadioButton { outline: none; spacing: 10px; min-height: 28px; padding-right: 4px;
    background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 18px; height: 18px; background: $surface;
    border: 1px solid $outline; }
QCheckBox::indicator { border-radius: 5px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($images/check.svg); }
QRadioButton::indicator:checked { background: $surface; border: 6px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QRadioButton::indicator:checked:focus { border: 6px solid $accent_hover; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $outline; }
QCheckBox::indicator:disabled { border-color: $line; }

QProgressBar { background: $raised; border: none; border-radius: 4px; min-height: 8px; max-height: 8px;
    text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal { background: $raised; height: 6px; border-radius: 3px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 3px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 16px; height: 16px;
    margin: -7px 0; border-radius: 10px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 4px; border: 2px solid transparent; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractItemView { background: $surface; alternate-background-color: $surface; border: 1px solid $line;
    border-radius: ${radius}px; outline: none; selection-background-color: $accent_soft; selection-color: $text;
    gridline-color: $line; }
QAbstractItemView[plain="true"] { border: none; background: transparent; }
QTableView::item, QTreeView::item { padding: 0 8px; border: none; border-bottom: 1px solid $line; min-height: 40px; }
QListView::item { border: none; padding: 4px 8px; border-radius: ${radius}px; }
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover { background: $raised; color: $text; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $accent_soft;
    color: $text; }
QAbstractItemView:focus { border: 2px solid $accent; }
QAbstractItemView[plain="true"]:focus { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $muted; font-size: ${caption}px; font-weight: 600; border: none;
    border-bottom: 1px solid $outline; padding: 8px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow { image: url($images/chevron-down-muted.svg); width: 14px; height: 14px;
    subcontrol-position: right center; subcontrol-origin: padding; }
QHeaderView::up-arrow { image: url($images/chevron-up-muted.svg); width: 14px; height: 14px;
    subcontrol-position: right center; subcontrol-origin: padding; }
QTableCornerButton::section { background: $surface; border: none; }

QMenu { background: $surface; border: 1px solid $outline; border-radius: ${radius}px; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $outline; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 8px; }
QMenu::indicator:checked { image: url($images/check-text.svg); }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { outline: none; background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { padding: 8px 16px; border: none; border-bottom: 2px solid transparent; color: $muted; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar:focus { border: 1px solid $accent; border-radius: 4px; }
QGroupBox { border: none; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QSplitter::handle { background: $line; }
""")

_IMAGES = (
    ("chevron-down", "chevron-down", "text"),
    ("chevron-up", "chevron-up", "text"),
    ("chevron-down-muted", "chevron-down", "muted"),
    ("chevron-up-muted", "chevron-up", "muted"),
    ("check", "check", "on_accent"),
    ("check-text", "check", "text"),
)


def write_images(palette: Palette, folder: Path) -> None:
    """Write the few pictures that a style sheet can only take from files."""
    from spotgui.ui.theme import icons

    for target, name, role in _IMAGES:
        (folder / f"{target}.svg").write_bytes(icons.svg(name, palette.color(role)))


def build(palette: Palette, scale: TypeScale, images: Path, *, motion: bool) -> str:
    """The style sheet.

    Parameters
    ----------
    images : Path
        The folder that `write_images` has filled.
    motion : bool
        False sets the style's animation duration to zero; painted widgets ask the style for it too.
    """
    return _SHEET.substitute(
        asdict(palette),
        **asdict(scale),
        radius=tokens.RADIUS,
        radius_large=tokens.RADIUS_LARGE,
        control_inner=tokens.CONTROL_HEIGHT - 2,
        images=images.as_posix(),
        motion=200 if motion else 0,
    )
