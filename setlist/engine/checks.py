"""Judging what people wrote and what was planned."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.plans import digest_plan, place
from setlist.engine.problems import repose
from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.reading import arc_folders, read_plan
from setlist.engine.routes import make_route
from setlist.engine.shelves import View
from setlist.errors import Finding, InputError, Place, Severity
from setlist.model import Arc, Handling, Landmark, Route, RouteName

if TYPE_CHECKING:
    from setlist.documents import Document

_CLIENT = re.compile(r"^\s*code\s*=", re.MULTILINE)
_ARC = re.compile(r"^\s*\[\[\s*phase\s*\]\]", re.MULTILINE)
_LIBRARY = re.compile(r"^\s*(\[\[\s*track\s*\]\]|vocabularies\s*=)", re.MULTILINE)


def check(
    path: Path | str,
    *,
    locator: str | None = None,
    view: View | None = None,
    progress: Advance = keep_quiet,
) -> tuple[Finding, ...]:
    """Judge a plan, an arc, a client file or a library file; what it is stands in it.

    A plan is audited by its own rules, independently of the search that made it, so one that
    was edited by hand is judged too.

    Parameters
    ----------
    path : Path
        The file.
    locator : str, optional
        The library of a plan: its cost, its works and sudden rises inside its tracks are judged
        too.  Without it a plan is judged by what its cues say of themselves.
    view : View, optional
        As for `read_library`.
    progress : Advance
        Told of the library.

    Returns
    -------
    tuple of Finding
        Errors where a rule is broken, warnings where something may mislead; empty if all is
        well.

    Raises
    ------
    InputError, CatalogError
        The file is missing or wrong, or it is none of these; there is no such library.
    """
    from setlist.documents import read_text

    file = Path(path)
    text = read_text(file)
    if file.suffix.lower() != ".json" and locator is not None:
        finding = Finding(
            said="only a plan is judged with a library",
            mend="leave --library out",
            place=Place(file=str(file)),
        )
        raise InputError(finding)
    if file.suffix.lower() == ".toml":
        if _CLIENT.search(text):
            return _check_client(file)
        if _ARC.search(text):
            return check_arc(str(file.absolute()))
        if _LIBRARY.search(text):
            from setlist.library import survey_walk, walk_library

            return survey_walk(walk_library(file.absolute().parent), known={}).findings
    elif file.suffix.lower() == ".json":
        return _check_plan(file, locator, view, progress)
    finding = Finding(
        said="is no plan, arc, client file or library file",
        mend="plans end in .json; the others in .toml, with [[phase]], code or [[track]]",
        place=Place(file=str(file)),
    )
    raise InputError(finding)


def check_arc(name_or_path: str) -> tuple[Finding, ...]:
    """Judge an arc by itself and on every route it claims.

    Parameters
    ----------
    name_or_path : str
        An arc's name on the shelf, or its file.

    Returns
    -------
    tuple of Finding
        Errors where it cannot do what it says, warnings where it may mislead.

    Raises
    ------
    InputError
        There is no such arc, or its file is wrong.
    """
    from setlist.arcs import audit_arc, open_arc
    from setlist.library import read_vocabulary

    document = open_arc(name_or_path, folders=arc_folders())
    vocabulary, _ = read_vocabulary(())
    findings = audit_arc(document.value, vocabulary_words=vocabulary.words(), locate=document.place)
    if findings:
        return findings
    routes: list[Route | None] = [*_routes_of(document.value)] or [None]
    return tuple(finding for route in routes for finding in _check_fit(document, route))


def _routes_of(arc: Arc) -> list[Route]:
    """Give every route an arc claims, a lozenge in each handling, with a booster if it has one."""
    marks = [phase.end.landmark for phase in arc.phases]
    parts = ("0:1", "20:0.5") if Landmark.BOOSTER in marks else ()
    routes = []
    for name in arc.routes:
        handlings = tuple(Handling) if name is RouteName.SUBLINGUAL else (None,)
        routes += [make_route(name, handling=handling, parts=parts) for handling in handlings]
    return routes


def _check_fit(document: "Document[Arc]", route: Route | None) -> list[Finding]:
    """Place an arc on a route at its usual length, and judge whether it has room there."""
    from setlist.arcs import audit_fit

    try:
        terms = place(document.value, route=route)
    except InputError as error:
        where = f"on {route.name} {route.handling or ''}".rstrip() + ": " if route else ""
        return [
            replace(found, said=where + found.said, place=replace(found.place, file=document.file))
            for found in error.findings
        ]
    return list(
        audit_fit(
            document.value,
            terms.phases,
            route=route,
            floor_s=terms.floor_s,
            locate=document.place,
        )
    )


def _check_client(file: Path) -> tuple[Finding, ...]:
    """Judge whether the words of a client file will find what they should."""
    from setlist.library import read_vocabulary
    from setlist.listeners import audit_listener, open_client

    document = open_client(file)
    vocabulary, _ = read_vocabulary(())
    return audit_listener(
        document.value, vocabulary_words=vocabulary.words(), locate=document.place
    )


def _check_plan(
    file: Path, locator: str | None, view: View | None, progress: Advance
) -> tuple[Finding, ...]:
    """Audit a plan by its own rules, and say if it was edited since it was made."""
    from setlist import planning

    plan = read_plan(file)
    if locator is None:
        findings = planning.audit_plan(plan)
    else:
        problem, changed = repose(plan, locator, view=view, progress=progress)
        findings = (*planning.audit_plan(plan, problem.tracks), *changed)
    if plan.provenance.digest == digest_plan(plan):
        return findings
    edited = Finding(
        said="was edited since it was made",
        mend="its cost and reasons may no longer be those of its cues; plan again to have them",
        place=Place(file=str(file)),
        severity=Severity.WARNING,
    )
    return (*findings, edited)
