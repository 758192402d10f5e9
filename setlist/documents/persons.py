"""What looks like personal data in a client file: refused, because a code name is enough."""

import re

REASON = "setlist keeps no personal data: a client is a code name and what to avoid"
MEND = 'take it out; the code name, such as "heron-14", is told apart on paper'

_KEYS = re.compile(
    r"(?:first|last|full|given|family|sur|maiden|real|client|patient|nick|middle|legal)?_?names?"
    r"|(?:first|last|sur)name|initials|dob|yob|birth.*|born.*|date_of_birth|age|years_old"
    r"|e_?mails?|mail|(?:tele|cell|mobile_?)?phones?|(?:tele)?phone_.*|mobile|cell|tel|fax"
    r"|(?:home_|street_|postal_)?address.*|street|city|town|zip.*|postcode|postal_code|country"
    r"|diagnos[ei]s.*|diagnostic.*|dx|icd.*|disorder.*|condition.*|symptoms?|medications?|meds"
    r"|illness.*|disease.*|history|sex|gender.*|ethnicity|race|religion|nationality|occupation"
    r"|ssn|nhs.*|mrn|insurance.*|policy_number|passport.*|patient.*|therapist_name|spouse|partner"
    r"|emergency_contact|contact.*|next_of_kin|height.*|photo"
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|\(|\d)[\d\s()./-]{6,}\d(?!\w)")
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-./ ]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-./ ])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)?\d\d"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)(?!\d)"
)
_ICD = re.compile(r"\b[A-TV-Z]\d\d(?:\.\d{1,2})\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"[A-Z][a-zà-ÿ]+(?:[\s._-]*[A-Z][a-zà-ÿ]+)+")
_DIAGNOSES = re.compile(
    r"(?<![a-z])(?:adhd|addict(?:ion)?|alcoholi(?:c|sm)|anorexia|anxiety|asd|autis(?:m|tic)"
    r"|bipolar|borderline|bpd|bulimia|cancer|depress(?:ed|ion|ive)|dysthymia|gad|insomnia|mdd|ocd"
    r"|panic|psychosis|ptsd|schizo\w*|suicid\w*|trauma\w*|trd)(?![a-z])",
    re.IGNORECASE,
)


def is_personal_key(key: str) -> bool:
    """Tell whether a key asks for personal data: ``first_name``, ``dateOfBirth``, ``e-mail``."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower().replace("-", "_").replace(" ", "_")
    return _KEYS.fullmatch(words) is not None


def find_personal_text(text: str) -> str | None:
    """Say what personal data a text looks like, or None."""
    if _EMAIL.search(text):
        return "an e-mail address"
    if _DATE.search(text):
        return "a date, as of birth"
    if _PHONE.search(text):
        return "a telephone number"
    if _ICD.search(text):
        return "a diagnosis"
    return None


def find_personal_code(code: str) -> str | None:
    """Say what personal data a code name looks like, or None."""
    if _FULL_NAME.fullmatch(code.strip()):
        return "a person's name"
    if _DIAGNOSES.search(code):
        return "a diagnosis"
    return find_personal_text(code)
