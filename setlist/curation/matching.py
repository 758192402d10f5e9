"""The tracks of another library found in one's own: by sound, by codes, by names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from setlist.curation.merging import merge
from setlist.model import SAME_LENGTH_S, Curation, TrackId, TrackKey
from setlist.units import Seconds
from setlist.wording import fold_word

_OTHER_LENGTH_S = Seconds(10.0)
"""Two lengths further apart are not one recording whatever its code says (our own)."""

Index = Mapping[str, Sequence[TrackKey]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A track of theirs that is surely one of ours, and what tells so."""

    theirs: TrackKey
    ours: TrackKey
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A track of theirs that may be one of ours; a person decides which, or none."""

    theirs: TrackKey
    candidates: tuple[TrackKey, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Each track of theirs, in one of three lists."""

    sure: tuple[Match, ...]
    doubtful: tuple[Doubt, ...]
    unknown: tuple[TrackKey, ...]

    def pairs(self) -> Mapping[TrackId, TrackId]:
        """Give the sure ones as pairs for ``retarget``, theirs to ours."""
        return {match.theirs.track: match.ours.track for match in self.sure}


def match_keys(theirs: Sequence[TrackKey], ours: Sequence[TrackKey]) -> Matching:
    """Find the tracks of another library in one's own.

    The identity of the sound is sure; so is an ISRC or a MusicBrainz id that names one track of
    each side, of about the same length.  Title and artist with a length within 2 s are for a
    person to confirm, and so is whatever is ambiguous.

    Parameters
    ----------
    theirs : sequence of TrackKey
        Tracks of the other library, each once.
    ours : sequence of TrackKey
        Tracks of one's own, each once.

    Returns
    -------
    Matching
        Every track of theirs once, in the order given.
    """
    by_id = {key.track: key for key in ours}
    by_isrc = _index(ours, lambda key: key.isrc)
    by_musicbrainz = _index(ours, lambda key: key.musicbrainz_id)
    by_names = _index(ours, _fold_names)
    found: list[Match | Doubt | TrackKey] = []
    for key in theirs:
        same = by_id.get(key.track)
        if same is not None:
            found.append(Match(theirs=key, ours=same, by="id"))
            continue
        coded = {
            "ISRC": by_isrc.get(key.isrc or "", ()),
            "MusicBrainz id": by_musicbrainz.get(key.musicbrainz_id or "", ()),
        }
        named = by_names.get(_fold_names(key) or "", ())
        found.append(_match_codes(key, coded) or _match_names(key, named) or key)
    found = _doubt_rivals(found)
    return Matching(
        sure=tuple(each for each in found if isinstance(each, Match)),
        doubtful=tuple(each for each in found if isinstance(each, Doubt)),
        unknown=tuple(each for each in found if isinstance(each, TrackKey)),
    )


def retarget(curation: Curation, pairs: Mapping[TrackId, TrackId]) -> Curation:
    """Let a curation speak of other tracks.

    Parameters
    ----------
    curation : Curation
        What is said.
    pairs : mapping of TrackId to TrackId
        Their tracks, and which of ours each is; others stay as they are.

    Returns
    -------
    Curation
        The same said of our tracks; where two of theirs are one of ours, as ``merge`` does it.
    """
    return merge(
        Curation(
            keys=tuple(
                replace(key, track=pairs.get(key.track, key.track)) for key in curation.keys
            ),
            statements=tuple(
                replace(each, track=pairs.get(each.track, each.track))
                for each in curation.statements
            ),
            reviews=tuple(
                replace(each, track=pairs.get(each.track, each.track)) for each in curation.reviews
            ),
        )
    )


def _index(keys: Iterable[TrackKey], tell: Callable[[TrackKey], str | None]) -> Index:
    """Give the keys under what tells them."""
    groups: dict[str, list[TrackKey]] = {}
    for key in keys:
        code = tell(key)
        if code:
            groups.setdefault(code, []).append(key)
    return groups


def _fold_names(key: TrackKey) -> str | None:
    """Give title and artist in the form under which two spellings meet."""
    if not key.title or not key.artist:
        return None
    return f"{fold_word(key.title)}\n{fold_word(key.artist)}"


def _match_codes(key: TrackKey, coded: Mapping[str, Sequence[TrackKey]]) -> Match | Doubt | None:
    """Match a track by its codes, or doubt them."""
    codes = [code for code, named in coded.items() if named]
    candidates = tuple({named.track: named for code in codes for named in coded[code]}.values())
    if not candidates:
        return None
    by = " and ".join(codes)
    if len(candidates) > 1:
        why = f"{by} name {len(candidates)} tracks"
        return Doubt(theirs=key, candidates=candidates, why=why)
    apart_s = _tell_apart(key, candidates[0])
    if apart_s is not None and apart_s > _OTHER_LENGTH_S:
        why = f"the same {by}, but {apart_s:.0f} s longer or shorter"
        return Doubt(theirs=key, candidates=candidates, why=why)
    return Match(theirs=key, ours=candidates[0], by=by)


def _match_names(key: TrackKey, named: Sequence[TrackKey]) -> Doubt | None:
    """Give the tracks of the same title and artist that have about the same length."""
    apart = {one.track: _tell_apart(key, one) for one in named}
    near = tuple(one for one in named if _is_near(apart[one.track]))
    if not near:
        return None
    is_known = all(apart[one.track] is not None for one in near)
    why = "the same title, artist and length" if is_known else "the same title and artist"
    return Doubt(theirs=key, candidates=near, why=why)


def _tell_apart(one: TrackKey, other: TrackKey) -> Seconds | None:
    """Give how far apart two lengths are, or None where one is not known."""
    if one.duration_s is None or other.duration_s is None:
        return None
    return Seconds(abs(one.duration_s - other.duration_s))


def _is_near(apart_s: Seconds | None) -> bool:
    """Tell whether two lengths may be those of one recording."""
    return apart_s is None or apart_s <= SAME_LENGTH_S


def _doubt_rivals(found: Iterable[Match | Doubt | TrackKey]) -> list[Match | Doubt | TrackKey]:
    """Doubt codes by which several tracks of theirs are one of ours; a sound is never doubted."""
    found = list(found)
    claims: dict[TrackId, int] = {}
    for each in found:
        if isinstance(each, Match):
            claims[each.ours.track] = claims.get(each.ours.track, 0) + 1
    return [
        Doubt(theirs=each.theirs, candidates=(each.ours,), why="several of theirs are this one")
        if isinstance(each, Match) and each.by != "id" and claims[each.ours.track] > 1
        else each
        for each in found
    ]
