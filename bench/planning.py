"""How good and how fast plans are, beside a greedy fill of the same model.

Run ``python bench/planning.py [TABLE.csv]``; it prints a Markdown table.  Libraries are made by
chance from a seed; a table of real tracks (columns ``track_name``, ``artists``, ``duration_ms``,
``energy``, ``loudness``, ``tempo``, ``key``, ``mode``, ``speechiness``) adds rows of its own, with
intensities made by ranking energy into nine equal groups, which says nothing about the tracks.

The floor of a row is what no music could avoid: people differ, so whatever sounds is wrong for
some.  The ratio is given for the whole cost and for what lies above the floor.
"""

import argparse
import csv
import hashlib
import math
import random
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

import numpy as np

from setlist.model import (
    Arc,
    Band,
    Curve,
    Landmark,
    Library,
    LibraryStamp,
    Measures,
    Moment,
    MusicRules,
    Person,
    Phase,
    PhaseName,
    Problem,
    Provenance,
    Rating,
    Route,
    RouteName,
    SilenceBlock,
    Style,
    Tags,
    Timecourse,
    TimingModel,
    Track,
    TrackId,
    Vocabulary,
    Voice,
)
from setlist.planning import pose, solve
from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.building import build_cues
from setlist.planning.costing import cost_plan
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow, step_cost
from setlist.planning.guide import guide_search, stack_layers
from setlist.planning.items import gather_items
from setlist.planning.labels import Path, Step
from setlist.planning.nodes import lay_nodes
from setlist.planning.segments import cut_course
from setlist.planning.solving import total_cost
from setlist.planning.targets import Aspect, set_targets
from setlist.units import DbTp, Hertz, Lu, Lufs, Minutes, Seconds

SEEDS = (1, 2)
LENGTHS_MIN = (90.0, 110.0)
PEOPLE = 100
_QUIET = (Voice.NONE, Voice.WORDLESS)
_WORDS = ("warm", "simple", "steady", "dark", "building", "melodic", "acoustic", "choir")
_PROVENANCE = Provenance(
    setlist="0.0.0", timing_model="table", timing_version="1", measures_version=1
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="?", type=FilePath, help="real tracks as CSV")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    options = parser.parse_args()
    print(
        "| library | tracks | min | timing | cost | floor | ratio | above floor | solve s | MiB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, tracks in _libraries(options.sizes, options.table):
        for length_min in LENGTHS_MIN:
            for people in (0, PEOPLE):
                print(_row(name, tracks, Minutes(length_min), people))


def fill_greedily(problem: Problem) -> float:
    """Fill a session with the cheapest track a minute, again and again, and cost it.

    It may look whether a session can still be ended at all, which a plain greedy fill could not.
    """
    terms = problem.terms
    items = gather_items(problem.tracks, seed=terms.seed)
    course, fit, flow = cut_course(terms), Fit(terms, set_targets(terms), items), Flow(items)
    nodes = lay_nodes(fit, course, ())
    rest = guide_search(nodes, course, stack_layers(None, (), fit.counts))
    used = np.zeros(len(items), dtype=np.bool_)
    steps: list[Step] = []
    for number, segment in enumerate(course.segments):
        begin, last, level = segment.first_step, -1, math.nan
        while True:
            closings = nodes.closings[number]
            here = closings.begin == begin
            every = np.arange(len(items))
            cost = np.where(
                np.isfinite(rest[0, nodes.next[begin]]), nodes.cost[begin], np.inf
            ).astype(float)
            which = np.concatenate([every, closings.item[here]])
            cost = np.concatenate([cost, closings.cost[here]])
            end = np.concatenate([nodes.next[begin].astype(np.int64), closings.end[here]])
            start = np.full(len(which), begin)
            gain = fit.gain(start, np.minimum(end, fit.targets.steps), which)
            down = np.zeros(len(which))
            if last >= 0:
                up = flow.head_lufs[which] + gain - level
                down = np.maximum(0.0, up - terms.music.step_up_max_lu)
                weight, bend = fit.slope(start, np.minimum(end, fit.targets.steps), which)
                cost = cost + flow.cost(np.array([last]), which)[0] + step_cost(up - down)
                cost = cost + down * (down * weight - 2.0 * bend)
                cost[down > MOST_LOWERED_DB] = np.inf
            cost[used[which]] = np.inf
            pick = int(np.argmin(cost / (end - begin)))
            if not np.isfinite(cost[pick]):
                return math.inf
            last = int(which[pick])
            used[last] = True
            steps.append(Step(item=last, begin=begin, segment=number, lowered_db=float(down[pick])))
            level = float(flow.tail_lufs[last] + gain[pick] - down[pick])
            if pick >= len(items):
                break
            begin = int(end[pick])
    cues = build_cues(fit, course, Path(steps=tuple(steps), cost=0.0, cut_short=False))
    return total_cost(cost_plan(terms, cues, {track.id: track for track in problem.tracks}))


def _row(name: str, tracks: Sequence[Track], length_min: Minutes, people: int) -> str:
    """Solve one problem twice and write its row."""
    stamp = LibraryStamp(locator=name, digest="sha256:0", tracks=len(tracks))
    library = Library(stamp=stamp, tracks=tuple(tracks), vocabulary=Vocabulary(terms=()))
    problem = pose(
        _arc(), library, timecourse=_times(people), listener=None, length=length_min, seed=1
    )
    greedy = fill_greedily(problem)
    begun_s = time.perf_counter()
    plan = solve(problem, provenance=_PROVENANCE)
    took_s = time.perf_counter() - begun_s
    floor = _floor(problem)
    timing = "one" if not people else f"{people} people"
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    return (
        f"| {name} | {len(tracks):,} | {length_min:g} | {timing} | {plan.cost:.2f} | {floor:.2f} "
        f"| {_ratio(plan.cost, greedy)} | {_ratio(plan.cost - floor, greedy - floor)} "
        f"| {took_s:.2f} | {mib:.0f} |"
    )


def _ratio(cost: float, greedy: float) -> str:
    """Write a ratio to the greedy fill, which may find no plan at all."""
    return f"{cost / greedy:.2f}" if math.isfinite(greedy) else "none"


def _floor(problem: Problem) -> float:
    """Give the misfit that is left when every step has the best intensity and loudness."""
    targets = set_targets(problem.terms)
    total = 0.0
    for aspect in (Aspect.INTENSITY, Aspect.LOUDNESS):
        w0, w1, w2 = (
            np.diff(one)
            for one in (
                targets.aspects[aspect].w0,
                targets.aspects[aspect].w1,
                targets.aspects[aspect].w2,
            )
        )
        total += float((w2 - w1**2 / np.maximum(w0, 1e-12)).sum())
    return total


def _libraries(
    sizes: Sequence[int], table: FilePath | None
) -> Iterator[tuple[str, tuple[Track, ...]]]:
    """Give every library with its name."""
    for size in sizes:
        for seed in SEEDS:
            yield f"chance {seed}", _by_chance(size, seed)
    if table is not None:
        tracks = tuple(_from_table(table))
        for size in (1_000, len(tracks)):
            yield table.stem, tuple(random.Random(1).sample(tracks, min(size, len(tracks))))


def _by_chance(count: int, seed: int) -> tuple[Track, ...]:
    """Make a library in which intensity, loudness and brightness hang together."""
    chance = random.Random(seed)
    tracks = []
    for number in range(count):
        rating = min(9.0, max(1.0, round(chance.gauss(1.5 + 6.0 * chance.random(), 1.0))))
        lufs = -26.0 + 1.6 * rating + chance.gauss(0.0, 2.5)
        voice = chance.choices((*_QUIET, Voice.SPOKEN, Voice.WORDS), (65, 15, 5, 15))[0]
        tracks.append(
            _track(
                f"{seed}/{number}",
                artist=f"Artist {int(max(20, count / 8) * chance.random() ** 1.6)}",
                rating=rating,
                voice=voice,
                words=tuple(chance.sample(_WORDS, chance.randint(0, 3))),
                length_s=min(1500.0, max(120.0, 300.0 * math.exp(chance.gauss(0.0, 0.45)))),
                lufs=lufs,
                head_lufs=lufs - abs(chance.gauss(0.0, 3.0)),
                tail_lufs=lufs - abs(chance.gauss(0.0, 4.0)),
                key=chance.choice(("C", "G", "D", "A", "E", "F", "Bb", "Am", "Em", "Dm")),
                tempo_bpm=55.0 * 2.0 ** (1.4 * chance.random()),
                brightness_hz=400.0 * 2.0 ** (0.25 * rating + chance.gauss(0.0, 0.4)),
            )
        )
    return tuple(tracks)


def _from_table(table: FilePath) -> Iterator[Track]:
    """Read real tracks; what a table gets wrong counts as unmeasured or is left out."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if float(row["duration_ms"]) > 30_000.0]
    rows.sort(key=lambda row: (float(row["energy"]), row["track_name"], row["artists"]))
    names = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
    for place, row in enumerate(rows):
        chance = random.Random(place)
        lufs = min(float(row["loudness"]), -5.0)
        tempo_bpm = float(row["tempo"])
        key = int(row["key"])
        minor = "" if row["mode"] == "1" else "m"
        yield _track(
            f"{place}/{row['artists']}/{row['track_name']}",
            artist=row["artists"],
            rating=1.0 + place * 9 // len(rows),
            voice=Voice.WORDS if float(row["speechiness"]) > 0.1 else Voice.NONE,
            words=(),
            length_s=float(row["duration_ms"]) / 1000.0,
            lufs=lufs,
            head_lufs=lufs - abs(chance.gauss(0.0, 3.0)),
            tail_lufs=lufs - abs(chance.gauss(0.0, 4.0)),
            key=names[key] + minor if 0 <= key < len(names) else None,
            tempo_bpm=tempo_bpm if tempo_bpm > 0.0 else None,
            brightness_hz=None,
        )


def _track(
    name: str,
    *,
    artist: str,
    rating: float,
    voice: Voice,
    words: tuple[str, ...],
    length_s: float,
    lufs: float,
    head_lufs: float,
    tail_lufs: float,
    key: str | None,
    tempo_bpm: float | None,
    brightness_hz: float | None,
) -> Track:
    """Make one measured, rated track."""
    measures = Measures(
        version=1,
        duration_s=Seconds(length_s),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(length_s),
        loudness_lufs=Lufs(lufs),
        peak_dbtp=DbTp(min(lufs + 14.0, 0.0)),
        head_lufs=Lufs(head_lufs),
        tail_lufs=Lufs(tail_lufs),
        max_rise_3s_lu=Lu(2.0),
        key=key,
        tempo_bpm=tempo_bpm,
        tempo_confidence=1.0,
    )
    if brightness_hz is not None:
        measures = replace(measures, brightness_hz=Hertz(brightness_hz))
    return Track(
        id=TrackId("row:" + hashlib.sha256(name.encode()).hexdigest()),
        path=None,
        tags=Tags(
            title=name,
            artist=artist,
            ratings=(Rating(intensity=rating),),
            voice=voice,
            words=words,
        ),
        measures=measures,
    )


def _arc() -> Arc:
    """Give the inward arc."""
    settle, onset, peak, over, land = (
        Moment(landmark=Landmark.ONSET, percentile=10),
        Moment(landmark=Landmark.PEAK_START, percentile=50),
        Moment(landmark=Landmark.PEAK_END, percentile=75),
        Moment(landmark=Landmark.RETURN_END, percentile=75),
        Moment(landmark=Landmark.RETURN_END, percentile=75, offset_min=Minutes(10.0)),
    )
    sung = (*_QUIET, Voice.WORDS)
    return Arc(
        name="inward",
        title="Inward",
        style=Style.PSYCHEDELIC,
        about="A rise, a long peak, a calm landing.",
        rests_on="Convention.",
        music=MusicRules(overlap_s=Seconds(16.0), artist_gap_min=Minutes(20.0)),
        start=Moment(landmark=Landmark.DOSE, offset_min=Minutes(-10.0)),
        phases=(
            _phase(PhaseName.SETTLE, settle, (1.0,), (-6.0,), (*_QUIET, Voice.SPOKEN), ()),
            _phase(PhaseName.ONSET, onset, (2.0, 5.0), (-5.0, -1.0), _QUIET, _WORDS[:2]),
            replace(
                _phase(PhaseName.PEAK, peak, (5.0, 6.5, 6.0), (0.0,), _QUIET, _WORDS[2:5]),
                protect=True,
                weight=1.5,
            ),
            _phase(PhaseName.RETURN, over, (4.0, 2.0), (-2.0, -5.0), sung, _WORDS[5:7]),
            _phase(PhaseName.LAND, land, (1.0,), (-8.0,), sung, ()),
        ),
        silences=(SilenceBlock(at=Moment(landmark=Landmark.END), length_min=Minutes(3.0)),),
    )


def _phase(
    name: PhaseName,
    end: Moment,
    intensity: tuple[float, ...],
    loudness_lu: tuple[float, ...],
    voice: tuple[Voice, ...],
    prefer: tuple[str, ...],
) -> Phase:
    """Make one phase."""
    return Phase(
        name=name,
        end=end,
        intensity=Curve(points=intensity),
        loudness_lu=Curve(points=loudness_lu),
        voice=voice,
        prefer=prefer,
    )


def _times(people: int) -> Timecourse:
    """Give the bands of an injection into muscle, with people drawn around their medians."""
    chance = random.Random(3)
    bands = [
        _band(2.5, 3.1, 3.9, 5.0, 6.2),
        _band(7.2, 8.8, 11.2, 14.3, 17.8),
        _band(12.5, 15.5, 20.0, 26.5, 34.5),
        _band(22.2, 28.0, 37.7, 52.0, 69.1),
        _band(32.5, 44.0, 64.1, 93.5, 128.5),
    ]
    drawn = []
    for _ in range(people):
        slow = chance.uniform(10.0, 90.0)
        minutes = sorted(band.at(min(90.0, max(10.0, slow + chance.gauss(0, 8)))) for band in bands)
        drawn.append(
            Person(
                onset_min=minutes[0],
                peak_start_min=minutes[1],
                peak_min=minutes[2],
                peak_end_min=minutes[3],
                return_end_min=minutes[4],
            )
        )
    return Timecourse(
        route=Route(name=RouteName.IM),
        model=TimingModel.TABLE,
        onset=bands[0],
        peak_start=bands[1],
        peak=bands[2],
        peak_end=bands[3],
        return_end=bands[4],
        people=tuple(drawn),
    )


def _band(*points: float) -> Band:
    """Make a band of its five percentiles."""
    p10, p25, p50, p75, p90 = (Minutes(point) for point in points)
    return Band(p10=p10, p25=p25, p50=p50, p75=p75, p90=p90)


if __name__ == "__main__":
    main()
