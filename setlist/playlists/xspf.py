"""XSPF, version 1: the playlist in XML.

Texts are cleaned, so no character stands in it that XML 1.0 forbids; locations are addresses,
percent-encoded once.
"""

from html import escape
from pathlib import Path

from setlist.drawing import clean, tell_course, tell_elapsed, tell_length
from setlist.model import Cue, CueKind, Plan, Source
from setlist.playlists.location import locate

NAMESPACE = "http://xspf.org/ns/0/"
"""The name of the XSPF vocabulary; it is a name and nothing is fetched from it."""


def write_xspf(plan: Plan, *, target: Path) -> str:
    """Write a plan as XSPF.

    Parameters
    ----------
    plan : Plan
        Any plan; a track without a file is named by its title and artist only.
    target : Path
        Where the playlist will stand; locations are relative to its folder where they can be.

    Returns
    -------
    str
        An XML 1.0 document; ``trackNum`` is the number that a track has on the session sheet.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<playlist version="1" xmlns="{NAMESPACE}">',
        _element("title", tell_course(plan), 1),
        _element("annotation", describe_playlist(plan), 1),
        "  <trackList>",
    ]
    for number, cue in enumerate(plan.cues, start=1):
        if cue.kind is CueKind.TRACK:
            lines += _track(cue, number, target)
    return "\n".join([*lines, "  </trackList>", "</playlist>"]) + "\n"


def _track(cue: Cue, number: int, target: Path) -> list[str]:
    """Write one track."""
    written = [
        _element(tag, str(text), 3) for tag, text in describe_track(cue, number, target).items()
    ]
    return ["    <track>", *written, "    </track>"]


def describe_track(cue: Cue, number: int, target: Path) -> dict[str, str | int]:
    """Give what XSPF and JSPF say of a track, under their names for it; what is known of it.

    Parameters
    ----------
    cue : Cue
        A track.
    number : int [>= 1]
        Its slot.
    target : Path
        Where the playlist will stand.
    """
    address = "" if cue.path is None else locate(cue.path, target=target).as_address()
    rated = ""
    if cue.intensity is not None:
        sign = "~" if cue.intensity_source in {Source.SUGGESTED, Source.MEASURED} else ""
        rated = f", intensity {sign}{cue.intensity:g}"
    parts: dict[str, str | int] = {
        "location": address,
        "title": clean(cue.title),
        "creator": clean(cue.artist),
        "annotation": f"{cue.phase.value}, starts {tell_elapsed(cue.start_s)}{rated}",
        "album": clean(cue.album),
        "trackNum": number,
        "duration": round(cue.length_s() * 1000.0),
    }
    return {name: value for name, value in parts.items() if value != ""}


def describe_playlist(plan: Plan) -> str:
    """Say what the playlist leaves out."""
    said = "Players play whole files: overlaps, levels and silence are in a rendered file only."
    quiet = [
        f"{number}: silence, {tell_length(cue.length_s())} from {tell_elapsed(cue.start_s)}"
        for number, cue in enumerate(plan.cues, start=1)
        if cue.kind is CueKind.SILENCE
    ]
    return " ".join([said, "; ".join(quiet)]).rstrip()


def _element(tag: str, text: str, depth: int) -> str:
    """Write a leaf on its own line."""
    return f"{'  ' * depth}<{tag}>{escape(text, quote=False)}</{tag}>"
