"""Libraries as they were last scanned, and what is amiss in them."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.queries import look
from setlist.engine.scanning import Crew, scan
from setlist.engine.shelves import View, find_shelf, list_places, name_library
from setlist.errors import Finding, Place, Severity
from setlist.model import Field, Library, Statement, TrackId

if TYPE_CHECKING:
    from setlist.curation import Conflict


def read_library(locator: Path | str, *, view: View | None = None) -> Library:
    """Give a library as the last scan left it, with what people say about it.

    Parameters
    ----------
    locator : Path or str
        A folder, ``"starter"``, the URL or file of a catalog, or a table (``.csv``).
    view : View, optional
        Whose overlay counts, and where roots stand.

    Raises
    ------
    InputError
        There is no such library.
    CatalogError
        It was never scanned, or its catalog cannot be used.
    """
    from setlist import catalog
    from setlist.library import digest_tracks

    view = view or View()
    with look(locator, view) as (store, shelf):
        places = list_places(store, shelf, view)
        library = catalog.read_library(store, places, digest=digest_tracks)
    library = name_library(library, shelf)
    return replace(library, findings=(*store.findings, *library.findings))


def gather_library(
    locator: Path | str,
    *,
    view: View | None = None,
    crew: Crew | None = None,
    progress: Advance = keep_quiet,
) -> Library:
    """Give a library to plan with: a folder is scanned first, anything else is read as it is.

    Raises
    ------
    InputError, CatalogError
        As `scan` and `read_library`.
    """
    shelf = find_shelf(locator, progress=progress, workers=(crew or Crew()).workers)
    if shelf.folder is None:
        return read_library(locator, view=view)
    return scan(locator, view=view, crew=crew, progress=progress)


def check_library(locator: Path | str, *, view: View | None = None) -> tuple[Finding, ...]:
    """List everything that is missing or doubtful in a library.

    Parameters
    ----------
    locator, view
        As `read_library`.

    Returns
    -------
    tuple of Finding
        Unrated, unchecked and unlicensed tracks, disagreements, old reviews, sudden rises,
        doubles, missing files, measures of an older setlist, unknown words.

    Raises
    ------
    InputError, CatalogError
        As `read_library`.
    """
    from setlist import catalog, curation
    from setlist.analysis import MEASURES_VERSION
    from setlist.library import audit_library, digest_tracks

    view = view or View()
    with look(locator, view) as (store, shelf):
        places = list_places(store, shelf, view)
        library = name_library(catalog.read_library(store, places, digest=digest_tracks), shelf)
        said = catalog.read_statements(store)
        reviews = catalog.read_reviews(store)
        gone = catalog.list_missing(store)
    names = {track.id: track.path or track.tags.title or track.id for track in library.tracks}
    disagreed = [
        _doubt(names[each.track], each)
        for each in curation.list_conflicts(said)
        # The audit compares ratings itself, those in library files among them.
        if each.track in names and each.field is not Field.INTENSITY
    ]
    disagreed += [
        _old(names[each.track], each.by, each.on)
        for each in curation.list_stale(reviews, said)
        if each.track in names
    ]
    waiting = curation.list_proposals(said)
    disagreed += [_waits(names[each.track], each) for each in waiting if each.track in names]
    return (
        *store.findings,
        *audit_library(
            library,
            measures_version=MEASURES_VERSION,
            missing={
                catalog.find_path(store, each.root, each.name, places) or each.name
                for each in gone
                if each.track not in names  # its sound stands elsewhere: it was moved
            },
            conflicts=disagreed,
        ),
    )


def write_tags(
    locator: Path | str,
    tracks: Collection[TrackId],
    *,
    view: View | None = None,
    progress: Advance = keep_quiet,
) -> tuple[Finding, ...]:
    """Write what is known of tracks into their files; the sound stays as it is.

    Parameters
    ----------
    locator, view
        As `read_library`.
    tracks : collection of TrackId
        Whose files; see `list_tracks`.
    progress : Advance
        Told of every file.

    Returns
    -------
    tuple of Finding
        A warning for every file that could not be written, or not hold everything.

    Raises
    ------
    InputError, CatalogError
        As `read_library`.
    """
    from setlist import library
    from setlist.analysis import identify

    wanted = [track for track in read_library(locator, view=view).tracks if track.id in tracks]
    findings: list[Finding] = []
    for done, track in enumerate(wanted, start=1):
        findings += library.write_tags(track, verify=identify)
        progress(done, len(wanted), f"writing {track.tags.title}")
    return tuple(findings)


def _doubt(name: str, conflict: "Conflict") -> Finding:
    """Say that people differ about a track."""
    return _warn(
        name,
        conflict.field,
        f"people differ: {conflict}",
        "listen again together; setlist library review --settle ends it",
    )


def _old(name: str, by: str, on: str) -> Finding:
    """Say that something else is said of a track now than when it was reviewed."""
    said = f"something else is said of it than when {by} reviewed it on {on[:10]}"
    return _warn(name, "review", said, "review it again: setlist library review")


def _waits(name: str, statement: Statement) -> Finding:
    """Say that a proposal waits."""
    said = f"{statement.by} proposes {statement.value}"
    return _warn(name, statement.field, said, "accept or reject it: setlist library review")


def _warn(name: str, field: str, said: str, mend: str) -> Finding:
    """Make a warning about a track."""
    from setlist.wording import escape_text

    place = Place(file=escape_text(name), field=field)
    return Finding(said=escape_text(said), mend=mend, place=place, severity=Severity.WARNING)
