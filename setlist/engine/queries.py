"""Looking into a library: lists, one track with the origin of all that is known of it."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.shelves import Shelf, View, find_shelf, list_places, open_shelf
from setlist.errors import CatalogError, Finding, InputError, Place
from setlist.model import Change, Review, Statement, Track, TrackId

if TYPE_CHECKING:
    from setlist.catalog import Catalog, FoundTrack
    from setlist.curation import Conflict, ReviewState

_ID = re.compile(r"(sha256|row):[0-9a-f]{1,64}|[0-9a-f]{8,64}")
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a query found, and where each file stands on this machine."""

    tracks: "tuple[FoundTrack, ...]"
    paths: Mapping[TrackId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that is known of one track: its values, who said what, and how it stands."""

    track: Track
    statements: tuple[Statement, ...]
    conflicts: "tuple[Conflict, ...]"
    reviews: tuple[Review, ...]
    review: "ReviewState"


def list_tracks(
    locator: Path | str, query: str = "", *, view: View | None = None, limit: int | None = None
) -> Listing:
    """List the tracks of a library that a query asks for, as the last scan left it.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`.
    query : str
        Such as ``intensity:4..6 voice:none -tag:choir artist:"some one"``; an empty one asks
        for every track.
    view : View, optional
        Whose overlay counts, and where roots stand.
    limit : int, optional [>= 0]
        No more than so many.

    Raises
    ------
    InputError
        There is no such library, or the query is not understood.
    CatalogError
        It was never scanned, or its catalog cannot be used.
    """
    from setlist.catalog import find_path, find_tracks

    view = view or View()
    with look(locator, view) as (store, shelf):
        places = list_places(store, shelf, view)
        found = find_tracks(store, query, limit=limit)
        paths = {
            row.track: path
            for row in found
            if (path := find_path(store, row.root, row.name, places)) is not None
        }
    return Listing(tracks=found, paths=paths)


def tell_track(locator: Path | str, words: str, *, view: View | None = None) -> Dossier:
    """Tell everything that is known of one track, with the origin of every value.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`.
    words : str
        The track: the beginning of its id, its path, its title, or a query that finds it alone.
    view : View, optional
        Whose overlay counts, and where roots stand.

    Raises
    ------
    InputError
        No track is named so, or several are.
    CatalogError
        The catalog cannot be used.
    """
    from setlist.catalog import read_library, read_reviews, read_statements
    from setlist.curation import list_conflicts, review_state
    from setlist.library import digest_tracks

    view = view or View()
    with look(locator, view) as (store, shelf):
        places = list_places(store, shelf, view)
        track_id = choose_track(store, words, places)
        library = read_library(store, places, digest=digest_tracks)
        said = read_statements(store, (track_id,))
        reviews = read_reviews(store, (track_id,))
    track = next((track for track in library.tracks if track.id == track_id), None)
    if track is None:
        raise InputError(
            Finding(
                said=f"the file of {words!r} is missing",
                mend="put it back and scan; setlist library list missing:yes lists all",
            )
        )
    return Dossier(
        track=track,
        statements=said,
        conflicts=list_conflicts(said),
        reviews=reviews,
        review=review_state(track_id, reviews, said, clinic=view.clinic),
    )


def read_history(
    locator: Path | str, words: str | None = None, *, view: View | None = None
) -> tuple[Change, ...]:
    """Give the audit trail: of one track, or of all.

    Raises
    ------
    InputError
        No track is named so, or several are.
    CatalogError
        The catalog cannot be used.
    """
    from setlist.catalog import read_trail

    view = view or View()
    with look(locator, view) as (store, shelf):
        places = list_places(store, shelf, view)
        return read_trail(store, None if words is None else choose_track(store, words, places))


@contextmanager
def look(locator: Path | str, view: View) -> "Iterator[tuple[Catalog, Shelf]]":
    """Open a library as the last scan left it.

    Raises
    ------
    InputError
        There is no such library.
    CatalogError
        It was never scanned, or its catalog cannot be used.
    """
    from setlist.catalog import recall_places

    shelf = find_shelf(locator)
    folder, address = shelf.folder, shelf.address
    if folder is not None and isinstance(address, Path) and not address.exists():
        raise _unscanned(folder)
    with open_shelf(shelf, view) as store:
        if folder is not None and shelf.root not in recall_places(store):
            raise _unscanned(folder)
        yield store, shelf


def choose_track(store: "Catalog", words: str, places: Mapping[str, Path]) -> TrackId:
    """Find the one track that a person means.

    Parameters
    ----------
    store : Catalog
        Open.
    words : str
        The beginning of an id, a path, a title, or a query.
    places : mapping
        Where the roots stand on this machine.

    Raises
    ------
    InputError
        No track is meant, or several are; the first of them are named.
    """
    from setlist.catalog import find_tracks

    words = _cut_place(words, places)
    quoted = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    tries = [f"title:{quoted}", f"path:{quoted}", words]
    if _ID.fullmatch(words):
        prefix = words if ":" in words else f"sha256:{words}"
        tries.insert(0, f'track:"{prefix}"')
    found: Sequence[FoundTrack] = ()
    for query in tries:
        try:
            found = find_tracks(store, f"{query} missing:yes,no")
        except InputError:
            continue
        exact = [row for row in found if words in (row.title, row.name, row.track)]
        if len(exact) == 1:
            return exact[0].track
        if len(found) == 1:
            return found[0].track
        if found:
            break
    if not found:
        mend = "give its title, its path or the beginning of its id; setlist library list has all"
        raise InputError(Finding(said=f"no track is called {words!r}", mend=mend))
    named = [f"{row.title} by {row.artist or '?'} ({row.track[:19]})" for row in found[:_NAMED]]
    if len(found) > _NAMED:
        named.append(f"and {len(found) - _NAMED} more")
    said = f"{words!r} may be any of these: {'; '.join(named)}"
    raise InputError(Finding(said=said, mend="give more of it, or the id"))


def _cut_place(words: str, places: Mapping[str, Path]) -> str:
    """Give the name that the path of a file has below its root, or the words as they are."""
    if "/" not in words and os.sep not in words:
        return words
    path = Path(os.path.abspath(words))  # noqa: PTH100  # resolve() would lose the name a person gave
    below = (path.relative_to(each) for each in places.values() if path.is_relative_to(each))
    name = next(below, None)
    return words if name is None else name.as_posix()


def _unscanned(folder: Path) -> CatalogError:
    """Say that nothing can be told of a folder before it was scanned."""
    return CatalogError(
        Finding(
            said="this folder was not scanned yet, or not to the end",
            mend="run: setlist library scan, with this folder; it goes on where it stopped",
            place=Place(file=str(folder)),
        )
    )
