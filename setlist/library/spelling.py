"""The one spelling of what curators write: tags, instruments, languages, ratings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from setlist.errors import Finding, Severity
from setlist.library.curation import Entry
from setlist.model import Licence, Rating, Vocabulary
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Speller:
    """Puts the words of entries into one spelling, and collects what is amiss.

    An unknown tag stays on its track as it was written, so that an exclusion of the same word
    finds it.
    """

    vocabulary: Vocabulary
    folded: Mapping[str, str]
    played: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Give the known words that an unknown one may have meant; each is sought once."""
        if word not in self._near:
            self._near[word] = nearest_terms(word, self.vocabulary)
        return self._near[word]

    def warn(self, entry: Entry, path: tuple[str | int, ...], said: str, mend: str) -> None:
        """Note something that is amiss; it stops nothing."""
        place = entry.place(*path)
        self.findings.append(Finding(said=said, mend=mend, place=place, severity=Severity.WARNING))


def make_speller(vocabulary: Vocabulary) -> Speller:
    """Make a speller of a vocabulary."""
    folded, played = fold_terms(vocabulary), list_instruments(vocabulary)
    return Speller(vocabulary=vocabulary, folded=folded, played=played)


def spell_entry(entry: Entry, speller: Speller) -> Entry:
    """Put every value of an entry into its one spelling."""
    said = entry.said
    if (said.work is None) != (said.movement is None):
        reason = "work and movement belong together, and only one of them is given"
        speller.warn(entry, (), reason, "give both, or neither")
    return replace(
        entry,
        said=replace(
            said,
            title=clean_text(said.title or ""),
            artist=clean_text(said.artist or ""),
            album=clean_text(said.album or ""),
            work=clean_text(said.work or ""),
            licence=_spell_licence(said.licence),
            languages=_spell_languages(entry, speller),
            ratings=_check_ratings(entry, speller),
            tags=_spell_words(entry, speller, "tags", said.tags),
            instruments=_spell_words(entry, speller, "instruments", said.instruments),
        ),
    )


def _spell_words(
    entry: Entry, speller: Speller, key: str, written: tuple[str, ...]
) -> tuple[str, ...]:
    """Spell tags or instruments as the vocabulary does."""
    words = []
    for position, word in enumerate(written):
        known = speller.folded.get(fold_word(word))
        if known is None:
            near = speller.nearest(word)
            mend = "add it to a vocabulary file of your own, or take it out"
            if near:
                mend = f"did you mean {' or '.join(near)}? Otherwise {mend}"
            said = f'"{_short(word)}" is not in the vocabulary'
            speller.warn(entry, (key, position), said, mend)
        elif key == "instruments" and known not in speller.played:
            said = f'"{known}" is in the vocabulary, but is no instrument'
            speller.warn(entry, (key, position), said, "move it to tags")
        words.append(known or clean_text(word) or "")
    return _each_once(word for word in words if word)


def _spell_languages(entry: Entry, speller: Speller) -> tuple[str, ...]:
    """Spell languages by their codes; one that is not known counts as none given."""
    codes = []
    for position, written in enumerate(entry.said.languages):
        code = read_language(written)
        if code is None and is_rare_code(written):
            code = written
        if code is None:
            said = f'"{_short(written)}" is no language'
            mend = "give its code, such as en, es or de; words without one count as understood"
            speller.warn(entry, ("languages", position), said, mend)
        else:
            codes.append(code)
    return _each_once(codes)


def _check_ratings(entry: Entry, speller: Speller) -> tuple[Rating, ...]:
    """Check the ratings of an entry; of a rater who rated twice the last one counts."""
    ratings: dict[str, Rating] = {}
    for position, rating in enumerate(entry.said.ratings):
        place = ("ratings", position)
        if rating.on is not None and not _is_date(rating.on):
            said = f'"{_short(rating.on)}" is no date'
            speller.warn(entry, (*place, "on"), said, "write it as 2026-11-24")
        rater = clean_text(rating.rater or "")
        key = rater or f" {position}"
        if key in ratings:
            said = f"{_short(key)} rated this track twice"
            speller.warn(entry, place, said, "take the older rating out; the last one counts")
        ratings[key] = replace(rating, rater=rater)
    return tuple(ratings.values())


def _spell_licence(licence: Licence | None) -> Licence | None:
    """Clean the words of a licence; one without a name is none."""
    name = clean_text(licence.name) if licence else None
    if licence is None or name is None:
        return None
    return replace(licence, name=name, holder=clean_text(licence.holder or ""))


def _is_date(text: str) -> bool:
    """Tell whether a text is a date of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    """Keep the first of every word."""
    return tuple(dict.fromkeys(words))


def _short(text: str) -> str:
    """Write what a person wrote so that it fits into a sentence."""
    return escape_text(text if len(text) <= 40 else text[:39] + "…")
