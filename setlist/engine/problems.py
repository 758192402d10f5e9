"""The problem of a plan that was made before, with the tracks as they are now."""

from setlist.engine.libraries import gather_library
from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.shelves import View
from setlist.engine.suggestions import add_suggestions, suggest
from setlist.errors import Finding, Place, Severity
from setlist.model import Plan, Problem


def repose(
    plan: Plan,
    locator: str | None = None,
    *,
    view: View | None = None,
    progress: Advance = keep_quiet,
) -> tuple[Problem, tuple[Finding, ...]]:
    """Gather the tracks that a plan was chosen from again, to change or judge it.

    Parameters
    ----------
    plan : Plan
        It carries its problem and names its library.
    locator : str, optional
        Where the library stands now; where the plan says, unless told.
    view : View, optional
        As for `read_library`.
    progress : Advance
        Told how far it is.

    Returns
    -------
    Problem
        The terms of the plan and the tracks as they are now.
    tuple of Finding
        A warning where the library is no longer the same; empty otherwise.

    Raises
    ------
    InputError, CatalogError
        There is no such library, or a pin cannot hold in it.
    """
    from setlist import planning

    stamp = plan.problem.library
    library = gather_library(locator or stamp.locator, view=view, progress=progress)
    findings: tuple[Finding, ...] = ()
    if library.stamp.digest != stamp.digest:
        changed = Finding(
            said="the library is no longer as it was when the plan was made",
            mend="plan again to have a plan that is proven for it",
            place=Place(file=library.stamp.locator),
            severity=Severity.WARNING,
        )
        findings = (changed,)
    if plan.problem.allow_suggested:
        library = add_suggestions(library, suggest(library))
    return planning.repose(plan.problem, library), findings
