"""What holds for every test: no network beyond this machine.

What tests of several rooms share: a server of PostgreSQL, and a folder of tones that was scanned.
"""

import os
import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from servers import Server, find_programs, run_postgres
from sounds import a_tone, save

from setlist.engine import Crew, scan
from setlist.planning import certificate

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
PIECES = 6
SHORTEST_S = 1.0


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[object, ...] | str) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if self.family != socket.AF_UNIX and host not in _LOOPBACK:
            message = f"a test reached for the network: {address}"
            raise AssertionError(message)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _little_proof(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove little, but where a test is marked as proven: most need a plan, not a proof."""
    if request.node.get_closest_marker("proven") is None:
        monkeypatch.setattr(certificate, "USUAL_PAIRS", 2e2)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests; CI never goes without."""
    programs = find_programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed, and CI tests on it")
        pytest.skip("PostgreSQL is not installed")
    with run_postgres(programs) as running:
        yield running


@pytest.fixture(scope="session")
def make_schema(server: Server) -> Callable[[], str]:
    """Make a fresh schema, and give the URL that leads into it."""

    def make() -> str:
        name = f"s{uuid.uuid4().hex}"
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return server.url(f"?options=-csearch_path%3D{name}")

    return make


@pytest.fixture(scope="session")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tones of one second and more, rated 1 to 6 by a library file; scanned once."""
    folder = tmp_path_factory.mktemp("tones")
    entries = []
    for number in range(PIECES):
        name = f"p{number}.flac"
        save(folder / name, a_tone(220.0 + 40.0 * number, length_s=SHORTEST_S + 0.5 * number))
        entries.append(
            f'[[track]]\npath = "{name}"\ntitle = "Piece {number}"\nartist = "Tester"\n'
            f'intensity = {number + 1}\nvoice = "none"\ntags = ["warm"]\n'
        )
    (folder / "setlist.library.toml").write_text("\n".join(entries), encoding="utf-8")
    scan(folder, crew=Crew(workers=1))
    return folder


@pytest.fixture(scope="session")
def apart(tones: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog elsewhere that has the tones under their name; not to be changed."""
    catalog = tmp_path_factory.mktemp("apart") / "shelf.sqlite"
    scan(tones, catalog=str(catalog), root="tones", crew=Crew(workers=1))
    return catalog


@pytest.fixture
def shelf(tones: Path, tmp_path: Path) -> Path:
    """A copy of the scanned folder."""
    return Path(shutil.copytree(tones, tmp_path / "music"))


@pytest.fixture
def deaf() -> Crew:
    """Nobody who could listen: a scan that wants to fails."""
    return Crew(cluster="tcp://127.0.0.1:1")
