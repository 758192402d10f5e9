"""Programs that are stopped in the middle, and programs at work on one library at once."""

import multiprocessing
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from crews import finish, is_alive, rate_all, start, stop_when, wait_for
from sayings import at
from sounds import save, some_noise

from setlist.curation import CurationKind, write_curation
from setlist.engine import (
    export_curation,
    list_tracks,
    read_history,
    read_library,
    read_values,
    scan,
    tag,
)
from setlist.model import Curation, Field, Statement, TrackId, TrackKey
from setlist.units import Seconds

pytestmark = pytest.mark.slow

CATALOG = "setlist.catalog.sqlite"
PIECES = 10
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(scope="module")
def noises(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of noise that takes a while to listen to, with a bad file in it."""
    folder = tmp_path_factory.mktemp("noises")
    for number in range(PIECES):
        save(folder / f"n{number}.flac", some_noise(length_s=30.0, level_db=-30.0, seed=number))
    (folder / "bad.ogg").write_bytes(b"never mind" * 99)
    return folder


@pytest.fixture(scope="module")
def undisturbed(noises: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder, scanned by a program that nobody stopped."""
    folder = Path(shutil.copytree(noises, tmp_path_factory.mktemp("undisturbed") / "music"))
    assert finish(start("library", "scan", str(folder), "--workers", "2"))[0] == 0
    return folder


@pytest.fixture
def folder(noises: Path, tmp_path: Path) -> Path:
    """A copy of the noises that nobody listened to."""
    return Path(shutil.copytree(noises, tmp_path / "music"))


def picture(folder: Path) -> tuple[object, ...]:
    """Everything that a library tells of itself, wherever it stands."""
    library = read_library(folder)
    listing = list_tracks(folder, "missing:yes,no")
    names = [Path(track.path or "").name for track in library.tracks]
    findings = [str(finding).replace(str(folder), "") for finding in library.findings]
    tracks = [(track.id, track.tags, track.measures, track.origins) for track in library.tracks]
    return library.stamp.digest, names, tracks, findings, listing.tracks


def count_heard(folder: Path) -> int:
    """How many files of a folder were listened to so far."""
    catalog = folder / CATALOG
    if not catalog.exists():
        return -1
    try:
        with closing(sqlite3.connect(catalog)) as connection:
            asked = "SELECT count(*) FROM files WHERE track IS NOT NULL"
            return int(connection.execute(asked).fetchone()[0])
    except sqlite3.Error:
        return -1


@pytest.mark.parametrize("command", ["scan", "measure"])
def test_a_scan_that_is_killed_again_and_again_ends_as_if_nobody_had(
    folder: Path, undisturbed: Path, command: str
) -> None:
    call = ("library", command, str(folder), "--workers", "2")
    stop_when(start(*call), signal.SIGKILL, (folder / CATALOG).exists)
    for count in (1, 4, 7):
        heard = count_heard(folder)
        assert heard < count
        code, _ = stop_when(start(*call), signal.SIGKILL, lambda: count_heard(folder) >= count)  # noqa: B023  # called in this round
        assert code == -signal.SIGKILL
        assert count <= count_heard(folder) < PIECES
    assert finish(start(*call))[0] == 0
    assert picture(folder) == picture(undisturbed)


def test_a_rescan_that_is_killed_loses_no_word_and_no_measure(
    folder: Path, undisturbed: Path
) -> None:
    shutil.copy(undisturbed / CATALOG, folder)
    assert finish(start("library", "scan", str(folder)))[0] == 0
    tag(folder, ["n3"], read_values(["intensity=4"]), by="KL")
    (folder / "n3.flac").rename(folder / "moved.flac")
    save(folder / "new 1.flac", some_noise(length_s=60.0, seed=98))
    save(folder / "new 2.flac", some_noise(length_s=40.0, seed=99))
    call = ("library", "scan", str(folder), "--workers", "1")
    stop_when(start(*call), signal.SIGKILL, lambda: count_heard(folder) > PIECES)
    assert len(list_tracks(folder, "intensity:4").tracks) == 1
    code, said = finish(start(*call))
    assert (code, "is missing" in said) == (0, False)
    (row,) = list_tracks(folder, "intensity:4").tracks
    assert row.name == "moved.flac"
    assert len(read_library(folder).tracks) == PIECES + 2


def test_ctrl_c_ends_a_scan_at_once_and_leaves_no_process(folder: Path, undisturbed: Path) -> None:
    call = ("library", "scan", str(folder), "--workers", "2")
    program = start(*call)
    code, said = stop_when(program, signal.SIGINT, lambda: count_heard(folder) >= 2)
    assert code == 130
    assert "Traceback" not in said
    assert not is_alive(program.pid)
    assert finish(start(*call))[0] == 0
    assert picture(folder) == picture(undisturbed)


def test_an_import_that_is_killed_is_whole_or_not_at_all(undisturbed: Path, tmp_path: Path) -> None:
    source = tmp_path / "theirs.toml"
    theirs = a_long_curation(2000)
    source.write_text(write_curation(theirs, CurationKind.TOML), encoding="utf-8")
    kept: list[int] = []
    for delay_s in (0.0, 0.3, 0.6, 1.2, 2.4):
        folder = Path(shutil.copytree(undisturbed, tmp_path / f"{delay_s}"))
        program = start("library", "import", str(source), "--library", str(folder))
        wait_for(lambda: (folder / f"{CATALOG}-wal").exists() or program.poll() is not None)  # noqa: B023  # called in this round
        time.sleep(delay_s)
        program.kill()
        finish(program)
        kept.append(len(read_history(folder)))
        assert kept[-1] in {0, len(theirs.statements)}
        code, said = finish(start("library", "import", str(source), "--library", str(folder)))
        assert code == 0, said
        assert len(read_history(folder)) == len(theirs.statements)
        export_curation(folder, tmp_path / f"{delay_s}.toml")
    assert 0 in kept
    texts = {path.read_bytes() for path in tmp_path.glob("[0-9]*.toml")}
    assert len(texts) == 1


def test_two_scans_of_one_folder_at_once_give_one_library(folder: Path, undisturbed: Path) -> None:
    crew = [start("library", "scan", str(folder), "--workers", "1") for _ in range(2)]
    assert [finish(program)[0] for program in crew] == [0, 0]
    assert picture(folder) == picture(undisturbed)


def test_two_tags_at_once_are_both_kept(undisturbed: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(undisturbed, tmp_path / "music"))
    place = ("--library", str(folder))
    crew = [
        start("library", "tag", "n0", f"intensity={value}", "--by", by, *place)
        for by, value in (("KL", 3), ("MR", 5), ("MR", 7))
    ]
    assert [finish(program)[0] for program in crew] == [0, 0, 0]
    (row,) = list_tracks(folder, "track:sha rated:yes").tracks
    assert row.raters == 2
    assert len(read_history(folder)) in {2, 3}  # of one person the later word alone may count


def test_eight_raters_at_once_lose_nothing(undisturbed: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(undisturbed, tmp_path / "music"))
    titles = [f"n{number}" for number in range(PIECES)]
    crew = [
        SPAWN.Process(target=rate_all, args=(str(folder), titles, by, str(value)))
        for value, by in enumerate(("AB", "BC", "CD", "DE", "EF", "FG", "GH", "HI"), start=1)
    ]
    for process in crew:
        process.start()
    for process in crew:
        process.join(240)
    assert [process.exitcode for process in crew] == [0] * 8
    assert len(read_history(folder)) == 8 * PIECES
    assert len(list_tracks(folder, "raters:8 intensity:4.5 spread:7").tracks) == PIECES
    assert len(scan(folder).tracks) == PIECES


def a_long_curation(count: int) -> Curation:
    """What one person says of many tracks that nobody here has."""
    tracks = [TrackId(f"sha256:{number:064x}") for number in range(count)]
    return Curation(
        keys=tuple(
            TrackKey(track=track, title=f"T {track[-6:]}", artist="A", duration_s=Seconds(60.0))
            for track in tracks
        ),
        statements=tuple(
            Statement(track=track, field=field, value=value, by="KL", on=at(1))
            for track in tracks
            for field, value in ((Field.INTENSITY, "4"), (Field.VOICE, "none"))
        ),
    )
