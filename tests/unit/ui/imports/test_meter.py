from __future__ import annotations

from spotgui.progress import Progress, Unit
from spotgui.ui.imports.meter import Meter
from spotgui.ui.imports.status import ImportPlan, Phase


def test_the_bar_of_the_demo_only_grows() -> None:
    meter = Meter(ImportPlan())
    meter.begin(Phase.DEMO)
    stages = [
        "composing and playing pieces",
        *(f"importing {n}" for n in range(9)),
        "indexing tracks",
        "merging segments",
    ]
    shown = []
    for stage in stages:
        for done in range(0, 61, 20):
            status = meter.take(Progress(stage, done, 60, unit=Unit.TRACKS), 0.0)
            shown.append(status.file_done / status.file_total)
    assert shown == sorted(shown)
    assert shown[0] == 0
    assert 0.7 < shown[-1] < 1
