"""Values of statements, from their one spelling to their own types."""

import pytest

from setlist.curation import Values, read_values
from setlist.curation.values import MOST_WORDS, is_spelt
from setlist.errors import InputError
from setlist.model import Field, Performance, Voice


def test_values_come_back_in_their_own_types() -> None:
    said = {
        Field.TITLE: "Still Pond",
        Field.INTENSITY: "4.5",
        Field.VOICE: "wordless",
        Field.LANGUAGES: "de; en",
        Field.TAGS: "calm",
        Field.MOVEMENT: "2",
        Field.PERFORMANCE: "not-granted",
    }
    assert read_values(said) == Values(
        title="Still Pond",
        intensity=4.5,
        voice=Voice.WORDLESS,
        languages=("de", "en"),
        tags=("calm",),
        movement=2,
        performance=Performance.NOT_GRANTED,
    )


def test_every_value_in_another_spelling_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_values({Field.VOICE: "None", Field.TITLE: "x", Field.TAGS: "warm; calm"})
    assert [finding.place.field for finding in caught.value.findings] == ["voice", "tags"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.INTENSITY, "4.50"),
        (Field.INTENSITY, "10"),
        (Field.INTENSITY, "9.1"),
        (Field.INTENSITY, "٤"),
        (Field.LANGUAGES, "eng"),
        (Field.LANGUAGES, "en; de"),
        (Field.LANGUAGES, "zxx"),
        (Field.TAGS, "calm; calm"),
        (Field.TAGS, "calm;warm"),
        (Field.TAGS, ""),
        (Field.TAGS, "; ".join(f"w{number:03d}" for number in range(MOST_WORDS + 1))),
        (Field.TITLE, ""),
        (Field.TITLE, "two\nlines"),
        (Field.TITLE, "half \ud83d pair"),
        (Field.TITLE, "x" * 301),
        (Field.ISRC, "gbaye0601498"),
        (Field.MOVEMENT, "01"),
    ],
)
def test_another_spelling_is_told_from_the_one(field: Field, value: str) -> None:
    assert not is_spelt(field, value)
