"""Amounts are refused wherever they stand."""

import pytest

from setlist.documents import read_toml
from setlist.documents.amounts import is_amount_key, is_amount_text
from setlist.errors import InputError
from setlist.model import Listener, Sidecar


@pytest.mark.parametrize(
    "key",
    [
        "mg",
        "MG",
        "mg_kg",
        "mg/kg",
        "mgkg",
        "dose_mg",
        "doseMg",
        "dose-mg",
        "ml",
        "mL",
        "µg",
        "ug",
        "weight",
        "bodyWeight",
        "weight_kg",
        "concentration",
        "Dosage",
        "milligrams",
        "grams",
    ],
)
def test_a_key_that_gives_an_amount_is_known(key: str) -> None:
    assert is_amount_key(key)


@pytest.mark.parametrize(
    "key", ["title", "length", "mgmt", "html", "program", "overlap_s", "onset", "", "programme"]
)
def test_any_other_key_is_not(key: str) -> None:
    assert not is_amount_key(key)


@pytest.mark.parametrize(
    "text", ["50 mg", "0.5mg/kg", "give 20 MG now", "100 µg", "3 ml", "70 kg", "2 grams"]
)
def test_a_text_that_gives_an_amount_is_known(text: str) -> None:
    assert is_amount_text(text)


@pytest.mark.parametrize("text", ["15 min", "p50", "3 LU", "mg", "track 5 mgs", "12 months", ""])
def test_any_other_text_is_not(text: str) -> None:
    assert not is_amount_text(text)


def test_an_amount_is_refused_with_the_reason_however_deep_it_stands() -> None:
    text = 'code = "a"\nweight = 70\n[medicine]\nname = "k"\n[medicine.first]\ndose_mg = 50\n'
    with pytest.raises(InputError) as caught:
        read_toml(text, file="c.toml", noun=Listener)
    said = [str(finding) for finding in caught.value.findings]
    assert [line.split(": ")[:2] for line in said] == [
        ["c.toml:2", "weight"],
        ["c.toml:3", "medicine"],
        ["c.toml:6", "medicine.first.dose_mg"],
    ]
    assert sum("never reads a dose" in line for line in said) == 2


def test_a_title_that_sounds_like_an_amount_is_only_a_title() -> None:
    text = '[[track]]\npath = "5 mg.flac"\ntitle = "5 mg"\n'
    assert read_toml(text, file="l", noun=Sidecar).value.track[0].title == "5 mg"
