"""Many files on a real cluster: a scheduler and two worker processes, over TCP."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from accidents import stumble
from clusters import a_scheduler, some_workers, wait_for_workers
from distributed import Client
from sounds import a_tone, joined, save, some_noise

from setlist.analysis import Heard, measure_many, measure_on_cluster
from setlist.analysis.cluster import spread_on_cluster
from setlist.analysis.errand import Versions
from setlist.errors import AudioError, InputError
from setlist.units import Seconds

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two workers, one for all tests."""
    folder = tmp_path_factory.mktemp("cluster")
    with a_scheduler(folder) as at, some_workers(folder, at, count=2):
        yield at


@pytest.fixture
def address(cluster: str) -> str:
    """The address of the cluster, once workers that an earlier test brought down are back."""
    wait_for_workers(cluster, count=2)
    return cluster


def some_files(folder: Path, *names: str) -> list[Path]:
    """Files that are there, and hold nothing."""
    paths = [folder / name for name in names]
    for path in paths:
        path.touch()
    return paths


def tasks_at(address: str) -> int:
    """How many tasks a scheduler still knows of, once it had a moment to forget."""
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        count = 1
        for _ in range(50):
            count = client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))
            if not count:
                break
            time.sleep(0.1)
        return count


def test_a_cluster_gives_just_what_the_processes_of_one_machine_give(
    tmp_path: Path, address: str
) -> None:
    good = [
        save(tmp_path / f"{n}.{suffix}", joined(a_tone(200.0 + n, length_s=9.0), some_noise()))
        for n, suffix in enumerate(("wav", "flac", "mp3", "ogg", "opus", "m4a"))
    ]
    good[1].rename(tmp_path / "caf\udce9 \u202e\n☃.flac")
    good[1] = tmp_path / "caf\udce9 \u202e\n☃.flac"
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"no sound")
    cut = save(tmp_path / "cut.ogg", some_noise(length_s=20.0))
    cut.write_bytes(cut.read_bytes()[:-9000])
    paths = [*good, bad, cut, tmp_path / "missing.mp3"]
    results = dict(measure_on_cluster(paths, address=address))
    wanted = dict(measure_many(paths, workers=2))
    assert {path: str(result) for path, result in results.items()} == {
        path: str(result) for path, result in wanted.items()
    }
    for path in (*good, cut):
        assert isinstance(results[path], Heard)
        assert results[path] == wanted[path]
    assert tasks_at(address) == 0


def test_a_file_keeps_the_name_that_it_was_given(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.mp3").write_bytes(b"no sound")
    ((path, result),) = measure_on_cluster([Path("bad.mp3")], address=address)
    assert path == Path("bad.mp3")
    assert isinstance(result, AudioError)
    assert result.findings[0].place.file == "bad.mp3"


def test_a_file_that_brings_its_worker_down_costs_only_itself(tmp_path: Path, address: str) -> None:
    paths = some_files(tmp_path, "a", "b", "crash-1", "c", "raise", "d", "e")
    results = dict(spread_on_cluster(stumble, paths, address=address))
    assert {path.name for path in results} == {path.name for path in paths}
    for path, result in results.items():
        match path.name:
            case "raise":
                assert "cannot be measured: RuntimeError: never mind" in str(result)
            case "crash-1":
                assert isinstance(result, AudioError)
                assert "brings every worker down" in str(result)
            case name:
                assert result == name


def test_files_are_taken_only_as_workers_become_free(tmp_path: Path, address: str) -> None:
    names = iter(some_files(tmp_path, *(f"{n}" for n in range(100))))
    with closing(spread_on_cluster(stumble, names, address=address)) as results:
        next(results)
        assert int(next(names).name) <= 8


def test_stopping_early_takes_everything_back(tmp_path: Path, address: str) -> None:
    paths = some_files(tmp_path, "a", *(f"nap-{n}" for n in range(20)))
    with closing(spread_on_cluster(stumble, paths, address=address)) as results:
        next(results)
    assert tasks_at(address) == 0


def test_a_worker_that_runs_another_version_is_refused(tmp_path: Path, address: str) -> None:
    (path,) = some_files(tmp_path, "a")
    other = Versions(setlist="99.0", measures=99)
    with pytest.raises(InputError, match=r"that runs setlist .* with version 2 of") as raised:
        list(spread_on_cluster(stumble, [path], address=address, versions=other))
    assert "install the same setlist" in str(raised.value)


def test_the_address_of_a_worker_is_not_that_of_a_scheduler(address: str) -> None:
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        worker = next(iter(client.nthreads()))
    with pytest.raises(InputError, match="is no scheduler but a single worker"):
        list(measure_on_cluster([], address=worker))


def test_no_files_are_no_work(address: str) -> None:
    assert list(measure_on_cluster([], address=address)) == []


def test_a_scheduler_without_workers_is_said(tmp_path: Path) -> None:
    with a_scheduler(tmp_path) as at, pytest.raises(InputError, match="has no worker") as raised:
        list(measure_on_cluster([], address=at, wait_s=Seconds(1.0)))
    assert f"dask worker {at}" in str(raised.value)


def test_a_cluster_that_loses_all_its_workers_is_said(tmp_path: Path) -> None:
    paths = some_files(tmp_path, "crash")
    with (
        a_scheduler(tmp_path) as at,
        some_workers(tmp_path, at, count=1, nanny=False),
        pytest.raises(InputError, match="has no worker left"),
    ):
        list(spread_on_cluster(stumble, paths, address=at, wait_s=Seconds(10.0)))


def test_a_scheduler_that_goes_away_is_said(tmp_path: Path) -> None:
    paths = some_files(tmp_path, "a", "wait")
    with a_scheduler(tmp_path) as at:
        workers = some_workers(tmp_path, at, count=1)
        workers.__enter__()
        results = spread_on_cluster(stumble, paths, address=at, wait_s=Seconds(10.0))
        next(results)
    with pytest.raises(InputError, match="is gone"):
        next(results)
    workers.__exit__(None, None, None)


if sys.platform == "linux":

    def test_a_file_that_only_this_machine_sees_is_said(address: str) -> None:
        """Every process has its threads under this name, and no other process has this one."""
        path = Path(f"/proc/self/task/{os.getpid()}")
        ((_, result),) = spread_on_cluster(stumble, [path], address=address)
        assert "cannot be seen by a worker" in str(result)
        assert "mount the music under the same path" in str(result)


if sys.platform != "win32":

    def test_ctrl_c_takes_everything_back(tmp_path: Path, address: str) -> None:
        naps = [path.name for path in some_files(tmp_path, *(f"nap-{n}" for n in range(12)))]
        script = (
            "import sys\n"
            "from pathlib import Path\n"
            "from accidents import stumble\n"
            "from setlist.analysis.cluster import spread_on_cluster\n"
            "paths = [Path(name) for name in sys.argv[2:]]\n"
            "for path, result in spread_on_cluster(stumble, paths, address=sys.argv[1]):\n"
            "    print(result, flush=True)\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script, address, *naps],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        try:
            first = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
        assert first.strip() in naps
        assert said.rstrip().endswith("KeyboardInterrupt")
        assert tasks_at(address) == 0
