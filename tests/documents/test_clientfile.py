"""Client files hold a code name and what to avoid, and nothing about the person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.documents import open_listener, read_listener
from setlist.errors import InputError
from setlist.model import Landmark, Listener, OwnMinute, TrackId
from setlist.units import Minutes


def findings_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_listener(text, file="c.toml")
    return [str(finding) for finding in caught.value.findings]


def test_a_client_is_read_as_it_is_meant(client_text: str) -> None:
    assert read_listener(client_text, file="c.toml") == Listener(
        code="heron-14",
        understands=("en", "pt-BR"),
        avoid_tags=("choir", "film score"),
        avoid_instruments=("bagpipes",),
        avoid_artists=("Anna Lind",),
        avoid_tracks=("12.05.1980",),
        gentler=0.5,
        anchor=TrackId("sha256:0a1b"),
        heard=(TrackId("row:77"), TrackId("sha256:0a1c")),
        own_minutes=(
            OwnMinute(landmark=Landmark.ONSET, at_min=Minutes(8.0)),
            OwnMinute(landmark=Landmark.PEAK_START, at_min=Minutes(12.0)),
            OwnMinute(landmark=Landmark.RETURN_END, at_min=Minutes(90.0)),
            OwnMinute(landmark=Landmark.BOOSTER, at_min=Minutes(20.0)),
        ),
    )


def test_a_code_name_is_enough() -> None:
    assert read_listener('code = "a"', file="c") == Listener(code="a")


def test_a_part_of_a_client_file_is_found_where_it_was_written(client_text: str) -> None:
    assert str(open_listener(client_text, file="c").place("avoid_tags", 1)) == (
        "c:3: avoid_tags item 2"
    )


@pytest.mark.parametrize(
    "line",
    [
        'name = "x"',
        'first_name = "x"',
        "birth_date = 1980-05-12",
        'dob = "1980"',
        'email = "x"',
        'phone = "x"',
        'address = "x"',
        'diagnosis = "x"',
        "age = 40",
        'avoid_tags = ["jane@example.org"]',
        'avoid_tags = ["born 12.05.1980"]',
        'avoid_instruments = ["+49 170 1234567"]',
        "[person]\nname = 'x'",
    ],
)
def test_personal_data_is_refused_with_the_reason(line: str) -> None:
    said = findings_of(f'code = "a"\n{line}')
    assert sum("setlist keeps no personal data" in finding for finding in said) == 1


@pytest.mark.parametrize("code", ["Jane Doe", "Jane-Doe", "ptsd-1", "1980-05-12", "j@x.org"])
def test_a_code_that_says_who_it_is_is_refused_with_the_reason(code: str) -> None:
    (said,) = findings_of(f'code = "{code}"')
    assert "setlist keeps no personal data" in said
    assert code not in said


@pytest.mark.parametrize("code", ["", "a b", "heron 14", "-a", "a" * 41, "a\\n"])
def test_a_code_of_another_form_is_refused(code: str) -> None:
    (said,) = findings_of(f'code = "{code}"')
    assert 'such as "heron-14"' in said


@pytest.mark.parametrize("line", ["weight = 70", "weight_kg = 70", 'dose = "50 mg"', "mg = 5"])
def test_an_amount_is_refused_with_the_reason(line: str) -> None:
    (said,) = findings_of(f'code = "a"\n{line}')
    assert "never reads a dose or a weight" in said


def test_music_may_be_called_what_it_likes() -> None:
    text = 'code = "a"\navoid_artists = ["Jane Doe", "50 mg"]\navoid_tracks = ["1980-05-12"]'
    assert read_listener(text, file="c").avoid_artists == ("Jane Doe", "50 mg")


def test_own_minutes_stand_in_order_of_time() -> None:
    text = 'code = "a"\n[minutes]\nonset = "8 min"\npeak_end = "7 min"\npeak = "x"\nland = "9 min"'
    said = findings_of(text)
    assert [line.partition(": ")[2].partition(" — ")[0] for line in said] == [
        "minutes.peak_end: is 7 min, earlier than onset at 8 min",
        'minutes.peak: is "x"',
        "minutes.land: is not a known key",
    ]


@pytest.mark.parametrize("language", ["English", "EN", "e", "en_GB", ""])
def test_a_language_is_a_code(language: str) -> None:
    (said,) = findings_of(f'code = "a"\nunderstands = ["{language}"]')
    assert said.startswith("c.toml:2: understands item 1: is")
    assert 'give a language code, such as "en"' in said


@pytest.mark.parametrize("identity", ["", "0a1b", "sha256:", "md5:0a", "sha256: a"])
def test_an_anchor_is_the_identity_of_a_track(identity: str) -> None:
    (said,) = findings_of(f'code = "a"\nanchor = "{identity}"')
    assert "give the identity of a track" in said


BITS = st.sampled_from(
    [
        '"',
        "[",
        "]",
        "=",
        "\n",
        ",",
        "1",
        "é",
        "name = 1\n",
        "nan",
        '"50 mg"',
        "a@b.cd",
        "[minutes]\n",
    ]
)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_broken_client_file_is_refused_with_places_and_mends_or_read(
    client_text: str, data: st.DataObject
) -> None:
    text = client_text
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(BITS) + text[at + data.draw(st.integers(0, 9)) :]
    try:
        read_listener(text, file="c.toml")
    except InputError as error:
        findings = error.findings
    else:
        findings = ()
    assert all(finding.place.file and finding.place.line for finding in findings)
    assert all(finding.said and finding.mend for finding in findings)
