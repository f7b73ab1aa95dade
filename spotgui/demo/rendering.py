"""Render and analyse all recordings, on every core there is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from spotgui.demo.analyse.line import AnalysisLine, analyse
from spotgui.demo.catalogue import Recording
from spotgui.demo.compose.composer import compose
from spotgui.demo.compose.performance import perform
from spotgui.demo.compose.styles import STYLES
from spotgui.demo.sound.instruments import RENDER_RATE
from spotgui.demo.sound.mix import render
from spotgui.demo.tapes import TapePlan, record
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit
from spotgui.sentences import Sentence

CANCEL_POLL_S = 0.2


@dataclass(frozen=True, slots=True)
class PieceJob:
    """A recording to make, and the tapes to take from it.

    Attributes
    ----------
    tapes_dir : Path
        Where the tapes go, as ``name.wav``.
    """

    recording: Recording
    tapes: tuple[TapePlan, ...]
    tapes_dir: Path


@dataclass(frozen=True, slots=True)
class Piece:
    """What is kept of a rendered recording.

    Attributes
    ----------
    tape_starts_s : tuple of float
        Where the tapes begin, in the order of the job's.
    """

    recording: Recording
    line: AnalysisLine
    duration_ms: int
    tape_starts_s: tuple[float, ...]


def make_piece(job: PieceJob) -> Piece:
    """Compose, play, record and analyse one recording."""
    recording = job.recording
    performance = perform(compose(recording.style, recording.seed))
    wave = render(performance, STYLES[recording.style].room_s)
    starts = tuple(record(plan, wave, job.tapes_dir / f"{plan.name}.wav") for plan in job.tapes)
    return Piece(recording, analyse(wave, performance), round(1000 * len(wave) / RENDER_RATE), starts)


def make_pieces(jobs: Sequence[PieceJob], *, progress: ProgressCallback, cancel: CancelToken | None) -> list[Piece]:
    """Make all recordings, in the order of the jobs.

    Raises
    ------
    Cancelled
        If cancelled; pieces that are being made are dropped.
    """
    stage = Sentence("composing and playing pieces")
    progress(Progress(stage, 0, len(jobs), unit=Unit.TRACKS))
    with _pool(len(jobs)) as pool:
        futures: list[Future[Piece]] = [pool.submit(make_piece, job) for job in jobs]
        waiting = set(futures)
        while waiting:
            finished, waiting = wait(waiting, timeout=CANCEL_POLL_S, return_when=FIRST_COMPLETED)
            if cancel is not None:
                cancel.raise_if_cancelled()
            if finished:
                progress(Progress(stage, len(futures) - len(waiting), len(jobs), unit=Unit.TRACKS))
        return [future.result() for future in futures]


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers stop at once when it is left by an exception, or when this process is killed."""
    workers = max(1, min(jobs, os.cpu_count() or 1))
    # spawned, not forked: the parent may have threads
    context = multiprocessing.get_context("spawn")
    # nothing is ever sent: that the other end is closed, by us or by our death, is the message
    receiver, sender = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_follow, initargs=(receiver,))
    try:
        yield pool
    except BaseException:
        sender.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        sender.close()
        receiver.close()


def _follow(parent: Connection) -> None:
    """In a worker: Ctrl+C is the parent's to answer; when the parent is gone the worker ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Connection) -> None:
    with suppress(EOFError, OSError):
        parent.recv()
    os._exit(1)
