"""The audio files of a root: what is known of each, and which of them went."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, select, update

from setlist.catalog.jsontext import (
    read_embedded,
    read_findings,
    read_measures,
    write_findings,
    write_noun,
)
from setlist.catalog.rows import Row, put_rows, start_insert, start_root
from setlist.catalog.shelf import refresh_shelf
from setlist.catalog.store import Catalog, begin_reading, begin_writing, cut_chunks
from setlist.catalog.tables import files, measures, roots, sides
from setlist.model import AudioFile, Measures, Record, TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFile:
    """A file that went: in which root, under which name, and which sound it held, if known."""

    root: str
    name: str
    track: TrackId | None


def recall_records(
    catalog: Catalog, root: str, place: Path, *, measures_version: int
) -> dict[str, Record]:
    """Give everything that is known of the files of a root.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    root : str
        The name of the root.
    place : Path
        Where it stands now on this machine.
    measures_version : int [>= 1]
        Measures of another version count as not heard; the tags beside them stay known.

    Returns
    -------
    dict
        By name of the file, those included that are missing.

    Raises
    ------
    CatalogError
        The catalog cannot be read, or is damaged.
    """
    heard = and_(measures.c.track == files.c.track, measures.c.version == files.c.version)
    asked = (
        select(files, measures.c.measures)
        .join_from(files, measures, heard, isouter=True)
        .where(files.c.root == root)
        .order_by(files.c.name)
    )
    with begin_reading(catalog) as connection:
        rows = connection.execute(asked).all()
    return {row.name: _make_record(row, place, measures_version) for row in rows}


def keep_records(
    catalog: Catalog, root: str, records: Iterable[Record], *, measures_version: int
) -> None:
    """Keep what is known of files, all of it or nothing.

    A record of an unchanged file that was not listened to leaves what was heard of it before.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    root : str
        The name of the root; a new one becomes known.
    records : iterable of Record
        The files; they are there, so none of them counts as missing.
    measures_version : int [>= 1]
        Which measures the files were listened to with.

    Raises
    ------
    CatalogError
        The catalog cannot be written.
    """
    kept = tuple(records)
    heard = {record.heard[0]: record.heard[1] for record in kept if record.heard}
    with begin_writing(catalog) as connection:
        start_root(connection, roots, root)
        put_measures(connection, heard, measures_version)
        rows = [_write_row(root, record, measures_version) for record in kept]
        _put_files(connection, rows)


def put_measures(
    connection: Connection, heard: Mapping[TrackId, Measures], measures_version: int
) -> None:
    """Put measures under the sounds that they are of."""
    put_rows(
        connection,
        measures,
        [
            {"track": track, "version": measures_version, "measures": write_noun(each)}
            for track, each in heard.items()
        ],
    )


def find_measures(
    catalog: Catalog, ids: Iterable[TrackId], *, measures_version: int
) -> dict[TrackId, Measures]:
    """Give the measures of sounds that were heard before, wherever their files were.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    ids : iterable of TrackId
        The sounds.
    measures_version : int [>= 1]
        Which measures are asked for.

    Returns
    -------
    dict
        By sound; those not heard with these measures are left out.

    Raises
    ------
    CatalogError
        The catalog cannot be read, or is damaged.
    """
    found: dict[TrackId, Measures] = {}
    with begin_reading(catalog) as connection:
        for chunk in cut_chunks(dict.fromkeys(ids)):
            asked = select(measures.c.track, measures.c.measures).where(
                measures.c.track.in_(chunk), measures.c.version == measures_version
            )
            rows = connection.execute(asked)
            found |= {TrackId(track): read_measures(text) for track, text in rows}
    return found


def mark_missing(catalog: Catalog, root: str, present: Collection[str]) -> tuple[str, ...]:
    """Note which files of a root are there; what is known of the others is kept.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    root : str
        The name of the root.
    present : collection of str
        The names of all its files that are there; one that was missing is not any more.

    Returns
    -------
    tuple of str
        The names of those that were there the last time and are not now.

    Raises
    ------
    CatalogError
        The catalog cannot be written.
    """
    there = frozenset(present)
    asked = select(files.c.name, files.c.track, files.c.missing).where(files.c.root == root)
    with begin_writing(catalog) as connection:
        rows = connection.execute(asked.order_by(files.c.name)).all()
        _flag(connection, root, [row.name for row in rows if row.name in there and row.missing])
        went = [row.name for row in rows if row.name not in there and not row.missing]
        _flag(connection, root, went, missing=True)
        sounding = {row.track for row in rows if row.name in there}
        known = {row.name for row in rows}
        beside = select(sides.c.track, sides.c.name, sides.c.gone).where(sides.c.root == root)
        changed = [
            {"its_root": root, "its_track": side.track, "gone": not side.gone}
            for side in connection.execute(beside)
            if side.name in known and side.gone != (side.track not in sounding)
        ]
        if changed:
            its_row = and_(
                sides.c.root == bindparam("its_root"), sides.c.track == bindparam("its_track")
            )
            connection.execute(update(sides).where(its_row).values(gone=bindparam("gone")), changed)
            refresh_shelf(connection, catalog.resolve, [row["its_track"] for row in changed])
    return tuple(went)


def list_missing(catalog: Catalog, root: str | None = None) -> tuple[MissingFile, ...]:
    """List the files that went.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    root : str, optional
        Only those of this root.

    Returns
    -------
    tuple of MissingFile
        In the order of roots and names.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    asked = select(files.c.root, files.c.name, files.c.track).where(files.c.missing)
    if root is not None:
        asked = asked.where(files.c.root == root)
    with begin_reading(catalog) as connection:
        rows = connection.execute(asked.order_by(files.c.root, files.c.name)).all()
    return tuple(MissingFile(root=row.root, name=row.name, track=row.track) for row in rows)


def _flag(
    connection: Connection, root: str, names: Sequence[str], *, missing: bool = False
) -> None:
    """Note that files are there, or are missing."""
    if names:
        its_row = and_(files.c.root == root, files.c.name == bindparam("its_name"))
        flagged = update(files).where(its_row).values(missing=missing)
        connection.execute(flagged, [{"its_name": name} for name in names])


def _put_files(connection: Connection, rows: Sequence[Row]) -> None:
    """Put the rows of files; what was heard of an unchanged one outlives a row without."""
    if not rows:
        return
    statement = start_insert(connection, files)
    new = statement.excluded
    silent = and_(
        new.version.is_(None),
        new.size_bytes == files.c.size_bytes,
        new.mtime_ns == files.c.mtime_ns,
    )
    values: dict[str, Any] = {
        name: case((silent, files.c[name]), else_=new[name])
        for name in ("track", "version", "findings")
    }
    for name in ("size_bytes", "mtime_ns", "embedded", "missing"):
        values[name] = new[name]
    changed = statement.on_conflict_do_update(index_elements=["root", "name"], set_=values)
    connection.execute(changed, rows)


def _write_row(root: str, record: Record, measures_version: int) -> Row:
    """Write what is known of one file as a row."""
    file, listened = record.file, record.heard is not None or bool(record.findings)
    return {
        "root": root,
        "name": file.name,
        "size_bytes": file.size_bytes,
        "mtime_ns": file.mtime_ns,
        "embedded": write_noun(record.embedded),
        "track": record.heard[0] if record.heard else None,
        "version": measures_version if listened else None,
        "findings": write_findings(record.findings, top=file.path),
        "missing": False,
    }


def _make_record(row: Any, place: Path, measures_version: int) -> Record:  # noqa: ANN401  # a row of SQLAlchemy's
    """Make a record of a row."""
    file = AudioFile(
        path=str(place / row.name),
        name=row.name,
        size_bytes=row.size_bytes,
        mtime_ns=row.mtime_ns,
    )
    embedded = read_embedded(row.embedded)
    if row.version != measures_version:
        return Record(file=file, embedded=embedded)
    heard = None
    if row.track is not None and row.measures is not None:
        heard = (TrackId(row.track), read_measures(row.measures))
    findings = read_findings(row.findings, top=file.path)
    return Record(file=file, embedded=embedded, heard=heard, findings=findings)
