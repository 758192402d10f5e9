"""The one spelling of what a person types about a track."""

import re
from collections.abc import Iterable

from setlist.curation.values import (
    CLOSED,
    CODES,
    JOINT,
    LISTS,
    MOST_WORDS,
    spell_number,
)
from setlist.errors import Finding, InputError, Place
from setlist.model import Field, Vocabulary
from setlist.wording import (
    clean_text,
    escape_text,
    fold_terms,
    fold_word,
    is_rare_code,
    list_instruments,
    nearest_terms,
    read_language,
)

_NUMBER = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,6})?")
_SHORT = 40
_MENDS = {
    Field.ISRC: "give the twelve characters of the code, such as GBAYE0601498",
    Field.MUSICBRAINZ_ID: "give the id of the recording: 36 characters, digits and a to f",
    Field.MOVEMENT: "give the number of the movement, from 1",
}


def spell_value(field: Field, text: str, vocabulary: Vocabulary) -> str:
    """Put what a person typed into the one spelling of its field.

    Parameters
    ----------
    field : Field
        What it speaks of.
    text : str
        What was typed; words of a list stand between semicolons or commas.
    vocabulary : Vocabulary
        The words that tags and instruments may be.

    Returns
    -------
    str
        The value of a statement.

    Raises
    ------
    InputError
        It is no value of this field; every wrong word of a list is named, tags with the
        nearest words of the vocabulary.
    """
    if field in LISTS:
        return _spell_list(field, text, vocabulary)
    cleaned = clean_text(text)
    if cleaned is None:
        raise InputError(_fault(field, "is empty", "give a value, or take back what was said"))
    if field is Field.INTENSITY:
        return _spell_intensity(cleaned)
    if field in CLOSED:
        return _choose(field, cleaned)
    return _spell_code(field, cleaned) if field in CODES else cleaned


def _spell_intensity(text: str) -> str:
    """Spell a number from 1 to 9; a decimal comma will do."""
    number = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else 0.0
    spelt = spell_number(number)
    if spelt is None:
        mend = "give 1 to 9, in halves if need be: 1-3 supportive, 4-6 mixed, 7-9 challenging"
        raise InputError(_fault(Field.INTENSITY, f"is {_quote(text)}", mend))
    return spelt


def _choose(field: Field, text: str) -> str:
    """Spell one word of a closed list."""
    word = fold_word(text).replace(" ", "-")
    if word not in CLOSED[field]:
        mend = f"give one of {', '.join(CLOSED[field])}"
        raise InputError(_fault(field, f"is {_quote(text)}", mend))
    return word


def _spell_code(field: Field, text: str) -> str:
    """Spell what has a fixed form: a code without hyphens, an id, a number."""
    if field is Field.ISRC:
        code = re.sub(r"[ -]", "", text).upper()
    else:
        code = text.lower() if field is Field.MUSICBRAINZ_ID else text.lstrip("0")
    if CODES[field].fullmatch(code) is None:
        raise InputError(_fault(field, f"is {_quote(text)}", _MENDS[field]))
    return code


def _spell_list(field: Field, text: str, vocabulary: Vocabulary) -> str:
    """Spell languages, tags or instruments: sorted, each once."""
    written = [word for part in re.split(r"[;,]", text) if (word := clean_text(part))]
    if not written:
        mend = "give words with semicolons between them, or take back what was said"
        raise InputError(_fault(field, "is empty", mend))
    if len(written) > MOST_WORDS:
        said = f"holds {len(written)} words"
        raise InputError(_fault(field, said, f"choose the {MOST_WORDS} that matter at most"))
    if field is Field.LANGUAGES:
        return _spell_languages(written)
    return _spell_terms(field, written, vocabulary)


def _spell_languages(written: Iterable[str]) -> str:
    """Spell languages by their codes."""
    codes: set[str] = set()
    faults: list[Finding] = []
    for word in written:
        code = read_language(word)
        if code is None and not is_rare_code(word):
            mend = "give its code, such as en, es or de"
            faults.append(_fault(Field.LANGUAGES, f"{_quote(word)} is no language", mend))
        codes.add(code or word)
    if faults:
        raise InputError(*faults)
    return JOINT.join(sorted(codes))


def _spell_terms(field: Field, written: Iterable[str], vocabulary: Vocabulary) -> str:
    """Spell tags or instruments as the vocabulary does."""
    folded = fold_terms(vocabulary)
    played = list_instruments(vocabulary)
    words: set[str] = set()
    faults: list[Finding] = []
    for word in written:
        known = folded.get(fold_word(word))
        if known is None:
            near = nearest_terms(word, vocabulary)
            mend = "add it to a vocabulary file of your own, or leave it out"
            mend = f"did you mean {' or '.join(near)}? Otherwise {mend}" if near else mend
            faults.append(_fault(field, f"{_quote(word)} is not in the vocabulary", mend))
        elif field is Field.INSTRUMENTS and known not in played:
            said = f"{_quote(known)} is in the vocabulary, but is no instrument"
            faults.append(_fault(field, said, "say it as a tag"))
        else:
            words.add(known)
    if faults:
        raise InputError(*faults)
    return JOINT.join(sorted(words))


def _quote(text: str) -> str:
    """Write what a person typed so that it fits into a sentence."""
    short = text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
    return f'"{escape_text(short)}"'


def _fault(field: Field, said: str, mend: str) -> Finding:
    """Make a finding about a value."""
    return Finding(said=said, mend=mend, place=Place(field=field.value))
