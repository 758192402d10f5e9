"""What several roots say of one track."""

from dataclasses import replace

from builders import a_track, some_measures
from hypothesis import given
from shelves import SOME_TAGS

from setlist.catalog.sides import Side, join_sides
from setlist.model import Origin, Source, Tags


def a_side(tags: Tags, *origins: Origin, root: str = "a", version: int = 1) -> Side:
    measures = replace(some_measures(), version=version)
    track = replace(a_track(tags=tags, measures=measures), path=None, origins=origins)
    return Side(root=root, name="x.ogg", gone=False, track=track)


def origin(field: str, source: Source) -> Origin:
    return Origin(field=field, source=source)


def test_a_single_side_is_the_track() -> None:
    side = a_side(Tags(title="x"))
    assert join_sides([side]) is side.track


def test_what_one_side_lacks_the_other_gives() -> None:
    one = a_side(Tags(title="x"), origin("title", Source.EMBEDDED))
    other = a_side(Tags(title="y", words=("calm",)), origin("tags", Source.SIDECAR))
    joined = join_sides([one, other])
    assert (joined.tags.title, joined.tags.words) == ("x", ("calm",))
    assert set(joined.origins) == {*one.track.origins, *other.track.origins}


def test_the_more_trusted_source_wins_and_the_first_of_equal_ones() -> None:
    one = a_side(
        Tags(title="x", artist="x"),
        origin("title", Source.FILE_NAME),
        origin("artist", Source.TABLE),
    )
    other = a_side(
        Tags(title="y", artist="y"),
        origin("title", Source.EMBEDDED),
        origin("artist", Source.TABLE),
    )
    joined = join_sides([one, other])
    assert (joined.tags.title, joined.tags.artist) == ("y", "x")
    assert joined.origin("title") == origin("title", Source.EMBEDDED)


def test_the_latest_measures_are_taken_with_their_origin() -> None:
    one = a_side(Tags(), Origin(field="measures", source=Source.MEASURED, detail="1"))
    later = Origin(field="measures", source=Source.MEASURED, detail="2")
    other = a_side(Tags(), later, version=2)
    joined = join_sides([one, other])
    assert joined.measures == other.track.measures
    assert joined.origin("measures") == later


@given(SOME_TAGS, SOME_TAGS)
def test_nothing_that_a_side_says_is_lost(one: Tags, other: Tags) -> None:
    joined = join_sides([a_side(one), a_side(other)]).tags
    for field in Tags.__slots__:
        given_values = [getattr(one, field), getattr(other, field)]
        told = [value for value in given_values if value not in (None, ())]
        assert getattr(joined, field) == (told[0] if told else given_values[0])
