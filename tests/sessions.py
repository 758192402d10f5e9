"""Arcs, libraries and problems for tests of planning: name only what matters."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace

from builders import a_band, a_library, a_timecourse, a_track, some_measures

from setlist.model import (
    Arc,
    Curve,
    Landmark,
    Library,
    Listener,
    Measures,
    Moment,
    MusicRules,
    Person,
    Phase,
    PhaseName,
    Pin,
    Problem,
    PromptRule,
    Provenance,
    Rating,
    SilenceBlock,
    Slide,
    Style,
    Tags,
    Timecourse,
    Track,
    TrackId,
    UsualLength,
    Voice,
)
from setlist.planning import pose
from setlist.units import Lu, Minutes, Seconds

PROVENANCE = Provenance(
    setlist="0.0.0", timing_model="table", timing_version="1", measures_version=1
)
QUIET = (Voice.NONE, Voice.WORDLESS)


def at(landmark: Landmark, percentile: float | None = None, plus: float = 0.0) -> Moment:
    return Moment(landmark=landmark, percentile=percentile, offset_min=Minutes(plus))


def a_curve(*points: float) -> Curve:
    return Curve(points=points)


def the_inward_arc(**changes: object) -> Arc:
    """The arc that the shipped ones are modelled on, on the landmarks of every route."""
    arc = Arc(
        name="inward",
        title="Inward",
        style=Style.PSYCHEDELIC,
        about="A rise, a long peak, a calm landing.",
        rests_on="Convention.",
        music=MusicRules(overlap_s=Seconds(16.0), artist_gap_min=Minutes(20.0)),
        start=at(Landmark.DOSE, plus=-10),
        phases=(
            Phase(
                name=PhaseName.SETTLE,
                end=at(Landmark.ONSET, 10),
                intensity=a_curve(1),
                loudness_lu=a_curve(-6),
                voice=(Voice.NONE, Voice.WORDLESS, Voice.SPOKEN),
            ),
            Phase(
                name=PhaseName.ONSET,
                end=at(Landmark.PEAK_START, 50),
                intensity=a_curve(2, 5),
                loudness_lu=a_curve(-5, -1),
                voice=QUIET,
                prefer=("warm", "simple"),
            ),
            Phase(
                name=PhaseName.PEAK,
                end=at(Landmark.PEAK_END, 75),
                intensity=a_curve(5, 6.5, 6),
                voice=QUIET,
                prefer=("steady", "dark", "building"),
                protect=True,
                weight=1.5,
            ),
            Phase(
                name=PhaseName.RETURN,
                end=at(Landmark.RETURN_END, 75),
                intensity=a_curve(4, 2),
                loudness_lu=a_curve(-2, -5),
                voice=(*QUIET, Voice.WORDS),
                prefer=("melodic", "acoustic"),
            ),
            Phase(
                name=PhaseName.LAND,
                end=at(Landmark.RETURN_END, 75, 10),
                intensity=a_curve(1),
                loudness_lu=a_curve(-8),
                voice=(*QUIET, Voice.WORDS),
            ),
        ),
        silences=(SilenceBlock(at=at(Landmark.END), length_min=Minutes(3.0)),),
        prompts=(
            PromptRule(say="vitals", every_min=Minutes(15.0)),
            PromptRule(say="spit", at=at(Landmark.HOLD_END)),
        ),
    )
    return replace(arc, **changes)  # type: ignore[arg-type]


def a_flat_arc(
    length_min: float = 20.0,
    *,
    intensity: float | None = 3.0,
    voice: Sequence[Voice] = tuple(Voice),
    music: MusicRules | None = None,
    **changes: object,
) -> Arc:
    """One phase without a route, from the start to the end."""
    arc = Arc(
        name="flat",
        title="Flat",
        style=Style.INTEGRATION,
        about="One level.",
        rests_on="Nothing.",
        lengths=(UsualLength(length_min=Minutes(length_min)),),
        music=music or MusicRules(overlap_s=Seconds(6.0)),
        start=at(Landmark.START),
        phases=(
            Phase(
                name=PhaseName.LAND,
                end=at(Landmark.END),
                intensity=None if intensity is None else a_curve(intensity),
                voice=tuple(voice),
            ),
        ),
    )
    return replace(arc, **changes)  # type: ignore[arg-type]


def some_tracks(
    count: int, *, seed: int = 1, median_s: float = 270.0, unlike: float = 1.0
) -> tuple[Track, ...]:
    """A library of chance: six loose kinds of music with measures that hang together."""
    chance = random.Random(seed)
    words = ("warm", "simple", "steady", "dark", "building", "melodic", "acoustic", "choir")
    tracks = []
    for number in range(count):
        calm = chance.random()
        rating = min(9.0, max(1.0, round(chance.gauss(1.5 + 6.0 * calm, 1.0))))
        lufs = -26.0 + 1.6 * rating * unlike + chance.gauss(0, 2.5)
        length_s = min(1500.0, max(90.0, median_s * math.exp(chance.gauss(0, 0.45))))
        voice = chance.choices(
            (Voice.NONE, Voice.WORDLESS, Voice.SPOKEN, Voice.WORDS, None), (60, 15, 5, 15, 5)
        )[0]
        measures = replace(
            some_measures(
                duration_s=round(length_s + 1.0, 3),
                loudness_lufs=lufs,
                head_lufs=lufs - abs(chance.gauss(0, 3)) * unlike,
                tail_lufs=lufs - abs(chance.gauss(0, 4)) * unlike,
                peak_dbtp=min(0.5, lufs + 15 + chance.gauss(0, 2)),
            ),
            audible_start_s=Seconds(0.25),
            audible_end_s=Seconds(round(length_s + 0.25, 3)),
            key=chance.choice(("C major", "G", "Am", "F# minor", "Bb", "E minor", "D")),
            tempo_bpm=round(55 * 2 ** (1.4 * chance.random()), 1),
            tempo_confidence=chance.random(),
            max_rise_3s_lu=Lu(abs(chance.gauss(2, 2))),
        )
        artist = f"Artist {int(count / 6 * chance.random() ** 1.6)}"
        tracks.append(
            a_track(
                f"Piece {number}",
                artist=artist,
                measures=measures,
                tags=Tags(
                    title=f"Piece {number}",
                    artist=artist,
                    ratings=(Rating(intensity=rating),),
                    voice=voice,
                    languages=("en",) if voice is Voice.WORDS and chance.random() < 0.5 else (),
                    words=tuple(chance.sample(words, chance.randint(0, 3))),
                ),
            )
        )
    return tuple(tracks)


def unheard(track: Track) -> Track:
    """The same track as a row of a table: its length is given, nobody listened to it."""
    said = track.measures
    measures = Measures(
        version=0,
        duration_s=said.duration_s,
        audible_start_s=Seconds(0.0),
        audible_end_s=said.duration_s,
    )
    return replace(track, path=None, measures=measures)


def a_population(course: Timecourse, count: int = 60, *, seed: int = 3) -> Timecourse:
    """The same times with people drawn around their medians."""
    chance = random.Random(seed)
    people = []
    for _ in range(count):
        slow = math.exp(chance.gauss(0, 0.35))
        marks = [course.onset, course.peak_start, course.peak, course.peak_end, course.return_end]
        minutes = [Minutes(band.p50 * slow * math.exp(chance.gauss(0, 0.1))) for band in marks]
        ordered = sorted(minutes)
        people.append(
            Person(
                onset_min=ordered[0],
                peak_start_min=ordered[1],
                peak_min=ordered[2],
                peak_end_min=ordered[3],
                return_end_min=ordered[4],
            )
        )
    return replace(course, people=tuple(people))


def pose_inward(
    library: Library | Sequence[Track],
    *,
    arc: Arc | None = None,
    timecourse: Timecourse | None = None,
    listener: Listener | None = None,
    length: Minutes | Slide = Slide.FULL,
    session: int = 1,
    seed: int = 0,
    pins: Sequence[Pin] = (),
    bans: Sequence[TrackId] = (),
) -> Problem:
    """Pose the inward arc for an injection into muscle."""
    return pose(
        arc or the_inward_arc(),
        library if isinstance(library, Library) else a_library(*library),
        timecourse=timecourse or a_population(a_timecourse()),
        listener=listener,
        length=length,
        session=session,
        seed=seed,
        pins=pins,
        bans=bans,
    )


def pose_flat(
    tracks: Sequence[Track],
    arc: Arc | None = None,
    *,
    listener: Listener | None = None,
    length: Minutes | Slide = Slide.USUAL,
    pins: Sequence[Pin] = (),
    heard: Sequence[TrackId] = (),
    seed: int = 0,
) -> Problem:
    """Pose an arc of one phase without a route."""
    return pose(
        arc or a_flat_arc(),
        a_library(*tracks),
        timecourse=None,
        listener=listener,
        length=length,
        pins=pins,
        heard=heard,
        seed=seed,
    )


ORAL = (
    a_band(20.4, 22.2, 24.8, 28.1, 31.8),
    a_band(31.0, 34.2, 41.5, 58.1, 81.3),
    a_band(39.0, 47.0, 70.0, 111.0, 158.0),
    a_band(53.6, 76.0, 124.9, 195.6, 280.0),
    a_band(73.3, 114.4, 185.1, 287.7, 413.8),
)
