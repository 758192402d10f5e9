"""The audit of what a plan may not hold at all: bans, unknown values, the listener's exclusions.

Nothing here is shared with the code that takes tracks out before a search.
"""

from collections.abc import Iterator

from setlist.model import Cue, Terms, Unknown, UnknownVoice
from setlist.planning.wording import quote


def list_exclusion_faults(terms: Terms, cue: Cue) -> Iterator[str]:
    """Hold a cue against the exclusions of the listener and what unknown values mean.

    Parameters
    ----------
    terms : Terms
        Bans, listener and the rules of the whole session.
    cue : Cue
        A track with what it says of itself.

    Yields
    ------
    str
        One a fault, to stand behind the title.
    """
    if cue.track in terms.bans:
        yield "is banned from this plan"
    if cue.intensity is None and terms.music.unknown_intensity is Unknown.EXCLUDE:
        yield "has an intensity that nobody gave"
    if cue.voice is None and terms.music.unknown_voice is UnknownVoice.EXCLUDE:
        yield "has a voice that nobody checked"
    listener = terms.listener
    if listener is None:
        return
    if cue.track in listener.heard and cue.track != listener.anchor:
        yield "was heard in an earlier session"
    words = {_same(one) for one in (*cue.words, *cue.instruments)}
    for word in (*listener.avoid_tags, *listener.avoid_instruments):
        if _same(word) and _same(word) in words:
            yield f"has {quote(word)}, which the listener avoids"
    if _same(cue.artist) and _same(cue.artist) in {_same(one) for one in listener.avoid_artists}:
        yield f"is by {quote(cue.artist)}, whom the listener avoids"
    names = {_same(cue.title), _same(cue.track or "")} - {""}
    if names & {_same(one) for one in listener.avoid_tracks}:
        yield "is a track that the listener avoids"


def _same(word: str) -> str:
    """Fold a word, so that case, blanks, dashes and underscores do not matter."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
