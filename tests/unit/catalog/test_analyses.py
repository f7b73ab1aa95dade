from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from spotgui.catalog.analyses import Analyses, Analysis
from spotgui.catalog.analysis_schema import MIGRATIONS
from spotgui.catalog.migrations import migrate


@pytest.mark.parametrize(
    ("key", "mode", "name"),
    [(9, 0, "A minor"), (0, 1, "C major"), (3, None, "E♭"), (None, 1, None), (12, 1, None)],
)
def test_the_key_in_words(key: int | None, mode: int | None, name: str | None) -> None:
    analysis = Analysis("t", 200.0, 120.0, 0.9, key, 0.8, mode, 0.7, 4, 0.9, -7.0, 900, ())
    assert analysis.key_name == name


def test_sections_come_in_the_order_of_time(tmp_path: Path) -> None:
    path = tmp_path / "analysis.duckdb"
    with duckdb.connect(str(path)) as con:
        migrate(con, MIGRATIONS, path)
        con.execute(
            "INSERT INTO tracks BY NAME SELECT 1 AS track_no, 'x' AS track_id, 1 AS shard_no, '' AS analyzer_version,"
            " 1 AS onset_count, ''::BLOB AS onsets,"
            " [{'start': s, 'duration': 20.0} FOR s IN [40.0, 0.0, 20.0]] AS sections"
        )
    with Analyses(path) as analyses:
        found = analyses.find("x")
    assert found is not None
    assert [section.start for section in found.sections] == [0.0, 20.0, 40.0]
