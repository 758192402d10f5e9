"""Which track a person means, and where it is to sound."""

import pytest
from builders import a_library, a_track
from hypothesis import given
from hypothesis import strategies as st

from setlist.engine import find_track, read_pins
from setlist.errors import InputError
from setlist.model import Edge, PhaseName, Pin
from setlist.units import Minutes

POND = a_track("Still Pond")
HOME = a_track("Live @ Home")
WALTZ = a_track("Waltz", artist="One")
OTHER = a_track("Waltz", artist="Two")
FACADE = a_track("facade")
LIBRARY = a_library(POND, HOME, WALTZ, OTHER, FACADE, POND)


@pytest.mark.parametrize(
    "words", ["Still Pond", "still-pond", "Still Pond.flac", POND.path, POND.id, POND.id[7:13]]
)
def test_a_track_is_found_by_title_file_and_id(words: str) -> None:
    assert find_track(LIBRARY, words) == POND


def test_a_title_that_looks_like_an_id_is_a_title() -> None:
    assert find_track(LIBRARY, "FACADE") == FACADE


def test_a_name_of_several_tracks_is_refused_with_all_of_them() -> None:
    with pytest.raises(InputError) as refused:
        find_track(LIBRARY, "waltz")
    said = str(refused.value)
    assert f'"Waltz" by "One" ({WALTZ.id[:19]})' in said
    assert f'"Waltz" by "Two" ({OTHER.id[:19]})' in said
    assert find_track(LIBRARY, OTHER.id[:19]) == OTHER


def test_a_name_of_no_track_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match='no track is called "Stil Pond" — did you mean "Still'):
        find_track(LIBRARY, "Stil Pond")
    with pytest.raises(InputError, match='did you mean "Live @ Home"'):
        find_track(LIBRARY, "home")
    with pytest.raises(InputError, match="the beginning of its id"):
        find_track(LIBRARY, "xyzzy")


@pytest.mark.parametrize(
    ("words", "pin"),
    [
        ("Still Pond", Pin(track=POND.id)),
        ("Still Pond@35", Pin(track=POND.id, at_min=Minutes(35.0))),
        ("Still Pond@-5.5", Pin(track=POND.id, at_min=Minutes(-5.5))),
        ("Still Pond@12 min", Pin(track=POND.id, at_min=Minutes(12.0))),
        ("still pond@peak", Pin(track=POND.id, phase=PhaseName.PEAK)),
        ("Still Pond@Opening", Pin(track=POND.id, edge=Edge.OPENING)),
        ("Still Pond@closing", Pin(track=POND.id, edge=Edge.CLOSING)),
        ("Live @ Home", Pin(track=HOME.id)),
        ("Live @ Home@return", Pin(track=HOME.id, phase=PhaseName.RETURN)),
    ],
)
def test_a_pin_is_a_track_and_a_place(words: str, pin: Pin) -> None:
    assert read_pins(LIBRARY, (words,)) == ((pin,), ())


def test_all_faults_of_pins_and_bans_are_said_at_once() -> None:
    with pytest.raises(InputError) as refused:
        read_pins(LIBRARY, ("Still Pond@peek", "Waltz@35", "Still Pond@99999"), ("Gone",))
    said = [str(finding) for finding in refused.value.findings]
    assert len(said) == 4
    assert 'pin: "peek" is no place for a pin' in said[0]
    assert "may be any of these" in said[1]
    assert "is no place" in said[2]
    assert said[3].startswith('ban: no track is called "Gone"')


def test_a_ban_is_a_track() -> None:
    assert read_pins(LIBRARY, (), ("still pond", FACADE.id)) == ((), (POND.id, FACADE.id))


@given(st.text(max_size=40))
def test_whatever_is_written_a_pin_is_read_or_refused(words: str) -> None:
    try:
        (pin,), _ = read_pins(LIBRARY, (words,))
    except InputError:
        return
    assert pin.track in {track.id for track in LIBRARY.tracks}
