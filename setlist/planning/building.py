"""From the path that the search found to the cues of a plan."""

import math
from collections.abc import Mapping

import numpy as np

from setlist.model import (
    Cue,
    CueKind,
    FadeLaw,
    PhaseName,
    Source,
    Terms,
    Track,
    TrackId,
    Voice,
)
from setlist.planning.fit import Fit
from setlist.planning.items import Item, Member
from setlist.planning.labels import Path, Step
from setlist.planning.profile import shape_intensity
from setlist.planning.segments import Course, Hush
from setlist.planning.voices import know_intensity
from setlist.units import Db, Seconds

_GAIN_PLACES = 4
_TIME_PLACES = 6
_SAME_S = 1e-3


def build_cues(fit: Fit, course: Course, path: Path) -> tuple[Cue, ...]:
    """Put every cue of a plan at its place.

    Parameters
    ----------
    fit : Fit
        For the gains.
    course : Course
        Stretches of music and the silences between them.
    path : Path
        Items on the grid, segment by segment.

    Returns
    -------
    tuple of Cue
        In order of time, each beginning where the one before hands over.
    """
    terms = fit.terms
    cues: list[Cue] = []
    if course.opening is not None:
        cues.append(silence_cue(terms, terms.start_s, course.opening))
    for number, segment in enumerate(course.segments):
        steps = [step for step in path.steps if step.segment == number]
        for place, step in enumerate(steps):
            following = steps[place + 1] if place + 1 < len(steps) else None
            joins = place > 0
            cues += _item_cues(fit, step, following, before=cues[-1] if joins else None)
        if segment.then is not None:
            cues.append(silence_cue(terms, cues[-1].end_s(), segment.then))
    return tuple(cues)


def silence_cue(terms: Terms, start_s: Seconds, hush: Hush) -> Cue:
    """Make the cue of a silence from where the music before it ends."""
    return Cue(
        kind=CueKind.SILENCE,
        phase=find_phase(terms, start_s),
        start_s=start_s,
        cue_in_s=Seconds(0.0),
        cue_out_s=Seconds(round(hush.until_s - start_s, _TIME_PLACES)),
    )


def track_cue(
    terms: Terms,
    member: Member,
    *,
    start_s: Seconds,
    gain_db: float,
    overlap_s: float = 0.0,
    gapless: bool = False,
) -> Cue:
    """Make the cue of one track; ``gapless`` follows another movement of its work."""
    track = member.track
    tags, said = track.tags, track.measures
    intensity = know_intensity(track, allow_suggested=True)
    return Cue(
        kind=CueKind.TRACK,
        track=track.id,
        title=tags.title or "",
        artist=tags.artist or "",
        album=tags.album or "",
        path=track.path,
        phase=find_phase(terms, start_s),
        start_s=Seconds(round(start_s, _TIME_PLACES)),
        cue_in_s=member.cue_in_s,
        cue_out_s=member.cue_out_s,
        overlap_s=Seconds(round(overlap_s, _TIME_PLACES)),
        fade=FadeLaw.GAPLESS if gapless else FadeLaw.EQUAL_POWER,
        gain_db=Db(math.floor(gain_db * 10**_GAIN_PLACES + 1e-3) / 10**_GAIN_PLACES),
        voice=tags.voice,
        languages=tags.languages,
        intensity=intensity,
        shape=shape_intensity(
            said, intensity, cue_in_s=member.cue_in_s, cue_out_s=member.cue_out_s
        ),
        intensity_source=_intensity_source(track),
        words=tags.words,
        instruments=tags.instruments,
        work=tags.work,
        licence=tags.licence,
        loudness_lufs=said.loudness_lufs,
        head_lufs=said.head_lufs,
        tail_lufs=said.tail_lufs,
        peak_dbtp=said.peak_dbtp,
        pinned=any(pin.track == track.id for pin in terms.pins),
    )


def find_phase(terms: Terms, at_s: float) -> PhaseName:
    """Give the phase that a moment lies in; a cue belongs to the phase it starts in."""
    for placed in terms.phases:
        if at_s < placed.end_s - _SAME_S:
            return placed.phase.name
    return terms.phases[-1].phase.name


def count_unknown(
    cues: tuple[Cue, ...], terms: Terms, tracks: Mapping[TrackId, Track]
) -> list[str]:
    """Say how many cues stand on a value that nobody gave."""
    played = [cue for cue in cues if cue.kind is CueKind.TRACK]
    unrated = sum(cue.intensity is None for cue in played)
    suggested = sum(cue.intensity_source is Source.SUGGESTED for cue in played)
    unheard = sum(cue.voice is None for cue in played)
    sung = [cue for cue in played if cue.voice is Voice.WORDS and not cue.languages]
    loose = [cue for cue in played if None in (cue.loudness_lufs, cue.head_lufs, cue.tail_lufs)]
    notes = [
        (unrated, "an intensity that nobody rated"),
        (suggested, "an intensity that is only suggested by measures"),
        (unheard, "a voice that nobody checked and counts as words"),
        (len(sung), "words in a language that nobody named and that count as understood"),
        (len(loose), "no measured loudness; their joins are not judged"),
    ]
    if terms.music.rise_max_lu is not None and any(one.phase.protect for one in terms.phases):
        unmeasured = sum(
            tracks[cue.track].measures.max_rise_3s_lu is None
            for cue in played
            if cue.track is not None and cue.track in tracks
        )
        notes.append((unmeasured, "no measure of sudden rises"))
    return [f"{count} of {len(played)} tracks have {what}." for count, what in notes if count]


def _item_cues(fit: Fit, step: Step, following: Step | None, before: Cue | None) -> list[Cue]:
    """Make the cues of one item, its works' movements edge to edge."""
    item: Item = fit.items[step.item]
    begin, which = np.array([step.begin]), np.array([step.item])
    end = fit.close(begin, which) if following is None else np.array([following.begin])
    gain_db = float(fit.gain(begin, end, which)[0]) - step.lowered_db
    start_s = fit.terms.start_s + step.begin * fit.terms.step_s
    overlap_s = 0.0 if before is None else before.end_s() - start_s
    return [
        track_cue(
            fit.terms,
            member,
            start_s=Seconds(start_s + member.offset_s),
            gain_db=gain_db,
            overlap_s=overlap_s if place == 0 else 0.0,
            gapless=place > 0,
        )
        for place, member in enumerate(item.members)
    ]


def _intensity_source(track: Track) -> Source | None:
    """Give where the intensity of a track came from."""
    if track.tags.intensity() is None:
        return Source.SUGGESTED if track.tags.suggested_intensity is not None else None
    origin = track.origin("intensity")
    return origin.source if origin else None
