"""Names of overlays."""

import pytest

from setlist.curation import check_clinic
from setlist.errors import InputError


@pytest.mark.parametrize("name", ["", "harbour", "Praxis am Wald", "海の診療所"])
def test_a_line_of_text_or_nothing_names_an_overlay(name: str) -> None:
    assert check_clinic(name) == name


@pytest.mark.parametrize("name", ["a\nb", " harbour", "x" * 41, "\x1b[2J"])
def test_what_no_curation_file_could_hold_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="at most 40 characters"):
        check_clinic(name)
