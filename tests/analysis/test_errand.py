"""What a worker does with an errand before it does the task."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from accidents import stumble

from setlist.analysis import MEASURES_VERSION, measure
from setlist.analysis.cluster import _Crew
from setlist.analysis.errand import Errand, Refusal, Versions, run_errand, tell_versions
from setlist.errors import AudioError, InputError
from setlist.units import Seconds


def an_errand(folder: Path, name: str) -> Errand[str]:
    (folder / name).touch()
    return Errand(task=stumble, path=str(folder / name), versions=tell_versions())


def test_the_right_worker_does_the_task(tmp_path: Path) -> None:
    assert run_errand(an_errand(tmp_path, "a")) == "a"


def test_what_goes_wrong_is_an_error_about_the_file(tmp_path: Path) -> None:
    result = run_errand(an_errand(tmp_path, "raise"))
    assert isinstance(result, AudioError)
    assert result.findings[0].place.file == str(tmp_path / "raise")


def test_a_worker_of_another_version_does_nothing(tmp_path: Path) -> None:
    errand = an_errand(tmp_path, "raise")
    other = replace(errand.versions, measures=MEASURES_VERSION + 1)
    refusal = run_errand(replace(errand, versions=other))
    assert refusal == Refusal(versions=tell_versions(), sees=True)


def test_a_worker_that_does_not_see_the_file_says_so(tmp_path: Path) -> None:
    for name in ("missing", "x" * 300, "nul\0"):
        errand = replace(an_errand(tmp_path, "a"), path=str(tmp_path / name))
        assert run_errand(errand) == Refusal(versions=tell_versions(), sees=False)


def test_an_errand_carries_a_path_and_no_sound(tmp_path: Path) -> None:
    errand = an_errand(tmp_path, "caf\udce9")
    Path(errand.path).write_bytes(bytes(100_000))
    assert len(pickle.dumps(errand)) < 1000
    assert pickle.loads(pickle.dumps(errand)) == errand  # noqa: S301  it was made here


def test_versions_are_said_in_words() -> None:
    assert str(MEASURES_VERSION) in str(tell_versions())


def test_a_late_worker_of_another_version_ends_the_work(tmp_path: Path) -> None:
    crew = _Crew(None, stumble, address="tcp://a:1", wait_s=Seconds(1.0), versions=tell_versions())
    refusal = Refusal(versions=Versions(setlist="0.0", measures=1), sees=True)
    with pytest.raises(
        InputError, match=r"which came late, that runs setlist 0\.0 with version 1"
    ) as raised:
        crew._refused(refusal, tmp_path / "a")
    assert "install the same setlist" in str(raised.value)


def test_a_file_that_is_nowhere_has_the_error_it_always_has(tmp_path: Path) -> None:
    crew = _Crew(None, measure, address="tcp://a:1", wait_s=Seconds(1.0), versions=tell_versions())
    refusal = Refusal(versions=tell_versions(), sees=False)
    assert "does not exist" in str(crew._refused(refusal, tmp_path / "missing.mp3"))
