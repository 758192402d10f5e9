"""Who says something: initials or a role, never a person's name."""

import re
import unicodedata

from setlist.documents import find_personal_text
from setlist.errors import Finding, InputError, Place
from setlist.wording import clean_text

LONGEST_ROLE = 24
"""Characters of a role (our own)."""

_MOST_INITIALS = 4
_MEND = "give initials such as KL, or a role in small letters such as curator or lead therapist"
_PARTS = re.compile(r"[ -]")


def check_rater(text: str) -> str:
    """Give the one spelling of initials or a role.

    Up to three letters are initials, and so are four of which not all are small; dots between
    them go.  A role is words in small letters.  A first name in small letters cannot be told
    from a role.

    Parameters
    ----------
    text : str
        What a person typed.

    Returns
    -------
    str
        Initials in capitals, or the role.

    Raises
    ------
    InputError
        It looks like a person's name, an e-mail address, a date or a telephone number, or is
        neither initials nor a role.
    """
    word = unicodedata.normalize("NFC", clean_text(text) or "")
    personal = find_personal_text(word)
    if personal is not None:
        raise _refusal(f"looks like {personal}")
    initials = _read_initials(word)
    if initials is not None:
        return initials
    if word != word.lower():
        raise _refusal("looks like a person's name")
    if len(word) > LONGEST_ROLE:
        raise _refusal(f"is longer than {LONGEST_ROLE} characters")
    first, *rest = _PARTS.split(word)
    if not _is_word(first) or not all(_is_word(part) or _is_digit(part) for part in rest):
        raise _refusal("is neither initials nor a role")
    return word


def _read_initials(word: str) -> str | None:
    """Give initials in capitals, or None for what is none."""
    letters = re.sub(r"[. -]", "", word) if "." in word else word
    if not letters.isalpha() or letters.upper() == letters.lower():
        return None
    capitals = letters.upper()
    if not capitals.isalpha() or len(capitals) > _MOST_INITIALS:
        return None
    is_name = len(letters) >= 3 and letters.istitle()
    is_role = len(letters) == _MOST_INITIALS and letters.islower()
    return None if is_name or is_role else capitals


def _is_word(part: str) -> bool:
    """Tell whether a part of a role is a word of any script."""
    return bool(part) and all(unicodedata.category(char)[0] in "LM" for char in part)


def _is_digit(part: str) -> bool:
    """Tell whether a part of a role is a digit that tells two of them apart."""
    return len(part) == 1 and part.isdecimal()


def _refusal(said: str) -> InputError:
    """Make the error for what is neither initials nor a role; it does not repeat it."""
    return InputError(Finding(said=said, mend=_MEND, place=Place(field="by")))
