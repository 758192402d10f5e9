"""How fast curations are merged, written and read, beside the bare grammar of the same text.

Run ``python bench/curation.py [--statements N]``; it prints Markdown tables.  The floor of
reading TOML is ``tomli.loads`` of the same text, that of reading CSV ``csv.reader``, that of
writing CSV ``csv.writer`` of the same cells.  Jobs of a round run one after the other, and
medians over the rounds are compared.
"""

import argparse
import csv
import io
import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import tomli

from setlist.curation import (
    CurationKind,
    diff,
    list_conflicts,
    match_keys,
    merge,
    read_curation,
    resolve_track,
    write_curation,
)
from setlist.model import (
    Curation,
    Field,
    Measures,
    Statement,
    Tags,
    Track,
    TrackId,
    TrackKey,
)
from setlist.units import DbTp, Lufs, Seconds

PEOPLE: Final = ("KL", "MR", "curator")
VALUES: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.INTENSITY: ("2", "3.5", "5", "8"),
    Field.VOICE: ("none", "wordless", "words"),
    Field.TAGS: ("calm; warm", "building; dark; steady", "simple"),
    Field.INSTRUMENTS: ("cello; piano", "choir"),
    Field.LICENCE: ("CC-BY-4.0", "CC0-1.0"),
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    one, other = make_pair(options.statements, random.Random(1))
    jobs, ratios = list_jobs(one, other)
    wall: dict[str, list[float]] = {name: [] for name in jobs}
    cpu: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(options.rounds):
        for name, job in jobs.items():
            begun_s, spent_s = time.perf_counter(), time.process_time()
            job()
            wall[name].append(time.perf_counter() - begun_s)
            cpu[name].append(time.process_time() - spent_s)
    middle = {name: statistics.median(times) for name, times in cpu.items()}
    said, tracks = len(one.statements), len(one.keys)
    print(f"{said:,} statements on {tracks:,} tracks, medians of {options.rounds}:\n")
    print("| job | wall s | CPU s | statements a CPU s |\n|---|---|---|---|")
    for name, took_s in middle.items():
        wall_s = statistics.median(wall[name])
        print(f"| {name} | {wall_s:.2f} | {took_s:.2f} | {said / took_s:,.0f} |")
    print("\n| ratio | CPU |\n|---|---|")
    for name, floor in ratios.items():
        print(f"| {name} / {floor} | {middle[name] / middle[floor]:.1f} |")


def list_jobs(
    one: Curation, other: Curation
) -> tuple[Mapping[str, Callable[[], object]], Mapping[str, str]]:
    """Give every job by its name, and which is the floor of which."""
    toml, table = (write_curation(one, kind) for kind in CurationKind)
    cells = list(csv.reader(io.StringIO(table, newline="")))
    tracks = make_tracks(one)
    said: dict[TrackId, list[Statement]] = {}
    for each in one.statements:
        said.setdefault(each.track, []).append(each)
    jobs: Mapping[str, Callable[[], object]] = {
        "tomli.loads": lambda: tomli.loads(toml),
        "csv.reader": lambda: list(csv.reader(io.StringIO(table, newline=""))),
        "csv.writer": lambda: csv.writer(io.StringIO(newline="")).writerows(cells),
        "read TOML": lambda: read_curation(toml, "bench", CurationKind.TOML),
        "read CSV": lambda: read_curation(table, "bench", CurationKind.CSV),
        "write TOML": lambda: write_curation(one, CurationKind.TOML),
        "write CSV": lambda: write_curation(one, CurationKind.CSV),
        "merge with as many": lambda: merge(one, other),
        "merge again": lambda: merge(one, one),
        "difference": lambda: diff(one, other),
        "conflicts": lambda: list_conflicts(one.statements),
        "match keys": lambda: match_keys(one.keys, other.keys),
        "resolve tracks": lambda: [resolve_track(track, said[track.id]) for track in tracks],
    }
    ratios = {
        "read TOML": "tomli.loads",
        "read CSV": "csv.reader",
        "write CSV": "csv.writer",
    }
    return jobs, ratios


def make_pair(count: int, chance: random.Random) -> tuple[Curation, Curation]:
    """Make two curations of one library: half of the second is the first, half says more."""
    ids: list[TrackId] = []
    statements: list[Statement] = []
    while len(statements) < count:
        ids.append(TrackId(f"sha256:{chance.getrandbits(256):064x}"))
        for field, values in VALUES.items():
            statements.append(
                Statement(
                    track=ids[-1],
                    field=field,
                    value=chance.choice(values),
                    by=chance.choice(PEOPLE),
                    on=f"2026-11-{chance.randint(1, 28):02d}T21:04:05.000000Z",
                )
            )
    keys = tuple(
        TrackKey(
            track=track,
            title=f"Still Pond {number}",
            artist=f"Ärtist {number % 999}",
            duration_s=Seconds(round(chance.uniform(120.0, 900.0), 3)),
        )
        for number, track in enumerate(ids)
    )
    one = Curation(keys=keys, statements=tuple(statements[:count]))
    others = [
        each if number % 2 else replace(each, by="colleague", value=VALUES[each.field][0])
        for number, each in enumerate(one.statements)
    ]
    return merge(one), merge(Curation(keys=keys, statements=tuple(others)))


def make_tracks(curation: Curation) -> list[Track]:
    """Make the tracks that a curation speaks of."""
    measures = Measures(
        version=1,
        duration_s=Seconds(300.0),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(300.0),
        loudness_lufs=Lufs(-23.0),
        peak_dbtp=DbTp(-6.0),
        head_lufs=Lufs(-23.0),
        tail_lufs=Lufs(-23.0),
    )
    return [
        Track(id=key.track, path=None, tags=Tags(title=key.title), measures=measures)
        for key in curation.keys
    ]


if __name__ == "__main__":
    main()
