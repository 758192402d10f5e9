"""The words of a vocabulary, found however they were written."""

from setlist.model import TagFamily, Term, Vocabulary
from setlist.wording import fold_terms, fold_word, list_instruments, nearest_terms

VOCABULARY = Vocabulary(
    terms=(
        Term(word="choir", family=TagFamily.INSTRUMENTS, meaning="Many voices."),
        Term(word="film score", family=TagFamily.ASSOCIATION, meaning="Made for a film."),
        Term(word="slow-build", family=TagFamily.MOTION, meaning="Rises over minutes."),
    )
)


def test_a_spelling_is_matched_and_a_mistake_gets_the_nearest_words() -> None:
    folded = fold_terms(VOCABULARY)
    assert folded[fold_word("Film-Score")] == "film score"
    assert folded[fold_word("slow build")] == "slow-build"
    assert nearest_terms("chior", VOCABULARY) == ("choir",)
    assert nearest_terms("xyzzy" * 1000, VOCABULARY) == ()


def test_only_words_of_their_family_are_instruments() -> None:
    assert list_instruments(VOCABULARY) == {"choir"}
