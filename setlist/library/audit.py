"""What is amiss in a library: what a curator still has to say, mend or decide."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from setlist.errors import Finding, Place, Severity
from setlist.model import FAR_APART, SAME_LENGTH_S, SURPRISE_LU, Library, Performance, Track
from setlist.units import Lu, Seconds
from setlist.wording import escape_text, fold_word

"""A rise within three seconds that startles (our own): as much as a join may never step up."""


class _Lack(NamedTuple):
    """One thing that may be amiss with a track."""

    field: str
    said: str
    mend: str


_MISSING = _Lack("path", "there is no such file any more", "put it back, or scan the library again")


def audit_library(
    library: Library,
    *,
    measures_version: int | None = None,
    missing: Collection[str] = (),
    conflicts: Iterable[Finding] = (),
    rise_max_lu: Lu = SURPRISE_LU,
) -> tuple[Finding, ...]:
    """List everything that is amiss in a library.

    Parameters
    ----------
    library : Library
        The library; what was found while it was put together comes first.
    measures_version : int, optional [>= 1]
        The measures of today; a track that was heard with others is called stale.
    missing : collection of str
        Paths of files that are gone, whether or not a track has them; one that stands there
        and is a finding already is not called gone.
    conflicts : iterable of Finding
        Where people disagree, as far as their statements tell.
    rise_max_lu : float [LU, > 0]
        A track that rises by more within three seconds is called startling.

    Returns
    -------
    tuple of Finding
        Warnings, those about tracks in the order of the library.  The ``field`` of each place
        names what it is about: ``path``, ``intensity``, ``voice``, ``tags``, ``licence``,
        ``measures`` or ``title``.
    """
    findings = [*library.findings, *conflicts]
    told = {finding.place.file for finding in library.findings}
    gone = {path for path in missing if escape_text(path) not in told}
    for track in library.tracks:
        lacks = [*_list_lacks(track, rise_max_lu), *_list_stale(track, measures_version)]
        if track.path in gone:
            gone.discard(track.path)
            lacks.insert(0, _MISSING)
        findings += [_warn(track, lack) for lack in lacks]
    findings += [_warn_of(path, _MISSING) for path in sorted(gone)]
    findings += _list_copies(library)
    findings += _count_pathless(library)
    return tuple(findings)


def _list_lacks(track: Track, rise_max_lu: Lu) -> Iterator[_Lack]:
    """Give everything that is amiss with one track."""
    tags, rise = track.tags, track.measures.max_rise_3s_lu
    if not tags.ratings:
        said = "nobody rated its intensity"
        yield _Lack("intensity", said, "listen, and rate it: setlist library rate")
    elif (spread := tags.spread()) > FAR_APART:
        said = f"its raters are {spread:g} apart ({_list_raters(track)}); the median counts"
        mend = "listen again together, and rate anew or settle it: setlist library review"
        yield _Lack("intensity", said, mend)
    if tags.voice is None:
        said = "nobody said what the voice does; it counts as words"
        yield _Lack("voice", said, 'give voice = "none", "wordless", "spoken" or "words"')
    if not tags.words:
        said = "has no tags, so exclusions cannot find it"
        yield _Lack("tags", said, "tag what is heard in it, with words of the vocabulary")
    if tags.licence is None:
        said = "has no licence"
        yield _Lack("licence", said, "say under what terms you may use it: licence.name")
    elif tags.licence.performance is not Performance.GRANTED:
        state = "refused" if tags.licence.performance is Performance.NOT_GRANTED else "not known"
        said = f"the right to play it to a client is {state}"
        yield _Lack("licence", said, 'ask its holder, and give licence.performance = "granted"')
    if rise is not None and rise > rise_max_lu:
        at_s = track.measures.max_rise_at_s
        where = "" if at_s is None else f" at {_clock(at_s)}"
        said = f"rises by {rise:.1f} LU within three seconds{where}: it may startle"
        yield _Lack("measures", said, "listen to that place; rate it for it, or leave it out")


def _list_stale(track: Track, measures_version: int | None) -> Iterator[_Lack]:
    """Say that the measures of a track are not what would be heard today."""
    heard = track.measures.version
    if not heard:
        if track.measures.loudness_lufs is None:
            said = "its loudness is not known, so its joins cannot be judged"
            yield _Lack("measures", said, "scan the folder that holds it, or give loudness_lufs")
    elif measures_version is not None and heard != measures_version:
        said = f"was heard with measures {heard}; those of today are {measures_version}"
        yield _Lack("measures", said, "run: setlist library scan")


def _list_raters(track: Track) -> str:
    """Write who rated what, in one line."""
    ratings = track.tags.ratings
    return ", ".join(f"{escape_text(each.rater or '?')} {each.intensity:g}" for each in ratings)


def _list_copies(library: Library) -> Iterator[Finding]:
    """Give the tracks that are probably one recording in two files."""
    alike: dict[tuple[str, str], list[Track]] = {}
    for track in library.tracks:
        tags = track.tags
        if not tags.title or not tags.artist:
            continue
        known = alike.setdefault((fold_word(tags.title), fold_word(tags.artist)), [])
        length_s = track.measures.duration_s
        twin = next(
            (it for it in known if abs(it.measures.duration_s - length_s) <= SAME_LENGTH_S), None
        )
        known.append(track)
        if twin is not None:
            said = f"is probably the same recording as {escape_text(twin.path or twin.id)}"
            mend = "keep the better of the two, or tell them apart by their titles"
            yield _warn(track, _Lack("title", said, mend))


def _clock(at_s: Seconds) -> str:
    """Write a time in a track as minutes and seconds."""
    minutes, seconds = divmod(int(at_s), 60)
    return f"{minutes}:{seconds:02d}"


def _count_pathless(library: Library) -> Iterator[Finding]:
    """Say how many tracks have no file on this machine."""
    count = sum(track.path is None for track in library.tracks)
    if count:
        said = f"{count} track{' has' if count == 1 else 's have'} no file on this machine"
        mend = "they can be planned with; to render or play them, give the paths of their files"
        yield _warn_of(library.stamp.locator, _Lack("path", said, mend))


def _warn(track: Track, lack: _Lack) -> Finding:
    """Make a warning about a track."""
    name = track.path or f"{track.tags.artist or '?'}: {track.tags.title or '?'}"
    return _warn_of(name, lack)


def _warn_of(name: str, lack: _Lack) -> Finding:
    """Make a warning about a file or a library."""
    place = Place(file=escape_text(name), field=lack.field)
    return Finding(said=lack.said, mend=lack.mend, place=place, severity=Severity.WARNING)
