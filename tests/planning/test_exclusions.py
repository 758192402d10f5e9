"""What leaves before planning, and the count of what each reason took."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st
from sessions import unheard

from setlist.model import (
    Licence,
    Listener,
    MusicRules,
    Performance,
    Removal,
    Tags,
    Track,
    TrackId,
    UnknownVoice,
)
from setlist.planning.exclusions import exclude
from setlist.units import Lufs, Seconds

POND = a_track("Still Pond", artist="Tidal Rooms", words=("choir",), duration_s=300.0)
BELLS = a_track("Bells", artist="Ada Lark feat. Bo", instruments=("bagpipes",), duration_s=600.0)
PLAIN = a_track("Plain", artist="Ada")
ALL = (POND, BELLS, PLAIN)


def left(
    listener: Listener | None = None,
    *,
    tracks: tuple[Track, ...] = ALL,
    bans: tuple[TrackId, ...] = (),
    heard: tuple[TrackId, ...] = (),
    music: MusicRules | None = None,
) -> tuple[set[str | None], tuple[Removal, ...]]:
    kept, removals = exclude(
        tracks,
        music=music or MusicRules(),
        listener=listener,
        bans=bans,
        heard=heard,
        allow_suggested=False,
    )
    return {track.tags.title for track in kept}, removals


@pytest.mark.parametrize(
    ("listener", "gone", "reason"),
    [
        (Listener(code="x", avoid_tags=("Choir",)), "Still Pond", 'tag "Choir"'),
        (Listener(code="x", avoid_instruments=("BAGPIPES",)), "Bells", 'instrument "BAGPIPES"'),
        (Listener(code="x", avoid_artists=("ada lark",)), "Bells", 'artist "ada lark"'),
        (Listener(code="x", avoid_tracks=("still pond",)), "Still Pond", 'track "still pond"'),
        (Listener(code="x", avoid_tracks=(POND.id,)), "Still Pond", "sha256"),
        (Listener(code="x", heard=(POND.id,)), "Still Pond", "heard"),
    ],
)
def test_an_exclusion_takes_what_it_names_and_nothing_else(
    listener: Listener, gone: str, reason: str
) -> None:
    titles, removals = left(listener)
    assert titles == {"Still Pond", "Bells", "Plain"} - {gone}
    assert len(removals) == 1
    assert reason in removals[0].reason
    assert removals[0].tracks == 1
    assert removals[0].length_min == (10.0 if gone == "Bells" else 5.0)


def test_the_anchor_may_come_again() -> None:
    listener = Listener(code="x", heard=(POND.id, PLAIN.id), anchor=POND.id)
    assert left(listener)[0] == {"Still Pond", "Bells"}


def test_tracks_of_earlier_plans_leave_whether_or_not_somebody_listens() -> None:
    titles, removals = left(heard=(POND.id, PLAIN.id))
    assert titles == {"Bells"}
    assert [one.reason for one in removals] == ["heard in an earlier session"]
    listener = Listener(code="x", heard=(BELLS.id,), anchor=POND.id)
    titles, removals = left(listener, heard=(POND.id, PLAIN.id))
    assert titles == {"Still Pond"}
    assert removals[0].tracks == 2


def licensed(title: str, name: str | None, right: Performance = Performance.UNKNOWN) -> Track:
    licence = None if name is None else Licence(name=name, performance=right)
    return replace(a_track(title), tags=replace(a_track(title).tags, licence=licence))


LICENSED = (
    licensed("zero", "CC0-1.0", Performance.GRANTED),
    licensed("by", "cc-by-4.0", Performance.NOT_GRANTED),
    licensed("older", "CC BY 3.0"),
    licensed("nc", "CC-BY-NC-4.0"),
    licensed("nobody", None),
)


@pytest.mark.parametrize(
    ("music", "kept"),
    [
        (MusicRules(), {"zero", "by", "older", "nc", "nobody"}),
        (MusicRules(licences=("CC-BY",)), {"by", "older"}),
        (MusicRules(licences=("CC-BY-4.0",)), {"by"}),
        (MusicRules(licences=("CC0", "cc by nc")), {"zero", "nc"}),
        (MusicRules(licences=("CC",)), set()),
        (MusicRules(performance_granted=True), {"zero"}),
        (MusicRules(performance_granted=True, licences=("CC-BY",)), set()),
    ],
)
def test_a_licence_that_is_not_allowed_or_not_known_leaves(
    music: MusicRules, kept: set[str]
) -> None:
    assert left(tracks=LICENSED, music=music)[0] == kept


def test_licences_that_are_unknown_are_counted_apart() -> None:
    music = MusicRules(licences=("CC0", "CC-BY"), performance_granted=True)
    _, removals = left(tracks=LICENSED, music=music)
    assert [(one.reason, one.tracks) for one in removals] == [
        ("licence unknown", 1),
        ("licence other than CC0 or CC-BY", 1),
        ("performance right unknown", 3),
        ("performance right not granted", 1),
    ]


def test_every_reason_counts_all_that_it_hits() -> None:
    listener = Listener(code="x", avoid_tags=("choir",), avoid_tracks=("Still Pond",))
    _, removals = left(listener, bans=(POND.id,))
    assert [removal.tracks for removal in removals] == [1, 1, 1]


def test_what_nobody_rated_or_checked_leaves_by_the_policy_of_the_arc() -> None:
    unrated, unchecked = a_track("U", intensity=None), a_track("V", voice=None)
    strict = MusicRules(unknown_voice=UnknownVoice.EXCLUDE)
    assert left(tracks=(unrated, unchecked))[0] == {"V"}
    titles, removals = left(tracks=(unrated, unchecked), music=strict)
    assert titles == set()
    assert [removal.reason for removal in removals] == ["intensity unknown", "voice unknown"]


def test_a_measure_that_nobody_made_is_no_reason_to_leave() -> None:
    assert left(tracks=(unheard(POND),))[0] == {"Still Pond"}


@pytest.mark.parametrize("level", [float("nan"), float("-inf")])
def test_a_track_without_a_loudness_is_not_planned_with(level: float) -> None:
    odd = a_track("Odd", measures=replace(some_measures(), head_lufs=Lufs(level)))
    titles, removals = left(tracks=(odd, PLAIN))
    assert titles == {"Plain"}
    assert removals[0].reason == "not measured"


def test_a_track_of_impossible_length_counts_no_minutes() -> None:
    odd = a_track("Odd", measures=replace(some_measures(), audible_end_s=Seconds(float("nan"))))
    assert left(tracks=(odd,))[1][0].length_min == 0.0


@given(order=st.permutations([*ALL, a_track("Plain", artist="Ada", words=("warm",))]))
def test_neither_the_order_of_a_library_nor_a_double_shows(order: list[Track]) -> None:
    kept, _ = exclude(
        tuple(order), music=MusicRules(), listener=None, bans=(), allow_suggested=False
    )
    again, _ = exclude(
        tuple(reversed(order)), music=MusicRules(), listener=None, bans=(), allow_suggested=False
    )
    assert kept == again
    assert len(kept) == 3


def test_a_word_from_a_stranger_is_escaped() -> None:
    evil = a_track(tags=Tags(title="x\x1b[31m\ny"))
    _, removals = left(Listener(code="x", avoid_tracks=("X\x1b[31m\nY",)), tracks=(evil, PLAIN))
    assert removals[0].reason == 'track "X\\x1b[31m\\nY"'
