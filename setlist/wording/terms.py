"""The words of a vocabulary, found however they were written."""

from collections.abc import Mapping
from difflib import get_close_matches

from setlist.model import TagFamily, Vocabulary
from setlist.wording.words import fold_word

_NEAREST = 3
_LIKENESS = 0.6


def nearest_terms(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give up to three words of the vocabulary that a mistyped one may have meant."""
    folded = fold_terms(vocabulary)
    near = get_close_matches(fold_word(text[:100]), folded, n=_NEAREST, cutoff=_LIKENESS)
    return tuple(folded[word] for word in near)


def fold_terms(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Map the folded form of every word to the word."""
    return {fold_word(term.word): term.word for term in vocabulary.terms}


def list_instruments(vocabulary: Vocabulary) -> frozenset[str]:
    """Give the words that name an instrument or a use of the voice."""
    terms = vocabulary.terms
    return frozenset(term.word for term in terms if term.family is TagFamily.INSTRUMENTS)
