"""The library of a catalog: what roots bring to it, and all of it resolved."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from sqlalchemy import Connection, select, update

from setlist.catalog.files import put_measures
from setlist.catalog.jsontext import (
    read_findings,
    read_vocabulary,
    write_findings,
    write_noun,
)
from setlist.catalog.location import find_path
from setlist.catalog.rows import Row, put_rows, start_root
from setlist.catalog.shelf import choose_words, refresh_shelf
from setlist.catalog.sides import join_sides, read_sides
from setlist.catalog.store import Catalog, begin_reading, begin_writing
from setlist.catalog.tables import measures, roots, sides
from setlist.catalog.words import read_words
from setlist.errors import Finding
from setlist.model import (
    Library,
    LibraryStamp,
    Measures,
    Statement,
    Term,
    Track,
    TrackId,
    Vocabulary,
)


def keep_library(catalog: Catalog, root: str, library: Library, place: Path, *, mark: str) -> None:
    """Keep what a root says of its tracks; only what changed is written.

    Tracks that the root has no more are kept as gone.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    root : str
        The name of the root; a new one becomes known.
    library : Library
        Its tracks, findings and vocabulary, before anybody's statement.
    place : Path
        Where the root stands now on this machine.
    mark : str
        Tells whether anything but the audio files of the root changed since.

    Raises
    ------
    CatalogError
        The catalog cannot be written; then nothing of this was.
    """
    rows = {track.id: _write_side(root, track, place) for track in library.tracks}
    with begin_writing(catalog) as connection:
        start_root(connection, roots, root)
        changed = _put_new_measures(connection, root, library.tracks)
        known = {
            row["track"]: dict(row)
            for row in connection.execute(select(sides).where(sides.c.root == root)).mappings()
        }
        new = [row for track, row in rows.items() if known.get(track) != row]
        went = [
            {**row, "gone": True}
            for track, row in known.items()
            if track not in rows and not row["gone"]
        ]
        put_rows(connection, sides, [*new, *went])
        about = {
            "mark": mark,
            "place": str(place),
            "vocabulary": write_noun(library.vocabulary.terms),
            "findings": write_findings(library.findings, top=str(place)),
        }
        connection.execute(update(roots).where(roots.c.root == root).values(**about))
        touched = dict.fromkeys([*changed, *(row["track"] for row in (*new, *went))])
        refresh_shelf(connection, catalog.resolve, touched)


def recall_mark(catalog: Catalog, root: str) -> str | None:
    """Give the mark that a root was last kept with, or None if it never was.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    with begin_reading(catalog) as connection:
        asked = select(roots.c.mark).where(roots.c.root == root)
        return connection.execute(asked).scalar_one_or_none()


def recall_places(catalog: Catalog) -> dict[str, Path]:
    """Give every root whose library was kept, and where it stood on the machine that did so.

    A root whose first scan was cut short has none yet.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    with begin_reading(catalog) as connection:
        asked = select(roots.c.root, roots.c.place).where(roots.c.place.is_not(None))
        rows = connection.execute(asked.order_by(roots.c.root)).all()
    return {row.root: Path(row.place) for row in rows}


def recall_findings(catalog: Catalog, places: Mapping[str, Path]) -> tuple[Finding, ...]:
    """Give what was found amiss when the roots were last kept.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    places : mapping
        Where the roots stand on this machine.

    Raises
    ------
    CatalogError
        The catalog cannot be read, or is damaged.
    """
    asked = select(roots.c.root, roots.c.findings).order_by(roots.c.root)
    with begin_reading(catalog) as connection:
        rows = connection.execute(asked).all()
    return tuple(
        finding
        for row in rows
        for finding in read_findings(row.findings, top=str(places.get(row.root, row.root)))
    )


def recall_vocabulary(catalog: Catalog) -> Vocabulary:
    """Give the words that the tags of all roots are spelt by.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    asked = select(roots.c.vocabulary).order_by(roots.c.root)
    with begin_reading(catalog) as connection:
        return _join_vocabularies(connection.execute(asked).scalars())


def read_library(
    catalog: Catalog,
    places: Mapping[str, Path],
    *,
    digest: Callable[[Sequence[Track]], str],
) -> Library:
    """Give all tracks of a catalog as they count for its clinic.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    places : mapping
        Where the roots stand on this machine; tracks of others have no path.
    digest : callable
        Gives the digest of everything in tracks that a plan can depend on.

    Returns
    -------
    Library
        A sound that several roots have is one track.  Tracks that are gone from all are left
        out.  In the order of roots and names.

    Raises
    ------
    CatalogError
        The catalog cannot be read, or is damaged.
    """
    with begin_reading(catalog) as connection:
        grouped = read_sides(connection)
        said: dict[TrackId, list[Statement]] = {}
        for statement in choose_words(read_words(connection), catalog.clinic):
            said.setdefault(statement.track, []).append(statement)
        about = connection.execute(select(roots).order_by(roots.c.root)).all()
    placed = []
    for track_id, group in grouped.items():
        here = [side for side in group if not side.gone]
        if here:
            here.sort(key=lambda side: (side.root not in places, side.root))
            track = catalog.resolve(join_sides(here), tuple(said.get(track_id, ())))
            placed.append(
                (
                    here[0],
                    replace(track, path=find_path(catalog, here[0].root, here[0].name, places)),
                )
            )
    placed.sort(key=lambda each: (each[0].root, each[0].name or "", each[1].id))
    tracks = tuple(track for _, track in placed)
    findings: list[Finding] = []
    for row in about:
        findings += read_findings(row.findings, top=str(places.get(row.root, row.root)))
    return Library(
        stamp=LibraryStamp(
            locator=catalog.address.shown, digest=digest(tracks), tracks=len(tracks)
        ),
        tracks=tracks,
        vocabulary=_join_vocabularies(row.vocabulary for row in about),
        findings=tuple(findings),
    )


def _join_vocabularies(texts: Iterable[str]) -> Vocabulary:
    """Join the words of several roots; of one word the first meaning is kept."""
    terms: dict[str, Term] = {}
    for text in texts:
        for term in read_vocabulary(text).terms:
            terms.setdefault(term.word, term)
    return Vocabulary(terms=tuple(terms.values()))


def _put_new_measures(connection: Connection, root: str, tracks: Iterable[Track]) -> list[TrackId]:
    """Put the measures that are not there, or are others; give the tracks they are of."""
    asked = (
        select(measures)
        .join_from(measures, sides, measures.c.track == sides.c.track)
        .where(sides.c.root == root)
    )
    known = {(row.track, row.version): row.measures for row in connection.execute(asked)}
    new: dict[int, dict[TrackId, Measures]] = {}
    for track in tracks:
        heard = track.measures
        if known.get((track.id, heard.version)) != write_noun(heard):
            new.setdefault(heard.version, {})[track.id] = heard
    for version, heard_now in new.items():
        put_measures(connection, heard_now, version)
    return [track for heard_now in new.values() for track in heard_now]


def _write_side(root: str, track: Track, place: Path) -> Row:
    """Write what a root says of a track as a row."""
    return {
        "root": root,
        "track": track.id,
        "name": None if track.path is None else _name_below(track.path, place),
        "tags": write_noun(track.tags),
        "origins": write_noun(track.origins),
        "version": track.measures.version,
        "gone": False,
    }


def _name_below(path: str, place: Path) -> str:
    """Give the path of a file from its root on, or whole if it stands elsewhere."""
    file = PurePath(path)
    return file.relative_to(place).as_posix() if file.is_relative_to(place) else file.as_posix()
