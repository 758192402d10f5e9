"""The picture of a route's timing as SVG."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from setlist.drawing.palette import Theme
from setlist.drawing.timing_picture import draw_timing_svg
from setlist.model import EffectBand, Part, Route, RouteName, Timecourse
from setlist.units import Minutes

SVG = "{http://www.w3.org/2000/svg}"


def read(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314  the text was drawn by the function under test


@pytest.mark.parametrize("theme", Theme)
def test_the_picture_says_route_bands_and_notes(
    theme: Theme, course: Timecourse, effect: EffectBand
) -> None:
    noted = replace(course, notes=("Music ending does not mean <the> effect has ended.",))
    texts = [node.text for node in read(draw_timing_svg(noted, effect, theme=theme)).iter()]
    assert "IM" in texts
    assert "38 min (22\u201369)" in texts
    assert "Music ending does not mean <the> effect has ended." in texts


def test_the_axis_of_height_is_relative_and_never_a_concentration(
    course: Timecourse, effect: EffectBand
) -> None:
    text = draw_timing_svg(course, effect, theme=Theme.LIGHT)
    assert "own peak" in text
    assert "half of it" in text
    assert not re.search(r"\b[nµm]?g\b|/m?L|concentration", text.partition("<title>")[2])


def test_the_band_encloses_the_middle(course: Timecourse, effect: EffectBand) -> None:
    band, middle = read(draw_timing_svg(course, effect, theme=Theme.LIGHT)).findall(f"{SVG}path")[
        :2
    ]
    outline = [tuple(map(float, pair.split(","))) for pair in band.attrib["d"][1:-1].split("L")]
    curve = [tuple(map(float, pair.split(","))) for pair in middle.attrib["d"][1:].split("L")]
    low, high = outline[: len(curve)], outline[: len(curve) - 1 : -1]
    for (x, y), (low_x, low_y), (high_x, high_y) in zip(curve, low, high, strict=True):
        assert low_x == x == high_x
        assert high_y <= y <= low_y


def test_every_part_and_the_floor_are_marked(course: Timecourse, effect: EffectBand) -> None:
    parts = (Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(30.0), size=0.5))
    route = Route(name=RouteName.IM, parts=parts)
    split = replace(course, route=route, floor_min=Minutes(70.0))
    once = draw_timing_svg(course, effect, theme=Theme.LIGHT)
    twice = draw_timing_svg(split, effect, theme=Theme.LIGHT)
    assert twice.count("<path") == once.count("<path") + 1
    assert "no silence or loud cue before it" in twice
    assert "no silence or loud cue before it" not in once
