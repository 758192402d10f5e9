"""How fast a folder is scanned and its catalog asked, beside mutagen alone and beside beets.

Run ``python bench/scan.py [FOLDER]``; it prints Markdown tables.  FOLDER holds music of any
format; without one, short files with tags are made.  Every job runs in a process of its own, the
jobs of a round one after the other, and medians over the rounds are compared.

The first scan reads the tags of every file and listens to none; its floor is mutagen told by the
suffix which kind each file is.  beets, where it is installed, imports the same files as they are,
without autotagging or copying, with no plugin and a library of its own.  For rescans many links
to a few short files are known to a catalog already, with measures that are made up.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import mutagen
import numpy as np
from mutagen.flac import FLAC
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from setlist.analysis import MEASURES_VERSION
from setlist.audio import RATE_HZ, open_encoder
from setlist.catalog import keep_library, keep_records, mark_missing, open_catalog
from setlist.curation import resolve_track
from setlist.engine import refresh, scan
from setlist.library import SIDECAR_NAME, Survey, assemble_library, survey_walk, walk_library
from setlist.model import AudioFile, Embedded, Measures, Record, Tags, TrackId
from setlist.units import DbTp, Hertz, Lu, Lufs, Seconds

KINDS: Final[Mapping[str, type[mutagen.FileType]]] = {
    ".flac": FLAC,
    ".m4a": MP4,
    ".mp3": MP3,
    ".ogg": OggVorbis,
    ".opus": OggOpus,
    ".wav": WAVE,
}
Work = Callable[[], int]
ROOT: Final = "bench"
A_FOLDER: Final = 100
MADE: Final = 400
CONFIG: Final = """
plugins: []
import: {write: no, copy: no, quiet: yes, quiet_fallback: asis, duplicate_action: keep}
"""


def main() -> None:
    """Print the tables, or run one job of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="music to scan")
    parser.add_argument("--copies", type=int, default=20_000, help="files of a rescan")
    parser.add_argument("--query", default="title:an", help="what to look for; beets understands")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        name, scratch, folder = options.job
        work = JOBS[name](Path(scratch), Path(folder))
        begun, spent = time.perf_counter(), time.process_time()
        found = work()
        wall, cpu = time.perf_counter() - begun, time.process_time() - spent
        print(json.dumps({"wall": wall, "cpu": cpu, "found": found}))
        return
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = options.folder or make_music(scratch / "made")
        report_first(scratch, link_music(scratch / "music", folder), options)
        report_rescan(scratch, options)


def report_first(scratch: Path, folder: Path, options: argparse.Namespace) -> None:
    """Print what a first scan takes, and a query of what it kept."""
    keep_made_up(scratch / "listed.sqlite", survey_walk(walk_library(folder), known={}))
    (scratch / "beets.yaml").write_text(CONFIG, "utf-8")
    asked = ("library", "list", str(scratch / "listed.sqlite"), options.query)
    jobs = {name: own_job(name, scratch, folder) for name in FIRST}
    lists = {"setlist library list": (sys.executable, "-m", "setlist", *asked)}
    if importlib.util.find_spec("beets"):
        jobs["beet import"] = (*beets(scratch), "import", "-A", "-C", "-q", str(folder))
        lists["beet ls"] = (*beets(scratch), "ls", options.query)
    took = race(jobs, options.rounds, before=lambda: forget(scratch))
    files = middle(took["mutagen"], "found")
    print(f"{files:.0f} files, medians of {options.rounds} rounds:\n")
    print("| job | CPU s | files a CPU s | whole process, CPU s | wall s |\n|---|---|---|---|---|")
    for name, runs in took.items():
        whole = f"{middle(runs, 'whole cpu'):.2f} | {middle(runs, 'whole wall'):.2f}"
        inside = "- | -"
        if "cpu" in runs[0]:
            cpu, found = middle(runs, "cpu"), middle(runs, "found")
            inside = f"{cpu:.2f} | {found / cpu:,.0f}"
        print(f"| {name} | {inside} | {whole} |")
    print("\n| ratio, CPU | |\n|---|---|")
    for over, under, what in (
        ("tags", "mutagen", "cpu"),
        ("tags, kept", "mutagen", "cpu"),
        ("beet import", "tags, kept", "whole cpu"),
    ):
        if over in took:
            print(f"| {over} / {under} | {ratio(took[over], took[under], what):.2f} |")
    report_processes(f"`{options.query}`", race(lists, options.rounds))


def report_rescan(scratch: Path, options: argparse.Namespace) -> None:
    """Print what a scan of known files takes, without and with a library file."""
    folder = scratch / "known"
    records = list(make_known(scratch, folder, options.copies))
    (scratch / "known.json").write_text(
        json.dumps([(r.file.name, r.file.size_bytes, r.file.mtime_ns) for r in records]), "utf-8"
    )
    with open_catalog(scratch / "known.sqlite", resolve=resolve_track, create=True) as store:
        keep_records(store, ROOT, records, measures_version=MEASURES_VERSION)
    print(f"\n{len(records)} files that are known, medians of {options.rounds} rounds:\n")
    print("| library file | job | wall s | CPU s | files a second |\n|---|---|---|---|---|")
    for said in ("none", f"{len(records)} entries"):
        if said != "none":
            write_entries(folder, records)
        refresh_known(scratch, folder)()
        jobs = {name: own_job(name, scratch, folder) for name in RESCAN}
        for name, runs in race(jobs, options.rounds).items():
            wall, cpu = middle(runs, "wall"), middle(runs, "cpu")
            print(f"| {said} | {name} | {wall:.2f} | {cpu:.2f} | {len(records) / wall:,.0f} |")
    asked = (sys.executable, "-m", "setlist", "library", "list", str(scratch / "known.sqlite"))
    lists = {
        "`setlist --version`": (sys.executable, "-m", "setlist", "--version"),
        "`list`, one in a thousand": (*asked, "title:777"),
        "`list`, half": (*asked, "duration:..3m"),
        "`list --json`, every track": (*asked, "--json"),
    }
    report_processes(f"{len(records)} tracks", race(lists, options.rounds))


def report_processes(said: str, took: Mapping[str, Sequence[Mapping[str, float]]]) -> None:
    """Print what whole processes took."""
    print(f"\n| whole process, {said} | lines | wall ms | CPU ms |\n|---|---|---|---|")
    for name, runs in took.items():
        wall, cpu = 1e3 * middle(runs, "whole wall"), 1e3 * middle(runs, "whole cpu")
        print(f"| {name} | {middle(runs, 'lines'):.0f} | {wall:.0f} | {cpu:.0f} |")


def race(
    jobs: Mapping[str, Sequence[str]], rounds: int, before: Callable[[], None] | None = None
) -> dict[str, list[Mapping[str, float]]]:
    """Run every job once a round, one after the other."""
    took: dict[str, list[Mapping[str, float]]] = {name: [] for name in jobs}
    for _ in range(rounds):
        if before:
            before()
        for name, command in jobs.items():
            took[name].append(run_process(command))
    return took


def run_process(command: Sequence[str]) -> Mapping[str, float]:
    """Run a process to its end, and give what it took and what it says that its job took."""
    begun, spent = time.perf_counter(), children_s()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    whole = {"whole wall": time.perf_counter() - begun, "whole cpu": children_s() - spent}
    if done.returncode:
        sys.exit(done.stderr)
    lines = done.stdout.splitlines()
    inside: dict[str, float] = json.loads(lines[-1]) if "--job" in command else {}
    return {**inside, **whole, "lines": len(lines)}


def children_s() -> float:
    """Give the CPU time of all processes that were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def middle(runs: Sequence[Mapping[str, float]], what: str) -> float:
    """Give the median of one figure over the rounds."""
    return statistics.median(run[what] for run in runs)


def ratio(
    over: Sequence[Mapping[str, float]], under: Sequence[Mapping[str, float]], what: str
) -> float:
    """Give the median over the rounds of what one job took in parts of another."""
    return statistics.median(a[what] / b[what] for a, b in zip(over, under, strict=True))


def own_job(name: str, scratch: Path, folder: Path) -> Sequence[str]:
    """Give the command that runs one job where nothing of the others is in memory."""
    return (sys.executable, __file__, "--job", name, str(scratch), str(folder))


def beets(scratch: Path) -> Sequence[str]:
    """Give the command of beets with a library of its own."""
    own = f"import os; os.environ['BEETSDIR'] = {str(scratch)!r}; import beets.ui; beets.ui.main()"
    options = ("-c", str(scratch / "beets.yaml"), "-l", str(scratch / "beets.db"))
    return (sys.executable, "-c", own, *options)


def forget(scratch: Path) -> None:
    """Take away what the last first scan kept."""
    for file in (*scratch.glob("first.sqlite*"), *scratch.glob("beets.db*")):
        file.unlink()


def read_by_mutagen(scratch: Path, _: Path) -> Work:
    """Read the tags of every file as the kind that its suffix promises."""
    files = json.loads((scratch / "files.json").read_text("utf-8"))

    def read() -> int:
        for name in files:
            kind = KINDS[os.path.splitext(name)[1].lower()]  # noqa: PTH122  # a Path a file would slow the floor
            with suppress(mutagen.MutagenError):
                kind(name)
        return len(files)

    return read


def read_tags(_: Path, folder: Path) -> Work:
    """Walk the folder and read the tags of every file."""
    return lambda: len(survey_walk(walk_library(folder), known={}).records)


def keep_tags(scratch: Path, folder: Path) -> Work:
    """Walk the folder, read the tags of every file and keep them in a new catalog."""

    def keep() -> int:
        survey = survey_walk(walk_library(folder), known={})
        with open_catalog(scratch / "first.sqlite", resolve=resolve_track, create=True) as store:
            keep_records(store, ROOT, survey.records, measures_version=MEASURES_VERSION)
            mark_missing(store, ROOT, {record.file.name for record in survey.records})
        return len(survey.records)

    return keep


def walk_known(scratch: Path, folder: Path) -> Work:
    """Walk a folder and find out which files have changed."""
    known = {
        name: AudioFile(path=name, name=name, size_bytes=size, mtime_ns=mtime)
        for name, size, mtime in json.loads((scratch / "known.json").read_text("utf-8"))
    }
    return lambda: len(walk_library(folder).changed(known))


def refresh_known(scratch: Path, folder: Path) -> Work:
    """Bring the catalog of a folder whose files are known up to date, as the command does."""
    return lambda: refresh(folder, catalog=str(scratch / "known.sqlite"), root=ROOT).tracks


def refresh_touched(scratch: Path, folder: Path) -> Work:
    """Bring it up to date after one file was touched."""
    min(folder.rglob("*.flac")).touch()
    return refresh_known(scratch, folder)


def scan_known(scratch: Path, folder: Path) -> Work:
    """Bring it up to date and read the whole library."""
    return lambda: len(scan(folder, catalog=str(scratch / "known.sqlite"), root=ROOT).tracks)


FIRST: Final = ("mutagen", "tags", "tags, kept")
RESCAN: Final = ("walk", "refresh", "scan", "refresh, one file touched")
JOBS: Final[Mapping[str, Callable[[Path, Path], Work]]] = {
    "mutagen": read_by_mutagen,
    "tags": read_tags,
    "tags, kept": keep_tags,
    "walk": walk_known,
    "refresh": refresh_known,
    "scan": scan_known,
    "refresh, one file touched": refresh_touched,
}


def link_music(scratch: Path, folder: Path) -> Path:
    """Link the audio files of a folder where nothing else stands; beets would try other files."""
    files = [file for file in walk_library(folder).files if Path(file.name).suffix.lower() in KINDS]
    for file in files:
        link = scratch / file.name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(file.path)
    (scratch.parent / "files.json").write_text(
        json.dumps([str(scratch / file.name) for file in files]), "utf-8"
    )
    return scratch


def make_music(folder: Path) -> Path:
    """Make short files with tags, of several formats."""
    folder.mkdir()
    for number in range(MADE):
        suffix = (".flac", ".mp3", ".m4a", ".opus")[number % 4]
        make_tone(folder / f"{number:03d}{suffix}", number)
    return folder


def make_tone(file: Path, number: int) -> None:
    """Make a file with one second of a tone."""
    at = np.arange(RATE_HZ) / RATE_HZ
    wave = 0.2 * np.sin(2.0 * np.pi * (110.0 + number) * at)
    tags = {"title": f"An Hour {number}", "artist": f"Artist {number % 9}", "album": "Hours"}
    with open_encoder(file, tags=tags) as encoder:
        encoder.write(np.stack((wave, wave), axis=1).astype(np.float32))


def make_known(scratch: Path, folder: Path, count: int) -> Iterator[Record]:
    """Copy short files into many folders, and give what a catalog would know of them."""
    tones = [scratch / f"{number}.flac" for number in range(4)]
    for number, tone in enumerate(tones):
        make_tone(tone, number)
    for number in range(count):
        name = f"{number // A_FOLDER:04d}/{number:06d}.flac"
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tones[number % len(tones)], file)
        status = file.stat()
        yield Record(
            file=AudioFile(
                path=str(file), name=name, size_bytes=status.st_size, mtime_ns=status.st_mtime_ns
            ),
            embedded=Embedded(
                tags=Tags(title=f"Piece {number}", artist=f"Artist {number // 25}"),
                declared_s=made_up(number).duration_s,
            ),
            heard=(name_sound(name), made_up(number)),
        )


def keep_made_up(catalog: Path, survey: Survey) -> None:
    """Keep the tracks of a folder as if each had been heard."""
    heard = {
        Path(record.file.path): (name_sound(record.file.name), made_up(number))
        for number, record in enumerate(survey.records)
    }
    with open_catalog(catalog, resolve=resolve_track, create=True) as store:
        records = [replace(each, heard=heard[Path(each.file.path)]) for each in survey.records]
        keep_records(store, ROOT, records, measures_version=MEASURES_VERSION)
        library = assemble_library(survey, heard=heard)
        keep_library(store, ROOT, library, survey.folder, mark="")


def name_sound(name: str) -> TrackId:
    """Make up an identity."""
    return TrackId(f"sha256:{hashlib.sha256(name.encode()).hexdigest()}")


def made_up(number: int) -> Measures:
    """Make up measures."""
    length_s = 100.0 + 160.0 * (number % 1000) / 1000.0
    return Measures(
        version=MEASURES_VERSION,
        duration_s=Seconds(length_s),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(length_s),
        loudness_lufs=Lufs(-30.0 + number % 17),
        peak_dbtp=DbTp(-3.0),
        head_lufs=Lufs(-28.0),
        tail_lufs=Lufs(-28.0),
        profile_lufs=(Lufs(-24.1),) * int(length_s // 10.0),
        range_lu=Lu(6.1),
        max_rise_1s_lu=Lu(2.1),
        max_rise_3s_lu=Lu(3.2),
        max_rise_at_s=Seconds(12.3),
        brightness_hz=Hertz(1234.5),
        onsets_per_s=1.2,
        key="A minor",
        tempo_bpm=60.0 + number % 90,
        tempo_confidence=0.31,
    )


def write_entries(folder: Path, records: Sequence[Record]) -> None:
    """Write a library file with an entry for every file."""
    entries = (
        f'[[track]]\npath = "{record.file.name}"\nintensity = {1 + number % 9}\nvoice = "none"\n'
        for number, record in enumerate(records)
    )
    (folder / SIDECAR_NAME).write_text("\n".join(entries), "utf-8")


if __name__ == "__main__":
    main()
