"""The picture of a plan as SVG."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import a_cue, a_plan, some_cues, some_terms

from setlist.drawing.listing import list_plan_text
from setlist.drawing.palette import Theme, palette_for
from setlist.drawing.plan_picture import draw_plan_svg
from setlist.drawing.timeline import draw_plan_text
from setlist.errors import InputError
from setlist.model import Plan, PlannedPrompt
from setlist.units import Seconds


def read(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314  the text was drawn by the function under test


def said(text: str) -> list[str]:
    """Every text of a picture, in the order it was drawn."""
    return [node.text or "" for node in read(text).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("theme", Theme)
def test_a_picture_stands_alone_whatever_the_titles_are(theme: Theme, hostile_plan: Plan) -> None:
    text = draw_plan_svg(hostile_plan, theme=theme, start_clock="23:50")
    tags = {node.tag.rpartition("}")[2] for node in read(text).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "line", "path"}
    assert re.findall(r"https?:[^\" ]*", text) == ["http://www.w3.org/2000/svg"]
    assert "href" not in text
    assert "url(" not in text


@pytest.mark.parametrize("count", [1, 3, 19, 40, 120])
def test_everything_lies_inside_the_picture(count: int) -> None:
    root = read(draw_plan_svg(a_plan(*some_cues(count)), theme=Theme.LIGHT))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for node in root.iter("{http://www.w3.org/2000/svg}rect"):
        x, y = float(node.attrib["x"]), float(node.attrib["y"])
        assert 0.0 <= x <= x + float(node.attrib["width"]) <= width + 0.1
        assert 0.0 <= y <= y + float(node.attrib["height"]) <= height + 0.1
    for node in root.findall("{http://www.w3.org/2000/svg}text"):
        if "y" in node.attrib:
            assert 0.0 < float(node.attrib["y"]) < height


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=6), st.floats(1.0, 1e5))
@settings(max_examples=40)
def test_nonsense_from_a_file_is_drawn_and_breaks_nothing(
    starts: list[float], total_s: float
) -> None:
    cues = tuple(a_cue(start_s=at) for at in starts)
    plan = replace(a_plan(), cues=cues, total_s=Seconds(total_s), phases=())
    read(draw_plan_svg(plan, theme=Theme.LIGHT))
    assert draw_plan_text(plan, width=80)
    assert list_plan_text(plan, width=80)


def test_the_same_plan_gives_the_same_text() -> None:
    assert draw_plan_svg(a_plan(), theme=Theme.DARK) == draw_plan_svg(a_plan(), theme=Theme.DARK)


def test_the_title_says_what_is_drawn_and_how_good_it_is() -> None:
    texts = said(draw_plan_svg(a_plan(gap_pct=0.4), theme=Theme.LIGHT))
    assert "IM · Inward · 115 min" in texts
    assert "best here, to within 0.4 %" in texts


def test_phases_and_landmarks_are_named() -> None:
    texts = said(draw_plan_svg(a_plan(), theme=Theme.LIGHT))
    names = {"settle", "onset", "peak", "return", "land", "peak starts", "peak over"}
    assert names <= set(texts)


def test_clock_times_stand_over_the_times_from_the_dose() -> None:
    texts = said(draw_plan_svg(a_plan(), theme=Theme.PAPER, start_clock="23:30"))
    assert texts[texts.index("00:00") + 1] == "0:30"
    assert "00:00" not in said(draw_plan_svg(a_plan(), theme=Theme.PAPER))


def test_a_wrong_clock_is_refused() -> None:
    with pytest.raises(InputError, match="no time of day"):
        draw_plan_svg(a_plan(), theme=Theme.LIGHT, start_clock="25:00")


def test_prompts_that_come_once_are_named_with_their_time() -> None:
    prompts = tuple(
        PlannedPrompt(at_s=Seconds(at * 60.0), say=say)
        for at, say in ((12, "spit"), (13, "look"), (15, "vitals"), (30, "vitals"))
    )
    texts = said(draw_plan_svg(a_plan(prompts=prompts), theme=Theme.LIGHT))
    assert "spit" in texts
    assert "look" not in texts, "its name would stand on the diamond before it"
    assert "+ vitals" in texts
    assert any("spit 0:12 · look 0:13" in text for text in texts)


def test_many_prompts_are_all_told() -> None:
    prompts = tuple(
        PlannedPrompt(at_s=Seconds(at * 120.0), say=f"ask question number {at}") for at in range(40)
    )
    told = " ".join(said(draw_plan_svg(a_plan(prompts=prompts), theme=Theme.LIGHT)))
    assert all(f"ask question number {at} " in told for at in range(40))


def test_calm_stands_in_its_colour_and_the_reserve_is_dashed() -> None:
    root = read(draw_plan_svg(a_plan(), theme=Theme.LIGHT))
    fills = [node.attrib.get("fill") for node in root]
    assert palette_for(Theme.LIGHT).calm in fills
    texts = [node.text or "" for node in root]
    assert any(text.startswith("Calm now: Quiet Room") for text in texts)
    assert any(text.startswith("R1 to hold or extend: Wide Field") for text in texts)


def test_an_arc_without_a_route_has_neither_dose_nor_bands() -> None:
    terms = replace(some_terms(), route=None, bands=())
    texts = said(draw_plan_svg(a_plan(terms=terms), theme=Theme.LIGHT))
    assert "dose" not in texts
    assert not any("8 in 10" in text for text in texts)
