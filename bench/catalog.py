"""How fast a catalog answers and keeps, beside the bare database doing the same rows.

Rows are made from a seed; ``python bench/catalog.py names.csv`` takes titles and artists from
the columns ``title`` and ``artist`` of a file instead.  PostgreSQL is measured where it is
installed.
"""

import argparse
import csv
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from builders import a_track_id, some_measures  # noqa: E402  the folder of the tests must be known first
from servers import find_programs, run_postgres  # noqa: E402
from shelves import NOON, PLACE, a_shelf, a_word, digest, resolve  # noqa: E402
from sqlalchemy import text  # noqa: E402

from setlist.catalog import (  # noqa: E402
    Catalog,
    find_tracks,
    keep_library,
    open_catalog,
    read_library,
    say,
)
from setlist.model import Rating, Statement, Tags, Track, Voice  # noqa: E402
from setlist.units import Lufs  # noqa: E402

SIZES = (20_000, 100_000)
SAID = 100_000
RATED = 20_000
ROUNDS = 5
WORDS = ("calm", "warm", "wide", "dark", "choir", "drone", "slow", "bright", "film score")
SYLLABLES = ("ma", "lo", "tri", "ven", "sha", "kor", "el", "ju", "no", "pas", "ry", "quin")

QUERIES = {
    "intensity, voice, tag": "intensity:4..6 voice:none -tag:choir loudness:..-30",
    "two words anywhere": "quin tripas",
    "artist, duration": 'artist:"shaven" duration:3m..5m',
    "every track": "",
}
COLUMNS = (
    "track, root, name, title, artist, album, duration_s, loudness_lufs, range_lu, peak_dbtp, "
    "max_rise_1s_lu, key, tempo_bpm, tempo_confidence, intensity, intensity_origin, raters, "
    "spread, voice, tags, licence, missing"
)
FLOORS = {
    "intensity, voice, tag": "intensity BETWEEN 4 AND 6 AND voice = 'none' "
    "AND loudness_lufs <= -30 AND NOT tags_folded LIKE '%choir%'",
    "two words anywhere": "text_folded LIKE '%quin%' AND text_folded LIKE '%tripas%'",
    "artist, duration": "artist_folded LIKE '%shaven%' AND duration_s BETWEEN 180 AND 300",
    "every track": "1 = 1",
}


def main(arguments: Sequence[str] = ()) -> None:
    """Print the tables of both databases."""
    parser = argparse.ArgumentParser(description="the catalog: queries, statements, reading")
    parser.add_argument("names", nargs="?", type=Path, help="a CSV with title and artist")
    chosen = parser.parse_args(arguments)
    names = read_names(chosen.names) if chosen.names else ()
    sets = {size: tuple(make_tracks(size, names)) for size in SIZES}
    for line in (*write_queries(sets), "", *write_keeping(sets[RATED])):
        print(line, flush=True)


def write_queries(sets: dict[int, tuple[Track, ...]]) -> Iterator[str]:
    """Write how long queries take, beside a bare SELECT of the same columns."""
    yield "| database | tracks | query | found | median | with opening | bare SELECT | ratio |"
    yield "|---|---|---|---|---|---|---|---|"
    for size, tracks in sets.items():
        with open_both() as urls:
            for database, url in urls.items():
                with open_catalog(url, resolve=resolve) as catalog:
                    keep_library(catalog, "main", a_shelf(*tracks), PLACE, mark="1")
                    for name, query in QUERIES.items():
                        cells = " | ".join(race_query(catalog, url, name, query))
                        yield f"| {database} | {size} | {name} | {cells} |"


def race_query(catalog: Catalog, url: str, name: str, query: str) -> Iterator[str]:
    """Take the times of one query and of its floor, one after the other, round by round."""
    bare = text(f"SELECT {COLUMNS} FROM shelf WHERE {FLOORS[name]}")  # noqa: S608  # a constant

    def fetch() -> object:
        with catalog.engine.connect() as connection:
            return connection.execute(bare).all()

    def open_and_find() -> object:
        with open_catalog(url, resolve=resolve) as opened:
            return find_tracks(opened, query)

    found = len(find_tracks(catalog, query))
    mine, opening, floor = race(lambda: find_tracks(catalog, query), open_and_find, fetch)
    yield str(found)
    yield f"{mine * 1e3:.1f} ms"
    yield f"{opening * 1e3:.1f} ms"
    yield f"{floor * 1e3:.1f} ms"
    yield f"{mine / floor:.1f}"


def write_keeping(tracks: Sequence[Track]) -> Iterator[str]:
    """Write how long it takes to keep and to read, beside rows alone."""
    said = tuple(make_statements(tracks))
    yield "| database | work | time | rows alone | ratio |"
    yield "|---|---|---|---|---|"
    with open_both() as urls:
        for database, url in urls.items():
            with open_catalog(url, resolve=resolve) as catalog:
                for work, mine, alone in time_works(catalog, tracks, said):
                    cells = "- | -" if alone is None else f"{alone:.2f} s | {mine / alone:.1f}"
                    yield f"| {database} | {work} | {mine:.2f} s | {cells} |"
    yield ""
    yield (
        "Rows alone: for `say`, sqlite3's executemany of the same statements and lines of the "
        "trail into bare tables of a file; for `read_library`, fetching the same rows."
    )


def time_works(
    catalog: Catalog, tracks: Sequence[Track], said: Sequence[Statement]
) -> Iterator[tuple[str, float, float | None]]:
    """Take the times of keeping and reading, and of the rows alone where there is a floor."""
    library, places = a_shelf(*tracks), {"main": PLACE}

    def keep() -> None:
        keep_library(catalog, "main", library, PLACE, mark="1")

    def speak() -> None:
        say(catalog, said, how="merge", at=NOON)

    yield f"keep_library, {len(tracks)} new", clock(keep), None
    yield f"keep_library, {len(tracks)} as before", clock(keep), None
    floor = insert_alone(said)
    yield f"say, {len(said)} new on {len(tracks)} tracks", clock(speak), floor
    yield f"say, {len(said)} as before", clock(speak), floor
    read, rows = race(
        lambda: read_library(catalog, places, digest=digest),
        lambda: fetch_sides(catalog),
        rounds=3,
    )
    yield f"read_library, {len(tracks)} tracks", read, rows


def insert_alone(said: Sequence[Statement]) -> float:
    """Take the time of putting the same rows into bare tables."""
    rows = [(s.track, s.field, s.clinic, s.by, s.value, s.on, s.standing, None) for s in said]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(f"{folder}/bare.db")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE said (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, "
            "PRIMARY KEY (a, b, c, d))"
        )
        connection.execute("CREATE TABLE trail (n INTEGER PRIMARY KEY, t TEXT, what TEXT)")

        def insert() -> None:
            connection.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            lines = [(row[0], str(row)) for row in rows]
            connection.executemany("INSERT INTO trail (t, what) VALUES (?, ?)", lines)
            connection.commit()

        taken = clock(insert)
        connection.close()
    return taken


def fetch_sides(catalog: Catalog) -> object:
    """Fetch the rows that a library is made of, and make nothing of them."""
    with catalog.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT * FROM sides JOIN measures ON measures.track = sides.track")
        ).all()
        return rows, connection.execute(text("SELECT * FROM statements")).all()


def race(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Take the median time of several works, one after the other in every round."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for taken, work in zip(times, works, strict=True):
            taken.append(clock(work))
    return [statistics.median(taken) for taken in times]


def clock(work: Callable[[], object]) -> float:
    """Take the time of some work, in seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


@contextmanager
def open_both() -> Iterator[dict[str, str]]:
    """Give an empty place in each database that is there."""
    programs = find_programs()
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{folder}/catalog.db"}
        if programs is None:
            yield urls
        else:
            with run_postgres(programs) as server:
                yield urls | {"PostgreSQL": server.url()}


def make_tracks(count: int, names: Sequence[tuple[str, str]]) -> Iterator[Track]:
    """Make tracks that look like those of a library."""
    chance = random.Random(7)
    for number in range(count):
        title, artist = names[number % len(names)] if names else make_name(chance)
        rated = chance.random() < 0.7
        measures = some_measures(duration_s=round(chance.lognormvariate(5.5, 0.5), 3))
        profile = tuple(Lufs(round(chance.uniform(-40, -12), 2)) for _ in range(25))
        loudness = Lufs(round(chance.gauss(-23, 6), 2))
        yield Track(
            id=a_track_id(f"{number}"),
            path=f"/music/{artist}/{number:06d} {title}.flac",
            tags=Tags(
                title=title,
                artist=artist,
                album=f"{artist} {number // 12}",
                ratings=(Rating(intensity=float(chance.randint(1, 9))),) if rated else (),
                voice=chance.choice(tuple(Voice)),
                words=tuple(chance.sample(WORDS, 3)),
            ),
            measures=replace(measures, loudness_lufs=loudness, profile_lufs=profile),
        )


def make_name(chance: random.Random) -> tuple[str, str]:
    """Make a title and an artist of syllables."""
    words = ["".join(chance.choices(SYLLABLES, k=2)) for _ in range(4)]
    return " ".join(words[:3]).title(), f"{words[3]} {chance.choice(SYLLABLES)}".title()


def make_statements(tracks: Sequence[Track]) -> Iterator[Statement]:
    """Make statements of several raters about every track."""
    raters = SAID // len(tracks)
    for track in tracks:
        for number in range(raters):
            yield a_word(track.id, str(1 + number % 9), by=f"r{number}")


def read_names(path: Path) -> list[tuple[str, str]]:
    """Read titles and artists."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [(row["title"] or "?", row["artist"] or "?") for row in csv.DictReader(stream)]


if __name__ == "__main__":
    main(sys.argv[1:])
