"""A real import in a real child process: progress, pause, cancel, resume, failure."""

from __future__ import annotations

import pytest

from spotgui.importer.ledger import read_snapshot
from spotgui.importer.lock import import_lock
from spotgui.importer.selection import Selection, write_selection
from spotgui.importer.status import library_status
from spotgui.progress import Progress, Unit
from spotgui.ui.imports.aftermath import Aftermath
from spotgui.ui.imports.import_card import ImportCard
from spotgui.ui.imports.meter import Meter
from spotgui.ui.imports.status import ImportPlan, Phase
from spotgui.ui.messages import Tone

PATIENCE = 120_000


@pytest.fixture
def plan(demo):
    return ImportPlan(demo.paths.metadata, tuple(sorted(demo.paths.shards.glob("*.zst"))))


@pytest.fixture
def card(ctx, qtbot):
    made = ImportCard(ctx.imports)
    qtbot.addWidget(made)
    return made


def test_everything_is_imported_and_told(ctx, plan, card, qtbot):
    seen = []
    ctx.imports.changed.connect(seen.append)
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        ctx.imports.start(plan)
    (status,) = ended.args
    assert status.phase is Phase.DONE
    phases = list(dict.fromkeys(moment.phase for moment in seen))
    assert phases[0] is Phase.STARTING
    assert [p for p in phases if p in (Phase.METADATA, Phase.ANALYSES, Phase.DONE)] == [
        Phase.METADATA,
        Phase.ANALYSES,
        Phase.DONE,
    ]
    found = library_status(ctx.library)
    assert found.tracks_indexed == found.tracks_metadata == status.tracks > 0
    assert card.words.text() == f"Done: {status.tracks} tracks imported."
    assert not card.pause.isVisibleTo(card)


def test_pause_cancel_and_go_on(ctx, plan, card, qtbot):
    ctx.imports.start(plan)
    assert ctx.imports.status.running
    ctx.imports.pause()
    assert card.pause.text() == "Resume"
    assert card.words.text() == "Paused"
    ctx.imports.start(plan)  # one at a time
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        ctx.imports.cancel()
    assert ended.args[0].phase is Phase.CANCELLED
    assert card.again.isVisibleTo(card)
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        ctx.imports.start(plan)
    assert ended.args[0].phase is Phase.DONE


def test_a_library_that_is_busy_for_a_moment_is_waited_for(ctx, demo, qtbot):
    plan = ImportPlan(None, (sorted(demo.paths.shards.glob("*.zst"))[0],))
    with import_lock(ctx.library.lock):
        ctx.imports.start(plan)
        qtbot.waitUntil(lambda: ctx.imports._tries > 0, timeout=PATIENCE)
        assert ctx.imports.status.running
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        pass
    assert ended.args[0].phase is Phase.DONE


def test_what_cannot_be_imported_is_said(ctx, card, qtbot, tmp_path):
    broken = tmp_path / "spotify_clean.sqlite3"
    broken.write_bytes(b"no database at all" * 100)
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        ctx.imports.start(ImportPlan(broken))
    (status,) = ended.args
    assert status.phase is Phase.FAILED
    assert status.problem is not None
    assert card.words.text() == str(status.problem)
    assert card.again.text() == "Try again"


def test_damaged_metadata_keeps_no_shard_away(ctx, demo, card, qtbot):
    said = []
    ctx.messages.posted.connect(said.append)
    aftermath = Aftermath(ctx)
    ctx.library.root.mkdir()
    ctx.library.meta_db.write_bytes(b"no database" * 999)
    write_selection(ctx.library, Selection(min_popularity=20))
    shard = sorted(demo.paths.shards.glob("*.zst"))[0]
    with qtbot.waitSignal(ctx.imports.ended, timeout=PATIENCE) as ended:
        ctx.imports.start(ImportPlan(None, (shard,), select=True))
    (status,) = ended.args
    assert status.phase is Phase.DONE and status.tracks == read_snapshot(ctx.library.ledger_snapshot)[1] > 0
    for told in (card.words.text(), said[-1].text):
        assert "meta.duckdb is damaged" in told and "Import the metadata again" in told
    assert (said[-1].tone, said[-1].lasting) == (Tone.WARN, True)
    aftermath.deleteLater()


def test_nothing_to_do_starts_nothing(ctx):
    ctx.imports.start(ImportPlan())
    assert ctx.imports.status.phase is Phase.IDLE


def test_the_meter_knows_file_and_whole(tmp_path):
    paths = []
    for name, size in (("b.jsonl.zst", 300), ("a.jsonl.zst", 100)):
        (tmp_path / name).write_bytes(bytes(size))
        paths.append(tmp_path / name)
    meter = Meter(ImportPlan(None, tuple(paths)))
    assert meter.status.total == 400
    meter.begin(Phase.ANALYSES)
    reading = Progress("importing a.jsonl.zst and 1 more", 250, 400, 7, 1, file_done=50, file_total=100)
    status = meter.take(reading, 0.0)
    assert (status.stage, status.file_done, status.file_total) == (reading.stage, 50, 100)
    assert (status.done, status.tracks, status.rejected) == (250, 7, 1)
    status = meter.take(Progress("indexing tracks", 3, 7, unit=Unit.TRACKS), 1.0)
    assert (status.phase, status.file_done, status.file_total, status.done) == (Phase.INDEXING, 3, 7, 250)


def test_metadata_never_goes_backwards(tmp_path):
    dump = tmp_path / "m.sqlite3.zst"
    dump.write_bytes(bytes(1000))
    meter = Meter(ImportPlan(dump))
    meter.begin(Phase.METADATA)
    done = [
        meter.take(progress, 0.0).done
        for progress in (
            Progress("decompressing", 500, 1000),
            Progress("decompressing", 1000, 1000),
            Progress("importing artists", 100, 1000, unit=Unit.SHARE),
            Progress("importing artists", 1000, 1000, unit=Unit.SHARE),
            Progress("importing tracks", 10, 1000, unit=Unit.SHARE),
        )
    ]
    assert done == sorted(done)
    assert 0 < done[0] < done[-1] < 1000
