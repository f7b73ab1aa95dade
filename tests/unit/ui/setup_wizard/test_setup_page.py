"""The whole setup, step by step, on the demo's files."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from spotgui.importer.rebuild import apply_selection
from spotgui.importer.selection import Selection, read_selection, write_selection
from spotgui.importer.status import library_status
from spotgui.ui.imports.status import Phase
from spotgui.ui.navigation import Route
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.build import holds_demo_only, prepare
from spotgui.ui.setup_wizard.setup_page import SetupPage
from spotgui.ui.setup_wizard.state import SetupState, StepName

PATIENCE = 120_000


@pytest.fixture
def dump(demo, tmp_path):
    """The demo's files as a download: metadata, two shards, one that is cut off."""
    folder = tmp_path / "dump"
    folder.mkdir()
    shutil.copy(demo.paths.metadata, folder)
    shards = sorted(demo.paths.shards.glob("*.zst"))
    for shard in shards[:2]:
        shutil.copy(shard, folder)
    (folder / shards[2].name).write_bytes(shards[2].read_bytes()[:-100])
    return folder


def make(ctx, qtbot):
    page = SetupPage(ctx)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.open(None)
    return page


@pytest.fixture
def page(ctx, qtbot):
    return make(ctx, qtbot)


def find_files(page, dump, qtbot):
    page.next.click()
    assert page.session.state.step is StepName.FILES
    page.current.drop.dropped.emit([dump])
    qtbot.waitUntil(lambda: page.session.found is not None, timeout=PATIENCE)


def test_from_welcome_to_listening(page, ctx, dump, qtbot):
    find_files(page, dump, qtbot)
    files = page.current
    assert files.summary.text().startswith("2 of 484 shards")
    assert "metadata found" in files.summary.text()
    assert "1 cannot be used" in files.summary.text()
    page.next.click()
    assert page.current.popular.isEnabled()
    qtbot.waitUntil(lambda: page.estimates._job.shards == 2, timeout=PATIENCE)
    assert page.current.figures.value("time") != "–"
    page.next.click()
    assert page.next.text() == "Build index"
    assert page.current.obstacle() == ""
    page.next.click()
    assert page.session.state.building
    assert not page.back.isEnabled()
    qtbot.waitUntil(lambda: ctx.imports.status.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: ctx.imports.status.phase is Phase.DONE, timeout=PATIENCE)
    assert not page.session.state.building
    assert "imported" in page.current.card.words.text()
    assert page.subject == page.current.card.words.text()
    page.next.click()
    assert page.session.state.step is StepName.MICROPHONE
    page.next.click()
    qtbot.waitUntil(lambda: "can be recognised" in page.current.words.text(), timeout=PATIENCE)
    page.next.click()
    assert ctx.navigator.place.route is Route.LISTEN
    status = library_status(ctx.library)
    assert status.tracks_indexed > 0
    assert len(status.shards) == 2


def test_nothing_goes_on_without_files(page, qtbot):
    page.next.click()
    assert not page.next.isEnabled()
    assert "Choose the folder" in page.obstacle.text()


def test_a_folder_with_nothing_in_it(page, tmp_path, qtbot):
    (tmp_path / "empty").mkdir()
    page.next.click()
    page.current.drop.dropped.emit([tmp_path / "empty"])
    qtbot.waitUntil(lambda: page.session.found == ())
    assert not page.next.isEnabled()
    assert "No analyses yet" in page.current.summary.text()
    page.current.clear.click()
    assert page.session.state.sources == ()


def test_files_are_dropped_from_outside(page, dump, qtbot):
    page.next.click()
    area = page.current.drop
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(dump))])
    actions = Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, mime, buttons, keys)
    QApplication.sendEvent(area, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), actions, mime, buttons, keys))
    qtbot.waitUntil(lambda: bool(page.session.shards), timeout=PATIENCE)


def test_another_window_comes_back_to_the_same_step(page, ctx, dump, qtbot):
    find_files(page, dump, qtbot)
    page.next.click()
    again = make(ctx, qtbot)
    assert again.session.state.step is StepName.SELECTION
    qtbot.waitUntil(lambda: bool(again.session.shards), timeout=PATIENCE)
    again.back.click()
    assert again.session.state.step is StepName.FILES


def test_a_build_that_was_interrupted_goes_on_by_itself(ctx, dump, qtbot):
    states.save(ctx.library, SetupState(StepName.MICROPHONE, (str(dump),), 0, building=True))
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        page = make(ctx, qtbot)
        assert page.session.state.step is StepName.BUILD
    assert ended.args[0].phase is Phase.DONE
    assert not states.load(ctx.library).building


def test_cancel_keeps_what_is_there_and_goes_on_later(ctx, dump, qtbot):
    states.save(ctx.library, SetupState(StepName.BUILD, (str(dump),)))
    page = make(ctx, qtbot)
    qtbot.waitUntil(lambda: ctx.imports.status.running, timeout=PATIENCE)
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE):
        page.current.card.cancel.click()
    assert not page.session.state.building
    assert page.back.isEnabled()
    assert "Stopped" in page.current.card.words.text()
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        page.current.card.again.click()
    assert ended.args[0].phase is Phase.DONE


def test_the_background_is_one_click_away(ctx, dump, qtbot):
    states.save(ctx.library, SetupState(StepName.BUILD, (str(dump),)))
    page = make(ctx, qtbot)
    qtbot.waitUntil(lambda: page.next.text() == "Continue in the background", timeout=PATIENCE)
    page.next.click()
    assert page.session.state.step is StepName.MICROPHONE
    page.next.click()
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE):
        pass


def test_files_that_are_gone_are_said(ctx, tmp_path, qtbot):
    states.save(ctx.library, SetupState(StepName.BUILD, (str(tmp_path / "gone"),)))
    page = make(ctx, qtbot)
    qtbot.waitUntil(lambda: "not there any more" in page.current.card.words.text(), timeout=PATIENCE)
    assert page.back.isEnabled()


def test_a_selection_is_kept_until_it_is_applied(demo_copy, demo):
    shard = sorted(demo.paths.shards.glob("*.zst"))[0]
    plan = prepare(demo_copy, (), None, 50)
    assert plan.select
    assert read_selection(demo_copy).min_popularity == 50
    assert prepare(demo_copy, (), demo.paths.metadata, 50).select  # it was stopped before
    apply_selection(demo_copy)
    assert not prepare(demo_copy, (), demo.paths.metadata, 50).select
    assert prepare(demo_copy, (), demo.paths.metadata, 50).metadata is None  # imported already
    assert prepare(demo_copy, (shard,), None, 50).shards == (shard,)


def test_the_demo_makes_way_for_real_files(demo_copy, demo, monkeypatch):
    assert not holds_demo_only(demo_copy)
    monkeypatch.setattr("spotgui.demo.place.demo_directory", lambda: demo.paths.shards.parent)
    assert holds_demo_only(demo_copy)
    shard = sorted(demo.paths.shards.glob("*.zst"))[0]
    prepare(demo_copy, (shard,), None, 0)
    assert not demo_copy.analysis_db.exists()


def test_without_metadata_there_is_no_popularity(page, dump, qtbot):
    next(dump.glob("*.sqlite3.zst")).unlink()
    find_files(page, dump, qtbot)
    page.next.click()
    assert not page.current.popular.isEnabled()
    assert "not among your files" in page.current.note.text()


def test_too_little_room_is_said_before_anything_is_written(page, dump, qtbot, monkeypatch):
    find_files(page, dump, qtbot)
    page.next.click()
    qtbot.waitUntil(lambda: page.estimates._job.shards == 2, timeout=PATIENCE)
    monkeypatch.setattr("spotgui.ui.setup_wizard.place_step.PlaceStep._free", lambda self: 1000)
    page.next.click()
    assert not page.next.isEnabled()
    assert "Not enough room" in page.obstacle.text()


def test_another_place_takes_the_choices_along(page, ctx, dump, qtbot, tmp_path, monkeypatch):
    find_files(page, dump, qtbot)
    page.next.click()
    page.next.click()
    went = []
    monkeypatch.setattr("spotgui.ui.reopen.QCoreApplication.exit", went.append)
    (tmp_path / "ssd").mkdir()
    page.current.choose(tmp_path / "ssd")
    assert went
    assert ctx.settings.value.library == str(tmp_path / "ssd")
    from spotgui.paths import Library

    assert states.load(Library(tmp_path / "ssd")).sources == (str(dump),)


def test_a_place_that_is_refused_is_said(page, ctx, dump, qtbot, tmp_path):
    find_files(page, dump, qtbot)
    page.next.click()
    page.next.click()
    for refused in (tmp_path / "unplugged", tmp_path / ("long" * 100)):
        with qtbot.waitSignal(ctx.messages.posted) as said:
            page.current.choose(refused)
        assert "cannot be used" in said.args[0].text
    assert ctx.settings.value.library == ""


def test_every_step_fits_the_narrowest_window(page, ctx):
    page.resize(480, 640)
    for name in StepName:
        if name is not StepName.BUILD:
            page.open(name)
            assert page.minimumSizeHint().width() <= 480, name
            assert page.current.minimumSizeHint().width() <= 430, name
    page.leave()


def test_a_machine_without_microphone_says_so(page, qtbot, monkeypatch):
    monkeypatch.setattr("spotgui.audio.devices.list_devices", lambda refresh=False: [])
    page.open(StepName.MICROPHONE)
    qtbot.waitUntil(lambda: "No microphone was found" in page.current.words.text(), timeout=20_000)
    assert page.next.isEnabled()
    page.leave()


def test_tab_leads_through_the_step_and_then_to_the_foot(page, qtbot):
    page.activateWindow()
    page.next.setFocus()
    for expected in (page.later, page.current.try_demo):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is expected
    page.next.click()
    page.current.drop.folder.setFocus()
    qtbot.keyClick(page.current.drop.folder, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.current.drop.files
    qtbot.keyClick(page.current.drop.files, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.back


def test_the_demo_is_made_and_there_is_something_to_recognise(page, ctx, demo, qtbot, monkeypatch):
    monkeypatch.setattr("spotgui.demo.place.demo_directory", lambda: demo.paths.root)
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        page.current.try_demo.click()
        assert page.current.try_demo.text() == "Cancel"
        assert not page.next.isEnabled()
    assert ended.args[0].phase is Phase.DONE
    assert page.next.isEnabled()
    assert not page.current.try_demo.isVisible()
    page.current.recording.click()
    place = ctx.navigator.place
    assert place.route is Route.LISTEN
    assert place.argument == demo.paths.noisy.path


def test_the_demo_can_be_cancelled(page, ctx, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("spotgui.demo.place.demo_directory", lambda: tmp_path / "demo")
    page.current.try_demo.click()
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        page.current.try_demo.click()
    assert ended.args[0].phase is Phase.CANCELLED
    assert page.current.try_demo.text() == "Try the demo library"


def test_another_selection_of_what_is_imported_already(demo_ctx, qtbot):
    tracks = library_status(demo_ctx.library).tracks_kept
    page = make(demo_ctx, qtbot)
    page.open(StepName.SELECTION)
    qtbot.waitUntil(lambda: page.current.figures.value("tracks") == f"about {tracks}", timeout=PATIENCE)
    page.current.popular.setChecked(True)
    page.current.slider.setValue(50)
    qtbot.waitUntil(lambda: page.current.figures.value("share") != "100 %", timeout=PATIENCE)
    page.next.click()
    with qtbot.waitSignal(demo_ctx.imports.ended, timeout=PATIENCE) as ended:
        page.next.click()
    assert ended.args[0].phase is Phase.DONE
    assert 0 < library_status(demo_ctx.library).tracks_indexed < tracks


def test_only_what_the_metadata_knows(demo_ctx, qtbot):
    with duckdb.connect(demo_ctx.library.meta_db) as con:
        con.execute("DELETE FROM tracks_lookup WHERE rowid % 2 = 0")
    tracks = library_status(demo_ctx.library).tracks_kept
    page = make(demo_ctx, qtbot)
    page.open(StepName.SELECTION)
    qtbot.waitUntil(lambda: page.current.figures.value("tracks") == f"about {tracks}", timeout=PATIENCE)
    page.current.known.setChecked(True)
    assert page.current.figures.value("tracks") == f"at most {tracks}"
    assert page.current.figures.value("share") == "–"
    assert "without a title" in page.current.note.text()
    page.next.click()
    with qtbot.waitSignal(demo_ctx.imports.ended, timeout=PATIENCE) as ended:
        page.next.click()
    assert ended.args[0].phase is Phase.DONE
    assert read_selection(demo_ctx.library) == Selection(with_metadata=True)
    assert 0 < library_status(demo_ctx.library).tracks_indexed < tracks


def test_what_the_command_line_chose_is_shown_and_kept(demo_ctx, qtbot):
    page = make(demo_ctx, qtbot)
    page.open(StepName.SELECTION)
    assert page.current.all.isChecked() and not page.current.others.isVisible()
    page.session.change(step=StepName.DONE)
    write_selection(demo_ctx.library, Selection(with_metadata=True, left_out=("0a", "0b")))
    page.open(StepName.SELECTION)
    assert page.current.known.isChecked() and page.session.state.known
    assert page.current.others.text().startswith("2 shards are left out")
    page.session.change(step=StepName.DONE)
    write_selection(demo_ctx.library, Selection(min_popularity=35))
    page.open(StepName.SELECTION)
    assert page.current.popular.isChecked() and page.current.slider.value() == 35
    assert (page.session.state.popularity, page.session.state.known) == (35, False)


def test_more_files_are_imported_after_an_import_has_ended(page, ctx, demo, dump, qtbot, monkeypatch):
    monkeypatch.setattr("spotgui.demo.place.demo_directory", lambda: demo.paths.root)
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE):
        page.current.try_demo.click()
    find_files(page, dump, qtbot)
    page.next.click()
    page.next.click()
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        page.next.click()
    assert ended.args[0].tracks > 0
    assert "imported" in page.current.card.words.text()
