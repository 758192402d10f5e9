"""How fast files are heard, beside decoding them; the loudness meter beside libebur128.

Run ``python bench/analysis.py [FOLDER]``; it prints Markdown tables.  FOLDER holds music of any
format; without one, clicks over chords are made.  Every job runs in a process of its own, the
jobs of a round one after the other, and medians over the rounds are compared.

Decoding gives the same blocks that the measures are taken from.  The meters hear one and the same
sound in memory: ours, libebur128 by pyebur128, and the ebur128 filter of FFmpeg where the program
ffmpeg is installed.
"""

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Final

import numpy as np
import pyebur128
import soundfile

from setlist.analysis import identify, measure, measure_many
from setlist.audio import RATE_HZ, Block, LoudnessMeter, Recording, decode, open_encoder
from setlist.errors import AudioError

SHORTEST_S: Final = 30.0
METERED_S: Final = 600.0
LONG_H: Final = 4
BLOCK: Final = 65_536
SUFFIXES: Final = frozenset({".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav"})


def main() -> None:
    """Print the tables, or run one job of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="music to hear")
    parser.add_argument("--minutes", type=float, default=60.0, help="how much of it")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="hear a file of four hours as well")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        name, _, scratch = options.job.partition(":")
        print(json.dumps(run_job(JOBS[name], Path(scratch))))
        return
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        length_s = choose_files(scratch, options.folder, options.minutes * 60.0)
        keep_sound(scratch)
        report(scratch, options, length_s=length_s)


def report(scratch: Path, options: argparse.Namespace, *, length_s: float) -> None:
    """Run all jobs in rounds and print what they took."""
    names = [name for name in JOBS if name != "long" or options.long]
    if shutil.which("ffmpeg") is None:
        names.remove("ffmpeg")
    if options.long:
        make_long(scratch)
    took: dict[str, list[Mapping[str, float]]] = {name: [] for name in names}
    for _ in range(options.rounds):
        for name in names:
            took[name].append(in_own_process(name, scratch))
    middle = {
        name: {what: statistics.median(run[what] for run in runs) for what in runs[0]}
        for name, runs in took.items()
    }
    metered_s = soundfile.info(scratch / "sound.wav").duration
    lengths_s = dict.fromkeys(("meter", "libebur128", "ffmpeg"), metered_s)
    lengths_s["long"] = LONG_H * 3600.0
    print(f"{length_s / 3600.0:.2f} h of music, medians of {options.rounds} rounds:\n")
    print("| job | wall s | CPU s | s of sound a CPU s | peak MiB |\n|---|---|---|---|---|")
    for name, run in middle.items():
        speed = lengths_s.get(name, length_s) / run["cpu"]
        print(f"| {name} | {run['wall']:.1f} | {run['cpu']:.1f} | {speed:.0f} | {run['mib']:.0f} |")
    ratios = [
        ("CPU: measure / decode", "measure", "decode", "cpu"),
        ("CPU: decode / identify", "decode", "identify", "cpu"),
        ("wall: one worker / two workers", "one worker", "two workers", "wall"),
        ("CPU: libebur128 / meter", "libebur128", "meter", "cpu"),
        ("CPU: ffmpeg / meter", "ffmpeg", "meter", "cpu"),
    ]
    print("\n| ratio | |\n|---|---|")
    for said, over, under, what in ratios:
        if over in middle:
            each = [a[what] / b[what] for a, b in zip(took[over], took[under], strict=True)]
            print(f"| {said} | {statistics.median(each):.2f} |")
    off = abs(middle["meter"]["lufs"] - middle["libebur128"]["lufs"])
    print(f"| LU between meter and libebur128 | {off:.4f} |")


def in_own_process(name: str, scratch: Path) -> dict[str, float]:
    """Run one job where nothing of the others is in memory."""
    command = [sys.executable, __file__, "--job", f"{name}:{scratch}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return took


def run_job(job: Callable[[Path], float], scratch: Path) -> dict[str, float]:
    """Give wall time, CPU time with that of child processes, peak memory, and what it found."""
    wall, cpu = time.perf_counter(), cpu_s()
    lufs = job(scratch)
    wall, cpu = time.perf_counter() - wall, cpu_s() - cpu
    return {"wall": wall, "cpu": cpu, "mib": peak_mib(), "lufs": lufs}


def cpu_s() -> float:
    """Give the CPU time of this process and of those it has waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def peak_mib() -> float:
    """Give the peak memory of this process alone; that of the parent is not inherited."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def read_files(scratch: Path) -> list[Path]:
    """Give the files that were chosen."""
    return [Path(name) for name in json.loads((scratch / "files.json").read_text("utf-8"))]


def decode_all(scratch: Path) -> float:
    """Decode every file to blocks."""
    return sum(len(block) for file in read_files(scratch) for block in decode(file))


def measure_all(scratch: Path) -> float:
    """Hear every file in this process."""
    return sum(measure(file).measures.duration_s for file in read_files(scratch))


def identify_all(scratch: Path) -> float:
    """Identify every file without hearing it."""
    return len({identify(file) for file in read_files(scratch)})


def pool_of(workers: int) -> Callable[[Path], float]:
    """Make a job that hears every file in so many processes."""
    return lambda scratch: sum(1 for _ in measure_many(read_files(scratch), workers=workers))


def read_blocks(scratch: Path) -> list[Block]:
    """Read the sound that the meters hear, in blocks of its own memory."""
    samples, _ = soundfile.read(scratch / "sound.wav", dtype="float32")
    return np.split(samples, range(BLOCK, len(samples), BLOCK))


def hear_by_meter(scratch: Path) -> float:
    """Take the whole loudness set by our meter."""
    meter = LoudnessMeter()
    for block in read_blocks(scratch):
        meter.add(block)
    meter.range_lu(), meter.peak_dbtp(), meter.short_term()
    return meter.integrated_lufs() or 0.0


def hear_by_libebur128(scratch: Path) -> float:
    """Take the same by libebur128."""
    modes = pyebur128.MeasurementMode
    wanted = modes.MODE_I | modes.MODE_LRA | modes.MODE_TRUE_PEAK | modes.MODE_S
    state = pyebur128.R128State(2, RATE_HZ, wanted)
    for block in read_blocks(scratch):
        state.add_frames(np.ascontiguousarray(block).reshape(-1), len(block))
    pyebur128.get_loudness_range(state)
    return float(pyebur128.get_loudness_global(state))


def hear_by_ffmpeg(scratch: Path) -> float:
    """Take the same by the filter of FFmpeg."""
    command = ["ffmpeg", "-nostats", "-hide_banner", "-i", str(scratch / "sound.wav")]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(re.findall(r"I:\s+(-?[0-9.]+) LUFS", done.stderr)[-1])


def hear_long(scratch: Path) -> float:
    """Hear one file of four hours."""
    return measure(scratch / "long.flac").measures.duration_s


JOBS: Final[Mapping[str, Callable[[Path], float]]] = {
    "decode": decode_all,
    "measure": measure_all,
    "identify": identify_all,
    "one worker": pool_of(1),
    "two workers": pool_of(2),
    "meter": hear_by_meter,
    "libebur128": hear_by_libebur128,
    "ffmpeg": hear_by_ffmpeg,
    "long": hear_long,
}


def choose_files(scratch: Path, folder: Path | None, length_s: float) -> float:
    """Choose files from all over a folder until they fill the time, and give their length."""
    known = make_pieces(scratch) if folder is None else sorted(folder.rglob("*"))
    known = [file for file in known if file.suffix.lower() in SUFFIXES]
    files: list[str] = []
    whole_s = 0.0
    for file in chain.from_iterable(known[start::17] for start in range(17)):
        if whole_s >= length_s:
            break
        long_enough_s = declared_s(file)
        if long_enough_s >= SHORTEST_S and is_sound(file):
            files.append(str(file.absolute()))
            whole_s += long_enough_s
    (scratch / "files.json").write_text(json.dumps(files), "utf-8")
    return sum(sum(len(block) for block in decode(Path(name))) for name in files) / RATE_HZ


def declared_s(file: Path) -> float:
    """Give the length that a file claims; 0 where it cannot be opened."""
    recording = Recording(file)
    try:
        next(recording.blocks())
    except AudioError:
        return 0.0
    return recording.declared_s or 0.0


def is_sound(file: Path) -> bool:
    """Tell whether a file can be heard to its end."""
    try:
        measure(file)
    except AudioError:
        return False
    return True


def make_pieces(scratch: Path) -> Sequence[Path]:
    """Make twelve pieces of five minutes: clicks over a chord that breathes."""
    files = [scratch / f"{number:02d}.flac" for number in range(12)]
    for number, file in enumerate(files):
        chance = np.random.default_rng(number)
        with open_encoder(file) as encoder:
            for second in range(300):
                at = second + np.arange(RATE_HZ) / RATE_HZ
                wave = np.zeros(RATE_HZ)
                for partial in (2, 3, 5):
                    wave += np.sin(110.0 * np.pi * partial * (1 + number / 24) * at) / partial
                wave *= 0.15 * (0.6 + 0.4 * np.sin(at / 3))
                wave += 0.2 * np.sin(3000.0 * np.pi * at) * np.exp(-60.0 * (at % 0.5))
                noise = 0.01 * chance.standard_normal((RATE_HZ, 2))
                encoder.write((wave[:, np.newaxis] + noise).astype(np.float32))
    return files


def keep_sound(scratch: Path) -> None:
    """Keep ten minutes of the music, decoded, for the meters."""
    kept: list[Block] = []
    left = round(METERED_S * RATE_HZ)
    for file in read_files(scratch):
        for block in decode(file):
            kept.append(block[:left])
            left -= len(kept[-1])
    soundfile.write(scratch / "sound.wav", np.concatenate(kept), RATE_HZ, subtype="FLOAT")


def make_long(scratch: Path) -> None:
    """Make one file of four hours from the files, over and over."""
    left = round(LONG_H * 3600.0 * RATE_HZ)
    with open_encoder(scratch / "long.flac") as encoder:
        for file in chain.from_iterable(repeat(read_files(scratch))):
            for block in decode(file):
                encoder.write(block[:left])
                left -= min(left, len(block))
            if not left:
                return


if __name__ == "__main__":
    main()
