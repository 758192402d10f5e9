"""The one spelling of what curators write."""

from collections.abc import Callable
from pathlib import Path

from surveys import survey_of

from setlist.errors import Severity
from setlist.library import Survey
from setlist.model import SidecarTrack

MakeFolder = Callable[..., Path]


def spell(make_folder: MakeFolder, *lines: str) -> tuple[SidecarTrack, Survey]:
    text = "\n".join(("[[track]]", 'path = "a.flac"', *lines)) + "\n"
    survey = survey_of(make_folder("a.flac", sidecar=text))
    return survey.entries[0].said, survey


def test_tags_are_spelt_as_the_vocabulary_does(make_folder: MakeFolder) -> None:
    said, survey = spell(
        make_folder, 'tags = ["Film-Score", "warm", "WARM"]', 'instruments = ["Throat Singing"]'
    )
    assert said.tags == ("film score", "warm")
    assert said.instruments == ("throat-singing",)
    assert not survey.findings


def test_an_unknown_tag_stays_and_is_a_finding_with_the_nearest_words(
    make_folder: MakeFolder,
) -> None:
    said, survey = spell(make_folder, "tags = [", '  "warm",', '  "chior",', "]")
    assert said.tags == ("warm", "chior")
    (finding,) = survey.findings
    assert finding.place.line == 5
    assert '"chior"' in finding.said
    assert "did you mean choir?" in finding.mend
    assert finding.severity is Severity.WARNING


def test_a_word_that_is_no_instrument_is_a_finding(make_folder: MakeFolder) -> None:
    _, survey = spell(make_folder, 'instruments = ["piano", "warm"]')
    (finding,) = survey.findings
    assert finding.mend == "move it to tags"


def test_languages_become_codes_and_nonsense_a_finding(make_folder: MakeFolder) -> None:
    said, survey = spell(make_folder, 'languages = ["English", "deu", "haw", "blah blah", "en"]')
    assert said.languages == ("en", "de", "haw")
    (finding,) = survey.findings
    assert '"blah blah"' in finding.said


def test_work_and_movement_belong_together(make_folder: MakeFolder) -> None:
    for line in ('work = "Four Tides"', "movement = 2"):
        _, survey = spell(make_folder, line)
        (finding,) = survey.findings
        assert "belong together" in finding.said


def test_the_last_rating_of_a_rater_counts(make_folder: MakeFolder) -> None:
    said, survey = spell(
        make_folder,
        'ratings = [{ intensity = 3, rater = "AB" }, { intensity = 5, rater = "CD" }, '
        '{ intensity = 4, rater = "AB" }, { intensity = 6 }, { intensity = 7 }]',
    )
    assert [rating.intensity for rating in said.ratings] == [4, 5, 6, 7]
    (finding,) = survey.findings
    assert finding.said == "AB rated this track twice"


def test_a_date_that_is_none_is_a_finding(make_folder: MakeFolder) -> None:
    _, survey = spell(make_folder, 'ratings = [{ intensity = 3, rater = "AB", on = "24.11.26" }]')
    (finding,) = survey.findings
    assert '"24.11.26" is no date' in finding.said


def test_texts_of_curators_are_cleaned_too(make_folder: MakeFolder) -> None:
    said, _ = spell(
        make_folder,
        'title = "Still\\nPond"',
        'artist = " "',
        'licence = { name = "CC0\\u202e", holder = "\\u0007" }',
    )
    assert (said.title, said.artist) == ("Still Pond", None)
    assert said.licence is not None
    assert (said.licence.name, said.licence.holder) == ("CC0", None)
