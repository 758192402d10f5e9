"""Transactions: many programs at once, and programs that are killed."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import some_measures
from shelves import (
    NOON,
    PLACE,
    a_record,
    a_word,
    fill,
    resolve,
    say_all,
    some_tracks,
    stall_at,
)
from sqlalchemy import func, insert, select

from setlist.catalog import (
    Catalog,
    find_tracks,
    keep_records,
    open_catalog,
    read_statements,
    read_trail,
    recall_records,
    say,
)
from setlist.catalog.store import begin_writing, cut_chunks
from setlist.catalog.tables import measures

SPAWN = multiprocessing.get_context("spawn")
WRITERS = 8
TRACKS = some_tracks(24)


def write(catalog: Catalog, divisor: int) -> int:
    """Write a row, stumble over a zero, and give how many rows there are."""
    with begin_writing(catalog) as connection:
        count = connection.scalar(select(func.count()).select_from(measures))
        row = {"track": "a", "version": count or 0, "measures": ""}
        connection.execute(insert(measures), row)
        return ((count or 0) + 1) // divisor


def test_what_a_block_writes_is_kept_whole_or_not_at_all(catalog: Catalog) -> None:
    with pytest.raises(ZeroDivisionError):
        write(catalog, 0)
    assert write(catalog, 1) == 1
    with pytest.raises(ZeroDivisionError):
        write(catalog, 0)
    assert write(catalog, 1) == 2


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1200])
def test_chunks_hold_everything_once_in_order(count: int) -> None:
    chunks = list(cut_chunks(range(count)))
    assert [item for chunk in chunks for item in chunk] == list(range(count))
    assert all(0 < len(chunk) <= 500 for chunk in chunks)


@pytest.mark.slow
def test_eight_programs_that_write_at_once_lose_nothing(url: str) -> None:
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, *TRACKS)
    crew = [
        [a_word(track.id, f"{1 + rater}", by=f"r{rater}") for track in TRACKS]
        for rater in range(WRITERS)
    ]
    run([SPAWN.Process(target=say_all, args=(url, words, 3)) for words in crew])
    with open_catalog(url, resolve=resolve) as catalog:
        assert set(read_statements(catalog)) == {word for words in crew for word in words}
        changes = read_trail(catalog)
        assert len(changes) == WRITERS * len(TRACKS)
        assert len({change.what for change in changes}) == len(changes)
        found = find_tracks(catalog, f"raters:{WRITERS} intensity:4.5")
        assert len(found) == len(TRACKS)


@pytest.mark.slow
def test_eight_programs_may_make_one_catalog_at_once(url: str) -> None:
    crew = [[a_word(track.id, by=f"r{rater}") for track in TRACKS] for rater in range(WRITERS)]
    run([SPAWN.Process(target=say_all, args=(url, words, 24)) for words in crew])
    with open_catalog(url, resolve=resolve) as catalog:
        assert len(read_statements(catalog)) == WRITERS * len(TRACKS)


@pytest.mark.parametrize("table", ["statements", "trail", "shelf"])
def test_a_program_killed_while_people_say_things_leaves_nothing_half_done(
    url: str, tmp_path: Path, table: str
) -> None:
    words = [a_word(track.id) for track in TRACKS]
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, *TRACKS)
    kill_at(url, tmp_path / "flag", table, say, words)
    with open_catalog(url, resolve=resolve) as catalog:
        assert read_statements(catalog) == ()
        assert read_trail(catalog) == ()
        assert not find_tracks(catalog, "rated:yes")
        assert say(catalog, words, how="rate", at=NOON) == tuple(words)
        assert len(find_tracks(catalog, "rated:yes")) == len(TRACKS)


def test_a_program_killed_while_it_keeps_files_leaves_nothing_half_done(
    url: str, tmp_path: Path
) -> None:
    records = [a_record(f"{number}.ogg", measures=some_measures()) for number in range(30)]
    with open_catalog(url, resolve=resolve):
        pass
    kill_at(url, tmp_path / "flag", "files", keep_records, records)
    with open_catalog(url, resolve=resolve) as catalog:
        assert recall_records(catalog, "main", PLACE, measures_version=1) == {}
        keep_records(catalog, "main", records, measures_version=1)
        recalled = recall_records(catalog, "main", PLACE, measures_version=1)
        assert recalled == {record.file.name: record for record in records}


def kill_at(url: str, flag: Path, table: str, work: Callable[..., object], given: object) -> None:
    """Let another program do some work, and kill it when it has written to a table."""
    process = SPAWN.Process(target=stall_at, args=(url, flag, table, work.__name__, given))
    process.start()
    try:
        end = time.monotonic() + 60
        while not flag.exists():
            assert process.is_alive()
            assert time.monotonic() < end
            time.sleep(0.02)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.join()
        process.close()


def run(crew: list[multiprocessing.context.SpawnProcess]) -> None:
    """Run programs at once until all have ended well."""
    for process in crew:
        process.start()
    for process in crew:
        process.join(120)
    assert [process.exitcode for process in crew] == [0] * len(crew)
    for process in crew:
        process.close()
