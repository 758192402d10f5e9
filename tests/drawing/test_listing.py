"""A plan as a list in a terminal."""

from dataclasses import replace

import pytest
from plans import a_cue, a_plan, a_silence, some_cues

from setlist.drawing.listing import list_plan_text
from setlist.drawing.span import Style, plain_text
from setlist.drawing.words import measure
from setlist.model import Plan, Source, Voice


def lines_of(plan: Plan, *, width: int, start_clock: str | None = None) -> list[str]:
    return plain_text(list_plan_text(plan, width=width, start_clock=start_clock)).splitlines()


@pytest.mark.parametrize("width", [24, 40, 59, 60, 71, 72, 100, 200])
def test_hostile_titles_stay_inside_their_lines(hostile_plan: Plan, width: int) -> None:
    lines = list_plan_text(hostile_plan, width=width)
    assert all(sum(measure(span.text) for span in line) <= width for line in lines)
    assert len(plain_text(lines).splitlines()) == len(lines)


def test_ratings_stand_in_one_column_whatever_the_titles_are(hostile_plan: Plan) -> None:
    lines = list_plan_text(hostile_plan, width=100)
    cells = [line for line in lines if len(line) >= 3 and line[0].style is Style.DIM]
    ends = {sum(measure(span.text) for span in line[:4]) for line in cells if len(line) > 3}
    assert len(ends) == 1


def test_every_cue_is_listed_under_its_phase_in_order() -> None:
    lines = lines_of(a_plan(prompts=()), width=80)
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads == ["settle", "onset", "peak", "return", "land"]
    numbers = [int(line.split()[0]) for line in lines if line.startswith(" ")]
    assert numbers == list(range(1, 20))


def test_prompts_stand_between_the_cues_at_their_times() -> None:
    lines = lines_of(a_plan(*some_cues(3, length_s=2300.0)), width=60)
    assert [line.split()[-1] for line in lines if line.lstrip().startswith("+")] == ["vitals"] * 6
    assert lines.index("   +   0:15  vitals") < next(n for n, li in enumerate(lines) if " 2 " in li)


def test_artist_and_voice_come_with_room() -> None:
    plan = a_plan(a_cue(voice=Voice.WORDS), a_cue(voice=None), a_silence())
    assert "Tidal Rooms" not in lines_of(plan, width=59)[1]
    assert "Still Pond  Tidal Rooms" in lines_of(plan, width=60)[1]
    assert lines_of(plan, width=72)[1].endswith("words")
    assert lines_of(plan, width=72)[2].endswith("words?")


def test_what_nobody_rated_is_marked() -> None:
    plan = a_plan(replace(a_cue(), intensity_source=Source.SUGGESTED))
    line = list_plan_text(plan, width=60)[1]
    assert any(span.style is Style.WARNING and span.text.endswith("~3") for span in line)


def test_times_are_by_the_clock_where_it_is_known() -> None:
    assert " 13:50 " in lines_of(a_plan(a_cue()), width=60, start_clock="14:00")[1]
