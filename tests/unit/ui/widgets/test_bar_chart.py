"""The chart says its bars by mouse, keys and to screen readers, and draws in any palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from spotgui.ui.widgets.bar_chart import Bar, BarChart, _Scale


@pytest.fixture
def chart(qtbot):
    made = BarChart("Tracks by year", "{label}: {total}, {part} of them")
    qtbot.addWidget(made)
    made.resize(400, 180)
    made.show_bars([Bar("1990s", 100, 50), Bar("2000s", 0, 0), Bar("2010s", 40, 40)])
    made.show()
    return made


def test_a_screen_reader_hears_all_bars(chart):
    assert chart.accessibleName() == "Tracks by year"
    assert chart.accessibleDescription() == "1990s: 100, 50 of them; 2010s: 40, 40 of them"


def test_keys_walk(chart, qtbot):
    said = []
    chart.pointed.connect(said.append)
    for _ in range(5):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert said == ["1990s: 100, 50 of them", "2000s: 0, 0 of them", "2010s: 40, 40 of them", "2000s: 0, 0 of them"]


def test_the_mouse_points(chart):
    area = chart._area()
    assert chart.index_at(area.center().toPoint()) == 1
    assert chart.index_at(QPointF(0, 5).toPoint()) == -1


def test_bars_are_drawn_to_scale(chart):
    picture = QImage(chart.size(), QImage.Format.Format_RGB32)
    chart.render(picture)
    area = chart._area()
    bottom = int(area.bottom()) - 3
    middle = int(area.left() + area.width() / 6)
    empty = int(area.left() + area.width() / 2)
    assert picture.pixelColor(middle, bottom) != picture.pixelColor(empty, bottom)


@pytest.mark.parametrize(("largest", "top"), [(0, 4), (3, 4), (7, 8), (11, 12), (100, 100), (17_300, 20_000)])
def test_scales_end_at_round_numbers(largest, top):
    assert _Scale.of(largest, logarithmic=False).top == top


def test_a_logarithmic_scale_shows_one_and_a_million():
    scale = _Scale.of(1_000_000, logarithmic=True)
    assert 0 < scale.height(1) < 0.1
    assert scale.height(1_000_000) == pytest.approx(1.0)
    assert all(a < b for a, b in zip(scale.lines, scale.lines[1:], strict=False))


def test_nothing_to_show(qtbot):
    chart = BarChart("Nothing", "{label}")
    qtbot.addWidget(chart)
    chart.show_bars([])
    chart.grab()
