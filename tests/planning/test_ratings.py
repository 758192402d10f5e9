"""Which tracks to rate first."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from builders import a_library, a_track
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import PROVENANCE, a_flat_arc, pose_flat, pose_inward, some_tracks

from setlist.model import (
    Listener,
    PhaseName,
    Rating,
    RatingAdvice,
    ToRate,
    Track,
    TrackId,
    Voice,
)
from setlist.planning import note_unrated, rank_unrated, solve
from setlist.planning.items import gather_items
from setlist.planning.ratings import Choice, drop_needless
from setlist.planning.searching import search
from setlist.units import Minutes

TRACKS = some_tracks(330, seed=5)


def unrated(tracks: tuple[Track, ...]) -> tuple[Track, ...]:
    return tuple(replace(one, tags=replace(one.tags, ratings=())) for one in tracks)


def rated(tracks: tuple[Track, ...], advice: RatingAdvice) -> tuple[Track, ...]:
    """The same tracks after somebody rated those that were asked for."""
    given_ = {one.track: one.intensity for one in advice.first}
    return tuple(
        replace(one, tags=replace(one.tags, ratings=(Rating(intensity=given_[one.id]),)))
        if one.id in given_
        else one
        for one in tracks
    )


def a_rating(track: TrackId, title: str = "") -> ToRate:
    """A track to be rated, five minutes long, at the peak."""
    return ToRate(
        track=track,
        title=title,
        artist="A",
        phase=PhaseName.PEAK,
        intensity=6.5,
        suggested=True,
        length_min=Minutes(5.0),
    )


def advise(
    tracks: tuple[Track, ...], suggested: Mapping[TrackId, float] | None = None
) -> RatingAdvice:
    problem = pose_inward(tracks, length=Minutes(90))
    return rank_unrated(problem, a_library(*tracks), suggested=suggested)


@given(seed=st.integers(0, 1000), count=st.integers(0, 14), hinted=st.booleans())
@settings(max_examples=3, deadline=None)
def test_rating_what_is_asked_for_gives_a_plan(seed: int, count: int, *, hinted: bool) -> None:
    some = some_tracks(100, seed=seed)
    tracks = (*some[:count], *unrated(some[count:]))
    suggested = {one.id: one.tags.intensity() or 1.0 for one in some[count:]} if hinted else {}
    advice = advise(tracks, suggested)
    assert advice.enough
    assert advice.unrated == 100 - count
    mended = pose_inward(rated(tracks, advice), length=Minutes(90))
    assert solve(mended, provenance=PROVENANCE).cues


def test_nothing_that_is_asked_for_is_needless() -> None:
    tracks = (*TRACKS[:14], *unrated(TRACKS[30:130]))
    advice = advise(tracks)
    assert len(advice.first) > 1
    for one in advice.first:
        fewer = replace(advice, first=tuple(other for other in advice.first if other is not one))
        problem = pose_inward(rated(tracks, fewer), length=Minutes(90))
        assert search(problem.terms, gather_items(problem.tracks, seed=0)).path is None


def test_the_fewest_are_asked_for() -> None:
    whole = a_track("Whole", artist="W", intensity=None, duration_s=1180.0)
    parts = tuple(
        a_track(f"P{n}", artist=f"A{n}", intensity=None, duration_s=300.0) for n in range(30)
    )
    tracks = (*parts, whole)
    advice = rank_unrated(pose_flat(tracks, a_flat_arc(19.6)), a_library(*tracks))
    assert [one.title for one in advice.first] == ["Whole"]


def test_what_a_rating_alone_would_not_bring_back_is_not_asked_for() -> None:
    avoided = a_track("Avoided", artist="W", intensity=None, duration_s=1180.0)
    parts = tuple(
        a_track(f"P{n}", artist=f"A{n}", intensity=None, duration_s=300.0) for n in range(8)
    )
    listener = Listener(code="x", avoid_artists=("W",))
    problem = pose_flat((avoided, *parts), a_flat_arc(19.6), listener=listener)
    advice = rank_unrated(problem, a_library(avoided, *parts))
    assert advice.unrated == 9
    assert len(advice.first) == 4
    assert avoided.id not in {one.track for one in advice.first}


def test_a_choice_without_which_there_is_a_plan_is_dropped() -> None:
    parts = tuple(a_track(f"P{n}", artist=f"A{n}") for n in range(3))
    asked = unrated(tuple(a_track(f"U{n}", artist=f"B{n}") for n in range(3)))
    problem = pose_flat((*parts, *asked), a_flat_arc(19.6))
    chosen = [Choice(track=one, advice=a_rating(one.id)) for one in asked]
    assert len(drop_needless(problem, chosen)) == 1
    assert drop_needless(pose_flat(parts[:1], a_flat_arc(19.6)), chosen[:1]) == []


def test_a_track_whose_suggestion_suits_its_place_is_asked_for_first() -> None:
    tracks = tuple(a_track(f"T{n}", artist=f"A{n}", intensity=None) for n in range(12))
    suited = {track.id: 3.0 if n % 3 == 0 else 8.0 for n, track in enumerate(tracks)}
    problem = pose_flat(tracks, a_flat_arc(19.6))
    advice = rank_unrated(problem, a_library(*tracks), suggested=suited)
    assert len(advice.first) == 4
    assert {(one.intensity, one.suggested) for one in advice.first} == {(3.0, True)}


def test_without_a_suggestion_what_the_phase_asks_for_is_assumed() -> None:
    advice = advise(unrated(TRACKS[:60]))
    assert advice.first
    assert not any(one.suggested for one in advice.first)
    peak = next(one for one in advice.first if one.phase is PhaseName.PEAK)
    assert 5.0 <= peak.intensity <= 6.5


def test_only_voices_that_a_phase_allows_are_asked_for() -> None:
    sung = tuple(
        replace(one, tags=replace(one.tags, voice=Voice.WORDS, languages=())) for one in TRACKS[:60]
    )
    advice = advise(unrated((*sung, *TRACKS[60:120])))
    voices = {one.id: one.tags.voice for one in (*sung, *TRACKS[60:120])}
    assert advice.enough
    assert all(
        voices[one.track] in (Voice.NONE, Voice.WORDLESS)
        for one in advice.first
        if one.phase is PhaseName.PEAK
    )


def test_nothing_is_asked_for_where_there_is_a_plan() -> None:
    advice = advise((*TRACKS[:120], *unrated(TRACKS[120:130])))
    assert advice == RatingAdvice(unrated=10, enough=True, first=())
    assert note_unrated(advice) == "10 tracks are not rated and were left out."


def test_where_all_of_them_are_not_enough_the_longest_help_most() -> None:
    advice = advise(unrated(TRACKS[:8]))
    assert not advice.enough
    lengths = [one.length_min for one in advice.first]
    assert lengths
    assert lengths == sorted(lengths, reverse=True)
    assert "rating them is not enough, but these" in note_unrated(advice)


def test_without_an_unrated_track_there_is_nothing_to_rate() -> None:
    advice = advise(TRACKS[:5])
    assert advice == RatingAdvice(unrated=0, enough=False, first=())
    assert note_unrated(advice) == ""


def test_the_order_of_a_library_changes_nothing() -> None:
    tracks = (*TRACKS[:5], *unrated(TRACKS[5:80]))
    assert advise(tracks) == advise(tracks[::-1])


def test_the_note_names_five_at_most_and_their_places() -> None:
    first = tuple(a_rating(a_track(f"T{n}").id, f"T{n}\n" if n else "") for n in range(7))
    note = note_unrated(RatingAdvice(unrated=213, enough=True, first=first))
    assert note.startswith('213 tracks are not rated and were left out; rate these 7 first: "sha')
    assert note.endswith('"T4\\n" (peak, about 6.5), and 2 more.')
    one = note_unrated(RatingAdvice(unrated=1, enough=True, first=first[1:2]))
    assert one == (
        '1 track is not rated and was left out; rate this one first: "T1\\n" (peak, about 6.5).'
    )


@pytest.mark.slow
def test_three_hundred_unrated_tracks_are_enough_to_choose_from() -> None:
    tracks = (*TRACKS[:14], *unrated(TRACKS[30:330]))
    problem, library = pose_inward(tracks, length=Minutes(90)), a_library(*tracks)
    advice = rank_unrated(problem, library)
    assert advice.enough
    assert 0 < len(advice.first) < 30
