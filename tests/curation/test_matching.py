"""The tracks of another library found in one's own."""

from builders import a_track_id
from hypothesis import given
from hypothesis import strategies as st
from sayings import POND, TIDE, keys, rivals, say

from setlist.curation import match_keys, merge, retarget
from setlist.model import Curation, Field, TrackKey
from setlist.units import Seconds

CODE = "GBAYE0601498"
RECORDING = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae"


def a_key(
    track: str,
    *,
    title: str | None = None,
    isrc: str | None = None,
    musicbrainz_id: str | None = None,
    duration_s: float | None = 300.0,
) -> TrackKey:
    return TrackKey(
        track=a_track_id(track),
        title=title,
        artist="Tidal Rooms" if title else None,
        isrc=isrc,
        musicbrainz_id=musicbrainz_id,
        duration_s=None if duration_s is None else Seconds(duration_s),
    )


def test_the_same_sound_is_sure_whatever_else_differs() -> None:
    theirs = a_key("pond", title="One", isrc=CODE, duration_s=1.0)
    ours = [a_key("tide", isrc=CODE), a_key("pond", title="Two")]
    (match,) = match_keys([theirs], ours).sure
    assert (match.ours, match.by) == (ours[1], "id")


def test_a_code_is_sure_at_about_the_same_length() -> None:
    for ours in (
        a_key("tide", isrc=CODE, duration_s=310.0),
        a_key("tide", isrc=CODE, duration_s=None),
    ):
        (match,) = match_keys([a_key("pond", isrc=CODE)], [ours]).sure
        assert (match.ours, match.by) == (ours, "ISRC")
    theirs = a_key("pond", musicbrainz_id=RECORDING)
    (match,) = match_keys([theirs], [a_key("tide", musicbrainz_id=RECORDING)]).sure
    assert match.by == "MusicBrainz id"


def test_a_code_at_another_length_is_doubtful() -> None:
    ours = a_key("tide", isrc=CODE, duration_s=310.5)
    matching = match_keys([a_key("pond", isrc=CODE)], [ours])
    (doubt,) = matching.doubtful
    assert not matching.sure
    assert doubt.candidates == (ours,)
    assert doubt.why == "the same ISRC, but 10 s longer or shorter"


def test_codes_that_name_several_tracks_are_doubtful() -> None:
    ours = [a_key("tide", isrc=CODE), a_key("reed", musicbrainz_id=RECORDING)]
    theirs = a_key("pond", isrc=CODE, musicbrainz_id=RECORDING)
    (doubt,) = match_keys([theirs], ours).doubtful
    assert doubt.candidates == tuple(ours)
    (doubt,) = match_keys([theirs], [ours[0], a_key("moss", isrc=CODE)]).doubtful
    assert len(doubt.candidates) == 2


def test_two_of_theirs_with_one_code_are_doubtful_beside_the_same_sound() -> None:
    ours = a_key("tide", isrc=CODE)
    theirs = [a_key("pond", isrc=CODE), a_key("tide")]
    matching = match_keys(theirs, [ours])
    assert [match.theirs for match in matching.sure] == [theirs[1]]
    assert [doubt.theirs for doubt in matching.doubtful] == [theirs[0]]


def test_names_are_for_a_person_to_confirm() -> None:
    ours = [
        a_key("tide", title="still-pond", duration_s=302.0),
        a_key("reed", title="Still Pond", duration_s=302.5),
        a_key("moss", title="Still Pond", duration_s=None),
    ]
    matching = match_keys([a_key("pond", title="Still Pond")], ours)
    (doubt,) = matching.doubtful
    assert doubt.candidates == (ours[0], ours[2])
    assert not matching.sure


def test_what_nothing_tells_is_unknown() -> None:
    theirs = [a_key("pond"), a_key("reed", title="Reed"), a_key("moss", title="", isrc="")]
    matching = match_keys(theirs, [a_key("tide"), a_key("fern", title="Reed", duration_s=400.0)])
    assert matching.unknown == tuple(theirs)


@given(st.lists(keys, max_size=5), st.lists(keys, max_size=5))
def test_every_track_of_theirs_is_in_one_list(theirs: list[TrackKey], ours: list[TrackKey]) -> None:
    once = {key.track: key for key in theirs}.values()
    matching = match_keys(list(once), ours)
    told = [match.theirs for match in matching.sure]
    told += [doubt.theirs for doubt in matching.doubtful] + list(matching.unknown)
    assert sorted(key.track for key in told) == sorted(key.track for key in once)
    known = {key.track for key in ours}
    assert {match.ours.track for match in matching.sure} <= known


def test_a_curation_speaks_of_our_tracks_afterwards() -> None:
    theirs = Curation(
        keys=(TrackKey(track=POND, title="Still Pond"),), statements=(say(Field.VOICE, "none"),)
    )
    matching = match_keys([TrackKey(track=POND, isrc=CODE)], [TrackKey(track=TIDE, isrc=CODE)])
    ours = retarget(theirs, matching.pairs())
    assert ours == Curation(
        keys=(TrackKey(track=TIDE, title="Still Pond"),),
        statements=(say(Field.VOICE, "none", track=TIDE),),
    )


@given(rivals)
def test_speaking_of_other_tracks_loses_nothing(curation: Curation) -> None:
    moved = retarget(curation, {POND: a_track_id("reed"), TIDE: POND})
    assert retarget(moved, {a_track_id("reed"): POND, POND: TIDE}) == merge(curation)
