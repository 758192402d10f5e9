"""Servers that cannot be reached, refuse, or go away."""

import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from builders import a_track
from servers import PASSWORD, Server
from shelves import NOON, a_word, fill, resolve, some_tracks
from sqlalchemy import event

from setlist.catalog import Catalog, find_tracks, open_catalog, read_statements, read_trail, say
from setlist.catalog.sides import read_sides
from setlist.catalog.store import begin_reading
from setlist.errors import CatalogError, ExtraError
from setlist.units import Seconds

TRACK = a_track("A", intensity=None)


@contextmanager
def at_the_trail(catalog: Catalog, action: Callable[[], object]) -> Iterator[None]:
    """Do something right before the trail is written, in the middle of a transaction."""
    left = [action]

    def act(*call: object) -> None:
        if left and str(call[2]).startswith("INSERT INTO trail"):
            left.pop()()

    event.listen(catalog.engine, "before_cursor_execute", act)
    yield
    assert not left


def refusal(url: str) -> str:
    with pytest.raises(CatalogError) as caught, open_catalog(url, resolve=resolve):
        pass
    (finding,) = caught.value.findings
    assert finding.mend
    assert "wrong+pass" not in str(caught.value)
    assert PASSWORD not in str(caught.value)
    return str(caught.value)


def test_a_wrong_password_is_said_so(server: Server) -> None:
    url = f"postgresql://postgres:wrong%2Bpass@127.0.0.1:{server.port}/postgres"
    assert "refuses this user or password" in refusal(url)


def test_a_user_that_is_none_is_said_so(server: Server) -> None:
    url = f"postgresql://nobody:x@127.0.0.1:{server.port}/postgres"
    assert "refuses this user or password" in refusal(url)


def test_a_database_that_is_none_is_said_so(server: Server) -> None:
    assert "no such database" in refusal(server.url(database="none"))


def test_a_schema_that_is_none_is_said_so(server: Server) -> None:
    assert "no such schema" in refusal(server.url("?options=-csearch_path%3Dnone"))


def test_a_server_that_does_not_run_is_said_so(server: Server) -> None:
    url = f"postgresql://postgres:{PASSWORD.replace('/', '%2F')}@127.0.0.1:1/postgres"
    assert "cannot be reached" in refusal(url)
    assert server.port != 1


def test_a_host_that_is_none_is_said_so(server: Server) -> None:
    url = f"postgresql://postgres@none.invalid:{server.port}/postgres?connect_timeout=2"
    assert "cannot be reached" in refusal(url)


def test_a_database_of_another_encoding_is_refused(server: Server) -> None:
    name = f"d{uuid.uuid4().hex}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0".encode())
    assert "LATIN1" in refusal(server.url(database=name))


def test_a_user_without_rights_is_said_so(server: Server, make_schema: Callable[[], str]) -> None:
    url = make_schema()
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, TRACK)
    schema = url.rpartition("%3D")[2]
    reader = f"r{uuid.uuid4().hex}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        for sql in (
            f"CREATE ROLE {reader} LOGIN PASSWORD 'x'",
            f"GRANT USAGE ON SCHEMA {schema} TO {reader}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}",
        ):
            connection.execute(sql.encode())
    mine = (
        f"postgresql://{reader}:x@127.0.0.1:{server.port}/postgres?options=-csearch_path%3D{schema}"
    )
    with open_catalog(mine, resolve=resolve) as catalog:
        assert find_tracks(catalog, "")
        with pytest.raises(CatalogError, match="does not let this user"):
            say(catalog, [a_word(TRACK.id)], how="rate", at=NOON)


def test_a_connection_that_breaks_in_the_middle_leaves_nothing(
    server: Server, make_schema: Callable[[], str]
) -> None:
    tracks = some_tracks(50)
    words = [a_word(track.id) for track in tracks]
    with open_catalog(make_schema(), resolve=resolve) as catalog:
        fill(catalog, *tracks)

        def kill_others() -> None:
            with psycopg.connect(server.url(), autocommit=True) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'setlist'"
                )

        with at_the_trail(catalog, kill_others), pytest.raises(CatalogError, match="went away"):
            say(catalog, words, how="rate", at=NOON)
        assert read_statements(catalog) == ()
        assert read_trail(catalog) == ()
        assert len(say(catalog, words, how="rate", at=NOON)) == 50


def test_a_server_that_stops_in_the_middle_leaves_nothing(
    server: Server, make_schema: Callable[[], str]
) -> None:
    tracks = some_tracks(50)
    words = [a_word(track.id) for track in tracks]
    with open_catalog(make_schema(), resolve=resolve) as catalog:
        fill(catalog, *tracks)
        try:
            with at_the_trail(catalog, server.stop), pytest.raises(CatalogError, match="went away"):
                say(catalog, words, how="rate", at=NOON)
            with pytest.raises(CatalogError, match="cannot be reached"):
                find_tracks(catalog, "")
        finally:
            server.start()
        assert read_statements(catalog) == ()
        assert len(say(catalog, words, how="rate", at=NOON)) == 50
        assert len(find_tracks(catalog, "rated:yes")) == 50


def test_a_writer_that_holds_on_is_waited_for_and_then_named(
    make_schema: Callable[[], str],
) -> None:
    url = make_schema()
    with (
        open_catalog(url, resolve=resolve) as holder,
        open_catalog(url, resolve=resolve, patience_s=Seconds(0.2)) as waiter,
    ):
        fill(holder, TRACK)
        said: list[BaseException] = []

        def wait() -> None:
            try:
                say(waiter, [a_word(TRACK.id)], how="rate", at=NOON)
            except CatalogError as error:
                said.append(error)

        def let_wait() -> None:
            thread = threading.Thread(target=wait)
            thread.start()
            thread.join(10)
            assert find_tracks(waiter, "")  # readers need not wait

        with at_the_trail(holder, let_wait):
            say(holder, [a_word(TRACK.id, "3")], how="rate", at=NOON)
        assert "another program is writing" in str(said[0])


def test_a_reader_sees_one_moment_while_others_write(make_schema: Callable[[], str]) -> None:
    url = make_schema()
    with (
        open_catalog(url, resolve=resolve) as reader,
        open_catalog(url, resolve=resolve) as writer,
    ):
        fill(writer, TRACK)
        with begin_reading(reader) as connection:
            before = read_sides(connection)
            fill(writer, TRACK, a_track("B"))
            assert read_sides(connection) == before


def test_psycopg_that_is_not_installed_is_said_with_its_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with (
        pytest.raises(ExtraError, match=r"pip install 'setlist\[network\]'"),
        open_catalog("postgresql://h/d", resolve=resolve),
    ):
        pass


def test_a_server_that_never_answers_is_given_up(server: Server) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        begin = time.monotonic()
        said = refusal(f"postgresql://x@127.0.0.1:{port}/d?connect_timeout=2")
    assert time.monotonic() - begin < 9
    assert "cannot be reached" in said
    assert server.port != port
