"""Tracks on their way into a segment: a few hundred at a time, packed, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import pack, unpack_into
from spotgui.fingerprint.sketch_code import encode, encoded
from spotgui.index.format import ID_BYTES
from spotgui.index.landmarks import CELL_SHIFT, FAN, in_time_order, landmarks_into
from spotgui.index.manifest import REBUILD

BATCH = 256
"""Tracks of a batch."""


@dataclass(frozen=True, slots=True, eq=False)
class IndexedTrack:
    """What the index keeps of a track.

    Attributes
    ----------
    track_no : int
        Number of the track in the library; numbers rise from one track to the next.
    track_id : str
        At most 22 characters of ASCII.
    duration_s : float
    popularity : int
        0 to 100; 0 when not known.
    onsets : OnsetList or bytes
        The onsets, or what `spotgui.fingerprint.packing.pack` made of them.
    chroma : uint8 (cells,) or bytes
        The sketch of 0.25 s cells, or the stored form of one; empty when there is none.
    """

    track_no: int
    track_id: str
    duration_s: float
    popularity: int
    onsets: OnsetList | bytes
    chroma: NDArray[np.uint8] | bytes


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Tracks as columns; see the sections of the same names in `spotgui.index.format`.

    Attributes
    ----------
    payload : uint8
    payload_at : int64 (n + 1,)
    onset_bytes : int64 (n,)
    numbers : int64 (n,)
    ids : S22 (n,)
    durations : float32 (n,)
    popularity : uint8 (n,)
    """

    payload: NDArray[np.uint8]
    payload_at: NDArray[np.int64]
    onset_bytes: NDArray[np.int64]
    numbers: NDArray[np.int64]
    ids: NDArray[np.bytes_]
    durations: NDArray[np.float32]
    popularity: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.numbers)


def batches_of_tracks(tracks: Iterable[IndexedTrack], size: int = BATCH) -> Iterator[Batch]:
    """Pack tracks into batches.

    Raises
    ------
    ValueError
        An id is too long or not ASCII.
    """
    waiting: list[IndexedTrack] = []
    for track in tracks:
        if len(track.track_id) > ID_BYTES or not track.track_id.isascii():
            raise ValueError(f"track id {track.track_id!r} is not {ID_BYTES} ASCII characters or fewer")
        waiting.append(track)
        if len(waiting) == size:
            yield _batch(waiting)
            waiting = []
    if waiting:
        yield _batch(waiting)


def _batch(tracks: list[IndexedTrack]) -> Batch:
    packed = [t.onsets if isinstance(t.onsets, bytes) else pack(t.onsets) for t in tracks]
    chromas = [encoded(t.chroma) if isinstance(t.chroma, bytes) else encode(t.chroma) for t in tracks]
    sizes = np.array([len(o) + len(c) for o, c in zip(packed, chromas, strict=True)], np.int64)
    payload = b"".join(part for pair in zip(packed, chromas, strict=True) for part in pair)
    return Batch(
        payload=np.frombuffer(payload, np.uint8),
        payload_at=np.concatenate([[0], np.cumsum(sizes)]),
        onset_bytes=np.array([len(o) for o in packed], np.int64),
        numbers=np.array([t.track_no for t in tracks], np.int64),
        ids=np.array([t.track_id.encode() for t in tracks], f"S{ID_BYTES}"),
        durations=np.array([t.duration_s for t in tracks], np.float32),
        popularity=np.array([t.popularity for t in tracks], np.uint8),
    )


@njit(cache=True, nogil=True)
def _landmarks_of_batch(payload, payload_at, onset_bytes, pairs, origins, keys, positions, filled):  # type: ignore[no-untyped-def]
    """Landmarks of all tracks of a batch; see `add_landmarks`. Returns (landmarks so far, onsets), -1 when damaged."""
    room = 8 * onset_bytes.max()
    frames, bounds = np.empty(room, np.float32), np.empty(9, np.int32)
    times, bands = np.empty(room, np.int32), np.empty(room, np.uint8)
    total = 0
    for i in range(len(onset_bytes)):
        start = payload_at[i]
        n = unpack_into(payload[start : start + onset_bytes[i]], frames, bounds)
        if n < 0:
            return -1, i
        in_time_order(frames, bounds, times, bands)
        filled = landmarks_into(times, bands, n, pairs, origins[i], keys, positions, filled)
        last = times[n - 1] if n else 0
        origins[i + 1] = origins[i] + (last >> CELL_SHIFT) + 1
        total += n
    return filled, total


def add_landmarks(
    batch: Batch, pairs: int, origin: int, keys: NDArray[np.uint32], positions: NDArray[np.uint32], filled: int
) -> tuple[int, int, NDArray[np.int64]]:
    """Write a batch's landmarks behind those that are there.

    They are made of the packed onsets, so that they are the same whenever they are made again.

    Parameters
    ----------
    pairs : int
        See `landmarks_into`.
    origin : int
        Cell of the first track's first frame.
    keys, positions : uint32
        With room for `most_landmarks` more than ``filled``.

    Returns
    -------
    filled : int
        Landmarks now in ``keys`` and ``positions``.
    onsets : int
        Onsets of the batch.
    origins : int64 (n + 1,)
        Cells of the tracks' first frames, and of the next batch's.

    Raises
    ------
    CorruptLibraryError
        A stored fingerprint is damaged.
    """
    origins = np.empty(len(batch) + 1, np.int64)
    origins[0] = origin
    filled, onsets = _landmarks_of_batch(
        batch.payload, batch.payload_at, batch.onset_bytes, pairs, origins, keys, positions, filled
    )
    if filled < 0:
        raise CorruptLibraryError(
            "The stored fingerprint of track {number} is damaged.", REBUILD, number=batch.numbers[onsets]
        )
    return filled, onsets, origins


def most_landmarks(batch: Batch) -> int:
    """No batch of this size has more landmarks (an onset takes three bits at least: the dead time alone is seven)."""
    return int(batch.onset_bytes.sum()) * 8 // 3 * FAN * (FAN - 1) // 2
