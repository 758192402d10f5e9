"""Plans for tests: name only what matters, the rest is plausible and adds up."""

from collections.abc import Iterable
from dataclasses import replace

from builders import a_timecourse, a_track_id

from setlist.model import (
    BANDED,
    CostParts,
    Cue,
    CueKind,
    Curve,
    Landmark,
    LandmarkBand,
    LibraryStamp,
    Licence,
    Listener,
    Moment,
    MusicRules,
    Performance,
    Phase,
    PhaseName,
    PlacedPhase,
    Plan,
    PlannedPrompt,
    Provenance,
    Removal,
    Reserve,
    ReserveRole,
    Route,
    RouteName,
    SessionLength,
    Slide,
    Source,
    Stretch,
    Terms,
    Voice,
    Work,
)
from setlist.units import Db, DbTp, Lufs, Minutes, Seconds

DISCLAIMER = "Timings are population estimates for planning music."

_COURSE = (
    (PhaseName.SETTLE, -10.0, 2.5, (1.5, 2.0), Moment(landmark=Landmark.ONSET, percentile=10.0)),
    (
        PhaseName.ONSET,
        2.5,
        11.2,
        (2.0, 5.0),
        Moment(landmark=Landmark.PEAK_START, percentile=50.0),
    ),
    (
        PhaseName.PEAK,
        11.2,
        52.0,
        (5.0, 6.5, 6.0),
        Moment(landmark=Landmark.PEAK_END, percentile=75.0),
    ),
    (
        PhaseName.RETURN,
        52.0,
        93.5,
        (4.0, 2.0),
        Moment(landmark=Landmark.RETURN_END, percentile=75.0),
    ),
    (PhaseName.LAND, 93.5, 105.0, (1.0,), Moment(landmark=Landmark.END)),
)


def a_cue(
    title: str = "Still Pond",
    *,
    artist: str = "Tidal Rooms",
    album: str = "Water",
    path: str | None = "",
    phase: PhaseName = PhaseName.SETTLE,
    start_s: float = -600.0,
    length_s: float = 300.0,
    overlap_s: float = 0.0,
    gain_db: float = 0.0,
    loudness_lufs: float | None = -23.0,
    intensity: float | None = 3.0,
    intensity_source: Source | None = Source.SIDECAR,
    voice: Voice | None = Voice.NONE,
    languages: tuple[str, ...] = (),
    work: Work | None = None,
    licence: Licence | None = None,
    pinned: bool = False,
) -> Cue:
    """A track at its place; without a path it stands in /music under its title."""
    loudness = None if loudness_lufs is None else Lufs(loudness_lufs)
    return Cue(
        kind=CueKind.TRACK,
        track=a_track_id(f"{artist}/{title}".encode(errors="replace").decode()),
        title=title,
        artist=artist,
        album=album,
        path=f"/music/{title}.flac" if path == "" else path,
        phase=phase,
        start_s=Seconds(start_s),
        cue_in_s=Seconds(0.5),
        cue_out_s=Seconds(0.5 + length_s),
        overlap_s=Seconds(overlap_s),
        gain_db=Db(gain_db),
        voice=voice,
        languages=languages,
        intensity=intensity,
        intensity_source=intensity_source,
        work=work,
        licence=licence or Licence(name="CC-BY-4.0", performance=Performance.GRANTED),
        loudness_lufs=loudness,
        head_lufs=loudness,
        tail_lufs=loudness,
        peak_dbtp=DbTp(-6.0),
        pinned=pinned,
    )


def a_silence(
    *, length_s: float = 120.0, phase: PhaseName = PhaseName.RETURN, start_s: float = 0.0
) -> Cue:
    """A silence at its place."""
    return Cue(
        kind=CueKind.SILENCE,
        title="Silence",
        phase=phase,
        start_s=Seconds(start_s),
        cue_in_s=Seconds(0.0),
        cue_out_s=Seconds(length_s),
    )


def in_a_row(cues: Iterable[Cue], *, start_s: float = -600.0) -> tuple[Cue, ...]:
    """The same cues, each starting when the one before ends, less its overlap."""
    placed: list[Cue] = []
    for cue in cues:
        at_s = placed[-1].end_s() - cue.overlap_s if placed else start_s
        placed.append(replace(cue, start_s=Seconds(at_s)))
    return tuple(placed)


def some_cues(
    count: int, *, titles: tuple[str, ...] = (), length_s: float | None = None
) -> list[Cue]:
    """So many tracks that follow the course of ``a_plan`` and together fill its 115 minutes."""
    long_s = length_s or 6900.0 / count
    cues = []
    for number in range(count):
        at_min = -10.0 + number * long_s / 60.0
        name, start, end, curve, _ = next(
            (row for row in _COURSE if row[1] <= at_min < row[2]), _COURSE[-1]
        )
        share = (at_min - start) / (end - start)
        title = titles[number % len(titles)] if titles else f"Piece {number + 1}"
        cues.append(
            a_cue(
                title,
                phase=name,
                length_s=long_s,
                intensity=float(round(Curve(points=curve).at(share))),
                path=f"/music/{number + 1}.flac",
            )
        )
    return list(in_a_row(cues))


def some_terms(
    *, route: Route | None = None, listener: Listener | None = None, arc_title: str = "Inward"
) -> Terms:
    """The terms of an inward session on the bands of an injection into muscle."""
    course = a_timecourse(route)
    bands = tuple(
        LandmarkBand(landmark=landmark, band=band)
        for landmark in BANDED
        if (band := course.band(landmark)) is not None
    )
    return Terms(
        arc="inward",
        arc_title=arc_title,
        arc_digest="sha256:arc",
        route=route or Route(name=RouteName.IM),
        length=SessionLength(
            chosen=Slide.USUAL,
            length_min=Minutes(115.0),
            percentile=75.0,
            covers="The return is over for 7 in 10 people before the music is.",
        ),
        start_s=Seconds(-600.0),
        end_s=Seconds(6300.0),
        phases=tuple(
            PlacedPhase(
                phase=Phase(name=name, end=end, intensity=Curve(points=points)),
                start_s=Seconds(start_min * 60.0),
                end_s=Seconds(end_min * 60.0),
                guard_from_s=Seconds(start_min * 60.0),
                guard_to_s=Seconds(end_min * 60.0),
            )
            for name, start_min, end_min, points, end in _COURSE
        ),
        scenarios=(),
        bands=bands,
        music=MusicRules(),
        listener=listener,
        seed=7,
        library=LibraryStamp(locator="/music", digest="sha256:library", tracks=120),
    )


def a_plan(
    *cues: Cue,
    terms: Terms | None = None,
    prompts: tuple[PlannedPrompt, ...] | None = None,
    reserves: tuple[Reserve, ...] | None = None,
    removals: tuple[Removal, ...] = (),
    notes: tuple[str, ...] = (DISCLAIMER,),
    gap_pct: float | None = None,
) -> Plan:
    """A plan of just these cues, or of nineteen that fill an inward session."""
    sounding = in_a_row(cues or some_cues(19))
    posed = terms or some_terms()
    calm = Reserve(
        role=ReserveRole.CALM,
        cue=a_cue("Quiet Room", artist="Slow Harbour", length_s=1320.0, intensity=1.0),
    )
    hold = Reserve(
        role=ReserveRole.HOLD,
        cue=a_cue(
            "Wide Field",
            artist="North Meadow",
            phase=PhaseName.PEAK,
            start_s=672.0,
            length_s=972.0,
            intensity=6.0,
        ),
    )
    vitals = tuple(
        PlannedPrompt(at_s=Seconds(at * 60.0), say="vitals") for at in range(15, 105, 15)
    )
    return Plan(
        arc="inward",
        route=None if posed.route is None else posed.route.name,
        seed=7,
        total_s=Seconds(sounding[-1].end_s() - sounding[0].start_s),
        phases=tuple(
            Stretch(name=placed.phase.name, start_s=placed.start_s, end_s=placed.end_s)
            for placed in posed.phases
        ),
        cues=sounding,
        prompts=vitals if prompts is None else prompts,
        reserves=(calm, hold) if reserves is None else reserves,
        cost=12.5,
        cost_parts=CostParts(misfit=9.0, transitions=1.5, boundaries=1.0, wishes=0.5, end=0.5),
        bound=None if gap_pct is None else 12.5 / (1.0 + gap_pct / 100.0),
        gap_pct=gap_pct,
        candidates=87,
        removals=removals,
        notes=notes,
        problem=posed,
        provenance=Provenance(
            setlist="0.1.0",
            timing_model="table",
            timing_version="1",
            measures_version=1,
            digest="sha256:plan",
        ),
    )
