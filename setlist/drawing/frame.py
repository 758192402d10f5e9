"""Where the parts of the picture of a plan stand."""

from dataclasses import dataclass

from setlist.drawing.palette import Palette
from setlist.drawing.scale import Scale

FLOOR = 0.6
"""The height of silence on the scale of intensity."""

_CEILING = 9.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where things stand: the time axis, the heights, the colours."""

    scale: Scale
    palette: Palette
    head: float
    top: float
    base: float
    strip: float
    prompts: float
    axis: float

    def y(self, intensity: float) -> float:
        """Give the height of an intensity."""
        share = (intensity - FLOOR) / (_CEILING - FLOOR)
        return self.base - share * (self.base - self.top)
