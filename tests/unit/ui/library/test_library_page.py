"""The Library page over the demo library: counts, map, verify, rebuild, remove."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from spotgui.importer.inspection import SHARDS
from spotgui.importer.status import library_status
from spotgui.ui.imports.status import Phase
from spotgui.ui.library.library_page import LibraryPage
from spotgui.ui.library.shard_map import Cell, CellState, ShardMap, shard_names
from spotgui.ui.navigation import Route
from spotgui.ui.setup_wizard.state import StepName


@pytest.fixture
def page(demo_ctx, qtbot):
    made = LibraryPage(demo_ctx)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.open(None)
    qtbot.waitUntil(lambda: made.tracks.value("both") != "–", timeout=30_000)
    return made


def test_an_empty_library_leads_to_the_setup(ctx, qtbot):
    page = LibraryPage(ctx)
    qtbot.addWidget(page)
    page.show()
    page.open(None)
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.action.click()
    assert (ctx.navigator.place.route, ctx.navigator.place.argument) == (Route.SETUP, StepName.WELCOME)


def test_counts(page, demo):
    status = library_status(demo.library)
    assert page.tracks.value("recognisable") == str(status.tracks_indexed)
    assert page.tracks.value("both") == str(status.tracks_kept)
    assert page.shard_words.text().startswith(f"{len(status.shards)} of {SHARDS} shards imported")
    assert page.model.rowCount() == len(status.shards)


def test_damaged_metadata_hides_nothing_else(demo_ctx, qtbot):
    meta = demo_ctx.library.meta_db
    meta.write_bytes(meta.read_bytes()[:8192] + bytes(meta.stat().st_size - 8192))
    page = LibraryPage(demo_ctx)
    qtbot.addWidget(page)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: page.tracks.value("metadata") == "damaged")
    assert page.tracks.value("recognisable") == str(library_status(demo_ctx.library).tracks_indexed)
    assert "Import the metadata again." in page.coverage_words.text()
    assert page.coverage_words.isVisible()
    assert not page.empty.isVisible()


def test_charts_are_of_the_library(page):
    assert page.charts.isVisible()
    assert sum(bar.total for bar in page.charts.charts[0]._bars) == int(page.tracks.value("metadata"))
    page.charts.tabs.setCurrentIndex(2)
    assert page.charts.charts[2].isVisible()
    assert not page.charts.charts[0].isVisible()


def test_verify_says_that_all_is_well(page, qtbot):
    page.maintenance.verify.click()
    assert not page.maintenance.rebuild.isEnabled()
    qtbot.waitUntil(lambda: "in order" in page.maintenance.words.text(), timeout=60_000)
    qtbot.waitUntil(page.maintenance.rebuild.isEnabled)


def test_verify_names_what_is_damaged_and_rebuild_mends_it(page, demo_ctx, qtbot):
    (segment, *_) = demo_ctx.library.index_dir.glob("*.segment")
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 0xFF
    segment.write_bytes(data)
    page.maintenance.verify.click()
    qtbot.waitUntil(lambda: "rebuild" in page.maintenance.words.text(), timeout=60_000)
    qtbot.waitUntil(page.maintenance.rebuild.isEnabled)
    page.maintenance.rebuild.click()
    qtbot.waitUntil(lambda: "made again" in page.maintenance.words.text(), timeout=60_000)
    qtbot.waitUntil(page.maintenance.verify.isEnabled)
    page.maintenance.verify.click()
    qtbot.waitUntil(lambda: "in order" in page.maintenance.words.text(), timeout=60_000)


def test_remove_asks_first_and_keeps_the_history(page, demo_ctx, qtbot):
    demo_ctx.library.history_db.touch()
    page.maintenance.remove.click()
    box = page.maintenance.findChild(QMessageBox)
    assert demo_ctx.library.analysis_db.exists()
    next(button for button in box.buttons() if box.buttonRole(button) is box.ButtonRole.DestructiveRole).click()
    qtbot.waitUntil(page.empty.isVisible, timeout=30_000)
    assert not demo_ctx.library.analysis_db.exists()
    assert not demo_ctx.library.index_dir.exists()
    assert demo_ctx.library.history_db.exists()


def test_shards_that_wait_are_shown(demo_ctx, demo, qtbot, tmp_path):
    first = sorted(demo.paths.shards.glob("*.zst"))[0]
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "00.jsonl.zst").write_bytes(first.read_bytes())
    setup = {"step": "done", "sources": [str(tmp_path / "more")], "popularity": 0, "building": False}
    (demo_ctx.library.root / "setup.json").write_text(json.dumps(setup))
    page = LibraryPage(demo_ctx)
    qtbot.addWidget(page)
    page.open(None)
    qtbot.waitUntil(lambda: "1 in your folders" in page.shard_words.text(), timeout=30_000)
    assert page.map.describe(0) == "00: not imported yet"


def test_more_can_be_imported(page, demo_ctx):
    page.add.click()
    assert demo_ctx.navigator.place.argument is StepName.FILES


def test_fits_the_narrowest_window(page):
    page.resize(480, 640)
    assert page._column.minimumSizeHint().width() <= 480


def test_the_map_is_read_by_keys(qtbot):
    assert (shard_names()[0], shard_names()[-1], len(shard_names())) == ("00", "7N", 484)
    shard_map = ShardMap()
    qtbot.addWidget(shard_map)
    shard_map.resize(600, 200)
    shard_map.show_cells({"01": Cell(CellState.FAILED, "01: failed")}, "1 failed")
    shard_map.show()
    qtbot.keyClick(shard_map, Qt.Key.Key_Right)
    assert shard_map.describe(shard_map._current) == "00: missing"
    qtbot.keyClick(shard_map, Qt.Key.Key_Right)
    assert shard_map.describe(shard_map._current) == "01: failed"
    assert shard_map.accessibleDescription() == "1 failed"
    shard_map.grab()


def test_another_library_is_taken_over(ctx, demo, qtbot, monkeypatch):
    page = LibraryPage(ctx)
    qtbot.addWidget(page)
    page.show()
    page.open(None)
    place = str(demo.library.root)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *words: place)
    with qtbot.waitSignal(ctx.imports.ended, timeout=60_000) as ended:
        page.take_over.click()
    assert ended.args[0].phase is Phase.DONE
    assert ended.args[0].tracks == library_status(demo.library).tracks_kept
    assert library_status(ctx.library).tracks_indexed == ended.args[0].tracks


def test_a_folder_that_is_no_library_is_said(ctx, tmp_path, qtbot, monkeypatch):
    page = LibraryPage(ctx)
    qtbot.addWidget(page)
    page.show()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *words: str(tmp_path))
    with qtbot.waitSignal(ctx.imports.ended, timeout=60_000) as ended:
        page.take_over.click()
    assert "There is no library in" in str(ended.args[0].problem)
    with qtbot.waitSignal(ctx.imports.ended, timeout=60_000):
        page.importing.again.click()
