"""A line of a shard: the JSON object of an analysis, keys and their order as in the dump."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from spotgui.audio.resampling import to_mono_11025
from spotgui.demo.analyse.segments import FRAMES_PER_SECOND, Segments, segments_of
from spotgui.demo.analyse.strings import code_string, rhythm_string, synch_string
from spotgui.demo.compose.performance import Performance
from spotgui.demo.compose.theory import MODES, Scale
from spotgui.demo.sound.instruments import RENDER_RATE, Wave
from spotgui.fingerprint.codestring import encode
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.fingerprint.hashing import codes_of
from spotgui.fingerprint.onset_list import OnsetList

Json = dict[str, Any]
FADE_DB = -40.0
TIMESTAMP = 1_752_000_000
COMPOUND_SIGNATURE = 6


@dataclass(frozen=True, slots=True)
class AnalysisLine:
    """An analysis without its track id, which every release of the recording has its own.

    Attributes
    ----------
    head : bytes
        The line up to the track id.
    tail : bytes
        The line after it.
    """

    head: bytes
    tail: bytes

    def of(self, track_id: str) -> bytes:
        """The whole line of a track, with its line feed."""
        return b'%s"track_id":"%s"%s\n' % (self.head, track_id.encode("ascii"), self.tail)


def analyse(wave: Wave, performance: Performance) -> AnalysisLine:
    """Analyse a rendered piece.

    Parameters
    ----------
    wave : float32 (n,)
        The piece, mono at `RENDER_RATE`.
    performance : Performance
        Beats, bars, key and form are taken from it; loudness, segments and fingerprint from the sound.
    """
    slow = to_mono_11025(wave, RENDER_RATE)
    segments = segments_of(wave, slow)
    onsets = fingerprint(slow)
    meta = {
        "analyzer_version": "4.0.0", "platform": "Linux", "detailed_status": "OK", "status_code": 0,
        "timestamp": TIMESTAMP, "analysis_time": round(len(wave) / RENDER_RATE / 30, 5),
        "input_process": "libvorbisfile L+R 44100->22050",
    }  # fmt: skip
    beats = _beats(performance, segments)
    body = {
        "track": _track(performance, segments, onsets, len(wave)),
        "bars": _intervals(performance.beat_times[:: performance.score.meter.beats], segments),
        "beats": beats,
        "sections": _sections(performance, segments),
        "segments": _segments(segments),
        "tatums": _tatums(performance, segments),
    }
    head = b'{"meta":' + orjson.dumps(meta)[:-1] + b","
    return AnalysisLine(head, b"}," + orjson.dumps(body)[1:])


def _track(performance: Performance, segments: Segments, onsets: OnsetList, samples: int) -> Json:
    score = performance.score
    scale = score.sections[0].scale
    fade_in, fade_out = _fades(segments)
    key_confidence = _key_confidence(segments.pitches.mean(axis=0), scale)
    return {
        "num_samples": samples, "duration": round(samples / RENDER_RATE, 5), "sample_md5": "", "offset_seconds": 0,
        "window_seconds": 0, "analysis_sample_rate": RENDER_RATE, "analysis_channels": 1, "end_of_fade_in": fade_in,
        "start_of_fade_out": fade_out, "loudness": _mean_loudness(segments.loudness),
        "tempo": round(_tempo(performance.beat_times), 3), "tempo_confidence": round(1 / (1 + 60 * score.drift), 3),
        "time_signature": _signature(performance), "time_signature_confidence": 1.0, "key": scale.tonic,
        "key_confidence": key_confidence, "mode": int(scale.is_major),
        "mode_confidence": round(0.9 * key_confidence, 3), "codestring": code_string(segments), "code_version": 3.15,
        "echoprintstring": encode(codes_of(onsets)), "echoprint_version": 4.12,
        "synchstring": synch_string(segments), "synch_version": 1.0,
        "rhythmstring": rhythm_string(onsets), "rhythm_version": 1.0,
    }  # fmt: skip


def _fades(segments: Segments) -> tuple[float, float]:
    """Seconds at which the piece becomes audible and at which it begins to die away."""
    loud = np.flatnonzero(segments.loudness > segments.loudness.max() + FADE_DB)
    return round(float(loud[0] / FRAMES_PER_SECOND), 5), round(float(loud[-1] / FRAMES_PER_SECOND), 5)


def _mean_loudness(loudness: NDArray[np.float64]) -> float:
    return round(float(10 * np.log10(np.mean(10 ** (loudness / 10)))), 3)


def _tempo(beat_times: NDArray[np.float64]) -> float:
    return float(60 / np.median(np.diff(beat_times)))


def _signature(performance: Performance) -> int:
    meter = performance.score.meter
    return COMPOUND_SIGNATURE if meter.beat_steps == 6 else meter.beats


def _key_confidence(strength: NDArray[np.float64], scale: Scale) -> float:
    """Share of the pitches that the scale explains."""
    inside = [(scale.tonic + step) % 12 for step in MODES[scale.mode]]
    return round(float(strength[inside].sum() / (strength.sum() + 1e-12)), 3)


def _intervals(edges: NDArray[np.float64], segments: Segments) -> list[Json]:
    """Stretches between edges, as sure as the attack nearest to their start."""
    nearest = np.abs(segments.starts[:, None] - edges[None, :-1]).argmin(axis=0)
    rows = zip(edges[:-1].tolist(), np.diff(edges).tolist(), segments.confidences[nearest].tolist(), strict=True)
    return [{"start": round(s, 5), "duration": round(d, 5), "confidence": round(c, 3)} for s, d, c in rows]


def _beats(performance: Performance, segments: Segments) -> list[Json]:
    return _intervals(performance.beat_times, segments)


def _tatums(performance: Performance, segments: Segments) -> list[Json]:
    """Halves of beats, thirds in compound time."""
    parts = performance.score.meter.beat_steps // 2
    beats = performance.beat_times
    edges = np.interp(np.arange((len(beats) - 1) * parts + 1) / parts, np.arange(len(beats)), beats)
    return _intervals(edges, segments)


def _sections(performance: Performance, segments: Segments) -> list[Json]:
    beats = performance.score.meter.beats
    end = len(segments.loudness) / FRAMES_PER_SECOND
    rows: list[Json] = []
    for section in performance.score.sections:
        times = performance.beat_times[section.first_bar * beats : (section.first_bar + section.bars) * beats + 1]
        start = float(times[0]) if rows else 0.0
        stop = end if section is performance.score.sections[-1] else float(times[-1])
        loudness = segments.loudness[int(start * FRAMES_PER_SECOND) : int(stop * FRAMES_PER_SECOND)]
        inside = (segments.starts >= start) & (segments.starts < stop)
        confidence = _key_confidence(segments.pitches[inside].mean(axis=0), section.scale) if inside.any() else 0.0
        rows.append({
            "start": round(start, 5), "duration": round(stop - start, 5), "confidence": 0.6 if rows else 1.0,
            "loudness": _mean_loudness(loudness), "tempo": round(_tempo(times), 3), "tempo_confidence": 0.7,
            "key": section.scale.tonic, "key_confidence": confidence, "mode": int(section.scale.is_major),
            "mode_confidence": round(0.9 * confidence, 3), "time_signature": _signature(performance),
            "time_signature_confidence": 1.0,
        })  # fmt: skip
    return rows


def _segments(segments: Segments) -> list[Json]:
    loudness_end = [0.0] * (len(segments) - 1) + [round(float(segments.loudness[-1]), 3)]
    columns = (
        _rounded(segments.starts, 5), _rounded(segments.durations, 5), _rounded(segments.confidences, 3),
        _rounded(segments.loudness_start, 3), _rounded(segments.loudness_max_time, 5),
        _rounded(segments.loudness_max, 3), loudness_end, _rounded(segments.pitches, 3), _rounded(segments.timbre, 3),
    )  # fmt: skip
    names = (
        "start", "duration", "confidence", "loudness_start", "loudness_max_time", "loudness_max", "loudness_end",
        "pitches", "timbre",
    )  # fmt: skip
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _rounded(values: NDArray[np.float64], digits: int) -> Sequence[Any]:
    rounded: list[Any] = np.round(values, digits).tolist()
    return rounded
