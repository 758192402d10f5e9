"""The audit of what a plan may not hold at all: bans, unknown values, the listener's exclusions.

Nothing here is shared with the code that takes tracks out before a search.
"""

from collections.abc import Iterator

from setlist.model import Cue, Performance, Terms, Unknown, UnknownVoice
from setlist.planning.wording import quote

_JOINING = frozenset(("feat", "ft", "with", "and", "x"))


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
    yield from _licence_faults(terms, cue)
    listener = terms.listener
    earlier = cue.track in terms.heard or (listener is not None and cue.track in listener.heard)
    if earlier and (listener is None or cue.track != listener.anchor):
        yield "was heard in an earlier session"
    if listener is None:
        return
    words = {_same(one) for one in (*cue.words, *cue.instruments)}
    for word in (*listener.avoid_tags, *listener.avoid_instruments):
        if _same(word) and _same(word) in words:
            yield f"has {quote(word)}, which the listener avoids"
    if _people(cue.artist) & {_same(one) for one in listener.avoid_artists}:
        yield f"is by {quote(cue.artist)}, whom the listener avoids"
    names = {_same(cue.title), _same(cue.track or "")} - {""}
    if names & {_same(one) for one in listener.avoid_tracks}:
        yield "is a track that the listener avoids"


def _people(artist: str) -> set[str]:
    """Tell apart the names that stand in one artist; the whole is one of them."""
    words = artist.casefold()
    for sign in ",;/&+":
        words = words.replace(sign, " | ")
    parts = ["|" if word.rstrip(".") in _JOINING else word for word in words.split()]
    return {_same(one) for one in (artist, *" ".join(parts).split("|"))} - {""}


def _licence_faults(terms: Terms, cue: Cue) -> Iterator[str]:
    """Hold the licence of a cue against those that are allowed."""
    music, licence = terms.music, cue.licence
    if music.licences and not any(_is_under(cue, name) for name in music.licences):
        named = "no licence" if licence is None else f"the licence {quote(licence.name)}"
        yield f"has {named}, where only {', '.join(music.licences)} may be played"
    right = Performance.UNKNOWN if licence is None else licence.performance
    if music.performance_granted and right is not Performance.GRANTED:
        yield f"has a performance right that is {right.replace('-', ' ')}"


def _is_under(cue: Cue, name: str) -> bool:
    """Tell whether a cue is under a licence, in whatever version where none is named."""
    own = _same(cue.licence.name) if cue.licence is not None else ""
    wanted = _same(name)
    rest = own.removeprefix(wanted).strip()
    version = rest.removeprefix("v").replace(".", "")
    return own == wanted or (own.startswith(f"{wanted} ") and version.isdecimal())


def _same(word: str) -> str:
    """Fold a word, so that case, blanks, dashes and underscores do not matter."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
