"""The colours of pictures: warm, no blue, no pure white or black on a screen.

The values are our own design; every pair that carries words has a contrast of 4.5 or more by
the WCAG formula, every line 3 or more.  On paper greys follow the intensity.
"""

from dataclasses import dataclass
from enum import StrEnum

from setlist.model import PhaseName


class Theme(StrEnum):
    """What a picture is for: a light screen, a dark one, or ink on paper."""

    LIGHT = "light"
    DARK = "dark"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme; ``column`` is how strongly a phase tints its column."""

    ground: str
    text: str
    dim: str
    target: str
    achieved: str
    calm: str
    calm_ink: str
    calm_edge: str
    band: str
    settle: str
    onset: str
    ascent: str
    peak: str
    back: str
    land: str
    column: float
    edge: str

    def tone(self, name: PhaseName) -> str:
        """Give the tint of a phase."""
        tones = {
            PhaseName.SETTLE: self.settle,
            PhaseName.ONSET: self.onset,
            PhaseName.ASCENT: self.ascent,
            PhaseName.PEAK: self.peak,
            PhaseName.RETURN: self.back,
            PhaseName.LAND: self.land,
        }
        return tones[name]


_LIGHT = Palette(
    ground="#f6f0e5",
    text="#2a2018",
    dim="#5f5142",
    target="#8a4a00",
    achieved="#2a2018",
    calm="#3d5a32",
    calm_ink="#fffaf1",
    calm_edge="#3d5a32",
    band="#b6aa99",
    settle="#dfdcc2",
    onset="#eadcac",
    ascent="#efcb98",
    peak="#e6ae98",
    back="#e3c8c6",
    land="#cedac4",
    column=0.3,
    edge="none",
)

_DARK = Palette(
    ground="#14100c",
    text="#f1e6d6",
    dim="#c2b19b",
    target="#efb05c",
    achieved="#f1e6d6",
    calm="#a3b98b",
    calm_ink="#18200f",
    calm_edge="#a3b98b",
    band="#5d5449",
    settle="#46452f",
    onset="#594a28",
    ascent="#6b4a25",
    peak="#7a3b2a",
    back="#5d4040",
    land="#3d4a38",
    column=0.3,
    edge="none",
)

_PAPER = Palette(
    ground="#ffffff",
    text="#000000",
    dim="#333333",
    target="#000000",
    achieved="#000000",
    calm="#ffffff",
    calm_ink="#000000",
    calm_edge="#000000",
    band="#aaaaaa",
    settle="#ffffff",
    onset="#f1f1f1",
    ascent="#e4e4e4",
    peak="#d2d2d2",
    back="#ececec",
    land="#ffffff",
    column=1.0,
    edge="#000000",
)


def palette_for(theme: Theme) -> Palette:
    """Choose the colours of a theme."""
    return {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK, Theme.PAPER: _PAPER}[theme]
