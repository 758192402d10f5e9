"""The picture of a route's timing in a terminal."""

from dataclasses import replace

import pytest

from setlist.drawing.span import Style, plain_text
from setlist.drawing.timing_text import draw_timing_text, read_effect, show_until
from setlist.drawing.words import measure
from setlist.model import EffectBand, Timecourse
from setlist.units import Minutes

NOTE = "Timings are population estimates for planning music. " * 6


@pytest.mark.parametrize("width", [46, 60, 80, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_every_line_fits_and_every_note_stands_whole(
    course: Timecourse,
    effect: EffectBand,
    width: int,
    unicode: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    noted = replace(course, notes=(NOTE, "A second note."), floor_min=Minutes(70.0))
    lines = draw_timing_text(noted, effect, width=width, unicode=unicode)
    assert all(sum(measure(span.text) for span in line) <= width for line in lines)
    text = " ".join(plain_text(lines).split())
    assert NOTE.strip() in text
    assert "A second note." in text
    assert text.isascii() or unicode


def test_the_middle_person_is_drawn_from_nothing_to_the_own_peak(
    course: Timecourse, effect: EffectBand
) -> None:
    text = plain_text(draw_timing_text(course, effect, width=100))
    rows = {line[:12].strip(): line[12:] for line in text.splitlines()}
    peak = rows["own peak"].index("━")
    # The curve of the fixture rises for twenty of the minutes shown.
    minutes = show_until(course, effect) / 60.0
    assert peak / 88.0 * minutes == pytest.approx(20.0, abs=3.0)
    assert "░" in text


def test_a_steep_rise_leaves_no_hole_in_the_curve(course: Timecourse, effect: EffectBand) -> None:
    steep = replace(effect, p50=tuple(0.0 if at < 20 else 1.0 for at in effect.at_min))
    lines = plain_text(draw_timing_text(course, steep, width=80)).splitlines()[1:10]
    assert all("━" in line for line in lines)


def test_the_minutes_of_every_landmark_are_listed(course: Timecourse, effect: EffectBand) -> None:
    text = plain_text(draw_timing_text(course, effect, width=50))
    rows = {line[:12].strip(): line[12:].split() for line in text.splitlines()}
    assert rows["minutes"] == ["P10", "P25", "P50", "P75", "P90"]
    assert rows["peak over"] == ["22", "28", "38", "52", "69"]
    assert rows["height"][2] == "20"


def test_a_floor_is_drawn_and_said(course: Timecourse, effect: EffectBand) -> None:
    bare = draw_timing_text(course, effect, width=80)
    assert not any(span.style is Style.WARNING for line in bare for span in line)
    floored = draw_timing_text(replace(course, floor_min=Minutes(120.0)), effect, width=80)
    spans = [span for line in floored for span in line if span.style is Style.WARNING]
    assert any(span.text == "Floor: no silence or loud cue before minute 120." for span in spans)
    assert any("┊" in span.text for span in spans)


def test_the_effect_is_read_between_its_minutes_and_not_beyond(effect: EffectBand) -> None:
    assert read_effect(effect.p50, effect, 1.0) == pytest.approx(0.05)
    assert read_effect(effect.p50, effect, -5.0) == effect.p50[0]
    assert read_effect(effect.p50, effect, 999.0) == effect.p50[-1]


def test_the_picture_ends_with_the_curve_at_the_latest(
    course: Timecourse, effect: EffectBand
) -> None:
    assert show_until(course, effect) == pytest.approx(1.08 * 128.5 * 60.0)
    assert show_until(replace(course, floor_min=Minutes(500.0)), effect) == 180 * 60.0
