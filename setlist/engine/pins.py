"""Which tracks a person means by what stands on a line, and where they are to sound."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import PurePath

from setlist.errors import Finding, InputError, Place
from setlist.model import Edge, Library, PhaseName, Pin, Track, TrackId
from setlist.units import Minutes

_ID = re.compile(r"(?:(?:sha256|row):)?([0-9a-f]{6,64})")
"""An id, or the beginning of its digest: six signs tell apart what one clinic has."""
_MINUTE = re.compile(r"([+-]?\d{1,4}(?:\.\d{1,6})?)(?: ?min)?")
_NAMED = 5
_NEAREST = 3


def read_pins(
    library: Library, pins: Sequence[str], bans: Sequence[str] = ()
) -> tuple[tuple[Pin, ...], tuple[TrackId, ...]]:
    """Read which tracks must sound, each with its place, and which must not.

    Parameters
    ----------
    library : Library
        Where the tracks are looked for.
    pins : sequence of str
        Each a track as for `find_track`, alone or with a place: ``Still Pond@35`` (a minute from
        the dose), ``@peak`` (a phase), ``@opening``, ``@closing``.
    bans : sequence of str
        Each a track as for `find_track`.

    Raises
    ------
    InputError
        A track is not found, may be any of several, or has a place that is none; all at once.
    """
    findings: list[Finding] = []
    pinned: list[Pin] = []
    banned: list[TrackId] = []
    for words in pins:
        try:
            pinned.append(_read_pin(library, words))
        except InputError as error:
            findings += error.findings
    for words in bans:
        try:
            banned.append(find_track(library, words, option="ban").id)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(*findings)
    return tuple(pinned), tuple(banned)


def find_track(library: Library, words: str, *, option: str = "track") -> Track:
    """Find the one track of a library that a person means.

    Parameters
    ----------
    library : Library
        Of any kind; a piece that stands in it twice counts once.
    words : str
        Its title, its file name with or without the ending, its id, or the first six signs or
        more of its digest.  Case, and dashes for blanks, do not matter.
    option : str
        What the words were given for.

    Raises
    ------
    InputError
        No track is meant: the nearest names are given.  Or several are, and are named.
    """
    place = Place(field=option)
    found = _match(library, words)
    if len(found) == 1:
        return found[0]
    if found:
        named = [_word_track(track) for track in found[:_NAMED]]
        if len(found) > _NAMED:
            named.append(f"and {len(found) - _NAMED} more")
        said = f"{_quote(words)} may be any of these: {'; '.join(named)}"
        raise InputError(Finding(said=said, mend="give the id", place=place))
    near = _list_near(library, words)
    mend = "give its title, its file name or the beginning of its id"
    if near:
        mend = f"did you mean {' or '.join(map(_quote, near))}?"
    said = f"no track is called {_quote(words)}"
    raise InputError(Finding(said=said, mend=mend, place=place))


def _read_pin(library: Library, words: str) -> Pin:
    """Read one pin; a whole title wins over a place, so that a title may hold ``@``."""
    name, sign, place = words.rpartition("@")
    if not (sign and name) or _match(library, words):
        return Pin(track=find_track(library, words, option="pin").id)
    at = place.strip().casefold()
    minute = _MINUTE.fullmatch(at)
    track = find_track(library, name.strip(), option="pin").id
    if minute is not None:
        return Pin(track=track, at_min=Minutes(float(minute[1])))
    if at in set(Edge):
        return Pin(track=track, edge=Edge(at))
    if at in set(PhaseName):
        return Pin(track=track, phase=PhaseName(at))
    said = f"{_quote(place)} is no place for a pin"
    mend = f"give a minute, opening, closing, or a phase: {', '.join(PhaseName)}"
    raise InputError(Finding(said=said, mend=mend, place=Place(field="pin")))


def _match(library: Library, words: str) -> list[Track]:
    """List the tracks that words may mean, those with just these words before any others."""
    wanted = _fold(words)
    unique = {track.id: track for track in library.tracks}
    named = [track for track in unique.values() if wanted in {_fold(n) for n in _list_names(track)}]
    exact = [track for track in named if words.strip() in set(_list_names(track))]
    if named:
        return exact if len(exact) == 1 else named
    begin = _ID.fullmatch(words.strip().casefold())
    if begin is None:
        return []
    return [track for track in unique.values() if track.id.partition(":")[2].startswith(begin[1])]


def _list_names(track: Track) -> Iterator[str]:
    """List every name of a track."""
    yield track.id
    if track.tags.title:
        yield track.tags.title
    if track.path:
        path = PurePath(track.path)
        yield from (track.path, path.name, path.stem)


def _fold(text: str) -> str:
    """Write a name so that spellings of it agree."""
    from setlist.wording import fold_word

    return fold_word(unicodedata.normalize("NFC", text))


def _list_near(library: Library, words: str) -> list[str]:
    """List a few titles that hold the words, or else look like them."""
    wanted = _fold(words)
    titles = {_fold(title): title for track in library.tracks if (title := track.tags.title)}
    holding = [title for folded, title in titles.items() if wanted and wanted in folded]
    if holding:
        return list(islice(sorted(holding), _NEAREST))
    return [titles[near] for near in get_close_matches(wanted[:100], titles, n=_NEAREST)]


def _word_track(track: Track) -> str:
    """Write a track so that it can be told from others of its name."""
    artist = _quote(track.tags.artist) if track.tags.artist else "somebody unknown"
    return f"{_quote(track.tags.title or track.id)} by {artist} ({track.id[:19]})"


def _quote(text: str) -> str:
    """Write a text from outside in quotes."""
    from setlist.documents import quote

    return quote(text)
