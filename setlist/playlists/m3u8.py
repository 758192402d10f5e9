"""M3U8: the playlist that nearly every player reads.

UTF-8 without byte order mark, one line feed a line.  Players play whole files one after the
other, so silence stands in it as a comment.
"""

from pathlib import Path

from setlist.drawing import clean, tell_course, tell_elapsed, tell_length
from setlist.errors import Finding, InputError, Place
from setlist.model import Cue, CueKind, Plan
from setlist.playlists.location import locate


def write_m3u8(plan: Plan, *, target: Path) -> str:
    """Write a plan as M3U8.

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
    lines = [
        "#EXTM3U",
        f"#PLAYLIST:{tell_course(plan)}",
        "# Players play whole files: overlaps, levels and silence are in a rendered file only.",
    ]
    for number, cue in enumerate(plan.cues, start=1):
        if cue.kind is CueKind.SILENCE:
            length, start = tell_length(cue.length_s()), tell_elapsed(cue.start_s)
            lines.append(f"# {number}: silence, {length} from {start}")
        elif cue.path is not None:
            album = clean(cue.album)
            if album:
                lines.append(f"#EXTALB:{album}")
            lines.append(f"#EXTINF:{round(cue.length_s())},{name_cue(cue)}")
            lines.append(locate(cue.path, target=target).as_line())
    return "\n".join(lines) + "\n"


def name_cue(cue: Cue) -> str:
    """Name a track in one line: artist and title, or whichever is known."""
    named = [part for part in (clean(cue.artist), clean(cue.title)) if part]
    return " - ".join(named) or "Untitled"


def refuse_missing(plan: Plan, *, target: Path) -> None:
    """Refuse a plan with tracks that have no file on this machine, and name all of them.

    Raises
    ------
    InputError
        For a playlist of a kind that is nothing but files.
    """
    missing = [
        _missing(cue, number, target)
        for number, cue in enumerate(plan.cues, start=1)
        if cue.kind is CueKind.TRACK and cue.path is None
    ]
    if missing:
        raise InputError(*missing)


def _missing(cue: Cue, number: int, target: Path) -> Finding:
    """Say which track has no file."""
    return Finding(
        said=f"track {number}, {name_cue(cue)!r}, has no file on this machine",
        mend="plan from a library with audio, or export an .xspf, which may do without files",
        place=Place(file=str(target)),
    )
