"""What a bundle for a plain player holds: names of files that every system takes, and a note."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from unicodedata import category

from setlist.drawing import clean, tell_course, tell_elapsed
from setlist.model import Cue, CueKind, Plan, ReserveRole

RESERVES = "Reserves"
"""The folder of what may be played instead."""

_LONGEST = 80
_RESERVED = re.compile(r'[<>:"/\\|?*]')
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """A track of a bundle: its cue, its path in the bundle, and where it stands in a plan.

    ``reserve`` tells what may be played instead from what is played.
    """

    cue: Cue
    path: PurePath
    reserve: bool


def list_bundle(plan: Plan) -> tuple[BundleFile, ...]:
    """Name the files of a bundle.

    Parameters
    ----------
    plan : Plan
        Silences have no file; a track without a path is named all the same.

    Returns
    -------
    tuple of BundleFile
        The tracks in order, numbered by their slots, then calm and the other reserves.  No two
        names differ in case only, and Windows, macOS and a FAT stick take all of them.
    """
    played = (
        (f"{number:02d}", cue)
        for number, cue in enumerate(plan.cues, start=1)
        if cue.kind is CueKind.TRACK
    )
    calm = [one.cue for one in plan.reserves if one.role is ReserveRole.CALM]
    rest = [one.cue for one in plan.reserves if one.role is not ReserveRole.CALM]
    spare = [("00 CALM", cue) for cue in calm if cue.kind is CueKind.TRACK]
    spare += [
        (f"R{number}", cue) for number, cue in enumerate(rest, start=1) if cue.kind is CueKind.TRACK
    ]
    return (
        *(
            BundleFile(cue=cue, path=PurePath(name_file(head, cue)), reserve=False)
            for head, cue in played
        ),
        *(
            BundleFile(cue=cue, path=PurePath(RESERVES, name_file(head, cue)), reserve=True)
            for head, cue in _tell_apart(spare)
        ),
    )


def name_file(head: str, cue: Cue) -> str:
    """Name the file of a cue: a head, its title without what some system refuses, its suffix.

    With a head, no name is that of a device.
    """
    shown = "".join(sign for sign in cue.title if category(sign) not in _UNSEEN)
    title = " ".join(_RESERVED.sub(" ", shown).split()).strip(". ") or "Untitled"
    suffix = _RESERVED.sub("", Path(cue.path or "").suffix)
    name = f"{head} {title}"
    while len(name.encode()) > _LONGEST:
        name = name[:-1]
    return name.rstrip(". ") + suffix


def tell_bundle(plan: Plan, *, linked: bool) -> str:
    """Write the note that lies in a bundle.

    Parameters
    ----------
    plan : Plan
        Whose bundle it is.
    linked : bool
        The files are the library's own, without loudness tags of the plan.
    """
    first = plan.cues[0]
    pressed = tell_elapsed(first.start_s)
    silences = [cue for cue in plan.cues if cue.kind is CueKind.SILENCE]
    lines = [
        clean(tell_course(plan)),
        "",
        f"Press play at {pressed} by the clock of the session; 0:00 is the dose.",
        "The numbers of the files are those of the plan: play them in this order, or open",
        "playlist.m3u8. Switch shuffle and repeat off, and a crossfade of some seconds on,",
        "if the player has one.",
        "",
        "A plain player plays whole files: overlaps, cuts and silences of the plan are in a",
        "rendered file only.",
        *(
            f"Silence from {tell_elapsed(cue.start_s)}, {cue.length_s() / 60.0:.1f} min."
            for cue in silences
        ),
        "",
        "The files are the library's own: set the volume by hand."
        if linked
        else "Switch ReplayGain to 'track' (R128 for Opus): then each file is as loud as planned.",
        f"{RESERVES}: the file that begins with 00 CALM calms at any moment; the others hold",
        "a level or stand in for a track.",
        "",
        "This plans music. It says nothing about medicine, and nothing clinical.",
    ]
    return "\n".join(lines) + "\n"


def _tell_apart(named: Iterable[tuple[str, Cue]]) -> list[tuple[str, Cue]]:
    """Give a number to heads whose files would have the same name."""
    seen: dict[str, int] = {}
    found = []
    for head, cue in named:
        name = name_file(head, cue).casefold()
        seen[name] = seen.get(name, 0) + 1
        found.append((f"{head} {seen[name]}" if seen[name] > 1 else head, cue))
    return found
