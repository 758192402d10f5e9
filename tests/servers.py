"""A PostgreSQL server of the tests' own, on this machine and only while they run."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY = ("postgres", "nobody")
_SETTINGS = (
    *("-c", "fsync=off"),
    *("-c", "full_page_writes=off"),
    *("-c", "max_connections=60"),
    *("-c", "listen_addresses=127.0.0.1"),
)
PASSWORD = "still+pond/7"  # noqa: S105  # of a server that lives as long as the tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that runs."""

    port: int
    folder: Path
    programs: Path

    def url(self, options: str = "", *, database: str = "postgres") -> str:
        """Give the URL of one of its databases, for its owner."""
        secret = PASSWORD.replace("+", "%2B").replace("/", "%2F")
        return f"postgresql://postgres:{secret}@127.0.0.1:{self.port}/{database}{options}"

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        _control(self, "stop", "-m", "immediate")

    def start(self) -> None:
        """Start it again, where it was."""
        options = f"-p {self.port} -k {self.folder} {' '.join(_SETTINGS)}"
        _control(self, "start", "-w", "-o", options, "-l", str(self.folder / "log"))


def find_programs() -> Path | None:
    """Give the folder of initdb and pg_ctl, or None where PostgreSQL is not installed."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def run_postgres(programs: Path) -> Iterator[Server]:
    """Run a server with a fresh folder, on a free port, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = Server(port=_find_port(), folder=folder, programs=programs)
    try:
        secret = folder / "secret"
        secret.write_text(PASSWORD, encoding="ascii")
        if os.geteuid() == 0:
            for path in (folder, secret):
                shutil.chown(path, _unprivileged())
        _run(
            [
                str(programs / "initdb"),
                *("-D", str(folder / "data"), "-U", "postgres", "--no-sync"),
                *("--encoding=UTF8", "--locale=C", "-A", "scram-sha-256"),
                *("--pwfile", str(secret)),
            ]
        )
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _control(server: Server, *arguments: str) -> None:
    _run([str(server.programs / "pg_ctl"), "-D", str(server.folder / "data"), *arguments])


def _run(command: Sequence[str]) -> None:
    """Run a program of PostgreSQL's, which refuse to be root."""
    before = ["runuser", "-u", _unprivileged(), "--"] if os.geteuid() == 0 else []
    # A server that inherits a pipe would keep it open.
    subprocess.run(
        [*before, *command],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _unprivileged() -> str:
    import pwd  # noqa: PLC0415  # not on Windows, where nobody is root

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _NOBODY if name in names)


def _find_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port
