"""The words of a vocabulary, found however they were written."""

from setlist.model import TagFamily, Term, Vocabulary
from setlist.wording import list_instruments, match_term, nearest_terms

VOCABULARY = Vocabulary(
    terms=(
        Term(word="choir", family=TagFamily.INSTRUMENTS, meaning="Many voices."),
        Term(word="film score", family=TagFamily.ASSOCIATION, meaning="Made for a film."),
        Term(word="slow-build", family=TagFamily.MOTION, meaning="Rises over minutes."),
    )
)


def test_a_spelling_is_matched_and_a_mistake_gets_the_nearest_words() -> None:
    assert match_term("Film-Score", VOCABULARY) == "film score"
    assert match_term("slow build", VOCABULARY) == "slow-build"
    assert match_term("chior", VOCABULARY) is None
    assert nearest_terms("chior", VOCABULARY) == ("choir",)
    assert nearest_terms("xyzzy" * 1000, VOCABULARY) == ()


def test_only_words_of_their_family_are_instruments() -> None:
    assert list_instruments(VOCABULARY) == {"choir"}
