"""PLS, version 2: the playlist of internet radio, which many players still read.

UTF-8, one line feed a line.  Silence is no file, so it is left out.
"""

from pathlib import Path

from setlist.model import CueKind, Plan
from setlist.playlists.location import locate
from setlist.playlists.m3u8 import name_cue, refuse_missing


def write_pls(plan: Plan, *, target: Path) -> str:
    """Write a plan as PLS.

    Parameters
    ----------
    plan : Plan
        Any plan whose tracks have files.
    target : Path
        Where the playlist will stand; locations are relative to its folder where they can be.

    Returns
    -------
    str
        The text of the file.

    Raises
    ------
    InputError
        A track has no file on this machine.
    """
    refuse_missing(plan, target=target)
    lines, number = ["[playlist]"], 0
    for cue in plan.cues:
        if cue.kind is CueKind.TRACK and cue.path is not None:
            number += 1
            lines += [
                f"File{number}={locate(cue.path, target=target).as_line()}",
                f"Title{number}={name_cue(cue)}",
                f"Length{number}={round(cue.length_s())}",
            ]
    return "\n".join([*lines, f"NumberOfEntries={number}", "Version=2"]) + "\n"
