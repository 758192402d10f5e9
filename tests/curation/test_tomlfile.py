"""Curations as text that people read and edit."""

import pytest
from sayings import NOON, POND, say

from setlist.curation import CurationKind, read_curation, write_curation
from setlist.errors import InputError
from setlist.model import Curation, Field, Review, Standing, TrackKey
from setlist.units import Seconds


def test_a_track_is_a_table_and_a_statement_a_line() -> None:
    curation = Curation(
        keys=(
            TrackKey(
                track=POND, title='Still "Pond"', artist="Tidal Rooms", duration_s=Seconds(300.0)
            ),
        ),
        statements=(
            say(Field.VOICE, "none"),
            say(Field.TAGS, None, by="MR", clinic="north"),
            say(Field.INTENSITY, "4.5", standing=Standing.PROPOSED),
        ),
        reviews=(Review(track=POND, version="0011", by="AB", on=NOON),),
    )
    assert write_curation(curation, CurationKind.TOML) == (
        "schema = 1\n\n[[track]]\n"
        f'id = "{POND}"\ntitle = "Still \\"Pond\\""\nartist = "Tidal Rooms"\nduration_s = 300.0\n'
        "said = [\n"
        f'  {{ field = "intensity", value = "4.5", by = "KL", on = "{NOON}", '
        'standing = "proposed" },\n'
        f'  {{ field = "tags", by = "MR", on = "{NOON}", clinic = "north" }},\n'
        f'  {{ field = "voice", value = "none", by = "KL", on = "{NOON}" }},\n'
        "]\nreview = [\n"
        f'  {{ version = "0011", by = "AB", on = "{NOON}" }},\n'
        "]\n"
    )


def test_tables_with_headers_are_read_too() -> None:
    text = (
        f'schema = 1\n[[track]]\nid = "{POND}"\n'
        f'[[track.said]]\nfield = "voice"\nvalue = "none"\nby = "KL"\non = "{NOON}"\n'
        f'[[track.review]]\nversion = "0011"\nby = "AB"\non = "{NOON}"\n'
    )
    curation = read_curation(text, "shared.toml", CurationKind.TOML)
    assert curation.statements == (say(Field.VOICE, "none"),)
    assert [review.by for review in curation.reviews] == ["AB"]


def test_every_fault_is_named_with_its_line_and_place() -> None:
    text = "\n".join(
        (
            "schema = 1",
            "[[track]]",
            'id = "pond"',
            'isrc = "GB"',
            'title = "two\\nlines"',
            "duration_s = 300",
            "said = [",
            f'  {{ field = "voice", value = "loud", by = "KL", on = "{NOON}" }},',
            '  { field = "tags", value = "warm; calm", by = "Kim Lee", on = "today" },',
            f'  {{ field = "voice", by = "kl", on = "{NOON}", clinic = " n", reviewer = "?" }},',
            "]",
            f'review = [{{ version = "", by = "KL", on = "{NOON}" }}]',
        )
    )
    with pytest.raises(InputError) as caught:
        read_curation(text, "shared.toml", CurationKind.TOML)
    places = [
        (finding.place.line, (finding.place.field or "").rpartition(".")[2])
        for finding in caught.value.findings
    ]
    assert places == [
        *((3, "id"), (4, "isrc"), (5, "title"), (8, "value"), (9, "value"), (9, "by"), (9, "on")),
        *((10, "by"), (10, "reviewer"), (10, "clinic"), (12, "version")),
    ]
    assert all(finding.mend for finding in caught.value.findings)
    assert caught.value.findings[7].mend == 'write "KL"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is missing"),
        ("schema = 0", "is 0"),
        ('schema = "1"', 'is "1"'),
        ("schema = 1\ntracks = 1", "is not a known key"),
        ("schema = 1\n[[track]]\nid = 1", "is 1"),
        ("schema = 1\n[[track]]\nid = 'x'\nsaid = [{ field = 'voise' }]", 'is "voise"'),
        ("schema = ", "no TOML"),
    ],
)
def test_what_is_no_curation_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_curation(text, "shared.toml", CurationKind.TOML)
    assert any(finding.said.startswith(said) for finding in caught.value.findings)
