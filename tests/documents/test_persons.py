"""What looks like personal data, and what does not."""

import pytest

from setlist.documents.persons import find_personal_code, find_personal_text, is_personal_key


@pytest.mark.parametrize(
    "key",
    [
        "name",
        "first_name",
        "firstName",
        "surname",
        "last-name",
        "dob",
        "date_of_birth",
        "birthday",
        "birth date",
        "email",
        "e-mail",
        "phone",
        "mobile_phone",
        "telephone",
        "address",
        "age",
        "home_address",
        "diagnosis",
        "diagnoses",
        "icd10",
        "gender",
        "patient_id",
        "postcode",
    ],
)
def test_a_key_for_personal_data_is_known(key: str) -> None:
    assert is_personal_key(key)


@pytest.mark.parametrize(
    "key", ["code", "understands", "avoid_tags", "minutes", "onset", "gentler", "anchor", "tags"]
)
def test_a_key_of_a_client_file_is_not(key: str) -> None:
    assert not is_personal_key(key)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jane@example.org", "an e-mail address"),
        ("born 1980-05-12", "a date, as of birth"),
        ("12.05.1980", "a date, as of birth"),
        ("5/12/80", "a date, as of birth"),
        ("+49 170 1234567", "a telephone number"),
        ("(555) 123-4567", "a telephone number"),
        ("F32.1", "a diagnosis"),
    ],
)
def test_a_text_that_looks_personal_is_known(text: str, kind: str) -> None:
    assert find_personal_text(text) == kind


@pytest.mark.parametrize(
    "text", ["choir", "film score", "15 min", "en", "pt-BR", "1990s pop", "120 bpm", "Op. 28"]
)
def test_any_other_text_is_not(text: str) -> None:
    assert find_personal_text(text) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Jane Doe", "a person's name"),
        ("JaneDoe", "a person's name"),
        ("Jane-Doe", "a person's name"),
        ("ptsd-14", "a diagnosis"),
        ("bipolar.3", "a diagnosis"),
        ("19800512", "a date, as of birth"),
        ("k1980-05-12", "a date, as of birth"),
    ],
)
def test_a_code_that_is_none_is_known(code: str, kind: str) -> None:
    assert find_personal_code(code) == kind


@pytest.mark.parametrize("code", ["heron-14", "H14", "a", "blue_door.2", "K-0003", "Heron"])
def test_a_code_name_passes(code: str) -> None:
    assert find_personal_code(code) is None
