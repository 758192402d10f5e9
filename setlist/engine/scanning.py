"""From a folder of music to its catalog: what changed is read and listened to, and kept."""

import hashlib
import os
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist import __version__
from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.shelves import (
    BESIDE,
    TABLE_MARK,
    Shelf,
    View,
    find_shelf,
    list_places,
    name_library,
    open_shelf,
)
from setlist.errors import AudioError, Finding, InputError, Place, Severity
from setlist.model import Heard, Library, Record
from setlist.units import Seconds

if TYPE_CHECKING:
    from setlist.analysis import Heard as Hearing
    from setlist.catalog import Catalog
    from setlist.library import Survey, Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who listens: so many processes of this machine, or the workers of a Dask cluster."""

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    cluster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a scan left: how many tracks, how long they are together, and what is amiss."""

    tracks: int
    length_s: Seconds
    findings: tuple[Finding, ...]


def scan(
    locator: Path | str,
    *,
    view: View | None = None,
    catalog: str | None = None,
    root: str | None = None,
    crew: Crew | None = None,
    again: bool = False,
    progress: Advance = keep_quiet,
) -> Library:
    """Listen to every file that is new or has changed, and give the library.

    What was heard is kept in the catalog, file by file: what is stopped goes on where it
    stopped.  A file that was moved, renamed or retagged is recognised by its sound and not
    listened to again.  Of a catalog, every root that stands on this machine is scanned; a
    table is read.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`.
    view : View, optional
        Whose overlay counts, and where roots stand.
    catalog : str, optional
        Where to keep it; beside the music if left out.
    root : str, optional
        The name of the folder in such a catalog.
    crew : Crew, optional
        Who listens; a process for every processor if left out.
    again : bool
        Listen again to files that could not be listened to the last time.
    progress : Advance
        Told of every file, in bytes.

    Returns
    -------
    Library
        A bad file is a finding in it and stops nothing.

    Raises
    ------
    InputError
        There is no such folder, no audio in it, or a library file in it is wrong; or its name
        is that of another folder in the catalog.
    CatalogError
        The catalog cannot be used.
    """
    with _brought_up_to_date(
        locator,
        view=view or View(),
        catalog=catalog,
        root=root,
        crew=crew or Crew(),
        again=again,
        progress=progress,
    ) as (store, shelf, passing):
        return read_kept(store, shelf, view or View(), passing)


def refresh(
    locator: Path | str,
    *,
    view: View | None = None,
    catalog: str | None = None,
    root: str | None = None,
    crew: Crew | None = None,
    again: bool = False,
    progress: Advance = keep_quiet,
) -> Count:
    """Scan as `scan` does, and only count what there is: quick where nothing has changed.

    Parameters
    ----------
    locator, view, catalog, root, crew, again, progress
        As for `scan`.

    Raises
    ------
    InputError, CatalogError
        As `scan`.
    """
    from setlist.catalog import count_tracks, recall_findings

    view = view or View()
    with _brought_up_to_date(
        locator,
        view=view,
        catalog=catalog,
        root=root,
        crew=crew or Crew(),
        again=again,
        progress=progress,
    ) as (store, shelf, passing):
        tracks, length_s = count_tracks(store)
        findings = (*passing, *recall_findings(store, list_places(store, shelf, view)))
        return Count(tracks=tracks, length_s=length_s, findings=findings)


@contextmanager
def _brought_up_to_date(
    locator: Path | str,
    *,
    view: View,
    catalog: str | None,
    root: str | None,
    crew: Crew,
    again: bool,
    progress: Advance,
) -> "Iterator[tuple[Catalog, Shelf, list[Finding]]]":
    """Scan what is named, and lend its catalog with what is worth saying this time only."""
    from setlist.library import walk_library

    shelf = find_shelf(locator, catalog=catalog, root=root, workers=crew.workers, progress=progress)
    # A folder is walked first, so that no catalog is made where there is nothing to keep in it.
    walks = {} if shelf.folder is None else {shelf.root: walk_library(shelf.folder)}
    with open_shelf(shelf, view, create=shelf.folder is not None) as store:
        if root is None:
            _refuse_namesake(store, shelf)
        passing, faults = list(store.findings), list[Finding]()
        for name, place in _list_scans(store, shelf, view).items():
            try:
                walk = walks.get(name) or walk_library(place)
                passing += _scan_root(store, name, walk, crew=crew, again=again, progress=progress)
            except InputError as error:
                faults += error.findings
        if faults:
            raise InputError(*faults)
        yield store, shelf, passing


def read_kept(store: "Catalog", shelf: Shelf, view: View, passing: Iterable[Finding]) -> Library:
    """Read a library out of its catalog, with what is worth saying this time only."""
    from setlist.catalog import read_library
    from setlist.library import digest_tracks

    library = read_library(store, list_places(store, shelf, view), digest=digest_tracks)
    named = name_library(library, shelf)
    return replace(named, findings=(*passing, *library.findings))


def _list_scans(store: "Catalog", shelf: Shelf, view: View) -> Mapping[str, Path]:
    """Give the roots to scan: the folder that was named, else all folders that stand here."""
    from setlist.catalog import recall_mark

    if shelf.table is not None:
        return {}
    if shelf.folder is not None and shelf.root is not None:
        return {shelf.root: shelf.folder}
    places = list_places(store, shelf, view)
    return {
        root: place
        for root, place in places.items()
        if os.path.isdir(place)  # noqa: PTH112  # is_dir() raises where a name is too long
        and not (recall_mark(store, root) or "").startswith(TABLE_MARK)
    }


def _refuse_namesake(store: "Catalog", shelf: Shelf) -> None:
    """Refuse to take one folder for another of the same name, whose tracks would all be gone.

    Raises
    ------
    InputError
        The other folder still stands where it stood.
    """
    from setlist.catalog import recall_places

    folder, root = shelf.folder, shelf.root
    if folder is None or root in (None, BESIDE):
        return
    other = recall_places(store).get(root)
    if other not in (None, folder) and os.path.isdir(other) and not folder.samefile(other):  # noqa: PTH112  # as above
        said = f"the catalog knows another folder as {root!r}: {other}"
        mend = f"give this one a name of its own: --as NAME; or --as {root} if it takes its place"
        raise InputError(Finding(said=said, mend=mend, place=Place(file=str(folder))))


def _scan_root(
    store: "Catalog", root: str, walk: "Walk", *, crew: Crew, again: bool, progress: Advance
) -> tuple[Finding, ...]:
    """Bring one root of a catalog up to date; give what is worth saying this time only."""
    from setlist.analysis import MEASURES_VERSION
    from setlist.catalog import (
        keep_library,
        keep_records,
        mark_missing,
        recall_mark,
        recall_places,
        recall_records,
    )
    from setlist.library import assemble_library, recognise_moves, survey_walk

    mark, places = _take_mark(walk), recall_places(store)
    stands_there = root == BESIDE or places.get(root) == walk.folder
    if stands_there and not again and recall_mark(store, root) == mark:
        return ()
    known = recall_records(store, root, walk.folder, measures_version=MEASURES_VERSION)
    survey = survey_walk(walk, known=known)
    fresh = set(survey.opened)
    keep_records(
        store,
        root,
        (record for record in survey.records if record.file.name in fresh),
        measures_version=MEASURES_VERSION,
    )
    heard = _recognise(store, root, survey) if known or places else {}
    records = {Path(record.file.path): record for record in survey.records}
    failures: list[Finding] = []
    for path, result in _listen(survey, heard, crew=crew, again=again, progress=progress):
        # Kept at once, so that whatever happens loses no more than the file in hand.
        kept = _add(records[path], result)
        keep_records(store, root, (kept,), measures_version=MEASURES_VERSION)
        failures += kept.findings
        if not isinstance(result, AudioError):
            heard[path] = (result.id, result.measures)
    failures.sort(key=lambda finding: finding.place.file or "")
    library = assemble_library(survey, heard=heard, failures=failures)
    keep_library(store, root, library, walk.folder, mark=mark)
    mark_missing(store, root, {file.name for file in walk.files})
    arrived = [(records[path].file, track) for path, (track, _) in heard.items()]
    # A sound that an older file holds is not gone: it was moved before, or there were two of it.
    settled = {it.heard[0] for path, it in records.items() if it.heard and path not in heard}
    gone = [it for it in survey.missing if not (it.heard and it.heard[0] in settled)]
    # A file that stands there and cannot be used is a finding of the walk already.
    told = {finding.place.file for finding in walk.findings}
    moves = recognise_moves(gone, arrived)
    return tuple(finding for finding in moves.findings if finding.place.file not in told)


def _take_mark(walk: "Walk") -> str:
    """Give what tells that a root is just as it was when it was last kept."""
    from setlist.analysis import MEASURES_VERSION

    whole = hashlib.sha256(f"{walk.mark} {MEASURES_VERSION} {__version__}\n".encode())
    for file in walk.files:
        state = f"{file.name}\0{file.size_bytes}\0{file.mtime_ns}\n"
        whole.update(state.encode(errors="surrogatepass"))
    for finding in walk.findings:
        whole.update(f"{finding}\n".encode(errors="replace"))
    return f"sha256:{whole.hexdigest()}"


def _recognise(store: "Catalog", root: str, survey: "Survey") -> dict[Path, Heard]:
    """Find among the files that came or changed those whose sound was heard before."""
    from setlist.analysis import MEASURES_VERSION, identify
    from setlist.catalog import find_measures, keep_records

    records = {Path(record.file.path): record for record in survey.records}
    fresh = set(survey.opened)
    ids = {}
    for path, record in records.items():
        if record.file.name in fresh:
            try:
                ids[path] = identify(path)
            except AudioError:
                continue
    measures = find_measures(store, ids.values(), measures_version=MEASURES_VERSION)
    heard = {path: (track, measures[track]) for path, track in ids.items() if track in measures}
    again = (replace(records[path], heard=result) for path, result in heard.items())
    keep_records(store, root, again, measures_version=MEASURES_VERSION)
    return heard


def _listen(
    survey: "Survey", heard: Mapping[Path, Heard], *, crew: Crew, again: bool, progress: Advance
) -> Generator[tuple[Path, "Hearing | AudioError"], None, None]:
    """Listen to the files that nothing is known of, the largest first.

    The largest first keeps every process busy to the end, and lets bytes tell how long it
    will take.
    """
    from setlist.analysis import MEASURES_VERSION, measure_many, measure_on_cluster

    sizes = {Path(record.file.path): record.file.size_bytes for record in survey.records}
    hopeless = {
        Path(record.file.path)
        for record in survey.records
        if record.findings and record.heard is None and not again
    }
    waiting = [
        path
        for path in survey.unheard(measures_version=MEASURES_VERSION)
        if path not in heard and path not in hopeless
    ]
    waiting.sort(key=lambda path: -sizes[path])
    whole, done = sum(sizes[path] for path in waiting), 0
    if not waiting:
        return
    results = (
        measure_many(waiting, workers=crew.workers)
        if crew.cluster is None
        else measure_on_cluster(waiting, address=crew.cluster)
    )
    try:
        for number, (path, result) in enumerate(results, start=1):
            yield path, result
            done += sizes[path]
            progress(done, whole, f"listening, {number} of {len(waiting)}: {path.name}")
    finally:
        results.close()


def _add(record: Record, result: "Hearing | AudioError") -> Record:
    """Add to a record what listening gave; of a bad file only what is wrong with it."""
    if isinstance(result, AudioError):
        amiss = tuple(replace(each, severity=Severity.WARNING) for each in result.findings)
        return replace(record, heard=None, findings=amiss)
    return replace(record, heard=(result.id, result.measures), findings=result.findings)
