"""Where the parts of the picture of a plan stand."""

from dataclasses import dataclass

from setlist.drawing.palette import Palette
from setlist.drawing.scale import Scale

FLOOR = 0.6
"""The height of silence on the scale of intensity."""

CEILING = 9.2
"""The upper edge of the scale of intensity: a little above the highest rating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One plot over the time axis: values from ``low`` at its base to ``high`` at its top."""

    scale: Scale
    palette: Palette
    top: float
    base: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Give the height of a value; one beyond an edge is drawn on it."""
        share = (value - self.low) / (self.high - self.low)
        return self.base - min(max(share, 0.0), 1.0) * (self.base - self.top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where things stand: the time axis, the plots and rows from top to bottom, the colours."""

    scale: Scale
    palette: Palette
    head: float
    intensity: Panel
    loudness: Panel
    strip: float
    prompts: float
    axis: float
