"""Envelopes: sound to the eight smoothed subband levels in which onsets are found.

One column every 32 samples, 344.53 a second. The work runs block by block, so a long recording needs no more
memory than a short one, and a stream gives the same numbers as the whole.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, FRAME_SAMPLES
from spotgui.fingerprint.filterbank import TAPS
from spotgui.fingerprint.subbands import HOP, energies_into
from spotgui.fingerprint.whitening import BLOCK, first_autocorrelation, first_history, whiten_block

_WINDOW = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(8) / 7)
_STRIDE = FRAME_SAMPLES // HOP
_TAIL = TAPS + 3 * FRAME_SAMPLES  # whitened samples that may wait for the next block


@njit(cache=True, nogil=True)
def column_count(samples):  # type: ignore[no-untyped-def]
    """Envelope columns of a recording of that many samples."""
    return max((samples - TAPS + 1) // HOP // _STRIDE - 1, 0)


@njit(cache=True, nogil=True, error_model="numpy")
def _smooth(energy, out):  # type: ignore[no-untyped-def]
    """``out[m] = sqrt(sum_i energy[4 m + i] window[i])``; the window is 0 at both ends.

    Rounded to float32 after every term, as the reference does.
    """
    h1, h2, h3, h4, h5, h6 = _WINDOW[1], _WINDOW[2], _WINDOW[3], _WINDOW[4], _WINDOW[5], _WINDOW[6]
    for m in range(len(out)):
        n = m * _STRIDE
        s = np.float32(energy[n + 1] * h1)
        s = np.float32(s + energy[n + 2] * h2)
        s = np.float32(s + energy[n + 3] * h3)
        s = np.float32(s + energy[n + 4] * h4)
        s = np.float32(s + energy[n + 5] * h5)
        s = np.float32(s + energy[n + 6] * h6)
        out[m] = np.sqrt(s)


@njit(cache=True, nogil=True, error_model="numpy")
def _advance(pcm, last, autocorrelation, history, whitened, waiting, out):  # type: ignore[no-untyped-def]
    """Work through the whole blocks of ``pcm`` (all of it when it is the ``last``).

    A block is whole only when a sample follows it: the last block of a recording is treated otherwise.
    ``whitened[:waiting]`` are samples whose columns are not complete yet.
    Returns (samples consumed, columns written, samples waiting).
    """
    energy = np.empty((BANDS, (BLOCK + _TAIL) // HOP), np.float32)
    position, written = 0, 0
    while True:
        left = len(pcm) - position
        final = last and 0 < left <= BLOCK
        if left <= BLOCK and not final:
            return position, written, waiting
        count = min(left, BLOCK)
        block = pcm[position : position + count - 1] if final else pcm[position : position + count]
        whitened[waiting + count - 1] = np.float32(0)  # stays in the final block
        whiten_block(block, autocorrelation, history, whitened[waiting : waiting + len(block)])
        position += count
        waiting += count
        columns = column_count(waiting)
        if columns > 0:
            used = energy[:, : (columns + 1) * _STRIDE]
            energies_into(whitened, used)
            for band in range(BANDS):
                _smooth(used[band], out[band, written : written + columns])
            written += columns
            done = columns * FRAME_SAMPLES
            waiting -= done
            for i in range(waiting):
                whitened[i] = whitened[done + i]


class EnvelopeStream:
    """Envelopes of a recording that arrives in pieces, and all the state this needs.

    The state is the smoothed autocorrelation and the last samples of the block before (whitening), the samples
    that do not fill a block yet, and the whitened samples whose columns are not complete.
    """

    def __init__(self) -> None:
        self._autocorrelation = first_autocorrelation()
        self._history = first_history()
        self._whitened = np.zeros(BLOCK + _TAIL, np.float32)
        self._waiting = 0
        self._pending = np.empty(0, np.float32)

    def feed(self, pcm: NDArray[np.float32], *, last: bool = False) -> NDArray[np.float32]:
        """Take samples and return the columns that are complete now.

        Parameters
        ----------
        pcm : float32 (n,)
            Mono samples at 11 025 Hz, any number of them.
        last : bool
            No more will come. The final block follows its own rule, so this must be told.

        Returns
        -------
        float32 (8, m)
            The next columns; up to a second of sound waits inside.
        """
        samples = np.concatenate([self._pending, pcm]) if len(self._pending) else np.ascontiguousarray(pcm, np.float32)
        out = np.empty((BANDS, column_count(len(samples) + self._waiting)), np.float32)
        consumed, written, self._waiting = _advance(
            samples, last, self._autocorrelation, self._history, self._whitened, self._waiting, out
        )
        self._pending = samples[consumed:].copy()
        return out[:, :written]


def envelopes(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """The eight subband envelopes of a whole recording.

    Parameters
    ----------
    pcm : float32 (n,)
        Mono samples at 11 025 Hz, full scale ±1.

    Returns
    -------
    float32 (8, m)
        One column every 32 samples.
    """
    return EnvelopeStream().feed(pcm, last=True)
