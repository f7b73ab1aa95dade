"""The command line as a user runs it: real processes on the demo library, every command, in text and as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from spotgui.audio.resampling import to_mono_11025
from spotgui.cli.text import WIDTH, cells


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What stderr says, unwrapped."""
        return " ".join(self.err.split())


def spotgui(*arguments: object, stdin: bytes | None = None) -> Run:
    done = subprocess.run(
        [sys.executable, "-m", "spotgui", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=250,
        check=False,
    )
    run = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in run.err, run.err
    return run


def fits(text: str) -> bool:
    return all(cells(line) <= WIDTH for line in text.splitlines())


@pytest.fixture(scope="session")
def data(demo: Any) -> Path:
    return demo.library.root


def test_identify_names_the_noisy_tape_and_its_position(demo: Any, data: Path) -> None:
    tape = demo.paths.noisy
    run = spotgui("identify", "--data", data, "--json", tape.path)
    assert run.code == 0
    answer = run.json
    assert set(answer) == {"found", "matches", "candidates", "query", "reason", "one_of", "elapsed_s"}
    best = answer["matches"][0]
    assert answer["found"] is True
    assert best["track_id"] in tape.track_ids
    assert best["title"] == tape.title
    assert abs(best["position_s"] - tape.start_s) < 0.1
    assert {"track_id", "title", "artists", "album", "score", "margin", "position_s", "releases"} <= set(best)
    assert best["score"] > best["threshold"]
    assert answer["query"]["onsets"] > 0


def test_identify_in_text_fits_the_screen(demo: Any, data: Path) -> None:
    run = spotgui("identify", "--data", data, demo.paths.noisy.path)
    assert run.code == 0
    assert demo.paths.noisy.title in run.out.splitlines()[0]
    assert fits(run.out)


def test_both_releases_of_a_recording_are_one_match(demo: Any, data: Path) -> None:
    tape = next(t for t in demo.paths.tapes if len(t.track_ids) > 1)
    answer = spotgui("identify", "--data", data, "--json", tape.path).json
    assert {r["track_id"] for r in answer["matches"][0]["releases"]} == set(tape.track_ids)
    assert all(m["track_id"] not in tape.track_ids for m in answer["matches"][1:] + answer["candidates"])


def test_a_piece_outside_the_library_is_not_found(demo: Any, data: Path) -> None:
    run = spotgui("identify", "--data", data, "--json", demo.paths.outside.path)
    assert run.code == 1
    assert run.json["found"] is False
    assert run.json["matches"] == []
    assert run.json["reason"] == "not in your catalogue"
    text = spotgui("identify", "--data", data, demo.paths.outside.path)
    assert text.code == 1
    assert text.out.startswith("Not found: not in your catalogue.")
    assert fits(text.out)


def test_identify_reads_raw_pcm_from_a_pipe(demo: Any, data: Path) -> None:
    tape = demo.paths.noisy
    samples, rate = soundfile.read(tape.path, dtype="int16")
    run = spotgui(
        "identify",
        "-",
        "--data",
        data,
        "--rate",
        rate,
        "--channels",
        1,
        "--json",
        stdin=samples.astype("<i2").tobytes(),
    )
    assert run.code == 0
    assert run.json["matches"][0]["track_id"] in tape.track_ids


def test_identify_without_a_library_says_what_to_do(demo: Any, tmp_path: Path) -> None:
    run = spotgui("identify", "--data", tmp_path / "new", demo.paths.noisy.path)
    assert run.code == 1
    assert "nothing is imported yet" in run.out
    assert "spotgui import analysis" in run.out


def _wav(path: Path, samples: np.ndarray, rate: int = 44_100) -> Path:
    soundfile.write(path, samples, rate, subtype="FLOAT")
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "text", "silent", "short", "nan", "no samples"])
def test_bad_audio_is_said_in_a_sentence(kind: str, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    if kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("this is not sound\n" * 100)
    elif kind == "silent":
        _wav(path, np.zeros(44_100 * 8, np.float32))
    elif kind == "short":
        _wav(path, np.random.default_rng(1).normal(0, 0.1, 20_000).astype(np.float32))
    elif kind == "nan":
        _wav(path, np.full(44_100 * 8, np.nan, np.float32))
    elif kind == "no samples":
        with wave.open(str(path), "wb") as empty:
            empty.setnchannels(1)
            empty.setsampwidth(2)
            empty.setframerate(44_100)
    run = spotgui("identify", "--data", data, path)
    assert run.code == 2
    assert run.err.startswith("spotgui: ")
    assert fits(run.err)
    assert not run.out


@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (192_000, 2)])
def test_unusual_rates_are_recognised(rate: int, channels: int, demo: Any, data: Path, tmp_path: Path) -> None:
    from scipy.signal import resample_poly

    tape = next(t for t in demo.paths.tapes if t.path.stem == "clean")
    samples, own_rate = soundfile.read(tape.path, dtype="float32", always_2d=True)
    mono = resample_poly(samples.mean(1), rate, own_rate)
    path = _wav(tmp_path / "odd.wav", np.repeat(mono[:, None], channels, 1), rate)
    assert spotgui("identify", "--data", data, path).code == 0


def test_a_clipped_recording_is_recognised_and_said(demo: Any, data: Path, tmp_path: Path) -> None:
    tape = next(t for t in demo.paths.tapes if t.path.stem == "clean")
    samples, rate = soundfile.read(tape.path, dtype="float32")
    run = spotgui("identify", "--data", data, _wav(tmp_path / "loud.wav", np.clip(samples * 8, -1, 1), rate))
    assert run.code == 0
    assert "clipped" in run.sentence


def test_timeline_names_the_songs_of_a_recording(demo: Any, data: Path, tmp_path: Path) -> None:
    tapes = [next(t for t in demo.paths.tapes if t.path.stem == "clean"), demo.paths.outside, demo.paths.noisy]
    parts = [to_mono_11025(*soundfile.read(t.path, dtype="float32", always_2d=True)) for t in tapes]
    path = _wav(tmp_path / "show.wav", np.concatenate(parts), 11_025)
    run = spotgui("timeline", "--data", data, "--json", path)
    assert run.code == 0
    named = [s for s in run.json["songs"] if s["match"]]
    assert [s["match"]["title"] for s in named] == [tapes[0].title, tapes[2].title]
    assert named[0]["end_s"] < len(parts[0]) / 11_025 + 6
    text = spotgui("timeline", "--data", data, path)
    assert tapes[0].title in text.out
    assert fits(text.out)
    cue = spotgui("timeline", "--data", data, "--format", "cue", path)
    assert 'FILE "show.wav"' in cue.out


def test_fingerprint_prints_what_codegen_prints(tmp_path: Path) -> None:
    from spotgui.fingerprint import codestring

    clip = Path(__file__).parents[1] / "golden" / "synth-90bpm-30s.wav"
    run = spotgui("fingerprint", clip, tmp_path / "none.wav")
    assert run.code == 1
    good, bad = run.json
    assert good["code_count"] == len(codestring.decode(good["code"]).times) > 0
    assert good["metadata"]["filename"] == str(clip)
    assert "There is no file" in bad["error"]


def test_search_finds_without_accents_and_show_follows(demo: Any, data: Path) -> None:
    run = spotgui("search", "--data", data, "cafe", "de", "--json")
    assert run.code == 0
    hit = next(h for h in run.json["hits"] if h["kind"] == "track")
    assert hit["name"].startswith("Café de")
    shown = spotgui("show", "--data", data, "--json", hit["id"]).json
    assert shown["metadata"]["title"] == hit["name"]
    assert shown["analysis"]["tempo"] > 0
    album = spotgui("show", "--data", data, "--json", shown["metadata"]["album_id"]).json
    assert hit["id"] in [t["id"] for d in album["discs"] for t in d["tracks"]]
    artist_id = shown["metadata"]["artists"][0]["id"]
    artist = spotgui("show", "--data", data, "--json", f"https://open.spotify.com/artist/{artist_id}?si=1").json
    assert artist["kind"] == "artist"
    for item in (hit["id"], shown["metadata"]["album_id"], artist_id):
        text = spotgui("show", "--data", data, item)
        assert text.code == 0
        assert fits(text.out)
    assert fits(spotgui("search", "--data", data, "a").out)


def test_search_and_show_say_no(data: Path) -> None:
    assert spotgui("search", "--data", data, "qqqqzzzz").code == 1
    assert spotgui("show", "--data", data, "0" * 22).code == 1
    bad = spotgui("show", "--data", data, "not-an-id")
    assert bad.code == 2
    assert "is not an id" in bad.sentence


def test_status_counts(demo: Any, data: Path) -> None:
    found = spotgui("status", "--data", data, "--json").json
    assert found["tracks_indexed"] == found["tracks_kept"] == found["tracks_metadata"] > 60
    assert {"name", "state", "tracks", "rejected"} <= set(found["shards"][0])
    assert all(s["state"] == "imported" for s in found["shards"])
    assert found["bytes"]["index"] > 0
    predicted = spotgui("status", "--data", data, "--json", demo.paths.shards).json["to_import"]
    assert predicted["shards"] == 0
    assert fits(spotgui("status", "--data", data).out)


def test_verify_and_rebuild(demo_copy: Any) -> None:
    assert spotgui("verify", "--data", demo_copy.root, "--json").json["ok"] is True
    segment = max(demo_copy.index_dir.glob("*.segment"), key=lambda p: p.stat().st_size)
    raw = bytearray(segment.read_bytes())
    raw[len(raw) // 2] ^= 1
    segment.write_bytes(raw)
    broken = spotgui("verify", "--data", demo_copy.root)
    assert broken.code == 1
    assert "spotgui rebuild" in " ".join(broken.out.split())
    assert spotgui("rebuild", "--data", demo_copy.root).code == 0
    assert spotgui("verify", "--data", demo_copy.root).code == 0


def test_identify_answers_without_titles_when_the_metadata_is_damaged(demo: Any, demo_copy: Any) -> None:
    raw = bytearray(demo_copy.meta_db.read_bytes())
    raw[:16_384] = bytes(16_384)
    demo_copy.meta_db.write_bytes(raw)
    run = spotgui("identify", "--data", demo_copy.root, "--json", demo.paths.noisy.path)
    assert run.code == 0
    assert run.json["matches"][0]["track_id"] in demo.paths.noisy.track_ids
    assert run.json["matches"][0]["title"] is None
    assert "no titles" in run.sentence


def test_import_metadata_that_is_none(tmp_path: Path) -> None:
    wrong = tmp_path / "dump.sqlite3"
    wrong.write_bytes(b"no database" * 1000)
    run = spotgui("import", "metadata", "--data", tmp_path / "lib", wrong)
    assert run.code == 2
    assert "not an sqlite" in run.sentence.lower()


def test_import_keeps_what_a_truncated_shard_holds(demo: Any, tmp_path: Path) -> None:
    shard = max(demo.paths.shards.glob("*.zst"), key=lambda p: p.stat().st_size)
    cut = tmp_path / shard.name
    cut.write_bytes(shard.read_bytes()[: shard.stat().st_size * 2 // 3])
    run = spotgui("import", "analysis", "--data", tmp_path / "lib", cut, "--json")
    assert run.code == 1
    (record,) = run.json["shards"]
    assert record["state"] == "incomplete"
    assert record["tracks"] > 0
    assert "truncated" in run.sentence or "ends" in run.sentence
    shard_again = tmp_path / "whole" / shard.name
    shard_again.parent.mkdir()
    shard_again.write_bytes(shard.read_bytes())
    again = spotgui("import", "analysis", "--data", tmp_path / "lib", shard_again, "--json")
    assert again.code == 0
    assert again.json["duplicates"] <= record["tracks"]


def test_no_microphone_is_said(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if any(Path("/dev/snd").glob("pcm*c")):
        pytest.skip("this machine has a sound card")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    run = spotgui("listen", "--data", data)
    assert run.code == 3
    assert "No microphone" in run.sentence
    assert spotgui("devices").code == 1
    assert spotgui("devices", "--json").json == {"devices": []}


@pytest.mark.parametrize(
    "command",
    [
        "identify",
        "timeline",
        "listen",
        "fingerprint",
        "devices",
        "search",
        "show",
        "status",
        "verify",
        "rebuild",
        "demo",
    ],
)
def test_help_has_examples(command: str) -> None:
    run = spotgui(command, "--help")
    assert run.code == 0
    assert f"spotgui {command}" in run.out.split("examples:")[1]


def test_without_a_display_the_window_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    run = spotgui()
    assert run.code == 3
    assert "no display" in run.sentence


def test_help_of_everything_and_version() -> None:
    assert "identify" in spotgui("--help").out
    assert spotgui("--version").out.startswith("spotgui ")
    assert spotgui("nonsense").code == 2
