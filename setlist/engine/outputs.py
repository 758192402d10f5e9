"""From a plan to files and drawings."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.errors import Finding, InputError, Place
from setlist.model import EffectBand, Plan, Timecourse

if TYPE_CHECKING:
    from setlist.drawing import Line


def export(plan: Plan, target: Path | str, *, force: bool = False, dry_run: bool = False) -> None:
    """Write a plan as a playlist, a sheet or a plan file.

    Parameters
    ----------
    plan : Plan
        What to write.
    target : Path
        The file; its suffix says the format: ``.m3u8``, ``.m3u``, ``.pls``, ``.xspf``,
        ``.jspf``, ``.cue``, ``.csv``, ``.txt``, ``.json`` or ``.md``.
    force : bool
        Replace a file that exists.
    dry_run : bool
        Do everything but write.

    Raises
    ------
    InputError
        The suffix is unknown, or the file cannot be written or exists.
    """
    from setlist.playlists import choose_format, write_playlist

    path = Path(target)
    text = write_playlist(_give_reasons(plan), choose_format(path), target=path)
    write_text(text, path, force=force, dry_run=dry_run)


def write_sheet(
    plan: Plan,
    target: Path | str,
    *,
    start_clock: str | None = None,
    force: bool = False,
    dry_run: bool = False,
) -> None:
    """Write the session sheet of a plan as Markdown.

    Parameters
    ----------
    plan : Plan
        What to write.
    target : Path
        The file, ending in ``.md``.
    start_clock : str, optional
        The clock time of the dose, ``"14:00"``.
    force : bool
        Replace a file that exists.
    dry_run : bool
        Do everything but write.

    Raises
    ------
    InputError
        The clock time is none, the suffix is another, or the file cannot be written or exists.
    """
    from setlist import playlists

    path = Path(target)
    if playlists.choose_format(path) is not playlists.ExportFormat.MARKDOWN:
        finding = Finding(
            said="a sheet is Markdown", mend="end its name in .md", place=Place(file=str(path))
        )
        raise InputError(finding)
    text = playlists.write_sheet(_give_reasons(plan), start_clock=start_clock)
    write_text(text, path, force=force, dry_run=dry_run)


def write_plan(
    plan: Plan, target: Path | str, *, force: bool = False, dry_run: bool = False
) -> None:
    """Write a plan file, whatever its suffix; `read_plan` reads it back.

    Raises
    ------
    InputError
        The file cannot be written or exists.
    """
    write_text(plan_text(plan), Path(target), force=force, dry_run=dry_run)


def plan_text(plan: Plan) -> str:
    """Give a plan as the JSON of its file."""
    from setlist.playlists import write_plan as write_json

    return write_json(plan)


def json_text(value: object) -> str:
    """Give any noun of the road as stable JSON."""
    from setlist.documents import write_json

    return write_json(value)


def schema_text(kind: str) -> str:
    """Give the JSON Schema of a kind of file that people write: arc, library or client."""
    from setlist.documents import write_file_schema

    return write_file_schema(kind)


def explain(plan: Plan) -> tuple[str, ...]:
    """Say for every cue of a plan why it stands where it does, in order."""
    from setlist.playlists import tell_reason

    told = _give_reasons(plan)
    return tuple(tell_reason(told, place) for place in range(len(plan.cues)))


def draw_reasons(
    plan: Plan, *, width: int, unicode: bool = True, start_clock: str | None = None
) -> "Sequence[Line]":
    """List for a terminal what every cue of a plan costs, and what came second there.

    Parameters and exceptions as for `draw_plan`.
    """
    from setlist import drawing

    told = _give_reasons(plan)
    return drawing.list_reasons_text(told, width=width, unicode=unicode, start_clock=start_clock)


def _give_reasons(plan: Plan) -> Plan:
    """Give a plan that says nothing of its reasons those that its cues alone tell."""
    if plan.reasons:
        return plan
    from setlist.planning import explain_plan

    return replace(plan, reasons=explain_plan(plan.problem, plan.cues, {}))


def draw_plan(
    plan: Plan, *, width: int, unicode: bool = True, start_clock: str | None = None
) -> "Sequence[Line]":
    """Draw a plan for a terminal, with the list of its tracks.

    Parameters
    ----------
    plan : Plan
        What to draw.
    width : int [columns, > 0]
        How wide the terminal is.
    unicode : bool
        Without it every character is ASCII.
    start_clock : str, optional
        The clock time of the dose, ``"14:00"``.

    Returns
    -------
    sequence of lines
        Spans of text with the role that their colour follows.

    Raises
    ------
    InputError
        The clock time is none.
    """
    from setlist import drawing

    picture = drawing.draw_plan_text(plan, width=width, unicode=unicode, start_clock=start_clock)
    tracks = drawing.list_plan_text(plan, width=width, unicode=unicode, start_clock=start_clock)
    return (*picture, (), *tracks)


def plot_plan(
    plan: Plan, target: Path | str, *, start_clock: str | None = None, force: bool = False
) -> None:
    """Draw a plan into a file, ``.svg`` or ``.png``: what is wanted, and what the tracks are.

    Raises
    ------
    InputError
        The clock time is none; else, as ExtraError, as `write_picture`.
    """
    from setlist import drawing

    svg = drawing.draw_plan_svg(plan, theme=drawing.Theme.LIGHT, start_clock=start_clock)
    write_picture(svg, Path(target), force=force)


def draw_timing(
    times: Timecourse, effect: EffectBand, *, width: int, unicode: bool = True
) -> "Sequence[Line]":
    """Draw the times of a route for a terminal; see `predict` and `predict_effect`."""
    from setlist import drawing

    return drawing.draw_timing_text(times, effect, width=width, unicode=unicode)


def plot_timing(
    times: Timecourse, effect: EffectBand, target: Path | str, *, force: bool = False
) -> None:
    """Draw the times of a route into a file, ``.svg`` or ``.png``.

    Raises
    ------
    InputError, ExtraError
        As `write_picture`.
    """
    from setlist import drawing

    svg = drawing.draw_timing_svg(times, effect, theme=drawing.Theme.LIGHT)
    write_picture(svg, Path(target), force=force)


def write_picture(svg: str, target: Path, *, force: bool = False) -> None:
    """Write a picture as SVG or PNG, as the suffix says.

    Raises
    ------
    InputError
        The suffix is another, or the file cannot be written or exists.
    ExtraError
        A PNG needs an extra that is not installed.
    """
    from setlist.drawing import rasterise
    from setlist.files import write_whole

    suffix = target.suffix.lower()
    if suffix not in {".svg", ".png"}:
        finding = Finding(
            said=f"{suffix or 'no suffix'} is no picture",
            mend="end the name in .svg or .png",
            place=Place(file=str(target)),
        )
        raise InputError(finding)
    content = svg.encode() if suffix == ".svg" else rasterise(svg)
    with write_whole(target, force=force) as part:
        part.write_bytes(content)


def write_text(text: str, target: Path, *, force: bool = False, dry_run: bool = False) -> None:
    """Write a text whole or not at all; a dry run finds out what would keep it from that.

    Raises
    ------
    InputError
        The file cannot be written or exists.
    """
    from setlist.files import check_target, write_whole

    if dry_run:
        check_target(target, force=force)
        return
    with write_whole(target, force=force) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def make_folder(folder: Path, targets: Sequence[Path], *, force: bool = False) -> None:
    """Make a folder for files, and refuse before any work if one of them stands there already.

    Raises
    ------
    InputError
        The folder cannot be made, or a file exists and ``force`` is not given.
    """
    from setlist.files import check_target

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        finding = Finding(
            said=f"cannot be made a folder: {error.strerror or error}",
            mend="choose another name or place",
            place=Place(file=str(folder)),
        )
        raise InputError(finding) from error
    for target in targets:
        check_target(target, force=force)
