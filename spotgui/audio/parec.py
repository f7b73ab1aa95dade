"""Sound from `parec`, the recorder that comes with PulseAudio's and PipeWire's tools."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_BLOCK_BYTES = 1 << 14


class ParecStream:
    """A running `parec`.

    Parameters
    ----------
    command : sequence of str
        Of `pulse.parec_command`: float32 mono on its standard output.
    rate : int
        Samples a second.
    take : callable
        Given every block and False, in a thread of this stream.
    finished : callable
        Called when no more will come.
    """

    def __init__(
        self,
        command: Sequence[str],
        rate: int,
        take: Callable[[NDArray[np.float32], bool], None],
        finished: Callable[[], None],
    ) -> None:
        self.rate = rate
        self._take = take
        self._finished = finished
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=_BLOCK_BYTES
        )
        self._thread = threading.Thread(target=self._pump, name="parec", daemon=True)
        self._thread.start()

    @property
    def active(self) -> bool:
        """True while sound may come."""
        return self._thread.is_alive()

    def close(self) -> None:
        """End the program and the thread."""
        self._process.kill()
        self._thread.join()
        self._process.wait()

    def _pump(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        held = b""
        with pipe:
            while data := pipe.read1(_BLOCK_BYTES):  # type: ignore[attr-defined]
                held += data
                whole = len(held) // 4 * 4
                if whole:
                    self._take(np.frombuffer(held[:whole], "<f4").astype(np.float32), False)
                held = held[whole:]
        self._finished()
