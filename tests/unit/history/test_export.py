from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.errors import BadInputError, MachineError
from spotgui.history.entries import Entry, EntryKind, SoundSource
from spotgui.history.export import COLUMNS, ExportFormat, export_history, to_csv, to_json, to_m3u8

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SONG = Entry(
    id=1,
    heard_at=NOON,
    last_heard_at=NOON,
    count=2,
    kind=EntryKind.RECOGNISED,
    source=SoundSource.MICROPHONE,
    source_name="Webcam",
    seconds=9.5,
    track_id="4uLU6hMCjMI75M1A2tKUQC",
    title='He said "no, never"',
    artists=("Ann, Bob", "Cé"),
    album="A\r\nB",
    isrc="GBAAA0000001",
    year=1987,
    score=41.5,
    margin=20.0,
    position_s=83.0,
    confidence="certain",
    favourite=True,
)
UNKNOWN = Entry(2, NOON, NOON, 1, EntryKind.UNKNOWN, SoundSource.FILE, "a.wav", 25.0)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_title_and_artist_have_columns_of_their_own() -> None:
    song, unknown = read(to_csv([SONG, UNKNOWN]))
    assert song["title"] == SONG.title
    assert song["artist"] == "Ann, Bob; Cé"
    assert song["album"] == "A\r\nB"
    assert song["heard_at"] == "2026-03-01T12:00:00+00:00"
    assert song["uri"] == "spotify:track:4uLU6hMCjMI75M1A2tKUQC"
    assert (song["favourite"], song["wrong"], song["count"], song["position_s"]) == ("yes", "no", "2", "83.0")
    assert (unknown["kind"], unknown["title"], unknown["uri"], unknown["score"]) == ("unknown", "", "", "")


def test_lines_end_as_rfc_4180_says() -> None:
    text = to_csv([UNKNOWN, UNKNOWN])
    assert text.count("\r\n") == 3
    assert text.count("\n") == 3
    assert text.startswith("heard_at,title,artist,album,")


any_text = st.text(st.characters(exclude_categories=("Cs",)))


@given(title=any_text, artist=any_text, album=any_text, note=any_text, position=st.floats(0, 1e5))
def test_any_text_comes_back_from_csv(title: str, artist: str, album: str, note: str, position: float) -> None:
    entry = replace(SONG, title=title, artists=(artist,), album=album, note=note, position_s=position)
    text = to_csv([entry, UNKNOWN, entry])
    rows = read(text)
    assert len(rows) == 3
    for row in (rows[0], rows[2]):
        assert tuple(row) == COLUMNS
        assert (row["title"], row["artist"], row["album"], row["note"]) == (title, artist, album, note)
        assert float(row["position_s"]) == position


def test_json_has_every_field() -> None:
    song, unknown = json.loads(to_json([SONG, UNKNOWN]))
    assert song["artists"] == ["Ann, Bob", "Cé"]
    assert song["favourite"] is True
    assert unknown["title"] is None
    assert song["uri"] == "spotify:track:4uLU6hMCjMI75M1A2tKUQC"
    assert set(Entry.__slots__) | {"uri"} == song.keys()


def test_a_playlist_has_every_track_once_and_in_order() -> None:
    other = replace(SONG, track_id="other", title="X\nY", artists=("Z",))
    lines = to_m3u8([SONG, UNKNOWN, other, SONG]).splitlines()
    assert lines == [
        "#EXTM3U",
        '#EXTINF:-1,Ann, Bob, Cé - He said "no, never"',
        "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
        "#EXTINF:-1,Z - X Y",
        "https://open.spotify.com/track/other",
    ]
    assert to_m3u8([]) == "#EXTM3U\n"


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.csv", b"\xef\xbb\xbfheard_at"), ("a.JSON", b"[\n"), ("a.m3u8", b"#EXTM3U"), ("a.m3u", b"#EXTM3U")],
)
def test_the_ending_names_the_format(tmp_path: Path, name: str, start: bytes) -> None:
    export_history(tmp_path / name, [SONG])
    assert (tmp_path / name).read_bytes().startswith(start)
    assert b"\r\r\n" not in (tmp_path / name).read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_named_format_wins(tmp_path: Path) -> None:
    export_history(tmp_path / "out.txt", [SONG], ExportFormat.JSON)
    assert json.loads((tmp_path / "out.txt").read_text(encoding="utf-8"))[0]["id"] == 1


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="names no format"):
        export_history(tmp_path / "a.xyz", [SONG])
    with pytest.raises(MachineError, match="cannot be written"):
        export_history(tmp_path / "no such directory" / "a.csv", [SONG])
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(MachineError, match="cannot be written"):
        export_history(tmp_path / "a.csv", [SONG])
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
