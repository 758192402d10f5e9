"""Curations that travel: out of a catalog into a file, merged, and held side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from setlist.engine.outputs import write_text
from setlist.engine.queries import look
from setlist.engine.shelves import (
    View,
    list_places,
)
from setlist.errors import Finding, InputError, Place
from setlist.model import Curation

if TYPE_CHECKING:
    from setlist.catalog import Catalog
    from setlist.curation import Conflict, CurationKind, Difference


def export_curation(
    locator: Path | str,
    target: Path | str,
    *,
    view: View | None = None,
    layer: str | None = None,
    form: Literal["curation", "table"] = "curation",
    force: bool = False,
    dry_run: bool = False,
) -> int:
    """Write what people say about a library into a file that holds no audio.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`.
    target : Path
        ``.toml`` or ``.csv``.
    view : View, optional
        Whose overlay counts in a table.
    layer : str, optional
        Only one clinic's overlay, or with ``""`` only the shared base; everything if left out.
    form : str
        ``"curation"``: who said what and when, to be merged; ``"table"``: a row a track with
        what holds now, for spreadsheets.
    force : bool
        Replace a file that exists.
    dry_run : bool
        Do everything but write.

    Returns
    -------
    int
        How many statements, or rows of a table, were written.

    Raises
    ------
    InputError
        The suffix is another, or the file cannot be written or exists.
    CatalogError
        The catalog cannot be used.
    """
    from setlist.catalog import read_library
    from setlist.curation import write_curation
    from setlist.library import digest_tracks, write_table

    path, view = Path(target), view or View()
    kind = _kind_of(path)
    with look(locator, view) as (store, shelf):
        if form == "table":
            if path.suffix.lower() != ".csv":
                raise InputError(make_fault(path, "a table is CSV", "end its name in .csv"))
            places = list_places(store, shelf, view)
            tracks = read_library(store, places, digest=digest_tracks).tracks
            text, count = write_table(tracks), len(tracks)
        else:
            curation = _gather(store)
            text = write_curation(curation, kind, clinic=layer)
            count = sum(layer in (None, each.clinic) for each in curation.statements)
    write_text(text, path, force=force, dry_run=dry_run)
    return count


def merge_files(
    sources: Sequence[Path | str], target: Path | str, *, force: bool = False, dry_run: bool = False
) -> "tuple[Conflict, ...]":
    """Merge curation files into one; the order does not matter.

    Returns
    -------
    tuple of Conflict
        Where people differ: listed, and settled by nobody.

    Raises
    ------
    InputError
        A file is missing or wrong (all faults of all files at once), or the target cannot be
        written or exists.
    """
    from setlist.curation import list_conflicts, merge, write_curation

    path = Path(target)
    kind = _kind_of(path)
    read, faults = [], list[Finding]()
    for source in sources:
        try:
            read.append(read_file(Path(source)))
        except InputError as error:
            faults += error.findings
    if faults:
        raise InputError(*faults)
    merged = merge(*read)
    write_text(write_curation(merged, kind), path, force=force, dry_run=dry_run)
    return list_conflicts(merged.statements)


def diff(one: Path | str, other: Path | str) -> "Difference":
    """Say what one curation has that another lacks or holds differently.

    Parameters
    ----------
    one, other : Path or str
        A curation file, or a library whose catalog has one.

    Raises
    ------
    InputError
        A file is missing or wrong.
    CatalogError
        A catalog cannot be used.
    """
    from setlist import curation

    return curation.diff(_read_any(one), _read_any(other))


def _gather(store: "Catalog") -> Curation:
    """Give all that a catalog holds of what people say, with the keys of the tracks."""
    from setlist.catalog import list_keys, read_reviews, read_statements

    statements = read_statements(store, every_clinic=True)
    reviews = read_reviews(store, every_clinic=True)
    spoken = {each.track for each in statements} | {each.track for each in reviews}
    keys = tuple(key for key in list_keys(store) if key.track in spoken)
    return Curation(keys=keys, statements=statements, reviews=reviews)


def _read_any(source: Path | str) -> Curation:
    """Read a curation file, or what a catalog holds."""
    path = Path(source)
    if path.suffix.lower() in {".toml", ".csv"} and not path.is_dir():
        return read_file(path)
    with look(source, View()) as (store, _):
        return _gather(store)


def read_file(path: Path) -> Curation:
    """Read a curation file."""
    from setlist.curation import read_curation
    from setlist.documents import read_text

    return read_curation(read_text(path), str(path), _kind_of(path))


def _kind_of(path: Path) -> "CurationKind":
    """Give the kind of a curation file by its suffix."""
    from setlist.curation import CurationKind

    try:
        return CurationKind(path.suffix.lower().removeprefix("."))
    except ValueError as error:
        mend = "end its name in .toml or .csv"
        raise InputError(make_fault(path, "is no kind of curation file", mend)) from error


def make_fault(path: Path, said: str, mend: str) -> Finding:
    """Make a finding about a file."""
    return Finding(said=said, mend=mend, place=Place(file=str(path)))
