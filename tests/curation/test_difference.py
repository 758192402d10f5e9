"""What one curation says that another does not."""

from hypothesis import given
from sayings import POND, TIDE, at, rivals, say

from setlist.curation import diff, merge, stamp
from setlist.model import Curation, Field, Standing, TrackKey


@given(rivals, rivals)
def test_what_the_other_lacks_is_all_that_is_listed(one: Curation, other: Curation) -> None:
    listed = {each for departure in diff(one, other).departures for each in departure.here}
    assert listed == set(merge(one).statements) - set(merge(other).statements)
    assert set(diff(one, other).reviews) == set(one.reviews) - set(other.reviews)


@given(rivals)
def test_nothing_differs_from_itself(curation: Curation) -> None:
    assert str(diff(curation, merge(curation, curation))) == ""


def test_a_difference_prints_a_line_for_every_field() -> None:
    one = Curation(
        keys=(TrackKey(track=POND, title="Still\x1b Pond", artist="Tidal Rooms"),),
        statements=(
            say(Field.VOICE, "none"),
            say(Field.INTENSITY, "3", clinic="north", standing=Standing.PROPOSED),
            say(Field.TITLE, None, track=TIDE),
            say(Field.ALBUM, "Same"),
        ),
        reviews=(stamp(POND, (), "AB", at(1)),),
    )
    other = Curation(statements=(say(Field.VOICE, "words", by="MR"), say(Field.ALBUM, "Same")))
    first, second = sorted((POND, TIDE))
    names = {POND: f"Still\\x1b Pond · Tidal Rooms ({POND})", TIDE: TIDE}
    lines = {
        POND: "  intensity (north): KL 3 proposed\n  voice: KL none (there: MR words)",
        TIDE: "  title: KL nothing",
    }
    assert str(diff(one, other)) == (
        f"{names[first]}\n{lines[first]}\n{names[second]}\n{lines[second]}\n"
        "1 review that the other does not have"
    )
