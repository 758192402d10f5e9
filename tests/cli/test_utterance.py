"""What a rater types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.cli.utterance import HELP_LINES, Wish, read_utterance
from setlist.errors import InputError


@pytest.mark.parametrize(
    ("line", "wish", "words"),
    [
        ("1", Wish.RATE, "1"),
        (" 9 ", Wish.RATE, "9"),
        ("4.5", Wish.RATE, "4.5"),
        ("4,5", Wish.RATE, "4.5"),
        ("12", Wish.RATE, "12"),
        ("v none", Wish.VOICE, "none"),
        ("v n", Wish.VOICE, "none"),
        ("vl", Wish.VOICE, "wordless"),
        ("V S", Wish.VOICE, "spoken"),
        ("v w", Wish.VOICE, "words"),
        ("voice words", Wish.VOICE, "words"),
        ("wordless", Wish.VOICE, "wordless"),
        ("v w en,es", Wish.VOICE, "words en,es"),
        ("t", Wish.TAGS, ""),
        ("t warm, -steady", Wish.TAGS, "warm, -steady"),
        ("tags warm", Wish.TAGS, "warm"),
        ("l en,es", Wish.LANGUAGES, "en,es"),
        ("s", Wish.SKIP, ""),
        ("skip", Wish.SKIP, ""),
        ("u", Wish.UNDO, ""),
        ("p", Wish.PLAY, ""),
        ("p2", Wish.PLAY, "2"),
        ("p 3", Wish.PLAY, "3"),
        ("m", Wish.HUSH, ""),
        ("?", Wish.HELP, ""),
        ("h", Wish.HELP, ""),
        ("help", Wish.HELP, ""),
        ("Q", Wish.QUIT, ""),
    ],
)
def test_a_line_is_a_wish_and_its_words(line: str, wish: Wish, words: str) -> None:
    said = read_utterance(line)
    assert (said.wish, said.words) == (wish, words)


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("", "give 1 to 9"),
        ("x", "? explains them"),
        ("4.5.6", "give 1 to 9"),
        ("\u0664", "give 1 to 9"),
        ("nan", "give 1 to 9"),
        ("v", "give v none"),
        ("l", "such as l en,es"),
        ("p4", "give p, p1, p2 or p3"),
        ("p begin", "give p, p1, p2 or p3"),
        ("s 5", "give s with nothing behind it"),
        ("u all", "give u with nothing behind it"),
        ("steady", "give 1 to 9"),
    ],
)
def test_a_mistake_is_one_finding_with_its_mend(line: str, mend: str) -> None:
    with pytest.raises(InputError) as caught:
        read_utterance(line)
    (finding,) = caught.value.findings
    assert mend in finding.mend


@given(st.text(max_size=600))
def test_any_line_is_a_wish_or_a_finding_on_one_plain_line(line: str) -> None:
    try:
        read_utterance(line)
    except InputError as error:
        said = str(error)
        assert len(said) < 300
        assert not any(sign in said for sign in "\n\r\t\x1b\x00\u202e\u2066\u2028")


def test_every_wish_is_explained() -> None:
    first_letters = {line[0] for line in HELP_LINES}
    assert first_letters >= {wish.value[0] for wish in Wish} - {"r", "h"}
    for line in HELP_LINES:
        assert len(line) <= 100
