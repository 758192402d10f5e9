"""A scheduler that cannot be reached, in bounded time and with a mend."""

import socket
import subprocess
import sys
import time

import pytest

from setlist.analysis import measure_on_cluster
from setlist.errors import ExtraError, InputError
from setlist.units import Seconds


def fault_at(address: str, *, wait_s: float = 1.0) -> str:
    with pytest.raises(InputError) as raised:
        list(measure_on_cluster([], address=address, wait_s=Seconds(wait_s)))
    (finding,) = raised.value.findings
    assert finding.mend
    assert finding.place.field == "cluster"
    assert address in finding.said
    return str(finding)


def test_a_closed_port_is_said_in_bounded_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    begun = time.monotonic()
    said = fault_at(f"tcp://127.0.0.1:{port}")
    assert "no scheduler answered within 1 s" in said
    assert "start `dask scheduler`" in said
    assert time.monotonic() - begun < 10.0


def test_a_server_that_says_nothing_is_said_in_bounded_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        begun = time.monotonic()
        fault_at(f"tcp://127.0.0.1:{server.getsockname()[1]}")
    assert time.monotonic() - begun < 10.0


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1", "xx://127.0.0.1:1", ""])
def test_what_is_no_address_is_said_at_once(address: str) -> None:
    assert "write it as tcp://host:8786" in fault_at(address, wait_s=20.0)


def test_a_missing_package_is_said_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraError, match=r"pip install 'setlist\[cluster\]'"):
        list(measure_on_cluster([], address="tcp://127.0.0.1:8786"))


def test_the_package_is_imported_only_when_a_cluster_is_asked_for() -> None:
    script = "import sys, setlist.analysis; print('distributed' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
