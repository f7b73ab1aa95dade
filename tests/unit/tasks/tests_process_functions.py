"""Functions for the child process of `test_process_task`; importable by name, as the real ones are."""

from __future__ import annotations

import os
import signal
import time

from spotgui.errors import BadInputError
from spotgui.progress import CancelToken, Progress, ProgressCallback


def pid(*, progress: ProgressCallback, cancel: CancelToken) -> int:
    return os.getpid()


def count_to(number: int, *, progress: ProgressCallback, cancel: CancelToken) -> int:
    for done in range(1, number + 1):
        cancel.raise_if_cancelled()
        progress(Progress("counting", done, number))
        time.sleep(0.005)
    return number


def refuse(*, progress: ProgressCallback, cancel: CancelToken) -> None:
    raise BadInputError("It is not a shard.", "Choose another file.")


def stumble(*, progress: ProgressCallback, cancel: CancelToken) -> float:
    return 1 / 0


def die(*, progress: ProgressCallback, cancel: CancelToken) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
