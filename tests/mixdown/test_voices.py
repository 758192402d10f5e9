"""From session time to frames."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mixes import a_mix, a_pause
from plans import a_cue, a_plan

from setlist.errors import InputError
from setlist.mixdown import lay_out
from setlist.mixdown.voices import length_of
from setlist.model import Cue, FadeLaw, Plan
from setlist.units import Seconds

LAWS = st.sampled_from([FadeLaw.EQUAL_POWER, FadeLaw.EQUAL_GAIN])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans with times off every grid."""
    cues: list[Cue] = []
    for number in range(draw(st.integers(1, 12))):
        length_s = draw(st.floats(20.0, 900.0))
        overlap_s = draw(st.floats(0.0, 9.0)) if cues else 0.0
        cue = a_cue(str(number), length_s=length_s, overlap_s=overlap_s)
        cues.append(replace(cue, fade=draw(LAWS)))
    return a_mix(*cues, after_s=draw(st.floats(0.0, 600.0)))


@given(plans())
def test_every_frame_comes_from_its_own_time_and_no_rounding_adds_up(plan: Plan) -> None:
    for voice, cue in zip(lay_out(plan), plan.cues, strict=True):
        start_s, end_s = cue.start_s - plan.start_s(), cue.end_s() - plan.start_s()
        assert abs(voice.start - start_s * 48_000) <= 0.5
        assert abs(voice.end - end_s * 48_000) <= 0.5
        assert abs(voice.file_start - cue.cue_in_s * 48_000) <= 0.5


@given(plans())
def test_the_mix_is_as_long_as_the_plan_and_no_voice_outlasts_it(plan: Plan) -> None:
    assert length_of(plan) == round(plan.total_s * 48_000)
    assert max(voice.end for voice in lay_out(plan)) <= length_of(plan)


@given(plans())
def test_both_sides_of_a_join_fade_over_exactly_what_sounds_together(plan: Plan) -> None:
    voices = lay_out(plan)
    for earlier, later in pairwise(voices):
        together = earlier.end - later.start
        assert earlier.fade_out == later.fade_in
        if together > 0:
            assert later.fade_in.length == together
        else:
            assert later.fade_in.length == 240


def test_the_law_of_a_join_is_that_of_its_later_cue() -> None:
    later = replace(a_cue("b", overlap_s=8.0), fade=FadeLaw.EQUAL_GAIN)
    voices = lay_out(a_mix(a_cue("a"), later))
    assert {voices[0].fade_out.law, voices[1].fade_in.law} == {FadeLaw.EQUAL_GAIN}


def test_a_gapless_join_fades_nothing() -> None:
    voices = lay_out(a_mix(a_cue("a"), replace(a_cue("b"), fade=FadeLaw.GAPLESS)))
    assert voices[0].end == voices[1].start
    assert voices[0].fade_out.length == voices[1].fade_in.length == 0


def test_the_session_opens_and_closes_with_its_own_fades_around_silence_too() -> None:
    cues = (a_pause(5.0), a_cue("a"), a_cue("b", overlap_s=6.0), a_pause(60.0))
    voices = lay_out(a_mix(*cues, fade_in_s=8.0, fade_out_s=20.0))
    assert voices[0].fade_in.length == 8 * 48_000
    assert voices[0].fade_out.length == 6 * 48_000
    assert voices[1].fade_out.length == 20 * 48_000


def test_a_fade_is_no_longer_than_its_track() -> None:
    (voice,) = lay_out(a_mix(a_cue(length_s=5.0), fade_in_s=8.0, fade_out_s=20.0))
    assert voice.fade_in.length == voice.fade_out.length == 5 * 48_000


def test_a_plan_of_silence_has_no_voice() -> None:
    assert lay_out(a_mix(a_pause(60.0))) == ()


def moved(plan: Plan, number: int, by_s: float) -> Plan:
    """The same plan with one cue moved by hand."""
    cues = list(plan.cues)
    cues[number] = replace(cues[number], start_s=Seconds(cues[number].start_s + by_s))
    return replace(plan, cues=tuple(cues))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (moved(a_plan(a_cue("a"), a_cue("b")), 1, 2.0), r'cue 2 "b": it starts \+2\.000 s from'),
        (a_plan(a_cue("a", path=None)), 'cue 1 "a": no file is named'),
        (a_plan(a_cue("a", loudness_lufs=None)), 'cue 1 "a": its loudness is not known'),
        (
            a_plan(a_cue("a", length_s=4.0), a_cue("b", overlap_s=5.0)),
            "overlaps by 5.0 s, more than one of the two cues is long",
        ),
        (
            a_plan(a_cue("a"), replace(a_cue("b", overlap_s=5.0), fade=FadeLaw.GAPLESS)),
            "without a gap and overlaps",
        ),
        (replace(a_plan(a_cue("a")), total_s=Seconds(10.0)), "total_s: the plan is 10.000 s long"),
        (a_plan(a_cue("a", length_s=-3.0)), "it ends before it begins"),
        (a_plan(*(a_cue(length_s=9.0) for _ in range(300))), "300 cues, more than a file can"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(plan: Plan, said: str) -> None:
    with pytest.raises(InputError, match=said):
        lay_out(plan)


def test_all_contradictions_are_said_at_once() -> None:
    plan = a_plan(a_cue("a", path=None), a_cue("b", path=None), a_cue("c\nd", path=None))
    with pytest.raises(InputError) as caught:
        lay_out(plan)
    assert len(caught.value.findings) == 3
    assert "\n" not in str(caught.value.findings[2])


def test_a_cue_that_was_cut_fades_out_into_the_silence_after_it() -> None:
    cut = replace(a_cue("one", length_s=100.0), faded_s=Seconds(20.0))
    plan = a_mix(cut, a_pause(60.0), a_cue("two", length_s=100.0), fade_out_s=8.0)
    one, two = lay_out(plan)
    assert one.fade_out.length == 20 * 48_000
    assert two.fade_out.length == 8 * 48_000
    handed_over = replace(a_cue("two", length_s=100.0), overlap_s=Seconds(6.0))
    assert lay_out(a_mix(cut, handed_over))[0].fade_out.length == 6 * 48_000
    assert lay_out(a_mix(cut, fade_out_s=8.0))[0].fade_out.length == 20 * 48_000
