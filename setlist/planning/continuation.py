"""The rest of a running session: found by the search, with what sounds now held in its place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from setlist.model import (
    Cue,
    CueKind,
    Measures,
    Problem,
    Tags,
    Terms,
    Track,
    TrackId,
    Voice,
)
from setlist.planning.beam import Breadth
from setlist.planning.building import build_cues
from setlist.planning.ends import judge_cut
from setlist.planning.fit import Fit
from setlist.planning.items import Item, Member, gather_items
from setlist.planning.playhead import Playhead, overlap_at, unite
from setlist.planning.rules import Hold
from setlist.planning.searching import search, set_breadth
from setlist.planning.segments import Course, cut_course
from setlist.units import Db, Lufs, Seconds

_LIVE = Breadth(labels=24, items=96, ways=4)
"""How much is looked at while somebody waits: half of what a plan is made with, our own design."""
_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """The cues that follow what sounds, and the tables that they were found with."""

    cues: tuple[Cue, ...]
    fit: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chain:
    """What has sounded since the last silence, as items that are held at their steps."""

    items: tuple[Item, ...]
    steps: tuple[int, ...]


def continue_session(
    problem: Problem,
    terms: Terms,
    head: Playhead,
    *,
    join_s: Seconds,
    calm: Item | None = None,
    hard: bool = False,
) -> Continuation | None:
    """Find what follows the sounding cue.

    Parameters
    ----------
    problem : Problem
        The tracks to choose from.
    terms : Terms
        That the session goes on by; pins that have sounded left out.
    head : Playhead
        What sounds, and until when.
    join_s : float [s]
        When the next cue begins.
    calm : Item or None
        What begins then for certain.
    hard : bool
        Look far more broadly.

    Returns
    -------
    Continuation or None
        None where nothing was found.
    """
    sounded = {cue.track for cue in head.kept}
    items = tuple(
        item
        for item in gather_items(problem.tracks, seed=terms.seed)
        if not any(_is_over(member.track, head, terms, join_s) for member in item.members)
    )
    chain = _Chain(items=(), steps=()) if head.quiet else _link(problem, terms, head)
    extra = () if calm is None else (calm,)
    names = {calm.head().id} if calm is not None else set()
    items = (*(one for one in items if one.head().id not in names), *extra, *chain.items)
    first = len(items) - len(chain.items)
    holds = [Hold(item=first + place, step=step) for place, step in enumerate(chain.steps)]
    if calm is not None and calm.head().id not in sounded:
        step = round((join_s - terms.start_s) / terms.step_s)
        holds.append(Hold(item=first - 1, step=step))
    course = _rest_of(terms, join_s if head.quiet else None, chain)
    breadth = set_breadth(len(items), wide=True) if hard else _LIVE
    # Nothing comes again: what has been long enough ago to come again is among the items anew.
    once = replace(terms, tracks=None, music=replace(terms.music, repeat_after_min=None))
    found = search(once, items, breadth=breadth, holds=tuple(holds), course=course)
    if found.path is None or not course.segments:
        return None
    cues = build_cues(found.fit, found.course, found.path)
    return Continuation(cues=cues[len(chain.items) :], fit=found.fit)


def listen_to_cut(problem: Problem, head: Playhead, join_s: Seconds) -> Playhead:
    """Let the cue that a wish cut end as loud as it is where it hands over."""
    last = head.kept[-1]
    track = next((one for one in problem.tracks if one.id == last.track), None)
    if not head.cut or track is None:
        return head
    overlap_s = Seconds(max(0.0, last.end_s() - join_s))
    tail_lufs = judge_cut(track, out_s=last.cue_out_s, overlap_s=overlap_s)
    return replace(head, kept=(*head.kept[:-1], replace(last, tail_lufs=tail_lufs)))


def remake_track(cue: Cue) -> Track:
    """Make the track of a cue that the library no longer has, from what the cue says of it."""
    return Track(
        id=cue.track or TrackId(f"cue:{cue.start_s:g}"),
        path=cue.path,
        tags=Tags(
            title=cue.title,
            artist=cue.artist,
            album=cue.album,
            voice=cue.voice,
            languages=cue.languages,
            words=cue.words,
            instruments=cue.instruments,
            licence=cue.licence,
            suggested_intensity=cue.intensity,
        ),
        measures=Measures(
            version=0,
            duration_s=cue.cue_out_s,
            audible_start_s=cue.cue_in_s,
            audible_end_s=cue.cue_out_s,
            loudness_lufs=cue.loudness_lufs,
            peak_dbtp=cue.peak_dbtp,
            head_lufs=cue.head_lufs,
            tail_lufs=cue.tail_lufs,
        ),
    )


def _is_over(track: Track, head: Playhead, terms: Terms, join_s: Seconds) -> bool:
    """Tell whether a track has sounded, and too short a time ago to come again."""
    again_min = terms.music.repeat_after_min
    ends_s = [cue.end_s() for cue in head.kept if cue.track == track.id]
    if not ends_s or again_min is None:
        return bool(ends_s)
    return max(ends_s) + again_min * 60.0 > join_s


def _link(problem: Problem, terms: Terms, head: Playhead) -> _Chain:
    """Make items of what has sounded since the last silence, the sounding one last."""
    units = unite(head.kept)
    heard = {track.id: track.measures for track in problem.tracks}
    items: list[Item] = []
    steps: list[int] = []
    following: int | None = None
    for unit in reversed(units):
        if unit[0].kind is CueKind.SILENCE:
            break
        since_s = unit[0].start_s - terms.start_s
        step = math.floor(since_s / terms.step_s + _SAME_S)
        long_s: float | None = unit[-1].end_s() - terms.start_s - step * terms.step_s
        if following is not None:
            long_s = _length_between(terms, step, following)
        if long_s is None:
            break
        items.insert(0, _sounded(unit, Seconds(long_s), terms, heard))
        steps.insert(0, step)
        following = step
    return _Chain(items=tuple(items), steps=tuple(steps))


def _length_between(terms: Terms, step: int, following: int) -> float | None:
    """Give a length after which the search lets the next cue begin at a given step."""
    for placed in terms.phases:
        overlap_s = overlap_at(terms, placed.start_s)
        long_s = (following - step) * terms.step_s + overlap_s + _SAME_S
        last = step + math.floor(long_s / terms.step_s + 1e-9)
        least_s = overlap_at(terms, Seconds(terms.start_s + (last + 0.5) * terms.step_s))
        if math.floor((long_s - least_s) / terms.step_s + 1e-9) == following - step:
            return long_s
    return None


def _sounded(
    unit: list[Cue], length_s: Seconds, terms: Terms, heard: Mapping[TrackId, Measures]
) -> Item:
    """Make an item that breaks no rule and ends as loud as its cue does, after gain.

    What sounds is not judged again; only what comes next is, by how it follows.
    """
    cue = unit[-1]
    tail_lufs = None if cue.tail_lufs is None else Lufs(cue.tail_lufs + cue.gain_db)
    free = (one for one in Voice if all(one in placed.phase.voice for placed in terms.phases))
    known = heard.get(cue.track) if cue.track is not None else None
    track = Track(
        id=cue.track or TrackId("sounded"),
        path=cue.path,
        tags=Tags(title=cue.title, artist=cue.artist, voice=next(free, Voice.NONE)),
        measures=Measures(
            version=0,
            duration_s=length_s,
            audible_start_s=Seconds(0.0),
            audible_end_s=length_s,
            tail_lufs=tail_lufs,
            brightness_hz=known.brightness_hz if known else None,
            key=known.key if known else None,
            tempo_bpm=known.tempo_bpm if known else None,
            tempo_confidence=known.tempo_confidence if known else None,
        ),
    )
    member = Member(track=track, cue_in_s=Seconds(0.0), cue_out_s=length_s, offset_s=Seconds(0.0))
    return Item(members=(member,), length_s=length_s, loudness_lufs=None, loudest_db=Db(0.0))


def _rest_of(terms: Terms, join_s: Seconds | None, chain: _Chain) -> Course:
    """Give the course of a session from the chain on, or from the end of a silence."""
    segments = cut_course(terms).segments
    if chain.steps:
        first = chain.steps[0]
        own = max(
            (place for place, one in enumerate(segments) if one.first_step <= first), default=0
        )
        ahead = segments[own:]
        ahead = (replace(ahead[0], first_step=first), *ahead[1:]) if ahead else ()
        return Course(opening=None, segments=ahead)
    ahead = tuple(
        one
        for one in segments
        if join_s is not None and terms.start_s + one.first_step * terms.step_s >= join_s - _SAME_S
    )
    return Course(opening=None, segments=ahead)
