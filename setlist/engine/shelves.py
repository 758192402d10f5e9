"""Where a library stands: a folder with its catalog, a catalog by itself, or a table."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.progress import Advance, keep_quiet
from setlist.errors import CatalogError, Finding, InputError, Place
from setlist.model import Library
from setlist.shipped import shipped_folder

if TYPE_CHECKING:
    from setlist.catalog import Catalog

STARTER = "starter"
"""The name that stands for the shipped starter library wherever a folder is asked for."""

CATALOG_NAME = "setlist.catalog.sqlite"

BESIDE = "."
"""The root of a catalog that stands beside its music: wherever the catalog is, there it is."""

TABLE_MARK = "table"
"""How the mark of a root begins that a table brought: there is no folder to scan for it."""

_URL = re.compile(r"[A-Za-z][\w+.-]+://")
_CATALOG_SUFFIXES = frozenset((".sqlite", ".sqlite3", ".db"))
_TABLE_SUFFIXES = frozenset((".csv", ".tsv"))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """From where a shared library is looked at.

    ``clinic`` is whose overlay counts before the shared base; ``""`` is the base alone.
    ``roots`` says where a root of the catalog stands on this machine, by its name.
    """

    clinic: str = ""
    roots: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A library that was found: its catalog, and the folder or table that it is made from.

    ``root`` is the name of that folder in the catalog.
    """

    address: str | Path
    root: str | None = None
    folder: Path | None = None
    table: Path | None = None


def find_shelf(
    locator: Path | str,
    *,
    catalog: str | None = None,
    root: str | None = None,
    workers: int = 1,
    progress: Advance = keep_quiet,
) -> Shelf:
    """Find out what a person named when naming a library.

    Parameters
    ----------
    locator : Path or str
        A folder of music, ``"starter"`` (made first if it is not there), the URL or file of a
        catalog, or a table (``.csv``).
    catalog : str, optional
        Where to keep what is found out about a folder; beside the music if left out.
    root : str, optional
        The name of the folder in such a catalog; its own name if left out.
    workers : int [>= 1]
        Processes that make the starter library.
    progress : Advance
        Told of every piece that is made.

    Raises
    ------
    InputError
        There is nothing of that name.
    """
    text = str(locator)
    if text == STARTER:
        path = make_starter(workers=workers, progress=progress)
    else:
        address = _read_address(text)
        if isinstance(address, str):
            return Shelf(address=address)
        path = address
        if not os.path.isdir(path):  # noqa: PTH112  # is_dir() raises where a name is too long
            return _find_file(path, text)
    if catalog is not None:
        return Shelf(address=_read_address(catalog), root=root or _name_root(path), folder=path)
    address, name = _choose_catalog(path)
    return Shelf(address=address, root=name, folder=path)


@contextmanager
def open_shelf(shelf: Shelf, view: View, *, create: bool = False) -> "Iterator[Catalog]":
    """Open the catalog of a library, and close it when the block ends.

    A table becomes a catalog in memory, so that it can be searched like any other library.

    Parameters
    ----------
    shelf : Shelf
        See `find_shelf`.
    view : View
        Whose overlay counts.
    create : bool
        Make the catalog if there is none.

    Yields
    ------
    Catalog
        Open for reading and, where its place allows, writing.

    Raises
    ------
    InputError
        The table cannot be read, or the clinic has no name that a curation file could hold.
    CatalogError
        There is no catalog, or it cannot be used.
    ExtraError
        It stands on a server, and the extra ``network`` is not installed.
    """
    from setlist.catalog import keep_library, open_catalog
    from setlist.curation import check_clinic, resolve_track

    check_clinic(view.clinic)
    if create:
        _make_own_folder(shelf)
    with open_catalog(
        shelf.address, resolve=resolve_track, clinic=view.clinic, create=create or bool(shelf.table)
    ) as catalog:
        if shelf.table is not None:
            from setlist.library import read_table

            table = read_table(shelf.table)
            keep_library(catalog, BESIDE, table, shelf.table.parent, mark="")
        yield catalog


def list_places(catalog: "Catalog", shelf: Shelf, view: View) -> dict[str, Path]:
    """Say where each root of a catalog stands on this machine.

    What the person says comes first, then where the library was found now, then where a root
    stood when it was last scanned.

    Raises
    ------
    InputError
        The person places a root that the catalog does not have.
    """
    from setlist.catalog import recall_places

    places = recall_places(catalog)
    unknown = sorted(set(view.roots) - set(places))
    if unknown:
        finding = Finding(
            said=f"the catalog has no root {unknown[0]!r}",
            mend=f"place one of these: {', '.join(sorted(places)) or 'it has none yet'}",
            place=Place(field="--root"),
        )
        raise InputError(finding)
    if BESIDE in places:
        places[BESIDE] = _folder_of(shelf) or places[BESIDE]
    if shelf.folder is not None and shelf.root is not None:
        places[shelf.root] = shelf.folder
    return {**places, **view.roots}


def name_library(library: Library, shelf: Shelf) -> Library:
    """Let a library say of itself what a person would name: its folder or table, if it has one."""
    place = shelf.folder or shelf.table
    if place is None:
        return library
    return replace(library, stamp=replace(library.stamp, locator=str(place)))


def refuse_table(shelf: Shelf, what: str) -> None:
    """Say that a table cannot be written to.

    Raises
    ------
    InputError
        The library is a table.
    """
    if shelf.table is not None:
        finding = Finding(
            said=f"a table cannot {what}",
            mend="import it into a catalog: setlist library import TABLE --library CATALOG "
            "--without-audio --by INITIALS",
            place=Place(file=str(shelf.table)),
        )
        raise InputError(finding)


def make_starter(*, workers: int, progress: Advance) -> Path:
    """Make whatever piece of the starter library is not there yet, and name its folder."""
    import platformdirs

    from setlist.starter import make_library, name_library, read_recipes

    recipes = read_recipes(shipped_folder("library") / "recipes")
    cache = platformdirs.user_cache_path("setlist", appauthor=False)
    folder = cache / name_library(recipes)
    make_library(
        recipes,
        folder,
        sidecar=shipped_folder("library") / "setlist.library.toml",
        workers=workers,
        progress=lambda title, done, whole: progress(done, whole, f"making {title}"),
    )
    return folder


def _folder_of(shelf: Shelf) -> Path | None:
    """Give the folder that a catalog in a file stands in."""
    if shelf.folder is not None:
        return shelf.folder
    beside = shelf.table or shelf.address
    return beside.parent if isinstance(beside, Path) else None


def _read_address(text: str) -> Path | str:
    """Tell the URL of a catalog, right or wrong, from the path of a file or folder."""
    from setlist.catalog import is_catalog_url

    if is_catalog_url(text) or _URL.match(text):
        return text
    return Path(os.path.abspath(text))  # noqa: PTH100  # resolve() would lose the name a person gave


def _find_file(path: Path, text: str) -> Shelf:
    """Find out what a path that is no folder means; a catalog need not be there yet."""
    suffix = path.suffix.lower()
    if suffix in _TABLE_SUFFIXES:
        return Shelf(address="sqlite://", root=BESIDE, table=path)
    if suffix in _CATALOG_SUFFIXES:
        return Shelf(address=path)
    if os.path.exists(path):  # noqa: PTH110  # as is_dir()
        said = f"{text!r} is neither a folder, a catalog nor a table"
        mend = "give the folder that it is in, or name a catalog by its URL: sqlite:////folder/file"
    else:
        said = f"there is no library {text!r}"
        mend = "give a folder of music, a catalog, a table, or starter"
    raise InputError(Finding(said=said, mend=mend))


def _choose_catalog(folder: Path) -> tuple[Path, str]:
    """Give the catalog of a folder, and what the folder is called in it.

    It stands beside the music, or with the person's own data where nobody may write.  One that
    is there already is used in either place, so that nothing said is lost from sight.
    """
    beside = folder / CATALOG_NAME
    if os.path.exists(beside):  # noqa: PTH110  # as is_dir()
        return beside, BESIDE
    own = _own_catalog(folder)
    if _may_write(folder) and not own.exists():
        return beside, BESIDE
    return own, _name_root(folder)


def _may_write(folder: Path) -> bool:
    """Tell whether whoever runs this may write into a folder."""
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _name_root(folder: Path) -> str:
    """Give what a folder is called in a catalog that does not stand in it."""
    return folder.name or "music"


def _own_folder() -> Path:
    """Give where the catalogs of folders stand that nobody may write into."""
    import platformdirs

    return platformdirs.user_data_path("setlist", appauthor=False) / "catalogs"


def _own_catalog(folder: Path) -> Path:
    """Give the catalog of a folder among the person's own data."""
    return _own_folder() / f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}.sqlite"


def _make_own_folder(shelf: Shelf) -> None:
    """Make the folder of the person's own catalogs, where the catalog is to stand in it."""
    if not isinstance(shelf.address, Path) or shelf.folder in (None, shelf.address.parent):
        return
    folder = shelf.address.parent
    if folder != _own_folder():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        finding = Finding(
            said=f"neither {shelf.folder} nor {folder} can be written: {error.strerror or error}",
            mend="say where to keep what is heard: --catalog FILE",
            place=Place(file=str(shelf.address)),
        )
        raise CatalogError(finding) from error
