"""The picture of a finished mix as SVG."""

import re
from xml.etree import ElementTree as ET

import pytest
from plans import a_plan, some_cues

from setlist.drawing import Theme, draw_mix_svg
from setlist.drawing.words import MINUS
from setlist.model import PROFILE_STEP_S, Plan
from setlist.units import Db, Lu, Lufs, Seconds

_SVG = "{http://www.w3.org/2000/svg}"


def read(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314  the text was drawn by the function under test


def some_levels(plan: Plan, level_lufs: float) -> list[Lufs | None]:
    return [Lufs(level_lufs)] * round(plan.total_s / PROFILE_STEP_S)


def heard(text: str) -> str:
    """The curve of what was heard: the only one two pixels wide."""
    (path,) = (one for one in read(text).iter(f"{_SVG}path") if one.get("stroke-width") == "2")
    return path.attrib["d"]


@pytest.mark.parametrize("theme", Theme)
def test_the_picture_stands_alone_whatever_the_titles_are(theme: Theme, hostile_plan: Plan) -> None:
    text = draw_mix_svg(hostile_plan, some_levels(hostile_plan, -25.0), [], theme=theme)
    tags = {node.tag.rpartition("}")[2] for node in read(text).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "line", "path"}
    assert re.findall(r"https?:[^\" ]*", text) == ["http://www.w3.org/2000/svg"]


def test_louder_is_higher_and_silence_breaks_the_line() -> None:
    plan = a_plan(*some_cues(6))
    levels = some_levels(plan, -25.0)
    levels[4:8] = [Lufs(-20.0)] * 4
    levels[20:22] = [None, None]
    path = heard(draw_mix_svg(plan, levels, [], theme=Theme.LIGHT))
    assert path.count("M") == 2
    heights = [float(y) for y in re.findall(r"[ML][\d.]+,([\d.]+)", path)]
    assert len(heights) == len(levels) - 2
    assert heights[4] < heights[3]
    assert heights[3] == heights[8]


def test_what_is_far_off_the_scale_stays_in_the_picture() -> None:
    plan = a_plan(*some_cues(6))
    top = heard(draw_mix_svg(plan, some_levels(plan, 0.0), [], theme=Theme.LIGHT))
    low = heard(draw_mix_svg(plan, some_levels(plan, -69.0), [], theme=Theme.LIGHT))
    edges = [float(re.findall(r"M[\d.]+,([\d.]+)", path)[0]) for path in (top, low)]
    assert edges == [90.0, 350.0]


def test_steps_are_told_with_their_sign_but_small_ones_not() -> None:
    plan = a_plan(*some_cues(6))
    steps = [
        (Seconds(600.0), Lu(2.25)),
        (Seconds(1200.0), Lu(-3.1)),
        (Seconds(1500.0), Lu(0.4)),
        (Seconds(1800.0), None),
    ]
    root = read(draw_mix_svg(plan, some_levels(plan, -25.0), steps, theme=Theme.LIGHT))
    told = [node.text for node in root.iter(f"{_SVG}text")]
    assert "+2.2" in told
    assert f"{MINUS}3.1" in told
    assert "+0.4" not in told
    (described,) = (node.text or "" for node in root.iter(f"{_SVG}desc"))
    assert "+0.4 LU at 0:25" in described


def test_rides_hang_from_the_top_as_deep_as_they_lower() -> None:
    plan = a_plan(*some_cues(6))
    at_s = plan.start_s()
    rides = [(Seconds(at_s + 60.0), Seconds(at_s + 88.0), Db(depth)) for depth in (3.5, 7.0)]
    text = draw_mix_svg(plan, some_levels(plan, -25.0), [], rides=rides, theme=Theme.LIGHT)
    hung = [one.attrib["d"] for one in read(text).iter(f"{_SVG}path") if one.get("fill-opacity")]
    lows = [float(re.findall(r"L[\d.]+,([\d.]+)", path)[0]) for path in hung[-2:]]
    assert lows == pytest.approx([90.0 + 26.0, 90.0 + 52.0])
    assert "by 3.5 dB at" in text
    assert "hanging: softened" in text
