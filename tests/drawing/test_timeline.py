"""The picture of a plan in a terminal."""

import re
from dataclasses import replace

import pytest
from builders import a_band
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence, some_cues, some_terms

from setlist.drawing.span import Line, Style, plain_text
from setlist.drawing.timeline import draw_plan_text
from setlist.drawing.words import measure
from setlist.errors import InputError
from setlist.model import Landmark, LandmarkBand, Listener, Plan, PlannedPrompt, Source, Work
from setlist.units import Seconds

MINUS, DASH = "\u2212", "\u2013"


def rows_of(plan: Plan, *, width: int = 80, unicode: bool = True) -> dict[str, str]:
    """The rows of a picture by their labels, without the labels."""
    text = plain_text(draw_plan_text(plan, width=width, unicode=unicode))
    return {line[:12].strip(): line[12:] for line in text.splitlines() if line[:12].strip()}


def widths(lines: tuple[Line, ...]) -> list[int]:
    return [sum(measure(span.text) for span in line) for line in lines]


@given(st.integers(24, 260), st.integers(1, 40), st.booleans())
def test_no_line_is_wider_than_the_terminal(width: int, count: int, unicode: bool) -> None:  # noqa: FBT001  hypothesis hands it over by name
    plan = a_plan(*some_cues(count), gap_pct=0.4)
    assert max(widths(draw_plan_text(plan, width=width, unicode=unicode))) <= min(width, 200)


@pytest.mark.parametrize("width", [30, 60, 80, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_hostile_titles_stay_inside_their_lines(
    hostile_plan: Plan,
    width: int,
    unicode: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    lines = draw_plan_text(hostile_plan, width=width, unicode=unicode)
    assert max(widths(lines)) <= width
    text = plain_text(lines)
    assert len(text.splitlines()) == len(lines)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert text.isascii() or unicode


def test_a_cell_is_filled_to_the_rating() -> None:
    cues = [a_cue(f"{rating}", intensity=float(rating), length_s=600.0) for rating in range(1, 10)]
    rows = rows_of(a_plan(*cues), width=12 + 115)  # a column is a minute
    middles = range(5, 90, 10)
    assert [rows["supportive"][at] for at in middles] == list("▃▅███████")
    assert [rows["mixed"].ljust(90)[at] for at in list(middles)[3:]] == list("▃▅████")
    assert [rows["challenging"].ljust(90)[at] for at in list(middles)[6:]] == list("▃▅█")


def test_the_target_is_dotted_where_nothing_stands() -> None:
    rows = rows_of(a_plan(*[replace(cue, intensity=1.0) for cue in some_cues(10)]))
    assert "·" in rows["mixed"]
    assert "█" not in rows["mixed"]
    flat = rows_of(a_plan(*[replace(cue, intensity=9.0) for cue in some_cues(10)]))
    assert "·" not in flat["supportive"] + flat["mixed"] + flat["challenging"]


def test_what_is_wanted_and_rated_stand_in_figures_where_they_change() -> None:
    cues = [a_cue(length_s=1200.0, intensity=at) for at in (2.0, 5.0)]
    cues += [a_silence(length_s=900.0), a_cue(length_s=3600.0, intensity=None)]
    rows = rows_of(a_plan(*cues), width=12 + 115)  # a column is a minute
    assert rows["rated"] == "2" + "·" * 19 + "5" + "·" * 19 + " " * 15 + "?" + "·" * 59
    assert rows["wanted"].startswith("2" + "·" * 13 + "3··4··5")


def test_silence_leaves_a_gap_and_has_its_sign() -> None:
    cues = some_cues(10)
    rows = rows_of(a_plan(*cues[:5], a_silence(length_s=60.0), *cues[5:]))
    at = rows["tracks"].index("∅")
    assert rows["supportive"][at] in " ·"
    assert rows["supportive"][at - 2] == rows["supportive"][at + 3] == "█"


def test_marks_say_what_was_pinned_suggested_unrated_and_belongs_together() -> None:
    cues = some_cues(10)
    cues[1] = replace(cues[1], pinned=True)
    cues[3] = replace(cues[3], intensity_source=Source.SUGGESTED)
    cues[5] = replace(cues[5], intensity=None)
    cues[7] = replace(cues[7], work=Work(name="Undertow", movement=1))
    cues[8] = replace(cues[8], work=Work(name="Undertow", movement=2))
    assert rows_of(a_plan(*cues))["tracks"].split() == [
        "1", "2*", "3", "4~", "5", "6?", "7", "8", f"{DASH}9", "10",
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "width"), [(40, 60), (40, 80), (99, 60)])
def test_no_number_is_lost_in_a_narrow_picture(count: int, width: int) -> None:
    text = plain_text(draw_plan_text(a_plan(*some_cues(count)), width=width))
    picture = text[text.index("tracks") : text.index("prompts")]
    assert sorted(map(int, re.findall(r"\d+", picture))) == list(range(1, count + 1))


def test_phases_stand_between_walls() -> None:
    line = plain_text(draw_plan_text(a_plan(), width=120)).splitlines()[1]
    assert line.count("│") == 5
    assert [name.strip() for name in line.split("│")[1:]] == [
        "settle", "onset", "peak", "return", "land",
    ]  # fmt: skip


def test_phase_names_have_the_style_of_their_phase() -> None:
    spans = draw_plan_text(a_plan(), width=120)[1]
    assert any(span.style is Style.PEAK and "peak" in span.text for span in spans)


def test_the_axis_counts_from_the_dose_and_by_the_clock() -> None:
    plain = rows_of(a_plan(), width=120)
    assert plain["from dose"].startswith(f"{MINUS}0:10")
    assert "clock" not in plain
    text = plain_text(draw_plan_text(a_plan(), width=120, start_clock="23:55"))
    clock, elapsed = text.splitlines()[9:11]
    assert clock[elapsed.index(" 0:10") + 1 :].startswith("00:05")


def test_a_wrong_clock_is_refused() -> None:
    with pytest.raises(InputError, match="no time of day"):
        draw_plan_text(a_plan(), width=80, start_clock="2 pm")


def test_an_arc_without_a_route_counts_from_its_start_and_has_no_dose() -> None:
    terms = replace(some_terms(), route=None, bands=())
    rows = rows_of(a_plan(terms=terms, prompts=()))
    assert "from start" in rows
    assert "onset" not in rows
    assert rows["prompts"] == ""
    assert "dose" not in plain_text(draw_plan_text(a_plan(terms=terms, prompts=()), width=80))


def test_bands_stand_at_their_minutes_and_run_on_over_the_edge() -> None:
    rows = rows_of(a_plan(), width=12 + 115)
    # One column is one minute here, and the picture begins ten minutes before the dose.
    assert rows["peak over"].index("┃") == 10 + 37
    assert rows["peak over"].index("─") == 10 + 22
    assert rows["peak over"].rindex("━") == 10 + 52
    assert rows["return over"].endswith("→")


def test_a_band_beyond_the_music_is_only_pointed_at() -> None:
    late = LandmarkBand(landmark=Landmark.RETURN_END, band=a_band(200, 210, 220, 230, 240))
    rows = rows_of(a_plan(terms=replace(some_terms(), bands=(late,))))
    assert rows["return over"].strip() == "→"


def test_the_last_lines_name_calm_reserves_and_prompts() -> None:
    prompts = (PlannedPrompt(at_s=Seconds(720.0), say="spit"),)
    lines = draw_plan_text(a_plan(prompts=prompts), width=80)
    spans = [span for line in lines for span in line]
    assert any(s.style is Style.CALM and s.text == "calm: Quiet Room 22:00" for s in spans)
    assert any(s.style is Style.RESERVE and "R1 to hold or extend" in s.text for s in spans)
    assert any(s.text == "◆ spit 0:12" for s in spans)


def test_under_sixty_columns_a_plan_is_a_list() -> None:
    listener = Listener(code="heron-17")
    text = plain_text(draw_plan_text(a_plan(terms=some_terms(listener=listener)), width=59))
    assert "challenging" not in text
    assert re.search(r"^ +19 +1:\d\d  Piece 19 ", text, re.MULTILINE)
    assert "calm: Quiet Room" in text
