"""The colours of pictures."""

import pytest

from setlist.drawing.palette import Palette, Theme, palette_for
from setlist.model import PhaseName


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour by the WCAG formula."""
    shares = [int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(palette: Palette, name: PhaseName) -> str:
    """The ground of a phase's column: its tone over the ground of the picture."""
    pairs = [
        (int(palette.ground[at : at + 2], 16), int(palette.tone(name)[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{round(low + (high - low) * palette.column):02x}" for low, high in pairs)


@pytest.mark.parametrize("theme", Theme)
def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    palette = palette_for(theme)
    for name in PhaseName:
        assert contrast(palette.text, palette.tone(name)) >= 4.5
        assert contrast(palette.dim, mixed(palette, name)) >= 4.5
    assert contrast(palette.text, palette.ground) >= 4.5
    assert contrast(palette.dim, palette.ground) >= 4.5
    assert contrast(palette.calm_ink, palette.calm) >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_curves_stand_out_on_every_phase(theme: Theme) -> None:
    palette = palette_for(theme)
    for name in PhaseName:
        assert contrast(palette.target, mixed(palette, name)) >= 3.0
        assert contrast(palette.achieved, mixed(palette, name)) >= 3.0


def test_paper_is_black_and_grey() -> None:
    palette = palette_for(Theme.PAPER)
    for name in PhaseName:
        tone = palette.tone(name)
        assert tone[1:3] == tone[3:5] == tone[5:7]
    assert luminance(palette.peak) < luminance(palette.ascent) < luminance(palette.onset)
