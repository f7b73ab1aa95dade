"""The metadata as whoever fills the index needs it: there, not there yet, or damaged and done without."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from spotgui.catalog.popularity import Popularity
from spotgui.errors import CorruptMetadataError
from spotgui.importer.selection import Selection
from spotgui.paths import Library
from spotgui.sentences import Sentence

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class MetadataAtHand:
    """Lends out popularity, for as long as one import or rebuild takes.

    Parameters
    ----------
    needed : bool
        False goes on without the metadata where it is damaged: an import must not wait for it.

    Attributes
    ----------
    damage : CorruptMetadataError or None
        Why it was done without; from then on it is not tried again.
    """

    def __init__(self, library: Library, *, needed: bool = True) -> None:
        self._path = library.meta_db
        self._needed = needed
        self.damage: CorruptMetadataError | None = None

    def lend(self, step: Callable[[Popularity | None], _T]) -> _T:
        """Do a step with popularity, or with None where there is no metadata to be used.

        Damage may show at any page that is read, so the step may be begun twice.

        Raises
        ------
        LibraryVersionError, CorruptLibraryError, MachineError
        """
        if self.damage is None and self._path.exists():
            try:
                with closing(Popularity(self._path)) as popularity:
                    return step(popularity)
            except CorruptMetadataError as damage:
                if self._needed:
                    raise
                _log.warning("done without the metadata: %s", damage)
                self.damage = damage
        return step(None)

    def notice(self, selection: Selection) -> Sentence | None:
        """What could not be done because of the damage, and what to do; None when all was well."""
        if self.damage is None:
            return None
        if selection.asks_metadata:
            return Sentence(
                "{name} is damaged, so what you chose to recognise waits, and all new tracks are recognised. "
                "Import the metadata again.",
                name=self._path.name,
            )
        return Sentence(
            "{name} is damaged, so new tracks have no popularity yet. Import the metadata again.",
            name=self._path.name,
        )
