"""What holds for a track, statements on top of its files."""

from dataclasses import replace
from itertools import combinations

import pytest
from builders import a_track
from hypothesis import given, settings
from hypothesis import strategies as st
from sayings import POND, TIDE, at, say, statements

from setlist.curation import resolve_track
from setlist.model import (
    Field,
    Licence,
    Origin,
    Performance,
    Rating,
    Source,
    Standing,
    Statement,
    Tags,
    Track,
    Voice,
    Work,
)

FILE = Origin(field="intensity", source=Source.SIDECAR, detail="setlist.library.toml")


def the_pond(tags: Tags, *origins: Origin) -> Track:
    return replace(a_track(tags=tags), id=POND, origins=origins)


def test_a_statement_outranks_the_files_and_says_who_and_when() -> None:
    own = Origin(field="title", source=Source.EMBEDDED, detail="a.flac")
    artist = Origin(field="artist", source=Source.EMBEDDED, detail="a.flac")
    track = the_pond(Tags(title="track 1", artist="Tidal Rooms"), own, artist)
    said = resolve_track(track, [say(Field.TITLE, "Still Pond")])
    assert (said.tags.title, said.tags.artist) == ("Still Pond", "Tidal Rooms")
    assert said.origin("title") == Origin(
        field="title", source=Source.CATALOG, detail="KL 2026-11-25"
    )
    assert said.origin("artist") == artist


@pytest.mark.parametrize(
    "statement",
    [
        say(Field.VOICE, "words", standing=Standing.PROPOSED),
        say(Field.VOICE, "words", standing=Standing.REJECTED, reviewer="MR"),
        say(Field.VOICE, None),
        say(Field.VOICE, "shouting"),
        say(Field.VOICE, "words", track=TIDE),
    ],
)
def test_what_does_not_count_changes_nothing(statement: Statement) -> None:
    track = the_pond(Tags(title="Still Pond", voice=Voice.NONE), FILE)
    assert resolve_track(track, [statement]).tags == track.tags


def test_what_was_taken_back_later_does_not_count() -> None:
    track = the_pond(Tags(voice=Voice.NONE))
    said = [say(Field.VOICE, None, on=at(2)), say(Field.VOICE, "words", on=at(1))]
    assert resolve_track(track, said).tags.voice is Voice.NONE


def test_ratings_of_all_raters_are_kept_beside_those_of_library_files() -> None:
    track = the_pond(
        Tags(
            ratings=(
                Rating(intensity=2, rater="kl"),
                Rating(intensity=3, rater="AB"),
                Rating(intensity=9),
            )
        ),
        FILE,
    )
    said = resolve_track(
        track, [say(Field.INTENSITY, "5", by="MR"), say(Field.INTENSITY, "4.5", by="KL")]
    )
    assert [(each.rater, each.intensity, each.on) for each in said.tags.ratings] == [
        ("AB", 3, None),
        (None, 9, None),
        ("KL", 4.5, "2026-11-25"),
        ("MR", 5, "2026-11-25"),
    ]
    origin = said.origin("intensity")
    assert origin is not None
    assert origin.detail == "KL 2026-11-25, MR 2026-11-25, setlist.library.toml"


@pytest.mark.parametrize(
    ("statement", "ratings"),
    [
        (say(Field.INTENSITY, None), ()),
        (say(Field.INTENSITY, "9", standing=Standing.REJECTED, reviewer="MR"), ()),
        (say(Field.INTENSITY, "9", standing=Standing.PROPOSED), (2,)),
    ],
)
def test_a_rating_taken_back_or_rejected_does_not_come_back_from_a_file(
    statement: Statement, ratings: tuple[float, ...]
) -> None:
    track = the_pond(Tags(ratings=(Rating(intensity=2, rater="KL"),)), FILE)
    said = resolve_track(track, [statement])
    assert tuple(each.intensity for each in said.tags.ratings) == ratings
    assert (said.origin("intensity") is None) == (not ratings)


def test_an_overlay_outranks_the_base_field_by_field() -> None:
    track = the_pond(Tags(ratings=(Rating(intensity=1, rater="AB"),)))
    said = resolve_track(
        track,
        [
            say(Field.INTENSITY, "8", by="MR"),
            say(Field.VOICE, "words", by="MR"),
            say(Field.INTENSITY, "3", clinic="north"),
            say(Field.TAGS, None, clinic="north"),
            say(Field.TAGS, "warm", by="MR"),
        ],
    )
    assert [each.intensity for each in said.tags.ratings] == [3]
    assert said.tags.voice is Voice.WORDS
    assert said.tags.words == ("warm",)


def test_the_most_cautious_voice_and_the_least_right_hold() -> None:
    track = the_pond(Tags(licence=Licence(name="CC0", performance=Performance.GRANTED)))
    said = resolve_track(
        track,
        [
            say(Field.VOICE, "none", by="MR", on=at(9)),
            say(Field.VOICE, "spoken"),
            say(Field.PERFORMANCE, "granted", by="MR", on=at(9)),
            say(Field.PERFORMANCE, "unknown"),
        ],
    )
    assert said.tags.voice is Voice.SPOKEN
    assert said.tags.licence == Licence(name="CC0", performance=Performance.UNKNOWN)
    origin = said.origin("voice")
    assert origin is not None
    assert origin.detail == "KL 2026-11-25"


@pytest.mark.parametrize(
    ("field", "cautious_first"),
    [
        (Field.VOICE, ("words", "spoken", "wordless", "none")),
        (Field.PERFORMANCE, ("not-granted", "unknown", "granted")),
    ],
)
def test_of_any_two_voices_or_rights_the_more_cautious_holds(
    field: Field, cautious_first: tuple[str, ...]
) -> None:
    for cautious, bold in combinations(cautious_first, 2):
        for one, other in ((cautious, bold), (bold, cautious)):
            said = [say(field, one, on=at(1)), say(field, other, by="MR", on=at(2))]
            tags = resolve_track(the_pond(Tags(licence=Licence(name="CC0"))), said).tags
            assert tags.licence is not None
            assert cautious in {tags.voice, tags.licence.performance}


def test_words_of_several_people_are_put_together_and_the_latest_title_holds() -> None:
    said = resolve_track(
        the_pond(Tags(words=("old",))),
        [
            say(Field.TAGS, "calm; warm", by="MR"),
            say(Field.TAGS, "film score; warm"),
            say(Field.TITLE, "Later", by="KL", on=at(2)),
            say(Field.TITLE, "Earlier", by="MR", on=at(1)),
        ],
    )
    assert said.tags.words == ("calm", "film score", "warm")
    assert said.tags.title == "Later"


def test_halves_of_a_licence_and_a_work_are_completed_from_the_files() -> None:
    file_side = Origin(field="licence", source=Source.EMBEDDED, detail="a.flac")
    track = the_pond(
        Tags(licence=Licence(name="CC0", holder="Rooms"), work=Work(name="Tides", movement=1)),
        file_side,
    )
    said = resolve_track(
        track, [say(Field.PERFORMANCE, "granted"), say(Field.MOVEMENT, "2", by="MR")]
    )
    assert said.tags.licence == Licence(name="CC0", holder="Rooms", performance=Performance.GRANTED)
    assert said.tags.work == Work(name="Tides", movement=2)
    origin = said.origin("licence")
    assert origin is not None
    assert origin.detail == "KL 2026-11-25, a.flac"


def test_half_of_a_licence_or_a_work_alone_is_none() -> None:
    said = resolve_track(
        the_pond(Tags()), [say(Field.PERFORMANCE, "granted"), say(Field.WORK, "Tides")]
    )
    assert (said.tags.licence, said.tags.work, said.origins) == (None, None, ())


@settings(deadline=None)
@given(st.lists(statements.map(lambda each: replace(each, track=POND)), max_size=8))
def test_the_order_in_which_things_are_said_here_does_not_count(
    said: list[Statement],
) -> None:
    track = the_pond(Tags(ratings=(Rating(intensity=2, rater="KL"),)), FILE)
    assert resolve_track(track, said) == resolve_track(track, said[::-1])
    for origin in resolve_track(track, said).origins:
        assert track.origins.count(origin) or origin.source is Source.CATALOG
