"""A library made ready to recognise: index, and the metadata when there is some."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from spotgui.catalog.queries import Catalog
from spotgui.errors import SpotguiError
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import CancelToken, ProgressCallback, ignore_progress
from spotgui.recognizer import snippet as snippets
from spotgui.recognizer.describe import describe
from spotgui.recognizer.recognizer import Recognizer
from spotgui.recognizer.results import Recognition
from spotgui.recognizer.session import GIVE_UP_S, ListeningSession
from spotgui.recognizer.timeline import Stretch, timeline
from spotgui.sentences import Sentence

_log = logging.getLogger(__name__)


class OpenRecognizer:
    """Recognises and names. Not for several threads at once; close it, or use it in a `with`.

    Attributes
    ----------
    notice : str
        A sentence when the metadata cannot be used; else empty.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._index = Index.open(library.index_dir)
        self.notice = ""
        self._catalog = self._open_catalog()
        self.recognizer = Recognizer(self._index, self._isrcs)

    def _open_catalog(self) -> Catalog | None:
        """The metadata; without it, or with it damaged, answers have ids instead of titles."""
        if not self._library.meta_db.exists():
            return None
        try:
            return Catalog(self._library.meta_db)
        except SpotguiError as error:
            self.notice = Sentence("Answers have no titles: {error}", error=error)
            _log.warning("%s", self.notice)
            return None

    def __enter__(self) -> OpenRecognizer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        if self._catalog:
            self._catalog.close()
            self._catalog = None

    def refresh(self) -> bool:
        """Take in what an import has added since; returns whether the index has changed."""
        if self._catalog is None and self._library.meta_db.exists():
            self._catalog = self._open_catalog()
        return self._index.refresh()

    @property
    def track_count(self) -> int:
        """Tracks that can be recognised."""
        return self._index.track_count

    def recognise(self, pcm: NDArray[np.float32]) -> Recognition:
        """Name the recording in a clip, float32 mono at 11 025 Hz."""
        return self.described(self.recognizer.recognise(pcm))

    def session(self, *, give_up_s: float = GIVE_UP_S) -> ListeningSession:
        """A new session for sound that arrives."""
        return ListeningSession(self.recognizer, give_up_s=give_up_s, describe=self.described)

    def timeline(
        self,
        blocks: Iterable[NDArray[np.float32]],
        *,
        seconds: float = 0.0,
        progress: ProgressCallback = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> tuple[Stretch, ...]:
        """The songs of a long recording; see `spotgui.recognizer.timeline.timeline`."""
        return timeline(
            self.recognizer, blocks, seconds=seconds, describe=self.described, progress=progress, cancel=cancel
        )

    def snippet_of(self, pcm: NDArray[np.float32]) -> bytes:
        """What to keep of a clip to try it again later."""
        return snippets.pack(self.recognizer.snippet(pcm))

    def try_again(self, snippet: bytes) -> Recognition:
        """Look again for what `snippet_of` or a session kept.

        Raises
        ------
        BadInputError
            The snippet is damaged.
        """
        return self.described(self.recognizer.search(snippets.unpack(snippet)))

    def described(self, recognition: Recognition) -> Recognition:
        """With titles and releases, as far as the metadata knows them."""
        return describe(recognition, self._catalog) if self._catalog else recognition

    def _isrcs(self, track_ids: Sequence[str]) -> Mapping[str, str]:
        return self._catalog.isrcs(track_ids) if self._catalog else {}


def open_recognizer(library: Library) -> OpenRecognizer:
    """Open a library; one without an index is empty, and every clip is answered with that.

    Raises
    ------
    LibraryVersionError, CorruptLibraryError, MachineError
    """
    return OpenRecognizer(library)
