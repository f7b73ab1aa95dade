"""Sound to onsets, whole or as a stream: the way into this package."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.envelopes import EnvelopeStream, envelopes
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.onsets import Contacts, Detector, contacts


def _checked(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    if pcm.ndim != 1:
        raise ValueError(f"expected mono samples, got an array of shape {pcm.shape}")
    if not np.isfinite(pcm).all():
        raise ValueError("samples that are not finite would spoil every later block")
    return np.ascontiguousarray(pcm, np.float32)


def fingerprint(pcm: NDArray[np.float32]) -> OnsetList:
    """The onsets of a recording, as Echoprint 4.12 finds them.

    Parameters
    ----------
    pcm : float32 (n,)
        Mono samples at 11 025 Hz, full scale ±1.

    Returns
    -------
    OnsetList
        Whole frames of 32 samples. `hashing.codes_of` makes codes of them.

    Raises
    ------
    ValueError
        The array is not one-dimensional or holds NaN or infinity.
    """
    return contacts(envelopes(_checked(pcm))).onsets()


class Fingerprinter:
    """The same for sound that arrives in pieces: gives exactly what `fingerprint` gives for the whole.

    Examples
    --------
    >>> stream = Fingerprinter()
    >>> for block in blocks:  # doctest: +SKIP
    ...     stream.feed(block)
    >>> onsets = stream.finish()
    """

    def __init__(self) -> None:
        self._envelopes = EnvelopeStream()
        self._detector = Detector()
        self._parts: list[Contacts] = []

    def feed(self, block: NDArray[np.float32]) -> None:
        """Take the next samples, any number of them."""
        self._parts.append(self._detector.feed(self._envelopes.feed(_checked(block))))

    def onsets(self) -> OnsetList:
        """The onsets so far. The newest of a band may still be replaced; a second of sound waits inside."""
        frames = [part.frames[part.bounds[b] : part.bounds[b + 1]] for b in range(BANDS) for part in self._parts]
        strengths = [part.strengths[part.bounds[b] : part.bounds[b + 1]] for b in range(BANDS) for part in self._parts]
        if not frames:
            return OnsetList.from_bands([[]] * BANDS)
        bounds = np.stack([part.bounds for part in self._parts]).sum(axis=0).astype(np.int32)
        return Contacts(np.concatenate(frames), np.concatenate(strengths), bounds).onsets()

    def finish(self) -> OnsetList:
        """The onsets of all that was fed. Nothing can be fed afterwards."""
        self._parts.append(self._detector.feed(self._envelopes.feed(np.empty(0, np.float32), last=True)))
        return self.onsets()
