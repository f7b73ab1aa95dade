"""The other side of a process task; knows no Qt, so that the child starts fast."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from spotgui.progress import CancelToken, Progress

_PROGRESS_EVERY_S = 0.1


def serve(
    connection: Connection, function: Callable[..., Any] | str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    """Run a function and send its progress and outcome to the parent.

    Messages are ("progress", Progress), ("done", result) or ("failed", exception, traceback text). The parent sends
    "pause", "resume" or "cancel"; its end cancels too. A pause holds the function where it reports progress.
    """
    # Ctrl+C in the terminal reaches the whole group; the parent decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _step_back()
    token = CancelToken()
    may_go_on = threading.Event()
    may_go_on.set()
    threading.Thread(target=_watch_parent, args=(connection, token, may_go_on), daemon=True).start()
    lock = threading.Lock()
    last = 0.0

    def report(progress: Progress) -> None:
        nonlocal last
        may_go_on.wait()
        now = time.monotonic()
        if now - last >= _PROGRESS_EVERY_S or 0 < progress.total <= progress.done:
            last = now
            send(("progress", progress))

    def send(message: tuple[Any, ...]) -> None:
        # a parent that is gone wants to know nothing; that it is gone cancels, so the function ends at a safe point
        with lock, contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.send(message)

    try:
        outcome: tuple[Any, ...] = ("done", _found(function)(*args, progress=report, cancel=token, **kwargs))
    except BaseException as problem:  # noqa: BLE001 - handed on whole: the parent raises it
        outcome = ("failed", _picklable(problem), traceback.format_exc())
    send(outcome)


def _found(function: Callable[..., Any] | str) -> Callable[..., Any]:
    if not isinstance(function, str):
        return function
    module, name = function.split(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _step_back() -> None:
    """Let the window, and a search that somebody waits for, have the processor first; alone on it, nothing is lost."""
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)
    else:
        os.nice(5)


def _watch_parent(connection: Connection, token: CancelToken, may_go_on: threading.Event) -> None:
    with contextlib.suppress(EOFError, OSError):
        while (message := connection.recv()) != "cancel":
            if message == "pause":
                may_go_on.clear()
            else:
                may_go_on.set()
    token.cancel()
    may_go_on.set()


def _picklable(problem: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(problem))
    except (TypeError, AttributeError, pickle.PicklingError):
        return RuntimeError(f"{type(problem).__name__}: {problem}")
    return problem
