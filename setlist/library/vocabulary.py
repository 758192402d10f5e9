"""The closed vocabulary of tags: the shipped words, and those that a clinic adds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from setlist.documents import Document, read_text, read_toml
from setlist.errors import Finding, InputError, Severity
from setlist.model import TagFamily, Term, Vocabulary
from setlist.shipped import shipped_folder
from setlist.wording import clean_text, escape_text, fold_word


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFile:
    """A vocabulary file: one table a family, in it each word and its meaning."""

    mood: dict[str, str] = field(default_factory=dict)
    texture: dict[str, str] = field(default_factory=dict)
    motion: dict[str, str] = field(default_factory=dict)
    instruments: dict[str, str] = field(default_factory=dict)
    setting: dict[str, str] = field(default_factory=dict)
    tradition: dict[str, str] = field(default_factory=dict)
    association: dict[str, str] = field(default_factory=dict)


def read_vocabulary(own: Sequence[Path] = ()) -> tuple[Vocabulary, tuple[Finding, ...]]:
    """Read the shipped vocabulary, and a clinic's own files on top of it.

    A word that stands already keeps its first meaning, and the second is a finding: so a
    clinic's file goes on working when a later setlist ships a word of the same name.

    Parameters
    ----------
    own : sequence of Path
        Vocabulary files of the clinic, in the order in which they count.

    Returns
    -------
    Vocabulary
        Every word once, the shipped ones first.
    tuple of Finding
        A warning for every word that is there twice.

    Raises
    ------
    InputError
        A file is missing or wrong; every fault of every file is named.
    """
    shipped = shipped_folder("library") / "vocabulary.toml"
    terms: dict[str, Term] = {}
    doubles: list[Finding] = []
    faults: list[Finding] = []
    for path in (shipped, *own):
        try:
            text = read_text(path)
            document = read_toml(text, file=escape_text(str(path)), noun=VocabularyFile)
            faults += _check_words(document)
        except InputError as error:
            faults += error.findings
            continue
        for term in _list_terms(document.value):
            known = terms.setdefault(fold_word(term.word), term)
            if known is not term:
                doubles.append(_double(document, term, known))
    if faults:
        raise InputError(*faults)
    return Vocabulary(terms=tuple(terms.values())), tuple(doubles)


def _list_terms(file: VocabularyFile) -> Iterable[Term]:
    """Give the terms of a file, family by family."""
    for family in fields(file):
        for word, meaning in getattr(file, family.name).items():
            yield Term(word=word, family=TagFamily(family.name), meaning=meaning)


def _check_words(document: Document[VocabularyFile]) -> Iterable[Finding]:
    """Say which words or meanings of a file are empty or no plain line of text."""
    for term in _list_terms(document.value):
        place = document.place(term.family.value, term.word)
        if clean_text(term.word) != term.word:
            said = "is no word: it is empty, too long, or holds control characters"
            yield Finding(said=said, mend="write a short word on one line", place=place)
        elif clean_text(term.meaning) is None:
            said = "has no meaning"
            yield Finding(said=said, mend="say in one line what it means", place=place)


def _double(document: Document[VocabularyFile], term: Term, known: Term) -> Finding:
    """Say that a word stands already, and in which meaning it is kept."""
    return Finding(
        said=f"the word stands already, in the family {known.family}: {known.meaning}",
        mend="take it out here, or choose another word; the first meaning is kept",
        place=document.place(term.family.value, term.word),
        severity=Severity.WARNING,
    )
