"""JSPF, version 1: XSPF in JSON, with the same names."""

import json
from pathlib import Path

from setlist.drawing import tell_course
from setlist.model import CueKind, Plan
from setlist.playlists.xspf import describe_playlist, describe_track


def write_jspf(plan: Plan, *, target: Path) -> str:
    """Write a plan as JSPF.

    Parameters
    ----------
    plan, target
        As for ``write_xspf``.

    Returns
    -------
    str
        A JSON document of one object, ``playlist``; a location is a list there.
    """
    tracks: list[dict[str, object]] = []
    for number, cue in enumerate(plan.cues, start=1):
        if cue.kind is CueKind.TRACK:
            said: dict[str, object] = dict(describe_track(cue, number, target))
            if "location" in said:
                said["location"] = [said["location"]]
            tracks.append(said)
    playlist = {
        "title": tell_course(plan),
        "annotation": describe_playlist(plan),
        "track": tracks,
    }
    return json.dumps({"playlist": playlist}, ensure_ascii=False, indent=2) + "\n"
