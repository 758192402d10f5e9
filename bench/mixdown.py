"""How fast a mix is rendered, and in how much memory, beside its parts and beside pydub.

Run ``python bench/mixdown.py [FOLDER]``; it prints a Markdown table.  FOLDER holds music of any
format; without one, pieces of tones and noise are made.  Every job runs in a process of its own,
the jobs of a round one after the other, and medians over the rounds are compared.

The floor of a render is decoding every track to the same blocks, plus encoding as many blocks
that lie in memory already.  pydub's mix of the same plan needs an external ffmpeg and about
5 GiB an hour.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import numpy as np

from setlist.audio import RATE_HZ, decode, open_encoder
from setlist.engine import read_plan, write_plan
from setlist.errors import AudioError
from setlist.mixdown import lay_out, measure_mix, write_mix
from setlist.mixdown.mixing import BLOCK_FRAMES, mix
from setlist.model import (
    CostParts,
    Cue,
    CueKind,
    Landmark,
    LibraryStamp,
    Moment,
    MusicRules,
    Phase,
    PhaseName,
    PlacedPhase,
    Plan,
    Provenance,
    SessionLength,
    Slide,
    Stretch,
    Terms,
)
from setlist.units import Db, Frames, Minutes, Seconds

OVERLAP_S: Final = 12.0
GAIN_DB: Final = Db(-12.0)
SHORTEST_S: Final = 60.0
LONGEST_S: Final = 900.0
IN_MEMORY_S: Final = 240.0
RUN_BLOCKS: Final = 32
SUFFIXES: Final = frozenset({".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav"})


def main() -> None:
    """Print the table, or run one job of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="music to mix")
    parser.add_argument("--hours", type=float, default=2.0, help="length of the mix")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--formats", nargs="+", default=["flac", "mp3"])
    parser.add_argument("--no-pydub", action="store_true", help="leave the peer out")
    parser.add_argument("--quick", action="store_true", help="a quarter of an hour, one round")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.quick:
        options.hours, options.rounds = 0.25, 1
    if options.job:
        scratch, _, rest = options.job.partition("::")
        name, _, kind = rest.partition(":")
        print(json.dumps(measure(JOBS[name], Path(scratch), kind)))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            plan = plan_tracks(choose_tracks(Path(scratch), options.folder, options.hours * 3600))
            write_plan(plan, Path(scratch) / "plan.json")
            keep_blocks(plan, Path(scratch) / "blocks.npy")
            report(Path(scratch), options, length_s=plan.total_s)


def report(scratch: Path, options: argparse.Namespace, *, length_s: float) -> None:
    """Run all jobs in rounds and print what they took."""
    names = ["decode"]
    for kind in options.formats:
        names += [f"encode:{kind}", f"render:{kind}", f"listen:{kind}"]
    names += [] if options.no_pydub else ["pydub:flac"]
    took: dict[str, list[Mapping[str, float]]] = {name: [] for name in names}
    for _ in range(options.rounds):
        for name in names:
            took[name].append(in_own_process(name, scratch))
    middle = {
        name: {what: statistics.median(run[what] for run in runs) for what in runs[0]}
        for name, runs in took.items()
    }
    print(f"A mix of {length_s / 3600.0:.2f} h, medians of {options.rounds}:\n")
    print("| job | wall s | CPU s | s of sound a CPU s | peak MiB |\n|---|---|---|---|---|")
    for name, run in middle.items():
        speed = length_s / run["cpu"]
        print(f"| {name} | {run['wall']:.1f} | {run['cpu']:.1f} | {speed:.0f} | {run['mib']:.0f} |")
    print("\n| ratio | CPU | wall | peak memory |\n|---|---|---|---|")
    for kind in options.formats:
        render, parts = middle[f"render:{kind}"], (middle["decode"], middle[f"encode:{kind}"])
        cpu, wall = (render[what] / sum(part[what] for part in parts) for what in ("cpu", "wall"))
        print(f"| render / (decode + encode), {kind} | {cpu:.2f} | {wall:.2f} | |")
    if "pydub:flac" in middle and "render:flac" in middle:
        peer, ours = middle["pydub:flac"], middle["render:flac"]
        ratios = " | ".join(f"{peer[what] / ours[what]:.1f}" for what in ("cpu", "wall", "mib"))
        print(f"| pydub / render, flac | {ratios} |")


def in_own_process(name: str, scratch: Path) -> dict[str, float]:
    """Run one job where nothing of the others is in memory."""
    command = [sys.executable, __file__, "--job", f"{scratch}::{name}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return took


def measure(job: Callable[[Path, str], None], scratch: Path, kind: str) -> dict[str, float]:
    """Give wall time, CPU time with that of child processes, and peak memory of a job."""
    wall, cpu = time.perf_counter(), cpu_s()
    job(scratch, kind)
    wall, cpu = time.perf_counter() - wall, cpu_s() - cpu
    return {"wall": wall, "cpu": cpu, "mib": peak_mib()}


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


def decode_all(scratch: Path, kind: str) -> None:
    """Decode what the plan plays of each track."""
    del kind
    for cue in read_plan(scratch / "plan.json").cues:
        for _ in decode(Path(cue.path or ""), start_s=cue.cue_in_s, end_s=cue.cue_out_s):
            pass


def encode_some(scratch: Path, kind: str) -> None:
    """Encode as many blocks as the mix has, the same minutes of it again and again."""
    blocks = np.load(scratch / "blocks.npy")
    count = round(read_plan(scratch / "plan.json").total_s * RATE_HZ / blocks.shape[1])
    with open_encoder(scratch / f"encoded.{kind}") as encoder:
        for block in islice(cycle(blocks), count):
            encoder.write(block)


def render_mix(scratch: Path, kind: str) -> None:
    """Render the mix."""
    write_mix(read_plan(scratch / "plan.json"), scratch / f"mix.{kind}")


def listen_to_mix(scratch: Path, kind: str) -> None:
    """Measure the rendered file, as every render ends with."""
    measure_mix(scratch / f"mix.{kind}", read_plan(scratch / "plan.json"))


def mix_by_pydub(scratch: Path, kind: str) -> None:
    """Mix the same plan in the way that pydub's manual shows."""
    from pydub import AudioSegment  # noqa: PLC0415  it comes with an extra

    whole = None
    for cue in read_plan(scratch / "plan.json").cues:
        sound = AudioSegment.from_file(cue.path)[: round(cue.cue_out_s * 1000)] + cue.gain_db
        whole = sound if whole is None else whole.append(sound, round(cue.overlap_s * 1000))
    assert whole is not None
    whole.fade_in(8_000).fade_out(20_000).export(scratch / f"pydub.{kind}", format=kind)


JOBS: Final[Mapping[str, Callable[[Path, str], None]]] = {
    "decode": decode_all,
    "encode": encode_some,
    "render": render_mix,
    "listen": listen_to_mix,
    "pydub": mix_by_pydub,
}


def choose_tracks(
    scratch: Path, folder: Path | None, length_s: float
) -> Iterator[tuple[Path, float]]:
    """Give files and their lengths until they fill the time; from the first again if need be."""
    files = make_pieces(scratch) if folder is None else sorted(folder.rglob("*"))
    known: dict[Path, float] = {}
    for file in cycle([file for file in files if file.suffix.lower() in SUFFIXES]):
        if file not in known:
            try:
                known[file] = sum(len(block) for block in decode(file)) / RATE_HZ
            except AudioError:
                known[file] = 0.0
        if SHORTEST_S <= known[file] <= LONGEST_S:
            yield file, known[file]
            length_s -= known[file] - OVERLAP_S
        if length_s <= 0:
            return


def make_pieces(scratch: Path) -> list[Path]:
    """Make twelve pieces of five minutes: a chord that breathes, over soft noise."""
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
                noise = 0.01 * chance.standard_normal((RATE_HZ, 2))
                encoder.write((wave[:, np.newaxis] + noise).astype(np.float32))
    return files


def plan_tracks(tracks: Iterator[tuple[Path, float]]) -> Plan:
    """Play tracks one after the other, each whole."""
    cues: list[Cue] = []
    for file, length_s in tracks:
        overlap_s = OVERLAP_S if cues else 0.0
        cues.append(
            Cue(
                kind=CueKind.TRACK,
                title=file.stem,
                path=str(file.absolute()),
                phase=PhaseName.PEAK,
                start_s=Seconds(cues[-1].end_s() - overlap_s if cues else 0.0),
                cue_in_s=Seconds(0.0),
                cue_out_s=Seconds(length_s),
                overlap_s=Seconds(overlap_s),
                gain_db=GAIN_DB,
            )
        )
    zero, end_s = Seconds(0.0), cues[-1].end_s()
    length = SessionLength(
        chosen=Slide.ASKED, length_min=Minutes(end_s / 60.0), percentile=None, covers=""
    )
    phase = Phase(name=PhaseName.PEAK, end=Moment(landmark=Landmark.END))
    placed = PlacedPhase(
        phase=phase, start_s=zero, end_s=end_s, guard_from_s=zero, guard_to_s=end_s
    )
    terms = Terms(
        arc="bench",
        arc_title="Bench",
        arc_digest="",
        route=None,
        length=length,
        start_s=zero,
        end_s=end_s,
        phases=(placed,),
        scenarios=(),
        music=MusicRules(),
        library=LibraryStamp(locator="bench", digest="none", tracks=len(cues)),
    )
    return Plan(
        arc="bench",
        route=None,
        seed=0,
        total_s=end_s,
        phases=(Stretch(name=PhaseName.PEAK, start_s=zero, end_s=end_s),),
        cues=tuple(cues),
        cost=0.0,
        cost_parts=CostParts(misfit=0.0, transitions=0.0, boundaries=0.0, wishes=0.0, end=0.0),
        candidates=len(cues),
        problem=terms,
        provenance=Provenance(
            setlist="bench", timing_model=None, timing_version=None, measures_version=1
        ),
    )


def keep_blocks(plan: Plan, target: Path) -> None:
    """Keep some minutes from all over the mix as blocks, for encoding alone."""
    every = max(round(plan.total_s / IN_MEMORY_S), 1)
    with closing(mix(lay_out(plan), length=Frames(round(plan.total_s * RATE_HZ)))) as blocks:
        kept = [
            block
            for number, block in enumerate(blocks)
            if number // RUN_BLOCKS % every == 0 and len(block) == BLOCK_FRAMES
        ]
    np.save(target, np.stack(kept))


if __name__ == "__main__":
    main()
