"""Watching a folder: it is scanned again whenever something in it has changed."""

from collections.abc import Iterator
from pathlib import Path

from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.scanning import Crew, read_kept, scan
from setlist.engine.shelves import Shelf, View, find_shelf, open_shelf
from setlist.errors import ExtraError, Finding, InputError
from setlist.model import Library

_REST_MS = 1600
"""How long a folder must be at rest before it is scanned again (our own): a copy takes a while."""


def watch(
    locator: Path | str,
    *,
    view: View | None = None,
    catalog: str | None = None,
    root: str | None = None,
    crew: Crew | None = None,
    progress: Advance = keep_quiet,
) -> Iterator[Library]:
    """Scan a folder, and again whenever something in it has changed, until stopped.

    A library file that is wrong for a while ends nothing: it is a finding until it is mended.

    Parameters
    ----------
    locator, view, catalog, root, crew, progress
        As `scan`.

    Yields
    ------
    Library
        After every scan.

    Raises
    ------
    ExtraError
        The extra ``watch`` is not installed.
    InputError, CatalogError
        As `scan`, the first time.
    """
    try:
        import watchfiles
    except ImportError as error:
        said, mend = "watching a folder needs watchfiles", "pip install 'setlist[watch]'"
        raise ExtraError(Finding(said=said, mend=mend)) from error

    def rescan() -> Library:
        return scan(locator, view=view, catalog=catalog, root=root, crew=crew, progress=progress)

    shelf = find_shelf(locator, catalog=catalog, root=root)
    last = rescan()
    yield last
    if shelf.folder is None:
        return
    ours = frozenset(_list_own(shelf))
    # Something may have come while the folder was scanned and nobody watched.
    changed, surely = True, False
    for changes in watchfiles.watch(
        shelf.folder, rust_timeout=_REST_MS, yield_on_timeout=True, raise_interrupt=True
    ):
        if any(Path(path).name not in ours for _, path in changes):
            changed = surely = True
        elif changed and not changes:
            try:
                found = rescan()
            except InputError as error:
                found = _keep_on(shelf, view or View(), error)
            if surely or found.tracks != last.tracks:
                yield found
            changed, surely, last = False, False, found


def _keep_on(shelf: Shelf, view: View, error: InputError) -> Library:
    """Give a library as it was kept last, with what is wrong now."""
    with open_shelf(shelf, view) as store:
        return read_kept(store, shelf, view, error.findings)


def _list_own(shelf: Shelf) -> Iterator[str]:
    """Name the files that a scan itself writes beside the music."""
    if isinstance(shelf.address, Path):
        for suffix in ("", "-wal", "-shm", "-journal"):
            yield f"{shelf.address.name}{suffix}"
