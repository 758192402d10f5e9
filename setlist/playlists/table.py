"""A plan as a table for a spreadsheet, and as plain titles."""

import csv
import io
from pathlib import Path

from setlist.drawing import clean, tell_elapsed, tell_length
from setlist.model import Cue, CueKind, Plan
from setlist.playlists.location import locate
from setlist.playlists.m3u8 import name_cue
from setlist.wording import guard_cell

_HEAD = (
    "slot",
    "phase",
    "kind",
    "starts",
    "start_s",
    "length_s",
    "title",
    "artist",
    "album",
    "intensity",
    "file",
)


def write_csv(plan: Plan, *, target: Path) -> str:
    """Write a plan as a table of comma-separated values with a header, a cue a line.

    Parameters
    ----------
    plan : Plan
        Any plan.
    target : Path
        Where the table will stand; files are named from its folder where they can be.

    Returns
    -------
    str
        Lines end in a line feed; no cell of text is taken for a formula.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_HEAD)
    for number, cue in enumerate(plan.cues, start=1):
        rows.writerow(_row(cue, number, target))
    return text.getvalue()


def write_titles(plan: Plan) -> str:
    """Write what sounds as plain text, a line each: number, artist, title and length.

    Parameters
    ----------
    plan : Plan
        Any plan; silence is left out, and so is everything about the session.
    """
    tracks = [cue for cue in plan.cues if cue.kind is CueKind.TRACK]
    return "".join(
        f"{number}. {name_cue(cue)} ({tell_length(cue.length_s())})\n"
        for number, cue in enumerate(tracks, start=1)
    )


def _row(cue: Cue, number: int, target: Path) -> tuple[str, ...]:
    """Write one cue."""
    file = "" if cue.path is None else locate(cue.path, target=target).as_line()
    return (
        str(number),
        cue.phase.value,
        cue.kind.value,
        guard_cell(tell_elapsed(cue.start_s)),
        f"{cue.start_s:.3f}",
        f"{cue.length_s():.3f}",
        guard_cell(clean(cue.title)),
        guard_cell(clean(cue.artist)),
        guard_cell(clean(cue.album)),
        "" if cue.intensity is None else f"{cue.intensity:g}",
        guard_cell(file),
    )
