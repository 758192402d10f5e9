"""Many files in several processes, and what goes wrong in them."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from accidents import stumble
from sounds import a_tone, save

from setlist.analysis import Heard, measure, measure_many
from setlist.analysis.pool import spread
from setlist.errors import AudioError


def test_good_and_bad_files_each_have_their_result(tmp_path: Path) -> None:
    good = [save(tmp_path / f"{n}.wav", a_tone(200.0 + n)) for n in range(3)]
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"no sound")
    results = dict(measure_many([good[0], bad, *good[1:]], workers=2))
    assert isinstance(results.pop(bad), AudioError)
    assert results == {path: measure(path) for path in good}
    assert all(isinstance(result, Heard) for result in results.values())


def test_a_file_that_brings_its_process_down_costs_only_itself() -> None:
    names = ["a", "crash-1", "b", "raise", "c", "crash-2", "d"]
    results = dict(spread(stumble, map(Path, names), workers=2))
    assert {path.name for path in results} == set(names)
    for path, result in results.items():
        match path.name:
            case "a" | "b" | "c" | "d":
                assert result == path.name
            case "raise":
                assert "cannot be measured: RuntimeError: never mind" in str(result)
            case _:
                assert "brings the decoder down" in str(result)
                assert isinstance(result, AudioError)


def test_no_files_need_no_process() -> None:
    assert list(measure_many([], workers=2)) == []


def test_files_are_taken_only_as_processes_become_free() -> None:
    names = iter(map(Path, "abcdef"))
    with closing(spread(stumble, names, workers=1)) as results:
        next(results)
        assert next(names) == Path("b")


def test_no_worker_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one process"):
        list(spread(stumble, [], workers=0))


def test_stopping_early_ends_the_processes_at_once() -> None:
    begun = time.monotonic()
    with closing(spread(stumble, [Path("a"), Path("wait"), Path("b")], workers=2)) as results:
        next(results)
    assert time.monotonic() - begun < 60.0


if sys.platform != "win32":

    def test_ctrl_c_ends_every_process_without_a_word_from_them() -> None:
        script = (
            "from pathlib import Path\n"
            "from accidents import stumble\n"
            "from setlist.analysis.pool import spread\n"
            "if __name__ == '__main__':\n"
            "    paths = map(Path, ['deaf', 'deaf', 'wait', 'wait'])\n"
            "    for path, result in spread(stumble, paths, workers=2):\n"
            "        print(result, flush=True)\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parents[1],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["True\n", "True\n"]
        os.killpg(process.pid, signal.SIGINT)
        out, said = process.communicate(timeout=60)  # ends when the last of them has ended
        assert out == ""
        assert said.count("Traceback") == 1
        assert said.rstrip().endswith("KeyboardInterrupt")
