"""The scanner says what a JSON parser says, or that it does not know."""

import json

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.importer.line_scanner import SLACK, scan
from spotgui.importer.many_lines import Room

SCRATCH = Room.make((), (), 512)
KEPT = ("meta", "track", "sections")


def scanned(line: bytes, before: bytes = b"", after: bytes = b"\n") -> dict[str, object] | None:
    """What the scanner finds in one line of a block, or None when it does not understand."""
    buffer = np.frombuffer(before + line + after + bytes(SLACK), np.uint8)
    start, end = len(before), len(before) + len(line)
    count = scan(buffer, start, end, SCRATCH.spans[0], SCRATCH.times, SCRATCH.pitches, SCRATCH.pattern)
    if count < 0:
        return None
    found: dict[str, object] = {"times": SCRATCH.times[:count].copy(), "pitches": SCRATCH.pitches[:count].copy()}
    for key, (a, b) in zip(KEPT, SCRATCH.spans[0].reshape(3, 2), strict=True):
        if a >= 0:
            found[key] = orjson.loads(buffer[a:b].tobytes())
    return found


def assert_agrees(line: bytes) -> bool:
    """Compare with orjson; False when the scanner gave the line up."""
    found = scanned(line)
    if found is None:
        return False
    parsed = orjson.loads(line)
    for key in KEPT:
        assert found.get(key) == parsed.get(key)
    segments = parsed.get("segments", [])
    times = np.array([(s["start"], s["duration"]) for s in segments], np.float32).reshape(-1, 2)
    np.testing.assert_array_equal(found["times"], times)
    pitches = np.array([s["pitches"] for s in segments], np.float32).reshape(-1, 12)
    np.testing.assert_array_equal(found["pitches"], pitches)
    return True


plain_number = st.one_of(
    st.integers(-999, 999).map(str),
    st.floats(0, 1000, allow_nan=False).map(lambda x: f"{x:.5f}"),
    st.floats(-60, 60).map(lambda x: f"{x:.3f}"),
)
any_number = st.one_of(
    plain_number,
    st.sampled_from(
        ["-0", "1e3", "1E-2", "0.1e+1", "12345678901234567890", "0.12345678901234567890", "-0.0", "2.5e-05"]
    ),
)
text = st.one_of(
    st.text(max_size=20), st.sampled_from(['"', "\\", '{"meta":1}', "]}", "a[0]", "\\\\", "é", "\n", "segments"])
)
space = st.sampled_from(["", "", "", " ", "\t", "  \r"])


@st.composite
def encoded(draw, value):
    """JSON text of a value with random whitespace, escapes and number forms; numbers come as text already."""
    gap = draw(space)
    if isinstance(value, dict):
        pairs = [f"{gap}{json.dumps(k)}{gap}:{gap}{draw(encoded(v))}{gap}" for k, v in value.items()]
        return "{" + ",".join(pairs) + ("" if pairs else gap) + "}"
    if isinstance(value, list):
        return "[" + ",".join(f"{gap}{draw(encoded(v))}{gap}" for v in value) + ("" if value else gap) + "]"
    if isinstance(value, tuple):
        return value[0]
    return json.dumps(value, ensure_ascii=draw(st.booleans()))


def numbers(form):
    return form.map(lambda x: (x,))


def shuffled(pairs):
    return st.permutations(list(pairs)).map(dict)


junk = st.recursive(
    st.one_of(numbers(any_number), text, st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(text, inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def lines(draw, form=plain_number):
    def segment():
        names = ["start", "duration", "pitches", "confidence", "timbre", "loudness_max"]
        values = [
            draw(numbers(form)),
            draw(numbers(form)),
            draw(st.lists(numbers(form), min_size=12, max_size=12)),
            draw(numbers(any_number)),
            draw(st.lists(numbers(any_number), max_size=12)),
            draw(junk),
        ]
        return draw(shuffled(zip(names, values, strict=True)))

    parts = {
        "meta": draw(junk),
        "track": draw(junk),
        "bars": draw(st.lists(junk, max_size=3)),
        "sections": draw(st.lists(junk, max_size=3)),
        "segments": [segment() for _ in range(draw(st.integers(0, 3)))],
        draw(text): draw(junk),
    }
    kept = draw(st.lists(st.sampled_from(list(parts)), unique=True, max_size=6))
    if "segments" in kept and not isinstance(parts["segments"], list):
        kept.remove("segments")
    return (draw(space) + draw(encoded({k: parts[k] for k in kept})) + draw(space)).encode()


@settings(max_examples=300, deadline=None)
@given(lines())
def test_agrees_with_a_parser_on_any_order_spacing_and_nesting(line):
    assert_agrees(line)


@settings(max_examples=150, deadline=None)
@given(lines(form=any_number))
def test_agrees_on_numbers_in_every_form_or_says_that_it_does_not_know(line):
    assert_agrees(line)


@settings(max_examples=150, deadline=None)
@given(lines(), st.data())
def test_a_damaged_line_never_reads_outside_itself(line, data):
    cut = line[: data.draw(st.integers(0, len(line)))]
    after = b'\n{"meta":{"track_id":"x"},"track":{},"segments":[]}\n'
    alone, within = scanned(cut), scanned(cut, b'{"meta":1}\n', after)
    assert (alone is None) == (within is None)
    if within is not None:
        assert within.keys() == alone.keys()


@st.composite
def lines_of_like_segments(draw):
    """Segments with the same keys in the same order and spacing, as real ones; then and again one that differs."""
    order = draw(st.permutations(["start", "duration", "pitches", "confidence", "timbre", "loudness_max"]))
    gap = draw(space)
    short = st.integers(0, 9999).map(lambda n: f"{n / 1000:.{draw(st.integers(0, 3))}f}")
    odd = draw(st.integers(0, 8))
    texts = []
    for n in range(8):
        form = any_number if n == odd else st.one_of(short, plain_number)
        values = {k: draw(form) for k in order}
        values["pitches"] = "[" + ",".join(draw(form) for _ in range(12)) + "]"
        values["timbre"] = "[" + ",".join(draw(any_number) for _ in range(draw(st.integers(0, 12)))) + "]"
        if n == odd:
            values[draw(text)] = draw(st.sampled_from(['"},{"', '{"start":1}', "[[],[]]", "null"]))
        texts.append("{" + ",".join(f"{json.dumps(k)}{gap}:{gap}{v}" for k, v in values.items()) + "}")
    return ('{"segments":[' + f",{gap}".join(texts) + "]}").encode()


@settings(max_examples=300, deadline=None)
@given(lines_of_like_segments(), st.data())
def test_segments_alike_are_read_as_a_parser_reads_them(line, data):
    assert_agrees(line)
    cut = line[: data.draw(st.integers(0, len(line) - 1))]
    assert scanned(cut, after=b"\n" + line) is None


SEGMENT = {"start": 0.0, "duration": 0.2, "pitches": [i / 11 for i in range(12)], "timbre": [1e-5] * 12}


def test_the_usual_line_is_understood():
    line = {"meta": {"track_id": "a"}, "track": {"x": "y\\z"}, "bars": [{"start": 1}], "segments": [SEGMENT] * 3}
    line["segments"] = [{**SEGMENT, "pitches": [round(p, 3) for p in SEGMENT["pitches"]]}] * 3
    assert assert_agrees(orjson.dumps(line))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b'"meta"',
        b'{"meta":1,"meta":2}',
        b'{"m\\u0065ta":{}}',
        b'{"meta":{"a":1}',
        b'{"meta":{}} x',
        b'{"segments":{}}',
        b'{"segments":[{"start":1,"duration":2}]}',
        b'{"segments":[{"start":1,"duration":2,"pitches":[1,2,3]}]}',
        b'{"segments":[{"start":01,"duration":2,"pitches":[1,1,1,1,1,1,1,1,1,1,1,1]}]}',
        b'{"segments":[{"start":1e2,"duration":2,"pitches":[1,1,1,1,1,1,1,1,1,1,1,1]}]}',
    ],
)
def test_what_it_does_not_know_it_gives_up(line):
    assert scanned(line) is None


def test_more_segments_than_room_are_given_up():
    segment = orjson.dumps({"start": 0, "duration": 1, "pitches": [0] * 12})
    assert scanned(b'{"segments":[' + b",".join([segment] * 513) + b"]}") is None


def test_real_lines_are_all_understood(shared):
    import zstandard

    raw = (shared / "samples/real-analyses.jsonl.zst").read_bytes()
    room = Room.make((), ())
    found = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True).read().splitlines()
    assert len(found) == 13
    for line in found:
        buffer = np.frombuffer(line + bytes(SLACK), np.uint8)
        count = scan(buffer, 0, len(line), room.spans[0], room.times, room.pitches, room.pattern)
        parsed = orjson.loads(line)
        assert count == len(parsed["segments"])
        pitches = np.array([s["pitches"] for s in parsed["segments"]], np.float32)
        np.testing.assert_array_equal(room.pitches[:count], pitches)
