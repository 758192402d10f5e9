"""What people see: drawings and tables on stdout, findings and progress on stderr."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from setlist.cli.table import lay_out
from setlist.drawing import Line, Style, clean
from setlist.engine import Advance, json_text
from setlist.errors import Finding, LimitError, Severity

if TYPE_CHECKING:
    from setlist.mixdown import MixReport
    from setlist.model import Plan

_INK = {
    Style.TEXT: "",
    Style.STRONG: "bold",
    Style.DIM: "dim",
    Style.SETTLE: "#f6e9d2 on #4a4136",
    Style.ONSET: "#f6e9d2 on #5a4530",
    Style.ASCENT: "#f6e9d2 on #6b472b",
    Style.PEAK: "#f6e9d2 on #6b3427",
    Style.RETURN: "#f6e9d2 on #54452f",
    Style.LAND: "#f6e9d2 on #41442f",
    Style.TARGET: "#e0a030",
    Style.ACHIEVED: "#d8b98a",
    Style.BAND: "#b08d5c",
    Style.PROMPT: "#e0a030",
    Style.RESERVE: "#d8b98a",
    Style.CALM: "#8fae6b",
    Style.WARNING: "bold #e07a4a",
}
"""The colours of the roles that a drawing names, after the dark theme of the pictures."""

_A_FEW = 3
"""How many findings about a library stand beside a plan before they would drown it."""


_PIPED_WIDTH = 200
"""Columns of a table that goes into a file or another program (our own)."""

_ALIKE = 5
"""So many findings that are alike stand each on its line; of more a few, and a count (our own)."""


def say(text: str) -> None:
    """Say one line on stderr, out of the way of what is piped."""
    click.echo(_fit(text, sys.stderr), err=True)


def say_findings(findings: Iterable[Finding]) -> None:
    """Say findings on stderr, one a line, with errors and warnings told apart."""
    for finding in findings:
        kind = "note" if finding.severity is Severity.WARNING else "setlist"
        say(f"{kind}: {clean(str(finding), limit=2000)}")


def say_alike(findings: Iterable[Finding]) -> None:
    """Say findings, those that are alike in one line with a count where they are many."""
    groups: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.place.field, finding.mend), []).append(finding)
    for (field, mend), group in groups.items():
        if len(group) <= _ALIKE:
            say_findings(group)
            continue
        files = ", ".join(finding.place.file or "" for finding in group[:_A_FEW])
        said = f"{group[0].said}, and {len(group) - 1} more like it — {mend} ({files} ...)"
        say(clean(f"note: {field + ': ' if field else ''}{said}", limit=2000))


def say_some_findings(findings: Sequence[Finding], *, more: str) -> None:
    """Say the first few findings, and where the rest can be read."""
    say_findings(findings[:_A_FEW])
    if len(findings) > _A_FEW:
        say(f"note: and {len(findings) - _A_FEW} more — {more}")


def print_findings(findings: Sequence[Finding], *, as_json: bool, well: str) -> None:
    """Print what a check found, and leave with `LimitError` where a rule does not hold.

    Raises
    ------
    LimitError
        There are errors among the findings.
    """
    errors = tuple(found for found in findings if found.severity is Severity.ERROR)
    if as_json:
        print_json(json_text(findings))
    else:
        say_alike(found for found in findings if found.severity is Severity.WARNING)
    if errors:
        raise LimitError(*errors)
    say(well)


def print_json(text: str) -> None:
    """Print JSON on stdout; what its encoding does not hold is escaped, as JSON allows."""
    if _fit(text, sys.stdout) != text:
        text = "".join(sign if sign.isascii() else json.dumps(sign)[1:-1] for sign in text)
    click.echo(text, nl=False)


def print_line(text: str) -> None:
    """Print one line on stdout."""
    click.echo(_fit(text, sys.stdout))


def say_written(target: Path, *, dry_run: bool) -> None:
    """Say what was written, or would have been."""
    say(f"{'would write' if dry_run else 'wrote'} {clean(str(target))}")


def print_drawing(lines: Sequence[Line]) -> None:
    """Print a drawing on stdout, in colour where the terminal has it."""
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        text = Text()
        for span in line:
            text.append(_fit(span.text, sys.stdout), style=_INK[span.style])
        console.print(text)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: str = "") -> None:
    """Print rows under heads on stdout; ``right`` names the heads of columns with figures."""
    cells = (tuple(clean(cell) for cell in row) for row in rows)
    width = picture_width() if sys.stdout.isatty() else _PIPED_WIDTH
    lines = lay_out(heads, cells, right=right.split(), width=width)
    click.secho(_fit(next(lines), sys.stdout), dim=True)
    for line in lines:
        print_line(line)


def picture_width() -> int:
    """Give how many columns a drawing may take."""
    return shutil.get_terminal_size((100, 24)).columns


def can_draw_unicode() -> bool:
    """Tell whether stdout can show the signs of a drawing."""
    return _fit("▁█━┃◆∅", sys.stdout) == "▁█━┃◆∅"


@contextmanager
def show_progress() -> Iterator[Advance]:
    """Lend a function that moves a bar on stderr; without a terminal it says nothing."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)

        def advance(done: float, whole: float, label: str) -> None:
            bar.update(task, completed=done, total=whole, description=clean(label, limit=40))

        yield advance


def _fit(text: str, stream: TextIO) -> str:
    """Write what a stream cannot show with question marks rather than fail."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def say_plan(plan: "Plan") -> None:
    """Say in a few lines what a plan covers, what was left out, and what it costs."""
    for sentence in (plan.problem.length.covers, *plan.notes):
        say(sentence)
    for removal in plan.removals:
        say(f"left out: {removal.tracks} tracks, {removal.length_min:.0f} min: {removal.reason}")
    music = sum(1 for cue in plan.cues if cue.track is not None)
    say(
        f"{music} tracks of {plan.candidates}, {plan.length_min():.1f} min, "
        f"cost {plan.cost:.2f} misfit-minutes; it says nothing clinical"
    )
    if plan.bound is not None and plan.gap_pct is not None:
        say(
            f"proven: no plan for this arc on this library costs less than {plan.bound:.2f} by "
            f"this model; of what music can change, {plan.gap_pct:.1f} % at most could be saved"
        )


def print_report(report: "MixReport", *, as_json: bool) -> None:
    """Print what was measured in a finished mix: JSON on stdout, words on stderr."""
    if as_json:
        print_json(json_text(report))
        return
    from setlist.wording import escape_text

    step = report.largest_step_up()
    rise = report.rise_3s
    parts = [
        f"{report.loudness_lufs:.1f} LUFS" if report.loudness_lufs is not None else "silent",
        f"true peak {report.peak_dbtp:.1f} dBTP",
        f"largest step up {step.step_up_lu:.1f} LU" if step and step.step_up_lu else "no step up",
        f"largest rise in 3 s {rise.rise_lu:.1f} LU" if rise else "no rise",
        f"length off by {report.length_error} frames",
    ]
    say("measured: " + ", ".join(parts))
    for prompt in report.prompts:
        sound = "a tone" if prompt.file is None else escape_text(prompt.file)
        say(f"prompt: {escape_text(prompt.say)} at minute {prompt.at_s / 60.0:.1f}: {sound}")
    for one in report.softened:
        say(
            f"softened: slot {one.slot}, {escape_text(one.title)}, by {one.depth_db:.1f} dB "
            f"at minute {one.at_s / 60.0:.1f}, where it gets {one.rise_lu:.1f} LU louder"
        )
