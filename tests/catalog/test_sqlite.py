"""Files of SQLite: safe on every disk, and clear about whatever is wrong with one."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from builders import a_track
from shelves import NOON, a_word, fill, resolve, some_tracks

from setlist.catalog import (
    Catalog,
    find_tracks,
    open_catalog,
    read_statements,
    read_trail,
    say,
)
from setlist.errors import CatalogError, Severity
from setlist.units import Seconds

TRACK = a_track("A", intensity=None)
NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a catalog with a track in it."""
    path = tmp_path / "catalog.db"
    with open_catalog(f"sqlite:///{path}", resolve=resolve) as catalog:
        fill(catalog, TRACK)
    return path


def ask(catalog: Catalog, pragma: str) -> object:
    with catalog.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()


def use(path: Path, patience_s: Seconds) -> None:
    with open_catalog(f"sqlite:///{path}", resolve=resolve, patience_s=patience_s) as catalog:
        find_tracks(catalog, "")
        say(catalog, [a_word(TRACK.id)], how="rate", at=NOON)


def refusal(path: Path, *, patience_s: Seconds = Seconds(5.0)) -> CatalogError:
    """Use a catalog, and give what is said against it."""
    with pytest.raises(CatalogError) as caught:
        use(path, patience_s)
    (finding,) = caught.value.findings
    assert finding.mend
    assert finding.place.file == f"sqlite:///{path}"
    return caught.value


def test_a_file_of_this_machine_is_fast_and_safe(file: Path) -> None:
    with open_catalog(f"sqlite:///{file}", resolve=resolve) as catalog:
        assert ask(catalog, "journal_mode") == "wal"
        assert ask(catalog, "synchronous") == 1
        assert ask(catalog, "foreign_keys") == 1
        assert ask(catalog, "busy_timeout") == 60_000


def test_a_file_on_a_network_disk_is_safe_and_says_so(file: Path) -> None:
    table = f"nas:/x {file.parent.resolve()} nfs4 rw 0 0\n"
    with open_catalog(f"sqlite:///{file}", resolve=resolve, mounts=table) as catalog:
        assert ask(catalog, "journal_mode") == "delete"
        assert ask(catalog, "synchronous") == 2
        (finding,) = catalog.findings
        assert find_tracks(catalog, "")
    assert finding.severity is Severity.WARNING
    assert "nfs4" in finding.said
    assert "PostgreSQL" in finding.mend
    assert not file.with_name("catalog.db-wal").exists()
    with open_catalog(f"sqlite:///{file}", resolve=resolve) as catalog:
        assert ask(catalog, "journal_mode") == "wal"


@pytest.mark.parametrize("name", ["with space & #%41.db", "Öde\nzwei.db", "plus+.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    with open_catalog(f"sqlite:///{tmp_path}/{name}", resolve=resolve) as catalog:
        fill(catalog, TRACK)
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    "content",
    [b"no database at all, but long enough" * 200, b"\x00" * 5000, b"SQLite format 3\x00"],
)
def test_what_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert "catalog" in str(refusal(path))
    assert path.read_bytes() == content


def test_a_damaged_file_is_said_so(file: Path) -> None:
    with open_catalog(f"sqlite:///{file}", resolve=resolve) as catalog:
        fill(catalog, *some_tracks(300))
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    assert "damaged" in str(refusal(file))


def test_a_file_cut_short_is_said_so(file: Path) -> None:
    with open_catalog(f"sqlite:///{file}", resolve=resolve) as catalog:
        fill(catalog, *some_tracks(300))
    file.write_bytes(file.read_bytes()[:9000])
    assert "damaged" in str(refusal(file))


def test_a_folder_is_no_catalog(tmp_path: Path) -> None:
    assert "is a folder" in str(refusal(tmp_path))


def test_a_folder_that_is_missing_is_said_so(tmp_path: Path) -> None:
    assert "folder does not exist" in str(refusal(tmp_path / "none" / "x.db"))


def test_a_writer_that_holds_on_is_waited_for_and_then_named(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_catalog(f"sqlite:///{file}", resolve=resolve, patience_s=Seconds(0.1)) as catalog:
            assert find_tracks(catalog, "")  # readers need not wait
            with pytest.raises(CatalogError, match="another program is writing"):
                say(catalog, [a_word(TRACK.id)], how="rate", at=NOON)
            other.execute("COMMIT")
            assert say(catalog, [a_word(TRACK.id)], how="rate", at=NOON)


def test_a_new_file_that_somebody_holds_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another program" in str(refusal(path, patience_s=Seconds(0.1)))


def test_a_full_disk_leaves_nothing_half_written(file: Path) -> None:
    tracks = some_tracks(400)
    with open_catalog(f"sqlite:///{file}", resolve=resolve) as catalog:
        fill(catalog, *tracks)
        pages = ask(catalog, "page_count")
        assert ask(catalog, f"max_page_count={pages}") == pages
        with pytest.raises(CatalogError, match="disk is full"):
            say(catalog, [a_word(track.id, "5" * 40) for track in tracks], how="rate", at=NOON)
        assert read_statements(catalog) == ()
        assert read_trail(catalog) == ()
        ask(catalog, "max_page_count=1000000")
        assert len(say(catalog, [a_word(track.id) for track in tracks], how="rate", at=NOON)) == 400


@pytest.fixture
def public(file: Path) -> Iterator[Path]:
    """The same file where everybody may go."""
    folder = Path(tempfile.mkdtemp(prefix="catalog-"))
    folder.chmod(0o755)
    copy = folder / "catalog.db"
    shutil.copy(file, copy)
    copy.chmod(0o644)
    yield copy
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while, where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
def test_a_file_that_may_only_be_read_is_read(public: Path, folder_mode: int) -> None:
    public.chmod(0o444)
    public.parent.chmod(folder_mode)
    url = f"sqlite:///{public}"
    with without_rights(), open_catalog(url, resolve=resolve) as catalog:
        assert not catalog.writable
        assert [found.title for found in find_tracks(catalog, "")] == ["A"]
        with pytest.raises(CatalogError, match="read-only") as caught:
            say(catalog, [a_word(TRACK.id)], how="rate", at=NOON)
    assert "copy the catalog" in caught.value.findings[0].mend


def test_a_read_only_file_beside_its_writer_shows_what_was_written_last(public: Path) -> None:
    public.chmod(0o644)
    url = f"sqlite:///{public}"
    with open_catalog(url, resolve=resolve) as writer:
        fill(writer, TRACK, a_track("B"))
        for beside in public.parent.iterdir():
            beside.chmod(0o644)
        with without_rights(), open_catalog(url, resolve=resolve) as catalog:
            assert not catalog.writable
            assert [found.title for found in find_tracks(catalog, "")] == ["A", "B"]


def test_a_read_only_catalog_of_an_earlier_schema_is_an_error_with_a_mend(public: Path) -> None:
    with closing(sqlite3.connect(public)) as connection:
        connection.execute("UPDATE catalog_version SET version_num = '0001'")
        connection.execute("DROP TABLE shelf")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")
    public.parent.chmod(0o555)
    with without_rights():
        assert "read-only" in str(refusal(public))


def test_a_file_that_may_not_be_read_is_said_so(public: Path) -> None:
    public.chmod(0o000)
    with without_rights():
        assert "cannot be opened" in str(refusal(public))


def test_a_new_file_in_a_read_only_folder_is_refused(public: Path) -> None:
    public.parent.chmod(0o555)
    with without_rights():
        assert "folder is read-only" in str(refusal(public.with_name("new.db")))
