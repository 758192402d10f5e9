"""Schemas of earlier setlists, of this one, and of later ones."""

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from builders import a_track
from shelves import NOON, PLACE, a_word, digest, resolve
from sqlalchemy import Connection, insert, inspect, text

import setlist.catalog
from setlist.catalog import (
    find_tracks,
    keep_records,
    open_catalog,
    read_library,
    read_statements,
    read_trail,
    recall_records,
)
from setlist.catalog.address import read_address
from setlist.catalog.jsontext import write_noun
from setlist.catalog.opening import _open_engine
from setlist.catalog.schema import REVISIONS, migrate
from setlist.catalog.store import Catalog, begin_writing
from setlist.catalog.tables import METADATA, files, measures, roots, sides, statements, trail
from setlist.catalog.words import write_word
from setlist.errors import CatalogError
from setlist.units import Seconds

VERSIONS = Path(setlist.catalog.__file__).parent / "migrations" / "versions"
TRACK = a_track("Still Pond", intensity=None)
WORD = a_word(TRACK.id, "6")


@contextmanager
def write_by_hand(url: str) -> Iterator[Connection]:
    """Lend a connection to a catalog, whatever its schema."""
    address = read_address(url)
    engine, writable, _ = _open_engine(address, create=True, patience_s=Seconds(5), mounts="")
    catalog = Catalog(
        address=address,
        engine=engine,
        clinic="",
        resolve=resolve,
        writable=writable,
        patience_s=Seconds(5),
    )
    try:
        with begin_writing(catalog) as connection:
            yield connection
    finally:
        engine.dispose()


def fill_by_hand(connection: Connection) -> None:
    """Put a track and a word into tables that every revision has."""
    root = {"root": "main", "mark": "m", "vocabulary": "[]", "findings": "[]"}
    connection.execute(insert(roots), root)
    file = {
        "root": "main",
        "name": "Still Pond.flac",
        "size_bytes": 1,
        "mtime_ns": 2,
        "embedded": '{"tags":{}}',
        "track": TRACK.id,
        "version": 1,
        "findings": "[]",
        "missing": False,
    }
    connection.execute(insert(files), file)
    heard = {"track": TRACK.id, "version": 1, "measures": write_noun(TRACK.measures)}
    connection.execute(insert(measures), heard)
    side = {
        "root": "main",
        "track": TRACK.id,
        "name": "Still Pond.flac",
        "tags": write_noun(TRACK.tags),
        "origins": "[]",
        "version": 1,
        "gone": False,
    }
    connection.execute(insert(sides), side)
    connection.execute(insert(statements), write_word(WORD))
    line = {"at": NOON, "how": "rate", "track": TRACK.id, "kind": "statement"}
    connection.execute(insert(trail), {**line, "what": write_noun(WORD)})


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_catalog_of_an_earlier_setlist_is_brought_up_to_date(url: str, revision: str) -> None:
    with write_by_hand(url) as connection:
        migrate(connection, until=revision)
        fill_by_hand(connection)
    with open_catalog(url, resolve=resolve, create=False) as catalog:
        (found,) = find_tracks(catalog, 'intensity:6 "still pond"')
        assert found.track == TRACK.id
        library = read_library(catalog, {"main": PLACE}, digest=digest)
        assert [track.path for track in library.tracks] == [TRACK.path]
        assert read_statements(catalog) == (WORD,)
        assert [change.what for change in read_trail(catalog)] == [WORD]
        (record,) = recall_records(catalog, "main", PLACE, measures_version=1).values()
        assert record.heard == (TRACK.id, TRACK.measures)
        keep_records(catalog, "main", [record], measures_version=1)


def test_migrating_that_fails_leaves_the_catalog_as_it_was(url: str) -> None:
    def stumble(*given: object) -> None:
        raise LookupError(given)

    with write_by_hand(url) as connection:
        migrate(connection, until=REVISIONS[0])
        fill_by_hand(connection)
    with pytest.raises(LookupError), open_catalog(url, resolve=stumble):  # type: ignore[arg-type]  # it never gives a track
        pass
    with write_by_hand(url) as connection:
        assert "shelf" not in inspect(connection).get_table_names()
        assert connection.scalar(text("SELECT version_num FROM catalog_version")) == REVISIONS[0]
    with open_catalog(url, resolve=resolve) as catalog:
        assert find_tracks(catalog, "")


def test_the_revisions_make_the_tables_that_the_code_uses(catalog: Catalog) -> None:
    with catalog.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "catalog_version", "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_a_server_orders_texts_by_their_characters_as_a_file_does(
    make_schema: Callable[[], str],
) -> None:
    asked = text(
        "SELECT table_name, column_name FROM information_schema.columns WHERE "
        "table_schema = current_schema() AND data_type = 'text' "
        "AND collation_name IS DISTINCT FROM 'C'"
    )
    with (
        open_catalog(make_schema(), resolve=resolve) as catalog,
        catalog.engine.connect() as connection,
    ):
        assert connection.execute(asked).all() == []


@pytest.mark.parametrize("revision", ["0003", "x" * 32])
def test_a_catalog_of_a_newer_setlist_is_refused(url: str, revision: str) -> None:
    with open_catalog(url, resolve=resolve) as catalog, catalog.engine.begin() as connection:
        connection.execute(text("UPDATE catalog_version SET version_num = :r"), {"r": revision})
    with (
        pytest.raises(CatalogError, match="newer setlist") as caught,
        open_catalog(url, resolve=resolve),
    ):
        pass
    assert "update setlist" in caught.value.findings[0].mend
    assert revision in str(caught.value)


def test_the_tables_of_another_program_are_left_alone(url: str) -> None:
    with write_by_hand(url) as connection:
        connection.execute(text("CREATE TABLE bookmarks (x INTEGER)"))
    with (
        pytest.raises(CatalogError, match=r"another program \(bookmarks\)"),
        open_catalog(url, resolve=resolve),
    ):
        pass


def test_the_revisions_are_one_line_forward(catalog: Catalog) -> None:
    files = sorted(VERSIONS.glob("r*.py"))
    assert [file.stem[1:5] for file in files] == list(REVISIONS)
    for file in files:
        verbs = [
            node.name
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.FunctionDef)
        ]
        assert verbs == ["upgrade"]
    with catalog.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM catalog_version")) == REVISIONS[-1]
