"""From an importer's reports to a status: how much of the file and of all, how fast."""

from __future__ import annotations

from dataclasses import replace

from spotgui.progress import Progress, Unit
from spotgui.ui.imports.rate import Rate
from spotgui.ui.imports.status import ImportPlan, ImportStatus, Phase

_STEPWISE = (Phase.METADATA, Phase.DEMO, Phase.TAKEOVER)
"""These count their own steps, not bytes of shards."""
_UNPACKING = 0.25  # of the metadata's time
_COMPOSING = 0.6  # of the demo's time
_EACH_STEP = 0.92  # of what is left after another of its steps
_THOUSAND = 1000


class Meter:
    """Keeps the status of a plan up to date.

    Parameters
    ----------
    plan : ImportPlan
        Its files' sizes are what progress is measured in.
    """

    def __init__(self, plan: ImportPlan) -> None:
        self._shard_bytes = sum(map(_size, {path.resolve() for path in plan.shards}))
        self._metadata_bytes = _size(plan.metadata) if plan.metadata else 0
        self._before = 0  # bytes of the phases that are over
        self._stages: list[str] = []
        self._rate = Rate()
        self.status = ImportStatus(Phase.STARTING, total=self._metadata_bytes + self._shard_bytes)

    def begin(self, phase: Phase, name: str = "") -> ImportStatus:
        """Another phase begins."""
        if phase is Phase.ANALYSES:
            self._before = self._metadata_bytes
        self.status = replace(
            self.status, phase=phase, stage="", file=name, file_done=0, file_total=0, done=self._before
        )
        return self.status

    def take(self, progress: Progress, now: float) -> ImportStatus:
        """Note a report of the importer."""
        if progress.unit is not Unit.BYTES or self.status.phase in _STEPWISE:
            return self._take_step(progress)
        self._rate.add(now, progress.done, progress.tracks)
        self.status = replace(
            self.status,
            phase=Phase.ANALYSES,
            stage=progress.stage,
            file_done=progress.file_done,
            file_total=progress.file_total,
            done=self._before + progress.done,
            tracks=progress.tracks,
            rejected=progress.rejected,
            bytes_s=self._rate.bytes_s,
            tracks_s=self._rate.tracks_s,
            seconds_left=self._rate.seconds_left(self._shard_bytes),
        )
        return self.status

    def count_tracks(self, tracks: int) -> None:
        """What a report at the end says."""
        self.status = replace(self.status, tracks=tracks)

    def note(self, notice: str) -> None:
        """What a report at the end says that could not be done."""
        self.status = replace(self.status, notice=notice)

    def pause(self, now: float) -> ImportStatus:
        """The clock of the rates stands."""
        self._rate.pause(now)
        self.status = replace(self.status, paused=True)
        return self.status

    def resume(self, now: float) -> ImportStatus:
        """The clock goes on."""
        self._rate.resume(now)
        self.status = replace(self.status, paused=False)
        return self.status

    def _take_step(self, progress: Progress) -> ImportStatus:
        """A step that counts something else than bytes of shards: only its own share is known."""
        phase, done = self.status.phase, self.status.done
        step_done, step_total = progress.done, progress.total
        if phase is Phase.METADATA:
            done = int(self._metadata_bytes * self._metadata_share(progress))
        elif phase is Phase.DEMO:
            step_done, step_total = round(_THOUSAND * self._demo_share(progress)), _THOUSAND
        elif phase not in _STEPWISE:
            phase = Phase.INDEXING
        self.status = replace(
            self.status,
            phase=phase,
            stage=progress.stage,
            file_done=step_done,
            file_total=step_total,
            done=done,
        )
        return self.status

    def _metadata_share(self, progress: Progress) -> float:
        """How much of the metadata is in: steps are taken for equal, which is wrong but always grows."""
        if progress.unit is Unit.BYTES:
            return _UNPACKING * _share(progress)
        at = self._steps(progress) / max(_metadata_steps(), len(self._stages))
        return _UNPACKING + (1 - _UNPACKING) * at

    def _demo_share(self, progress: Progress) -> float:
        """How much of the demo is there: its music takes longest, then come many short steps; it always grows."""
        steps = self._steps(progress)
        return _COMPOSING * steps if steps <= 1 else 1 - (1 - _COMPOSING) * _EACH_STEP ** (steps - 1)

    def _steps(self, progress: Progress) -> float:
        """Steps that are over, and the share of this one."""
        if progress.stage not in self._stages:
            self._stages.append(progress.stage)
        return len(self._stages) - 1 + _share(progress)


def _share(progress: Progress) -> float:
    return min(progress.done / progress.total, 1.0) if progress.total > 0 else 0.0


def _metadata_steps() -> int:
    from spotgui.catalog.meta_schema import TABLES, derivations
    from spotgui.catalog.models import Kind

    return len(TABLES) + len(derivations()) + len(Kind)


def _size(path: object) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
