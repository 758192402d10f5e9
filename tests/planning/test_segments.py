"""A session as music and silences in turn."""

from dataclasses import replace

from sessions import pose_flat, some_tracks

from setlist.model import PlacedSilence, Terms
from setlist.planning.segments import cut_course
from setlist.units import Minutes, Seconds

TERMS = pose_flat(some_tracks(3), length=Minutes(30)).terms


def with_silences(*spans: tuple[float, float]) -> Terms:
    silences = tuple(
        PlacedSilence(start_s=Seconds(begin), length_s=Seconds(end - begin)) for begin, end in spans
    )
    return replace(TERMS, silences=silences)


def test_without_silence_there_is_one_stretch_of_music() -> None:
    course = cut_course(TERMS)
    assert course.opening is None
    assert [(one.first_step, one.end_s, one.then) for one in course.segments] == [(0, 1800.0, None)]
    assert course.longest_s(TERMS) == 1830.0


def test_music_begins_again_on_the_grid_after_a_silence() -> None:
    course = cut_course(with_silences((603.0, 695.0)))
    assert [(one.first_step, one.end_s) for one in course.segments] == [(0, 603.0), (70, 1800.0)]
    assert course.segments[0].then is not None
    assert course.segments[0].then.until_s == 700.0


def test_a_closing_silence_lasts_until_the_exact_end() -> None:
    terms = replace(with_silences((1700.0, 1803.0)), end_s=Seconds(1803.0))
    (segment,) = cut_course(terms).segments
    assert segment.then is not None
    assert segment.then.until_s == 1803.0


def test_the_slack_before_a_short_silence_is_half_of_it() -> None:
    (first, _) = cut_course(with_silences((600.0, 620.0))).segments
    assert first.slack_s == 10.0


def test_a_session_may_begin_with_silence() -> None:
    course = cut_course(with_silences((0.0, 95.0)))
    assert course.opening is not None
    assert course.opening.until_s == 100.0
    assert [one.first_step for one in course.segments] == [10]


def test_a_minute_between_two_silences_is_no_music() -> None:
    course = cut_course(with_silences((600.0, 700.0), (740.0, 800.0)))
    assert [one.first_step for one in course.segments] == [0, 80]
    assert course.segments[0].then is not None
    assert course.segments[0].then.until_s == 800.0


def test_a_silent_session_has_no_music() -> None:
    course = cut_course(with_silences((0.0, 1800.0)))
    assert course.segments == ()
    assert course.opening is not None
    assert course.opening.until_s == 1800.0
