"""A microphone, or what the machine plays, as a stream of samples for the fingerprint.

When the sound server dies or a device is pulled out no exception comes: the callbacks stop, the stream is no longer
active and its finished callback fires, in any order. `Microphone.read` watches all of these. When only one input of
the sound server goes, its stream is moved to another one: `SourceWatch` sees that.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from spotgui.audio import devices, portaudio, pulse
from spotgui.audio.devices import InputDevice
from spotgui.audio.levels import SILENCE, Level, LevelMeter, SoundState, measure
from spotgui.audio.parec import ParecStream
from spotgui.audio.pulse_watch import SourceWatch
from spotgui.audio.resampling import Resampler
from spotgui.errors import DeviceError

_log = logging.getLogger(__name__)

STALL_SECONDS = 1.5
"""No sound for so long means that the device has gone."""
_START_SECONDS = 4.0  # Bluetooth and sleeping devices take this long
_WATCH_SECONDS = 0.2
_QUEUED_BLOCKS = 600  # of 50 ms: half a minute for a reader that is busy


class _Stream(Protocol):
    rate: int

    @property
    def active(self) -> bool: ...

    def close(self) -> None: ...


class Microphone:
    """An open input.

    Use it as a context manager. One thread reads; `close` may come from another.

    Parameters
    ----------
    device : InputDevice, optional
        The system's default when not given.

    Attributes
    ----------
    device : InputDevice
        What is listened to.
    overflows : int
        Times that sound was lost because the machine or the reader was too slow.
    """

    def __init__(self, device: InputDevice | None = None) -> None:
        self.device = device or devices.default_device(devices.list_devices())
        self.overflows = 0
        self._blocks: queue.SimpleQueue[NDArray[np.float32]] = queue.SimpleQueue()
        self._meter = LevelMeter()
        self._level = SILENCE
        self._finished = threading.Event()
        self._removed = threading.Event()
        self._closing = threading.Lock()
        self._watcher: SourceWatch | None = None
        self._stream: _Stream | None = None
        self._resampler: Resampler | None = None
        self._deadline = 0.0

    def open(self) -> Self:
        """Begin to listen.

        Raises
        ------
        DeviceError
            If the device is not there or cannot be opened.
        """
        self._finished.clear()
        self._removed.clear()
        self._deadline = time.monotonic() + _START_SECONDS
        self._stream = _open(self.device, self._take, self._finished.set)
        self._resampler = Resampler(self._stream.rate)
        if self.device.pulse_source is not None:
            self._watcher = SourceWatch(self.device.pulse_source, self._removed.set)
        return self

    def close(self) -> None:
        """Stop listening; a `read` that waits returns None."""
        with self._closing:
            stream, self._stream = self._stream, None
            watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.close()
        if stream is not None:
            stream.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def level(self) -> Level:
        """Of the block that was read last."""
        return self._level

    @property
    def state(self) -> SoundState:
        """The hint for the last two seconds."""
        return self._meter.state

    def read(self, timeout: float = 0.5) -> NDArray[np.float32] | None:
        """The next sound.

        Parameters
        ----------
        timeout : float
            Seconds to wait for it.

        Returns
        -------
        float32 (n,) or None
            Mono at 11 025 Hz, about 50 ms or what has gathered since; None when none came in time or after `close`.

        Raises
        ------
        DeviceError
            If the device has gone.
        """
        until = time.monotonic() + timeout
        while True:
            if self._removed.is_set():
                raise self._went_away()
            try:
                wait = min(until - time.monotonic(), _WATCH_SECONDS)
                block = self._blocks.get(timeout=max(wait, 0.0))
            except queue.Empty:
                if not self._watch() or time.monotonic() >= until:
                    return None
                continue
            return self._convert(self._with_rest(block))

    def _watch(self) -> bool:
        """False once closed; raises when the device has gone."""
        with self._closing:
            if self._stream is None:
                return False
            gone = self._finished.is_set() or not self._stream.active or time.monotonic() > self._deadline
        if gone and self._blocks.empty():
            raise self._went_away()
        return True

    def _went_away(self) -> DeviceError:
        return DeviceError(
            "'{device}' went away: no more sound comes from it.",
            "Check that it is plugged in and that sound works, then listen again.",
            device=self.device.label,
        )

    def _with_rest(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """`block` and what has queued up behind it."""
        blocks = [block]
        while True:
            try:
                blocks.append(self._blocks.get_nowait())
            except queue.Empty:
                return np.concatenate(blocks)

    def _convert(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        assert self._resampler is not None
        self._level = measure(block)
        self._meter.add(self._level, len(block) / self._resampler.rate)
        return self._resampler.feed(block)

    def _take(self, block: NDArray[np.float32], overflow: bool) -> None:
        """Called in the sound library's thread: must be quick and must not wait."""
        self._deadline = time.monotonic() + STALL_SECONDS
        if overflow:
            self.overflows += 1
        if self._blocks.qsize() >= _QUEUED_BLOCKS:
            self.overflows += 1
            return
        self._blocks.put(block)


class _PortAudioStream:
    """A PortAudio input that hands on its blocks."""

    def __init__(self, stream: Any, rate: int) -> None:
        self._stream = stream
        self.rate = rate

    @property
    def active(self) -> bool:
        return bool(self._stream.active)

    def close(self) -> None:
        portaudio.close_input(self._stream)


def _open(device: InputDevice, take: Any, finished: Any) -> _Stream:
    source = device.pulse_source
    if source is None:
        index = devices.portaudio_index(device)
        if index is None:
            raise DeviceError("'{device}' is not there.", "Plug it in, or choose another input.", device=device.label)
        return _open_portaudio(device, index, take, finished)
    try:
        index = devices.portaudio_index(device)
    except DeviceError as error:  # the library is missing; the server's own recorder may be there
        command = pulse.parec_command(source, device.rate)
        if command is None:
            raise error
    else:
        if index is not None:
            with pulse.selected(source):
                return _open_portaudio(device, index, take, finished)
        command = pulse.parec_command(source, device.rate)
    if command is None:
        raise _cannot_open(device, "neither PortAudio nor parec reaches the sound server")
    return ParecStream(command, device.rate, take, finished)


def _open_portaudio(device: InputDevice, index: int, take: Any, finished: Any) -> _PortAudioStream:
    """Open with the device's own rate and channels, else with others that hardware commonly does."""

    def callback(block: NDArray[np.float32], frames: int, timing: Any, status: Any) -> None:
        take(block.copy(), bool(status.input_overflow))

    failure: Exception | None = None
    stereo = min(device.channels, 2)
    rates = list(dict.fromkeys((device.rate, 48_000, 44_100, 16_000)))
    for rate in rates:
        for channels in dict.fromkeys((stereo, 1, device.channels)):
            try:
                return _PortAudioStream(portaudio.open_input(index, rate, channels, callback, finished), rate)
            except portaudio.load().PortAudioError as error:
                _log.info("%s at %d Hz, %d channels: %s", device.id, rate, channels, error)
                failure = failure or error
    raise _cannot_open(device, str(failure)) from failure


def _cannot_open(device: InputDevice, why: str) -> DeviceError:
    return DeviceError(
        "'{device}' cannot be opened ({why}).",
        "Another program may hold it, or the system may not allow this one to listen: check its privacy settings, "
        "or choose another input.",
        device=device.label,
        why=why,
    )
