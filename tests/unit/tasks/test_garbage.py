from __future__ import annotations

import gc
import subprocess
import sys
import weakref

from pytestqt.qtbot import QtBot

from spotgui.tasks.garbage import GuiCollector, no_collection

SCRIPT = """
import gc, sys
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from spotgui.app import make_application
from spotgui.settings import Settings
from spotgui.ui.theme.theme import Theme
from spotgui.ui.widgets.buttons import Button

class Allocates(QWidget):
    "Stands for any of our widgets that run Python when the style changes."
    def changeEvent(self, event):
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.cycles = [[] for _ in range(3000)]
            for one in self.cycles:
                one.append(one)
            self.cycles = None

app = make_application([])
theme = Theme(app, Settings())
gc.disable()
living = [Allocates() for _ in range(50)]
for _ in range(200):
    dead = QWidget()
    dead.cycle = dead, Button("x", "primary", "copy", dead)
    dead.ensurePolished()
    dead.cycle[1].ensurePolished()
for widget in living:
    widget.ensurePolished()
del dead
gc.set_threshold(gc.get_count()[0] + 20_000)  # reached inside the seventh handler
gc.enable()
theme.use(Settings(high_contrast=True))
print("survived")
"""


class Cycle:
    def __init__(self) -> None:
        self.me = self


def test_the_look_can_change_while_widgets_wait_to_be_collected() -> None:
    """Without `no_collection` in the theme this ends in a segmentation fault."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "survived"), done.stderr


def test_the_collector_is_off_inside_and_on_again_after() -> None:
    gc.enable()
    with no_collection():
        assert not gc.isenabled()
        with no_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_cycles_are_collected_between_events(qapp: object, qtbot: QtBot) -> None:
    gc.enable()
    collector = GuiCollector()
    try:
        assert not gc.isenabled()
        collector.settle()
        gone = weakref.ref(Cycle())
        junk = [Cycle() for _ in range(5 * gc.get_threshold()[0])]
        del junk
        qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    finally:
        collector.close()
    assert gc.isenabled()
