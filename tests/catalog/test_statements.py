"""What people say, kept by rank and shown at once."""

import random
from dataclasses import replace

import pytest
from builders import a_track, a_track_id
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import NOON, STRANGE_TEXT, a_word, fill, resolve, some_tracks

from setlist.catalog import (
    Catalog,
    find_tracks,
    open_catalog,
    read_statements,
    read_trail,
    say,
)
from setlist.model import Field, Standing, Statement

ID = a_track_id("x")
LATER = "2026-11-25T12:00:01.000000Z"


def tell(catalog: Catalog, *statements: Statement) -> tuple[Statement, ...]:
    return say(catalog, statements, how="rate", at=NOON)


def test_what_is_said_is_read(catalog: Catalog) -> None:
    word = replace(a_word(ID, "calm; warm", field=Field.TAGS), reviewer="cd")
    assert tell(catalog, word) == (word,)
    assert read_statements(catalog) == (word,)
    assert read_statements(catalog, [ID]) == (word,)
    assert read_statements(catalog, [a_track_id("y")]) == ()
    assert read_statements(catalog, []) == ()


def test_saying_it_again_changes_nothing(catalog: Catalog) -> None:
    tell(catalog, a_word(ID))
    assert tell(catalog, a_word(ID), a_word(ID)) == ()
    assert len(read_trail(catalog)) == 1


def test_the_later_word_of_a_person_stays(catalog: Catalog) -> None:
    old, new = a_word(ID, "3"), a_word(ID, "7", on=LATER)
    tell(catalog, new)
    assert tell(catalog, old) == ()
    assert read_statements(catalog) == (new,)


def test_of_several_words_at_once_only_the_last_is_kept(catalog: Catalog) -> None:
    old, new = a_word(ID, "3"), a_word(ID, None, on=LATER)
    assert tell(catalog, new, old) == (new,)
    assert read_statements(catalog) == (new,)
    assert len(read_trail(catalog)) == 1


def test_persons_fields_clinics_and_tracks_have_seats_of_their_own(catalog: Catalog) -> None:
    words = (
        a_word(ID),
        a_word(ID, by="cd"),
        a_word(ID, clinic="north"),
        a_word(ID, "none", field=Field.VOICE),
        a_word(a_track_id("y")),
    )
    assert set(tell(catalog, *words)) == set(words)
    assert set(read_statements(catalog, every_clinic=True)) == set(words)
    assert set(read_statements(catalog)) == {word for word in words if not word.clinic}


def test_a_clinic_reads_its_own_words_and_those_of_the_base(url: str) -> None:
    words = [a_word(ID), a_word(ID, clinic="north"), a_word(ID, clinic="south")]
    with open_catalog(url, resolve=resolve, clinic="north") as catalog:
        tell(catalog, *words)
        assert {word.clinic for word in read_statements(catalog)} == {"", "north"}


def test_the_shelf_shows_what_was_said_at_once(catalog: Catalog) -> None:
    track = a_track("A", intensity=None)
    fill(catalog, track)
    tell(catalog, a_word(track.id, "4"), a_word(track.id, "6", by="cd"))
    (found,) = find_tracks(catalog, "intensity:5 raters:2 spread:2")
    assert found.intensity_origin == "catalog"
    tell(catalog, a_word(track.id, None, on=LATER))
    assert find_tracks(catalog, "intensity:6 raters:1")


def test_a_word_may_come_before_its_track(catalog: Catalog) -> None:
    track = a_track("A", intensity=None)
    tell(catalog, a_word(track.id, "4"))
    assert find_tracks(catalog, "") == ()
    fill(catalog, track)
    assert find_tracks(catalog, "")[0].intensity == 4.0


def test_a_word_that_waits_for_a_review_is_kept_as_such(catalog: Catalog) -> None:
    proposed = a_word(ID, standing=Standing.PROPOSED)
    tell(catalog, proposed)
    accepted = replace(proposed, standing=Standing.SAID, reviewer="cd")
    assert tell(catalog, accepted) == (accepted,)
    assert tell(catalog, proposed) == ()


def test_many_tracks_are_said_of_at_once(catalog: Catalog) -> None:
    tracks = some_tracks(1201)
    fill(catalog, *tracks)
    assert len(tell(catalog, *(a_word(track.id, "7") for track in tracks))) == 1201
    assert len(find_tracks(catalog, "intensity:7")) == 1201


def test_what_goes_wrong_in_the_middle_leaves_nothing(url: str) -> None:
    tracks = some_tracks(3)

    def stumble(*given: object) -> None:
        raise LookupError(given)

    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, *tracks)
        broken = replace(catalog, resolve=stumble)  # type: ignore[arg-type]  # it never gives a track
        with pytest.raises(LookupError):
            tell(broken, *(a_word(track.id) for track in tracks))
        assert read_statements(catalog) == ()
        assert read_trail(catalog) == ()


_WORD = st.builds(
    a_word,
    st.sampled_from([ID, a_track_id("y")]),
    st.none() | st.sampled_from("345") | STRANGE_TEXT,
    field=st.sampled_from([Field.TITLE, Field.HOLDER]),
    by=st.sampled_from(["ab", "cd"]),
    on=st.sampled_from([NOON, LATER]),
    clinic=st.sampled_from(["", "north"]),
    standing=st.sampled_from(Standing),
)


@given(words=st.lists(_WORD, max_size=8), seed=st.integers(0, 99))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_words_in_any_order_and_again_give_one_result(words: list[Statement], seed: int) -> None:
    mixed = [*words, *words]
    random.Random(seed).shuffle(mixed)
    kept = []
    for order in (words, mixed):
        with open_catalog("sqlite://", resolve=resolve) as catalog:
            for word in order:
                tell(catalog, word)
            kept.append(read_statements(catalog, every_clinic=True))
    with open_catalog("sqlite://", resolve=resolve) as catalog:
        tell(catalog, *mixed)
        kept.append(read_statements(catalog, every_clinic=True))
    assert kept[0] == kept[1] == kept[2]
    best: dict[object, Statement] = {}
    for word in sorted(words, key=Statement.rank):
        best[word.seat()] = word
    assert set(kept[0]) == set(best.values())


@given(word=_WORD)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_of_strangers_is_said_and_read(catalog: Catalog, word: Statement) -> None:
    track = a_track_id(repr(word))
    word = replace(word, track=track, by=f"{word.by}\x00\udc80", clinic=f"{word.clinic}\\u0041")
    assert tell(catalog, word) == (word,)
    assert read_statements(catalog, [track], every_clinic=True) == (word,)
    assert [change.what for change in read_trail(catalog, track)] == [word]
