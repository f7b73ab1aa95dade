"""Sizes that everything is laid out with: an 8-pixel grid, four sizes of text, two radii."""

from __future__ import annotations

from dataclasses import dataclass

GRID = 8
HALF = GRID // 2
GAP = 2 * GRID  # between things of one group's neighbours
SECTION = 3 * GRID  # between sections
MARGIN = 3 * GRID  # page edge, wide window
MARGIN_NARROW = 2 * GRID
RADIUS = GRID
RADIUS_LARGE = 2 * GRID

CONTROL_HEIGHT = 40  # what a finger can hit
ICON = 20
PAGE_WIDTH = 960  # text lines do not grow past this

NARROW = 640  # below: bottom bar
WIDE = 1000  # from here: sidebar with text; between the two a rail of icons


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The four sizes of text, device-independent pixels."""

    caption: int = 12
    body: int = 14
    heading: int = 18
    display: int = 28

    def scaled(self, percent: int) -> TypeScale:
        """The same scale, larger or smaller."""
        return TypeScale(
            *(round(size * percent / 100) for size in (self.caption, self.body, self.heading, self.display))
        )
