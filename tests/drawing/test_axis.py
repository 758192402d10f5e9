"""The axis of times and the lanes of landmarks in SVG."""

from builders import a_band

from setlist.drawing.axis import draw_bands, draw_times
from setlist.drawing.palette import Theme, palette_for
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Lane
from setlist.units import Minutes, Seconds

PALETTE = palette_for(Theme.LIGHT)
SCALE = Scale(start_s=Seconds(0.0), end_s=Seconds(6000.0), left=100.0, width=1000.0)


def test_the_clock_is_written_over_the_time_from_the_dose() -> None:
    assert len(draw_times(SCALE, 0.0, PALETTE)) == 2 * 11
    assert len(draw_times(SCALE, 0.0, PALETTE, clock_min=Minutes(840.0))) == 3 * 11


def test_a_band_lies_at_its_minutes() -> None:
    lane = Lane(name="onset", band=a_band(10, 20, 30, 40, 50))
    label, wide, core, middle = draw_bands((lane,), SCALE, 0.0, PALETTE)
    assert ">onset<" in label
    assert 'x="200" y="6" width="400"' in wide
    assert 'x="300" y="6" width="200"' in core
    assert 'x1="400"' in middle


def test_a_band_that_runs_on_has_an_arrow_and_no_middle_beyond_the_edge() -> None:
    lane = Lane(name="return over", band=a_band(80, 90, 120, 150, 200))
    marks = draw_bands((lane,), SCALE, 0.0, PALETTE)
    assert sum("<line" in mark for mark in marks) == 0
    assert sum("<path" in mark for mark in marks) == 1


def test_minutes_stand_beside_the_lanes_where_they_are_wanted() -> None:
    lane = Lane(name="onset", band=a_band(10, 20, 30, 40, 50))
    assert "30 min (10\u201350)" in "".join(draw_bands((lane,), SCALE, 0.0, PALETTE, figures=True))
