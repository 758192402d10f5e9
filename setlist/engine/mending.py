"""A mix that goes on where a file is broken: the best alternative stands in for it."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from setlist.engine.edits import list_alternatives, swap
from setlist.engine.mixes import render
from setlist.engine.problems import repose
from setlist.engine.progress import Advance, keep_quiet
from setlist.errors import AudioError, Finding, InputError, NoPlanError, Place, Severity
from setlist.model import Plan, Problem

if TYPE_CHECKING:
    from setlist.engine.shelves import View
    from setlist.mixdown import MixReport


def render_around(
    plan: Plan,
    target: Path | str,
    *,
    locator: str | None = None,
    view: "View | None" = None,
    bits: Literal[16, 24] = 16,
    force: bool = False,
    accept: bool = False,
    soften: bool = False,
    tones: bool = False,
    spoken: Path | None = None,
    progress: Advance = keep_quiet,
) -> "tuple[Plan, MixReport, tuple[Finding, ...]]":
    """Mix a plan as `render` does, and put alternatives in the place of broken files.

    Parameters
    ----------
    plan, target, bits, force, accept, soften, tones, spoken, progress
        As for `render`.
    locator, view
        The library to take alternatives from, as for `repose`.

    Returns
    -------
    Plan
        That was mixed.
    MixReport
        As `render` gives it.
    tuple of Finding
        A warning for each track that something else stands in for.

    Raises
    ------
    InputError, LimitError, CatalogError
        As `render` and `repose`.
    AudioError
        Nothing fits in the place of a broken file.
    """
    said: list[Finding] = []
    problem: Problem | None = None
    while True:
        try:
            report = render(
                plan,
                target,
                bits=bits,
                force=force,
                accept=accept,
                soften=soften,
                tones=tones,
                spoken=spoken,
                progress=progress,
            )
        except AudioError as error:
            if problem is None:
                problem, changed = repose(plan, locator, view=view, progress=progress)
                said += changed
            plan, replaced = replace_broken(plan, error, problem)
            said += replaced
        else:
            return plan, report, tuple(said)


def replace_broken(
    plan: Plan, error: AudioError, problem: Problem
) -> tuple[Plan, tuple[Finding, ...]]:
    """Put the best alternative that can be played in the place of every file of an error.

    Parameters
    ----------
    plan : Plan
        Whose files could not be played.
    error : AudioError
        Its findings name the files.
    problem : Problem
        That of the plan, see `repose`; it need not have the broken tracks any more.

    Returns
    -------
    Plan
        With other tracks; neighbours are fitted to them.
    tuple of Finding
        A warning for each.

    Raises
    ------
    AudioError
        The one given, if it names another file or nothing fits.
    """
    from setlist import planning

    broken = {one.place.file: one.said for one in error.findings}
    if not set(broken) <= {cue.path for cue in plan.cues}:
        raise error
    held = {track.id for track in problem.tracks}
    gone = [cue for cue in plan.cues if cue.track is not None and cue.track not in held]
    tracks = (*problem.tracks, *map(planning.remake_track, gone))
    said = []
    while (slot := _find_broken(plan, broken)) is not None:
        old = plan.cues[slot - 1]
        problem = replace(problem, terms=plan.problem, tracks=tracks)
        plan, title = _swap_in(plan, problem, slot, broken, error)
        said.append(
            Finding(
                said=f'{broken[old.path]}; "{title}" stands in for it',
                mend="mend the file, or plan again",
                place=Place(file=old.path),
                severity=Severity.WARNING,
            )
        )
    return plan, tuple(said)


def _find_broken(plan: Plan, broken: Collection[str | None]) -> int | None:
    """Give the first slot whose file is broken."""
    return next(
        (number for number, cue in enumerate(plan.cues, start=1) if cue.path in broken), None
    )


def _swap_in(
    plan: Plan,
    problem: Problem,
    slot: int,
    broken: Collection[str | None],
    error: AudioError,
) -> tuple[Plan, str]:
    """Put the first alternative in a slot that can be played and that every rule lets stand."""
    from setlist.analysis import identify

    paths = {track.id: track.path for track in problem.tracks}
    for one in list_alternatives(problem, plan, slot):
        path = paths.get(one.track)
        if path is None or path in broken:
            continue
        with suppress(AudioError, InputError, NoPlanError):
            identify(Path(path))
            return swap(problem, plan, slot, one.track), one.title
    raise error
