"""How much room and time it will take: measured once, worked out for every choice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.errors import SpotguiError
from spotgui.importer import estimate
from spotgui.importer.estimate import Job, Outlook, Sample
from spotgui.importer.metadata import is_imported
from spotgui.importer.status import library_status
from spotgui.importer.usual import BYTES_A_TRACK, sizes_of
from spotgui.paths import Library
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.process_task import in_process
from spotgui.tasks.worker import Task
from spotgui.ui.setup_wizard.session import SetupSession


class Estimates(QObject):
    """Asked by `update`; `changed` follows when there is something new to say.

    Attributes
    ----------
    counts : dict or None
        Tracks of the metadata by popularity; None where there is none to count.
    measured : bool
        The rate comes from the user's own file.
    """

    changed = Signal()

    def __init__(self, session: SetupSession) -> None:
        super().__init__(session)
        self._session = session
        self._sample = Sample()
        self._sampled: tuple[Path, Path] | None = None
        self._sampling: Task | None = None
        self._job = Job(0, 0)
        self.counts: dict[int, int] | None = None
        self.measured = False

    @property
    def measuring(self) -> bool:
        """Is the sample being imported?"""
        return self._sampling is not None

    def outlook(self, least: int) -> Outlook:
        """What the job takes when only tracks from this popularity on are indexed."""
        return estimate.outlook(self._job, self._sample, self.counts, least)

    def update(self) -> None:
        """Count and measure what was found."""
        shards = [file.path for file in self._session.shards]
        metadata = self._session.metadata
        library = self._session.ctx.library

        def work(progress: ProgressCallback, cancel: CancelToken) -> tuple[Job, dict[int, int] | None]:
            return _look(library, shards, metadata.path if metadata else None)

        self._session.ctx.tasks.start("estimate", work).done.connect(self._take)

    def measure(self) -> None:
        """Import the beginning of a shard, on the disk where the library is."""
        shards = [file.path for file in self._session.shards]
        if not shards or self._sampling or self._session.ctx.imports.status.running:
            return
        key = (shards[0], self._session.ctx.library.root)
        if key == self._sampled:
            return
        self._sampled = key
        try:
            key[1].mkdir(parents=True, exist_ok=True)
        except OSError:
            return  # the step of the place says so
        work = in_process(estimate.sample_import, *key)
        self._sampling = self._session.ctx.tasks.start("measure", work)
        self._sampling.done.connect(self._take_sample)
        self._sampling.settled.connect(self._sampling_ended)

    def stop(self) -> None:
        """Stop measuring."""
        if self._sampling:
            self._sampling.cancel()
            self._sampled = None

    @Slot(object)
    def _take(self, answer: tuple[Job, dict[int, int] | None]) -> None:
        self._job, self.counts = answer
        self.changed.emit()

    @Slot(object)
    def _take_sample(self, sample: Sample) -> None:
        self._sample = sample
        self.measured = True

    @Slot(object)
    def _sampling_ended(self, task: Task) -> None:
        self._sampling = None
        self.changed.emit()


def _look(library: Library, shards: list[Path], metadata: Path | None) -> tuple[Job, dict[int, int] | None]:
    """Sizes of what is left to import, and the popularity of the metadata that is imported."""
    if metadata and is_imported(library, metadata):
        metadata = None
    try:
        job = estimate.job_of(shards, metadata)
    except OSError:
        job = Job(0, 0)
    job = replace(job, sizes=sizes_of(library))
    if not shards:
        # nothing new: the selection is about what is imported already
        status = library_status(library)
        job = replace(
            job,
            shards=max(len(status.shards), 1),
            shard_bytes=round(status.tracks_kept * BYTES_A_TRACK),
        )
    if not library.meta_db.exists():
        return job, None
    try:
        return job, estimate.popularity_counts(library.meta_db)
    except SpotguiError:
        return job, None
