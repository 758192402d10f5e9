"""The name of a clinic's overlay."""

from setlist.errors import Finding, InputError, Place
from setlist.wording import clean_text

_LONGEST = 40
"""Characters of the name (our own)."""


def check_clinic(name: str) -> str:
    """Give the name of a clinic's overlay back if it can be one; ``""`` is the shared base.

    Raises
    ------
    InputError
        It could not stand in a curation file.
    """
    fault = find_clinic_fault(name)
    if fault is not None:
        said, mend = fault
        raise InputError(Finding(said=said, mend=mend, place=Place(field="clinic")))
    return name


def find_clinic_fault(name: str) -> tuple[str, str] | None:
    """Say why a text is no name of an overlay, with the mend, or give None."""
    if not name or (len(name) <= _LONGEST and clean_text(name) == name):
        return None
    return "is no name of an overlay", f"give one line of at most {_LONGEST} characters, or nothing"
