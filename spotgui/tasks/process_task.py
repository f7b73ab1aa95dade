"""A core function as a work that runs in a child process.

For work that is heavy in Python (reading shards): in a thread it would hold the interpreter's lock and the window
would stutter (10 ms timer, 99th percentile: idle 13 ms, JSON in a thread 57 ms, in a process 18 ms).
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from spotgui.errors import MachineError
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.child import serve
from spotgui.tasks.worker import Work


class PauseSwitch:
    """Holds a child process where it is: set by the window's thread, read by the one that follows the child."""

    def __init__(self) -> None:
        self.paused = False


def in_process(function: Callable[..., Any] | str, *args: Any, pause: PauseSwitch | None = None, **kwargs: Any) -> Work:
    """Make a work for `Tasks.start` of a function that takes ``progress=`` and ``cancel=``.

    Parameters
    ----------
    function : callable or str
        Importable by its name, or just the name, as "package.module:function", so that only the child imports it;
        arguments, result and exceptions must be picklable.
    pause : PauseSwitch, optional
        While it is on, the function waits at its next report of progress.

    Returns
    -------
    Work
        Raises what the function raised, with the child's traceback as a note; `MachineError` when the child was
        killed.
    """

    def work(progress: ProgressCallback, cancel: CancelToken) -> Any:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=True)
        child = context.Process(target=serve, args=(theirs, function, args, kwargs))
        child.start()
        theirs.close()
        try:
            return _follow(ours, child, progress, cancel, pause or PauseSwitch())
        finally:
            ours.close()  # tells a child that is still running to stop
            child.join()

    return work


def _follow(
    connection: Connection, child: BaseProcess, progress: ProgressCallback, cancel: CancelToken, pause: PauseSwitch
) -> Any:
    told = "resume"
    while True:
        wish = "cancel" if cancel.cancelled else "pause" if pause.paused else "resume"
        if wish != told and told != "cancel":
            told = wish
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # killed: the end of its pipe says so
                connection.send(wish)
        if not connection.poll(0.05):
            continue
        try:
            message = connection.recv()
        except (EOFError, ConnectionResetError):
            child.join()
            raise MachineError(
                "The background process ended unexpectedly (code {code}).",
                "What was finished is kept. Start it again; close other programs if memory is short.",
                code=child.exitcode,
            ) from None
        match message:
            case ("progress", update):
                progress(update)
            case ("done", result):
                return result
            case ("failed", problem, text):
                problem.add_note(text)
                raise problem
