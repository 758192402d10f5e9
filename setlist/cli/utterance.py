"""What a rater types: one line, one wish."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from setlist.drawing import clean
from setlist.errors import Finding, InputError

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?", re.ASCII)
_JOINED: Final = re.compile(r"([pv])([a-z0-9])", re.ASCII)

_VOICES: Final = {"n": "none", "l": "wordless", "s": "spoken", "w": "words"}
_EXCERPTS: Final = ("1", "2", "3")


class Wish(StrEnum):
    """What a line asks for."""

    RATE = "rate"
    VOICE = "voice"
    TAGS = "tags"
    LANGUAGES = "languages"
    SKIP = "skip"
    UNDO = "undo"
    PLAY = "play"
    HUSH = "mute"
    HELP = "help"
    QUIT = "quit"


HELP_LINES: Final = (
    "1 to 9, or 4.5        how much the music asks of a listener; 1-3 supportive, 7-9 challenging",
    "v none                the voice: none (n), wordless (l), spoken (s), words (w)",
    "v words en,es         the same, and the languages",
    "l en,es               the languages that are sung or spoken",
    "t warm, steady        add tags; t -warm takes one out; t alone lists them all",
    "p                     play from the start; p1, p2, p3 play an excerpt",
    "m                     stop the music",
    "s                     leave this track and go on",
    "u                     take back what was kept last, and go back to its track",
    "q                     end; everything that was said is kept",
)
"""What `read_utterance` understands, in a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A wish, and the words that came with it."""

    wish: Wish
    words: str = ""


def read_utterance(line: str) -> Utterance:
    """Read a line that a rater typed.

    Values are not looked at: what is an intensity, a tag or a language is decided elsewhere.

    Parameters
    ----------
    line : str
        Anything.

    Returns
    -------
    Utterance
        For ``VOICE`` the words are a voice, written out, and maybe languages behind it; for
        ``PLAY`` the number of an excerpt or nothing; for ``RATE`` a number with a point.

    Raises
    ------
    InputError
        The line asks for nothing that there is.
    """
    text = clean(line)
    if _NUMBER.fullmatch(text):
        return Utterance(wish=Wish.RATE, words=text.replace(",", "."))
    head, _, words = text.partition(" ")
    head = head.casefold()
    if joined := _JOINED.fullmatch(head):
        head, words = joined[1], f"{joined[2]} {words}".strip()
    if head in _VOICES.values():
        head, words = "v", text
    wish = _find_wish(head)
    if wish is None:
        said = f'"{clean(text, limit=40)}" is no answer' if text else "an empty line says nothing"
        raise _refuse(said, "give 1 to 9, or v, t, l, p, m, s, u, q; ? explains them")
    if wish is Wish.VOICE:
        words = _write_out(words)
    if mend := _find_fault(wish, words):
        raise _refuse(f'"{clean(text, limit=40)}" cannot be done', mend)
    return Utterance(wish=wish, words=words)


def _find_wish(head: str) -> Wish | None:
    """Find the wish that a first word or its first letter means."""
    if head in {"?", "h"}:
        return Wish.HELP
    return next((wish for wish in Wish if head in {wish.value, wish.value[0]} - {"r", "h"}), None)


def _find_fault(wish: Wish, words: str) -> str | None:
    """Give the mend where a wish cannot be fulfilled with its words, or None."""
    if wish is Wish.PLAY:
        return None if not words or words in _EXCERPTS else "give p, p1, p2 or p3"
    if wish is Wish.VOICE:
        return None if words else "give v none, v wordless, v spoken or v words"
    if wish is Wish.LANGUAGES:
        return None if words else "give their codes, such as l en,es"
    if wish in {Wish.RATE, Wish.TAGS, Wish.HELP}:
        return None
    return f"give {wish.value[0]} with nothing behind it" if words else None


def _write_out(words: str) -> str:
    """Write a voice out that was given by its letter."""
    voice, _, languages = words.partition(" ")
    voice = voice.casefold()
    return f"{_VOICES.get(voice, voice)} {languages}".strip()


def _refuse(said: str, mend: str) -> InputError:
    """Make the error about a line."""
    return InputError(Finding(said=said, mend=mend))
