"""The curves of the picture of a plan."""

import re
from dataclasses import replace

from plans import a_cue, a_plan, a_silence, some_cues, some_terms

from setlist.drawing.frame import FLOOR, Frame
from setlist.drawing.palette import Theme, palette_for
from setlist.drawing.plan_curves import draw_achieved, draw_ratings, draw_target
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Scene, stage
from setlist.drawing.svg import number
from setlist.model import Plan


def a_frame(scene: Scene) -> Frame:
    scale = Scale(start_s=scene.start_s, end_s=scene.end_s, left=0.0, width=1150.0)
    return Frame(
        scale=scale,
        palette=palette_for(Theme.LIGHT),
        head=0.0,
        top=20.0,
        base=192.0,
        strip=200.0,
        prompts=310.0,
        axis=320.0,
    )


def heights(plan: Plan) -> list[str]:
    """The heights that the curve of ratings is drawn at, in order."""
    scene = stage(plan)
    curve = draw_achieved(scene, a_frame(scene))[1]
    return re.findall(r"[ML][0-9.]+,([0-9.]+)", curve)


def test_the_curve_of_ratings_steps_at_each_track() -> None:
    frame = a_frame(stage(a_plan()))
    plan = a_plan(a_cue(intensity=2.0), a_silence(), a_cue(intensity=8.0))
    assert heights(plan) == [number(frame.y(value)) for value in (2.0, FLOOR, 8.0)]


def test_the_curve_is_broken_where_nobody_rated_a_track() -> None:
    scene = stage(a_plan(a_cue(), a_cue(intensity=None), a_cue()))
    fill, curve = draw_achieved(scene, a_frame(scene))
    assert curve.count("M") == fill.count("M") == fill.count("Z") == 2


def test_nothing_is_drawn_where_nothing_is_rated() -> None:
    scene = stage(a_plan(a_cue(intensity=None)))
    assert draw_achieved(scene, a_frame(scene)) == []
    assert ">?<" in "".join(draw_ratings(scene, a_frame(scene)))


def test_ratings_are_written_once_for_each_track_with_room() -> None:
    scene = stage(a_plan(*some_cues(20)))
    assert len(draw_ratings(scene, a_frame(scene))) == 20
    crowd = stage(a_plan(*some_cues(400)))
    assert len(draw_ratings(crowd, a_frame(crowd))) == 0


def test_the_target_is_broken_where_the_arc_asks_nothing() -> None:
    terms = some_terms()
    silent = replace(terms.phases[2], phase=replace(terms.phases[2].phase, intensity=None))
    phases = (*terms.phases[:2], silent, *terms.phases[3:])
    scene = stage(a_plan(terms=replace(terms, phases=phases)))
    (curve,) = draw_target(scene, a_frame(scene))
    assert curve.count("M") == 2
    nothing = tuple(
        replace(item, phase=replace(item.phase, intensity=None)) for item in terms.phases
    )
    empty = stage(a_plan(terms=replace(terms, phases=nothing)))
    assert draw_target(empty, a_frame(empty)) == []
