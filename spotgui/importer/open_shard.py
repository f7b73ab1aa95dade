"""A shard while it is imported: what came of it since its last commit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spotgui.importer import predecessor
from spotgui.importer.batch import Batch
from spotgui.importer.block_extraction import BlockExtractor, Extracted
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.pipeline import Steps
from spotgui.importer.plan import ShardFile
from spotgui.importer.predecessor import FingerprintReader
from spotgui.importer.shards import ShardReader


@dataclass(slots=True, eq=False)
class OpenShard:
    """A file that is being read.

    Attributes
    ----------
    batch : Batch
        What is to be committed next.
    lines, position : int
        Lines finished and bytes of the file used, those of `batch` included.
    """

    shard_no: int
    file: ShardFile
    reader: ShardReader | FingerprintReader
    steps: Steps[Extracted]
    batch: Batch
    lines: int
    position: int = 0

    @classmethod
    def begin(cls, file: ShardFile, record: ShardRecord, blocks: BlockExtractor, *, database: bool) -> OpenShard:
        """Go on where its row of the ledger says; nothing is read before the first step."""
        batch = Batch({record.name} if record.tracks and len(record.name) == 2 else set())
        if database:
            rows = FingerprintReader(file.path, file.bytes, skip=record.lines)
            return cls(record.shard_no, file, rows, predecessor.steps(rows), batch, record.lines)
        lines = ShardReader(file.path, skip=record.lines, buffers=blocks.buffers)
        return cls(record.shard_no, file, lines, blocks.steps(lines), batch, record.lines)

    def add(self, part: Extracted) -> None:
        """Take what the next block gave."""
        self.batch.add(part)
        self.lines = max(self.lines, part.lines_done)
        self.position = part.position

    def take_batch(self) -> Batch:
        """What is to be committed now; another batch begins."""
        batch, self.batch = self.batch, Batch(self.batch.prefixes)
        return batch

    def progress_of(self, record: ShardRecord) -> ShardRecord:
        """Its row of the ledger, with how far it is."""
        return replace(record, name=self._name(), lines=self.lines, position=self.position)

    def end_of(self, record: ShardRecord) -> ShardRecord:
        """Its row of the ledger, once all is read."""
        problem = self.reader.problem
        unfinished = ShardState.INCOMPLETE if self.lines else ShardState.FAILED
        state = ShardState.IMPORTED if problem is None else unfinished
        row = replace(record, state=state, reason=problem or "", position=self.reader.position)
        return replace(row, name=self._name(), lines=self.lines)

    def _name(self) -> str:
        """What the ids begin with, when all begin alike; names of files cannot be trusted to say it."""
        prefixes = self.batch.prefixes
        return next(iter(prefixes)) if len(prefixes) == 1 else self.file.path.name.split(".")[0]
