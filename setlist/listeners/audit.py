"""Whether the words of a client file will find what they should."""

from collections.abc import Callable, Collection, Iterator

from setlist.documents import quote, suggest
from setlist.errors import Finding, Place
from setlist.model import Listener

Locate = Callable[..., Place]
"""Gives the place of a key path in the client's file."""


def audit_listener(
    listener: Listener, *, vocabulary_words: Collection[str], locate: Locate | None = None
) -> tuple[Finding, ...]:
    """Find words to avoid that no track can carry: such an exclusion would find nothing.

    Parameters
    ----------
    listener : Listener
        As it was read.
    vocabulary_words : collection of str
        Every tag that tracks may carry.
    locate : callable, optional
        Gives the place of a key path, as ``Document.place`` does; without it findings have no
        line.

    Returns
    -------
    tuple of Finding
        An error for every word that is not in the vocabulary, with the nearest that is.
    """
    return tuple(_list_unknown(listener, vocabulary_words, locate or _name))


def _list_unknown(listener: Listener, words: Collection[str], locate: Locate) -> Iterator[Finding]:
    """Give a finding for every unknown word."""
    known = {_fold(word) for word in words}
    for key in ("avoid_tags", "avoid_instruments"):
        for position, word in enumerate(getattr(listener, key)):
            if _fold(word) not in known:
                near = suggest(word, words)
                yield Finding(
                    said=f"{quote(word)} is not in the vocabulary, so it would exclude nothing",
                    mend=f"did you mean {near}?" if near else "use a word of the vocabulary",
                    place=locate(key, position),
                )


def _fold(word: str) -> str:
    """Make words alike that people take for the same: ``Film-Score`` and ``film score``."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _name(key: str, position: int) -> Place:
    """Give the place of a word where the file itself is not at hand."""
    return Place(field=f"{key} item {position + 1}")
