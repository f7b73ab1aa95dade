"""What is kept of a line, and why a line is not."""

import math
import zlib
from base64 import urlsafe_b64encode

import numpy as np
import orjson
import pytest

from spotgui.fingerprint.chroma_sketch import sketch
from spotgui.fingerprint.codestring import decode
from spotgui.fingerprint.packing import unpack
from spotgui.fingerprint.recovery import recover
from spotgui.fingerprint.sketch_code import encode
from spotgui.fingerprint.stored import onsets_of_digits
from spotgui.importer.extract import SECTION, VALUES, Extractor, Reason
from spotgui.importer.line_scanner import SLACK
from tests.support.analysis_lines import analysis, code_string, track_id

EXTRACTOR = Extractor()
ID = track_id("0a", 7)


def extract(line):
    raw = line if isinstance(line, bytes) else orjson.dumps(line)
    taken = EXTRACTOR.extract(bytearray(raw + bytes(SLACK)), [(0, len(raw))], 5)
    assert not taken.rejected
    return taken.tracks[0]


def rejected(line):
    raw = line if isinstance(line, bytes) else orjson.dumps(line)
    taken = EXTRACTOR.extract(bytearray(raw + bytes(SLACK)), [(0, len(raw))], 5)
    assert not taken.tracks
    return taken.rejected[0]


def reason(line):
    return Reason(rejected(line).reason)


def test_keeps_id_values_onsets_sketch_and_sections():
    whole = analysis(ID, seed=3)
    kept = extract(whole)
    assert (kept.line, kept.track_id, kept.analyzer_version) == (5, ID, "4.0.0")
    assert kept.values == tuple(whole["track"][v] for v in VALUES)
    onsets = recover(decode(code_string(3)))
    assert kept.onset_count == len(onsets)
    np.testing.assert_allclose(unpack(kept.onsets).frames, onsets.frames, atol=1.0)
    segments = whole["segments"]
    columns = ([s[k] for s in segments] for k in ("start", "duration", "pitches"))
    assert kept.chroma == encode(sketch(*columns))
    sections = np.frombuffer(kept.sections).reshape(len(whole["sections"]), len(SECTION))
    assert sections[0, :4].tolist() == [0.0, 20.0, 1.0, -9.5]
    assert math.isnan(sections[0, 5])


@pytest.mark.parametrize("order", [["segments", "track", "sections", "meta"], ["track", "meta", "segments", "bars"]])
def test_the_order_of_keys_does_not_matter(order):
    whole = analysis(ID)
    kept, other = extract(whole), extract({k: whole[k] for k in [*order, *(k for k in whole if k not in order)]})
    assert repr(kept) == repr(other)  # NaN is not equal to itself


def test_what_the_scanner_gives_up_the_parser_reads():
    whole = analysis(ID)
    text = orjson.dumps(whole).replace(b'"meta"', b'"m\\u0065ta"').replace(b'"start":0.25,', b'"start":2.5e-1,')
    assert repr(extract(text)) == repr(extract(whole))


def test_broken_segments_do_not_cost_the_fingerprint():
    whole = analysis(ID)
    whole["segments"][3]["pitches"] = [1.0]
    whole["segments"][5] = "?"
    assert extract(whole).onsets == extract(analysis(ID)).onsets
    assert extract(whole).chroma != b""
    whole["segments"] = []
    assert extract(whole).chroma == b""
    del whole["segments"], whole["sections"]
    assert extract(whole).sections == b""


def test_missing_and_odd_values_are_unknown():
    whole = analysis(ID, tempo="fast", key=None, mode=True)
    del whole["track"]["loudness"]
    kept = dict(zip(VALUES, extract(whole).values, strict=True))
    assert all(math.isnan(kept[k]) for k in ("tempo", "key", "mode", "loudness"))
    assert kept["duration"] == 20.0


def test_the_version_may_be_missing_or_a_text():
    whole = analysis(ID, echoprint_version="4.12")
    assert extract(whole).track_id == ID
    del whole["track"]["echoprint_version"]
    assert extract(whole).track_id == ID


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"not json at all", Reason.NOT_JSON),
        (b'{"meta": {"track_id": "x"', Reason.NOT_JSON),
        (b"[1, 2]", Reason.NOT_JSON),
        (b"null", Reason.NOT_JSON),
        (b'{"error": {"status": 404, "message": "analysis not found"}}', Reason.ERROR_OBJECT),
        ({**analysis(ID), "meta": {"analyzer_version": "4.0.0"}}, Reason.NO_ID),
        ({k: v for k, v in analysis(ID).items() if k != "meta"}, Reason.NO_ID),
        ({**analysis(ID), "meta": {"track_id": None}}, Reason.NO_ID),
        (analysis("0a-not-an-id"), Reason.BAD_ID),
        ({**analysis(ID), "meta": {"track_id": 12}}, Reason.BAD_ID),
        ({"meta": {"track_id": ID}, "track": None}, Reason.NO_FINGERPRINT),
        (analysis(ID, echoprintstring=""), Reason.NO_FINGERPRINT),
        (analysis(ID, echoprintstring=None), Reason.NO_FINGERPRINT),
        (analysis(ID, echoprintstring="eJx!!!"), Reason.BAD_FINGERPRINT),
        (analysis(ID, echoprintstring=code_string(1)[:-9]), Reason.BAD_FINGERPRINT),
        (analysis(ID, echoprintstring=code_string(1)[: len(code_string(1)) // 4 * 4 - 3]), Reason.BAD_FINGERPRINT),
        (analysis(ID, echoprint_version=4.11), Reason.OTHER_VERSION),
        (analysis(ID, echoprint_version="5.0"), Reason.OTHER_VERSION),
    ],
)
def test_lines_that_are_not_taken(line, expected):
    assert reason(line) is expected


def test_a_line_cut_off_inside_is_not_json():
    whole = orjson.dumps(analysis(ID))
    for cut in range(1, len(whole) - 1, 97):
        assert reason(whole[:cut]) is Reason.NOT_JSON


def test_a_line_of_twenty_megabytes_is_read():
    whole = analysis(ID)
    whole["bars"] = whole["bars"] * 400_000
    raw = orjson.dumps(whole)
    assert len(raw) > 18_000_000
    assert repr(extract(raw)) == repr(extract(analysis(ID)))


def block_of(lines):
    """Lines as a block has them, and where each is."""
    ends = np.cumsum([len(line) + 1 for line in lines])
    places = [(int(end) - 1 - len(line), int(end) - 1) for end, line in zip(ends, lines, strict=True)]
    return bytearray(b"".join(line + b"\n" for line in lines) + bytes(SLACK)), places


def test_many_lines_at_once_are_as_one_by_one():
    odd = [
        b"not json at all",
        b"",
        b" \r",
        orjson.dumps(analysis(ID, echoprintstring=code_string(1)[:-9])),
        orjson.dumps(analysis(ID, echoprint_version=4.11)),
        orjson.dumps({k: v for k, v in analysis(ID).items() if k not in ("segments", "sections")}),
        orjson.dumps(analysis(ID)).replace(b'"meta"', b'"m\\u0065ta"'),
        orjson.dumps(analysis(ID, echoprintstring=code_string(3).replace("e", "f", 1))),
    ]
    lines = [orjson.dumps(analysis(track_id("0a", k), seed=k)) for k in range(150)]
    for k, line in enumerate(odd):
        lines.insert(17 * k + 3, line)
    taken = EXTRACTOR.extract(*block_of(lines), 1_000)
    tracks, rejected = [], []
    for number, line in enumerate(lines, 1_000):
        one = EXTRACTOR.extract(*block_of([line]), number)
        tracks += one.tracks
        rejected += one.rejected
    assert repr(taken.tracks) == repr(tracks)
    assert taken.rejected == rejected
    assert len(tracks) == 152
    assert len(rejected) == 4


def test_many_sections_of_many_lines_have_room():
    counts = [900] * 9 + [4_096]
    lines = [{**analysis(ID), "sections": [{"start": float(n), "key": k}] * n} for k, n in enumerate(counts)]
    taken = EXTRACTOR.extract(*block_of([orjson.dumps(line) for line in lines]), 0)
    rows = [np.frombuffer(track.sections).reshape(-1, len(SECTION)) for track in taken.tracks]
    assert [len(found) for found in rows] == counts
    assert all((found[:, 0] == len(found)).all() and (found[:, 6] == k).all() for k, found in enumerate(rows))


def test_long_sketches_of_many_lines_have_room():
    whole = analysis(ID)
    for second, segment in enumerate(whole["segments"]):
        segment.update(start=1_000.0 * second, duration=1_000.0)
    taken = EXTRACTOR.extract(*block_of([orjson.dumps(whole)] * 40), 0)
    assert len(taken.tracks) == 40
    assert {track.chroma for track in taken.tracks} == {extract(whole).chroma}
    assert len(extract(whole).chroma) > 1_000


def test_strings_that_unpack_to_much_do_not_wait_for_each_other(monkeypatch):
    sizes = []

    def watched(texts):
        sizes.append(sum(len(text) for text in texts))
        return onsets_of_digits(texts)

    monkeypatch.setattr("spotgui.importer.extract.onsets_of_digits", watched)
    long = urlsafe_b64encode(zlib.compress(b"0" * 3_000_000)).decode()
    lines = [orjson.dumps(analysis(ID, echoprintstring=long))] * 6
    taken = EXTRACTOR.extract(*block_of(lines), 0)
    assert len(taken.tracks) + len(taken.rejected) == 6
    assert max(sizes) < 8_000_000
