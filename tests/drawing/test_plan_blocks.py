"""The strip of tracks in the picture of a plan."""

from dataclasses import replace

from plans import a_cue, a_plan, a_silence, some_cues

from setlist.drawing.palette import Theme, palette_for
from setlist.drawing.plan_blocks import draw_blocks
from setlist.drawing.scale import Scale
from setlist.drawing.scene import stage
from setlist.model import Plan, Voice, Work


def strip(plan: Plan, *, width: float = 1000.0, theme: Theme = Theme.LIGHT) -> str:
    scene = stage(plan)
    scale = Scale(start_s=scene.start_s, end_s=scene.end_s, left=0.0, width=width)
    return "\n".join(draw_blocks(scene, scale, 0.0, 98.0, palette_for(theme)))


def test_a_wide_block_has_its_title_along_it_and_a_narrow_one_up_it() -> None:
    assert "rotate" not in strip(a_plan(*some_cues(3)))
    assert strip(a_plan(*some_cues(30))).count("rotate") == 30


def test_a_block_without_room_still_stands_there() -> None:
    drawn = strip(a_plan(*some_cues(300)))
    assert drawn.count("<rect") == 300
    assert "<text" not in drawn


def test_a_title_is_cut_at_the_edge_of_its_block() -> None:
    drawn = strip(a_plan(a_cue("\u0416" * 300), a_cue("WIDE CAPITALS EVERYWHERE")))
    assert drawn.count("<svg") == 2
    assert "…" in drawn


def test_silence_is_an_empty_dotted_block() -> None:
    drawn = strip(a_plan(a_cue(), a_silence()))
    assert drawn.count('stroke-dasharray="2 4"') == 1


def test_words_are_quoted_and_doubted_where_nobody_checked() -> None:
    plan = a_plan(a_cue(voice=Voice.WORDS), a_cue(voice=None), a_cue(voice=Voice.WORDLESS))
    drawn = strip(plan)
    assert drawn.count("“ ”") == drawn.count("“?”") == 1


def test_a_pin_and_a_tie_are_drawn_once() -> None:
    plain = strip(a_plan(a_cue(), a_cue()))
    pinned = strip(a_plan(a_cue(), replace(a_cue(), pinned=True)))
    first, second = Work(name="Undertow", movement=1), Work(name="Undertow", movement=2)
    tied = strip(a_plan(a_cue(work=first), a_cue(work=second)))
    assert "<path" not in plain
    assert "<line" not in plain
    assert pinned.count("<path") == 1
    assert tied.count("<line") == 1


def test_blocks_have_an_edge_on_paper_where_tones_are_white() -> None:
    assert 'stroke="#000000"' in strip(a_plan(a_cue()), theme=Theme.PAPER)
    assert 'stroke="none"' in strip(a_plan(a_cue()), theme=Theme.LIGHT)
