"""The curves of the picture of a plan."""

import re
from dataclasses import replace

from plans import a_cue, a_plan, a_silence, some_cues, some_terms

from setlist.drawing.frame import CEILING, FLOOR, Panel
from setlist.drawing.palette import Theme, palette_for
from setlist.drawing.plan_curves import (
    draw_achieved,
    draw_loudness,
    draw_ratings,
    draw_wanted,
    reach_loudness,
)
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Scene, stage
from setlist.drawing.svg import number
from setlist.model import Curve, Plan, Scenario, Terms
from setlist.units import Db, Seconds


def a_panel(scene: Scene, low: float = FLOOR, high: float = CEILING) -> Panel:
    scale = Scale(start_s=scene.start_s, end_s=scene.end_s, left=0.0, width=1150.0)
    palette = palette_for(Theme.LIGHT)
    return Panel(scale=scale, palette=palette, top=20.0, base=192.0, low=low, high=high)


def heights(plan: Plan) -> list[str]:
    """The heights that the curve of ratings is drawn at, in order."""
    scene = stage(plan)
    curve = draw_achieved(scene, a_panel(scene))[1]
    return re.findall(r"[ML][0-9.]+,([0-9.]+)", curve)


def uncertain(by_s: float) -> Terms:
    """Terms with three timings: the phases end as placed, or so much earlier or later."""
    terms = some_terms()
    timings = tuple(
        Scenario(ends_s=tuple(Seconds(one.end_s + shift_s) for one in terms.phases))
        for shift_s in (-by_s, 0.0, by_s)
    )
    return replace(terms, scenarios=timings)


def test_the_curve_of_ratings_steps_at_each_track() -> None:
    panel = a_panel(stage(a_plan()))
    plan = a_plan(a_cue(intensity=2.0), a_silence(), a_cue(intensity=8.0))
    assert heights(plan) == [number(panel.y(value)) for value in (2.0, FLOOR, 8.0)]


def test_the_curve_of_a_long_piece_follows_its_shape() -> None:
    panel = a_panel(stage(a_plan()))
    swelling = replace(a_cue(intensity=5.0), shape=(-1.0, 0.5, 0.5))
    drawn = heights(a_plan(swelling, a_cue(intensity=8.0)))
    assert drawn == [number(panel.y(value)) for value in (4.0, 5.5, 5.5, 8.0)]


def test_the_curve_is_broken_where_nobody_rated_a_track() -> None:
    scene = stage(a_plan(a_cue(), a_cue(intensity=None), a_cue()))
    fill, curve = draw_achieved(scene, a_panel(scene))
    assert curve.count("M") == fill.count("M") == fill.count("Z") == 2


def test_nothing_is_drawn_where_nothing_is_rated() -> None:
    scene = stage(a_plan(a_cue(intensity=None)))
    assert draw_achieved(scene, a_panel(scene)) == []
    assert ">?<" in "".join(draw_ratings(scene, a_panel(scene)))


def test_ratings_are_written_once_for_each_track_with_room() -> None:
    scene = stage(a_plan(*some_cues(20)))
    assert len(draw_ratings(scene, a_panel(scene))) == 20
    crowd = stage(a_plan(*some_cues(400)))
    assert len(draw_ratings(crowd, a_panel(crowd))) == 0


def test_what_is_wanted_is_broken_where_the_arc_asks_nothing() -> None:
    terms = some_terms()
    silent = replace(terms.phases[2], phase=replace(terms.phases[2].phase, intensity=None))
    phases = (*terms.phases[:2], silent, *terms.phases[3:])
    scene = stage(a_plan(terms=replace(terms, phases=phases)))
    (curve,) = draw_wanted(scene.intensity, a_panel(scene))
    assert curve.count("M") == 2
    nothing = tuple(
        replace(item, phase=replace(item.phase, intensity=None)) for item in terms.phases
    )
    empty = stage(a_plan(terms=replace(terms, phases=nothing)))
    assert draw_wanted(empty.intensity, a_panel(empty)) == []


def test_timings_that_differ_are_drawn_as_a_band() -> None:
    scene = stage(a_plan(terms=uncertain(by_s=600.0)))
    band, curve = draw_wanted(scene.intensity, a_panel(scene))
    assert band.count("Z") == 1
    assert "stroke-dasharray" in curve
    sure = stage(a_plan(terms=uncertain(by_s=0.0)))
    assert len(draw_wanted(sure.intensity, a_panel(sure))) == 1


def test_loudness_is_drawn_after_gain_and_broken_where_nobody_measured() -> None:
    plan = a_plan(
        replace(a_cue(loudness_lufs=-20.0), gain_db=Db(-7.0)),
        a_cue(loudness_lufs=None),
        a_cue(loudness_lufs=-25.0),
    )
    scene = stage(plan)
    panel = a_panel(scene, low=-10.0, high=3.0)
    curve = draw_loudness(scene, panel)[-1]
    assert re.findall(r"M[0-9.]+,([0-9.]+)", curve) == [
        number(panel.y(-4.0)),
        number(panel.y(-2.0)),
    ]


def test_the_plot_of_loudness_reaches_all_that_is_drawn_in_it() -> None:
    terms = some_terms()
    soft = replace(terms.phases[0].phase, loudness_lu=Curve(points=(-14.0,)))
    phases = (replace(terms.phases[0], phase=soft), *terms.phases[1:])
    scene = stage(a_plan(a_cue(loudness_lufs=-19.0), terms=replace(terms, phases=phases)))
    low, high = reach_loudness(scene)
    assert low < -14.0
    assert high > 4.0
