"""Sources are read side by side, each by one thread at a time, and their results come in order."""

import random
import threading
import time
from contextlib import closing
from functools import partial

import pytest

from spotgui.importer import pipeline

THREADS = [1, 2, 3, 8]


def numbered(name, blocks, begin=lambda k: None, end=lambda k: None):
    """A source whose steps give (name, 0), (name, 1)…; calls happen while a block is read and taken apart."""

    def step(k):
        end(k)
        return name, k

    for k in range(blocks):
        begin(k)
        yield partial(step, k)


def import_threads():
    return [t for t in threading.enumerate() if t.name.startswith("import")]


@pytest.mark.parametrize("threads", THREADS)
def test_all_results_come_each_source_in_order(threads):
    rng = random.Random(threads)
    pauses = iter([rng.random() * 0.003 for _ in range(10_000)])
    lengths = {"a": 30, "b": 0, "c": 1, "d": 50, "e": 7, "f": 12, "g": 20, "h": 3}

    def pause(k):
        time.sleep(next(pauses))

    sources = ((name, numbered(name, n, pause, pause)) for name, n in lengths.items())
    found = list(pipeline.run(sources, threads))
    for name, n in lengths.items():
        assert [value for key, value in found if key == name] == [*((name, k) for k in range(n)), None]
    assert len(found) == sum(lengths.values()) + len(lengths)
    assert not import_threads()


@pytest.mark.parametrize("threads", [2, 3, 8])
def test_sources_are_read_at_once_but_each_by_one_thread(threads):
    meeting = threading.Barrier(2)
    reading = {"a": threading.Lock(), "b": threading.Lock()}

    def begin(name, k):
        assert reading[name].acquire(blocking=False)
        if k == 0:
            meeting.wait(20)  # passed only when the other source is being read too
        reading[name].release()

    sources = [(name, numbered(name, 20, partial(begin, name))) for name in "ab"]
    assert len(list(pipeline.run(sources, threads))) == 42


def test_of_one_source_a_block_is_read_while_another_is_taken_apart():
    meeting = threading.Barrier(2)

    def begin(k):
        if k == 1:
            meeting.wait(20)

    def end(k):
        if k == 0:
            meeting.wait(20)

    assert len(list(pipeline.run([("a", numbered("a", 2, begin, end))], 2))) == 3


def test_whoever_does_not_take_results_is_not_run_away_from():
    read = []
    with closing(pipeline.run([("a", numbered("a", 10_000, read.append))], 2)) as results:
        next(results)
        before = -1
        while len(read) != before:
            before = len(read)
            time.sleep(0.1)
        assert before < 40
    assert not import_threads()


def test_no_more_sources_are_begun_than_are_read_at_once():
    begun = []

    def sources():
        for k in range(30):
            begun.append(k)
            yield k, numbered(k, 2)

    ended = 0
    for _, value in pipeline.run(sources(), 16):
        ended += value is None
        assert len(begun) <= ended + pipeline.MOST_AT_ONCE
    assert ended == 30


@pytest.mark.parametrize("threads", THREADS)
@pytest.mark.parametrize("where", ["begin", "end"])
def test_what_a_thread_raises_is_raised_to_the_caller(threads, where):
    def fail(k):
        if k == 5:
            raise RuntimeError("a bug")

    sources = [("a", numbered("a", 50)), ("b", numbered("b", 10, **{where: fail})), ("c", numbered("c", 50))]
    with pytest.raises(RuntimeError, match="a bug"):
        list(pipeline.run(sources, threads))
    assert not import_threads()


@pytest.mark.parametrize("threads", [2, 8])
def test_closed_early_the_threads_go(threads):
    with closing(pipeline.run([(k, numbered(k, 1000)) for k in "abc"], threads)) as results:
        next(results)
        assert len(import_threads()) == threads
    assert not import_threads()


def test_a_machine_of_many_cores_takes_no_more_memory_than_one_of_eight():
    most = 0

    def count(k):
        nonlocal most
        most = max(most, len(import_threads()))
        time.sleep(0.001)

    assert len(list(pipeline.run([("a", numbered("a", 40, count))], 64))) == 41
    assert 1 < most <= pipeline.MOST_THREADS
