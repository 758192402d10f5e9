"""CUE: where each track begins in one rendered file.

A sheet that names the tracks' own files could not say that they overlap, so this one goes with
the file that `setlist render` makes beside it, and any player with tracks jumps within that.
"""

from pathlib import Path
from typing import Final

from setlist.drawing import clean, tell_course
from setlist.errors import Finding, InputError, Place
from setlist.model import Cue, CueKind, Plan
from setlist.units import Seconds

_FRAMES_A_SECOND: Final = 75
_MOST_TRACKS: Final = 99
"""The sheet counts tracks with two digits, as the disc that it was made for."""


def write_cue(plan: Plan, *, target: Path) -> str:
    """Write a plan as a CUE sheet of its rendered file.

    Parameters
    ----------
    plan : Plan
        Any plan of at most 99 cues; silence counts as a track, so that the sheet is complete.
    target : Path
        Where the sheet will stand.  The sound is looked for beside it, under the same name
        with ``.flac``.

    Returns
    -------
    str
        The text of the file.  Times are minutes, seconds and frames of a 75th of a second, the
        nearest to the start of each cue; minutes go beyond 99 where a session does.

    Raises
    ------
    InputError
        There are more than 99 cues.
    """
    if len(plan.cues) > _MOST_TRACKS:
        said = f"the plan has {len(plan.cues)} cues, and a CUE sheet holds {_MOST_TRACKS}"
        place = Place(file=str(target))
        raise InputError(Finding(said=said, mend="export an .xspf", place=place))
    lines = [
        "REM made for the file that setlist render makes of the same plan",
        f"TITLE {_quote(tell_course(plan))}",
        f"FILE {_quote(target.with_suffix('.flac').name)} WAVE",
    ]
    for number, cue in enumerate(plan.cues, start=1):
        lines += _track(cue, number, Seconds(cue.start_s - plan.start_s()))
    return "\n".join(lines) + "\n"


def _track(cue: Cue, number: int, at_s: Seconds) -> list[str]:
    """Write one cue; the first begins with the file, whatever its number rounds to."""
    title = "Silence" if cue.kind is CueKind.SILENCE else clean(cue.title) or "Untitled"
    artist = clean(cue.artist)
    return [
        f"  TRACK {number:02d} AUDIO",
        f"    TITLE {_quote(title)}",
        *([f"    PERFORMER {_quote(artist)}"] if artist else []),
        f"    INDEX 01 {_tell_frames(at_s)}",
    ]


def _tell_frames(at_s: Seconds) -> str:
    """Write a time as minutes, seconds and 75ths."""
    minutes, frames = divmod(round(at_s * _FRAMES_A_SECOND), 60 * _FRAMES_A_SECOND)
    seconds, frames = divmod(frames, _FRAMES_A_SECOND)
    return f"{minutes:02d}:{seconds:02d}:{frames:02d}"


def _quote(text: str) -> str:
    """Put a text in quotes; the sheet knows no way to write the quote itself."""
    plain = text.replace('"', "'")
    return f'"{plain}"'
