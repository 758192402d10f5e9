"""The files of a plan: whether they are still those that it was made with, and where they went."""

from dataclasses import replace
from pathlib import Path

from setlist.engine.progress import Advance, keep_quiet
from setlist.errors import AudioError, Finding, Place
from setlist.model import Cue, CueKind, Library, Plan, TrackId

_DIGEST = "sha256:"
"""How an identity begins that was taken from sound; a table may have others."""


def compare_sources(plan: Plan, *, progress: Advance = keep_quiet) -> None:
    """Compare the sound of every file of a plan with what it was when the plan was made.

    Parameters
    ----------
    plan : Plan
        Tracks that were never heard by setlist, from a table, are only looked for.
    progress : Advance
        Told how many files are compared, of how many.

    Raises
    ------
    AudioError
        Files are missing, broken, or sound otherwise; all of them at once.
    """
    from setlist.analysis import identify

    wanted = dict(_list_files(plan))
    findings: list[Finding] = []
    for number, (path, track) in enumerate(wanted.items()):
        progress(number, len(wanted), "comparing")
        try:
            found = identify(Path(path))
        except AudioError as error:
            findings += error.findings
            continue
        if track.startswith(_DIGEST) and found != track:
            findings.append(
                Finding(
                    said="sounds otherwise than when the plan was made: it is another file",
                    mend="put the former file back, plan again, or let --relink look for it",
                    place=Place(file=path),
                )
            )
    if findings:
        raise AudioError(*findings)


def relink(plan: Plan, library: Library) -> tuple[Plan, int]:
    """Let a plan name the files that its tracks have in a library now.

    Tracks are known by what they sound like; names and folders do not matter.

    Parameters
    ----------
    plan : Plan
        Made with the same library or with another.
    library : Library
        Where the tracks are looked for.

    Returns
    -------
    Plan
        As it was but for the paths of its cues and reserves; what is not found stays, and so
        does what a library only remembers.
    int
        How many cues and reserves name another file now.
    """
    paths = {
        track.id: track.path
        for track in library.tracks
        if track.path and Path(track.path).is_file()
    }
    cues = tuple(_relink(cue, paths) for cue in plan.cues)
    reserves = tuple(replace(one, cue=_relink(one.cue, paths)) for one in plan.reserves)
    moved = sum(one is not other for one, other in zip(cues, plan.cues, strict=True))
    moved += sum(
        one.cue is not other.cue for one, other in zip(reserves, plan.reserves, strict=True)
    )
    return replace(plan, cues=cues, reserves=reserves), moved


def _relink(cue: Cue, paths: dict[TrackId, str]) -> Cue:
    """Give a cue the path of its track; the same cue where that is no other."""
    path = paths.get(cue.track) if cue.track is not None else None
    return cue if path is None or path == cue.path else replace(cue, path=path)


def _list_files(plan: Plan) -> list[tuple[str, TrackId]]:
    """List the files that sound in a plan, with the track that each should be."""
    return [
        (cue.path, cue.track)
        for cue in plan.cues
        if cue.kind is CueKind.TRACK and cue.path and cue.track is not None
    ]
