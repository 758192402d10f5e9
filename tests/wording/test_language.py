"""Languages under one spelling."""

import pytest

from setlist.wording import is_rare_code, read_language


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"),
        ("eng", "en"),
        ("EN-gb", "en"),
        ("pt_BR", "pt"),
        ("English", "en"),
        ("deu", "de"),
        ("ger", "de"),
        ("Español", "es"),
        ("zho", "zh"),
        ("chi", "zh"),
    ],
)
def test_a_language_has_one_code(written: str, code: str) -> None:
    assert read_language(written) == code


@pytest.mark.parametrize("written", ["", "zxx", "und", "XXX", "klingon?", "e", "-", "\0"])
def test_what_names_no_language_has_no_code(written: str) -> None:
    assert read_language(written) is None


def test_a_code_without_a_short_form_is_told_from_no_language() -> None:
    assert is_rare_code("haw")
    assert not any(map(is_rare_code, ("zxx", "und", "Haw", "hawa", "ha1", "")))
