"""A finished file."""

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mixes import a_mix, a_pause, a_piece
from readers import NEEDS_FFPROBE, decoded, probed_chapters, probed_tags
from sounds import some_noise

from setlist.audio import AudioFormat
from setlist.errors import AudioError, InputError
from setlist.mixdown import MixSettings, chapters_of, check_mix, render, write_mix
from setlist.model import Plan

FORMATS = list(AudioFormat)


def a_session(folder: Path, *, level_db: float = -26.0) -> Plan:
    """Three pieces, silence between and after them, and a title that bites."""
    sounds = [some_noise(length_s=4.0, seed=seed, level_db=level_db) for seed in range(3)]
    return a_mix(
        a_piece(folder / "a.wav", sounds[0], title="One\n\x1b[31m"),
        a_piece(folder / "b.wav", sounds[1], title="Zwölf", overlap_s=1.5),
        a_pause(1.25),
        a_piece(folder / "c.wav", sounds[2], title="静か"),
        fade_in_s=0.5,
        fade_out_s=1.0,
        after_s=2.0,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A short session whose sounds lie beside the target."""
    return a_session(tmp_path)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_holds_the_whole_session(tmp_path: Path, plan: Plan, kind: str) -> None:
    target = tmp_path / f"mix.{kind}"
    report = render(plan, target)
    assert report.length == len(decoded(target))
    assert 0 <= report.length_error < (1024 if kind == AudioFormat.M4A else 1)
    assert report.loudness_lufs == pytest.approx(-26.0, abs=6.0)
    assert report.limited == 0
    assert len(report.joins) == 3


@NEEDS_FFPROBE
@pytest.mark.parametrize("kind", FORMATS)
def test_the_chapters_of_the_file_agree_with_the_plan(
    tmp_path: Path, plan: Plan, kind: str
) -> None:
    target = tmp_path / f"mix.{kind}"
    write_mix(plan, target)
    found = probed_chapters(target)
    assert [title for _, title in found] == [
        "One [31m — Tidal Rooms",
        "Zwölf — Tidal Rooms",
        "Silence",
        "静か — Tidal Rooms",
        "Silence",
    ]
    for (start_s, _), chapter in zip(found, chapters_of(plan), strict=True):
        assert start_s == pytest.approx(chapter.start / 48_000, abs=0.00051)
    assert probed_tags(target)["setlist_plan"] == "sha256:plan"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, plan: Plan, kind: str) -> None:
    first, second = tmp_path / f"first.{kind}", tmp_path / f"second.{kind}"
    render(plan, first)
    render(plan, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_no_true_peak_of_hot_music_exceeds_the_ceiling_after_decoding(
    tmp_path: Path, kind: str
) -> None:
    plan = a_session(tmp_path, level_db=-8.0)
    report = render(plan, tmp_path / f"mix.{kind}")
    assert report.peak_dbtp <= -1.0
    assert report.limited is not None
    assert report.limited > 0


def test_24_bit_holds_the_mix_more_finely(tmp_path: Path, plan: Plan) -> None:
    write_mix(plan, tmp_path / "a.flac")
    write_mix(plan, tmp_path / "b.flac", settings=MixSettings(bits=24))
    coarse, fine = decoded(tmp_path / "a.flac"), decoded(tmp_path / "b.flac")
    assert 2.0**-16 < np.abs(coarse - fine).max() < 2.0**-14
    assert not np.array_equal(np.rint(fine * 2.0**15), fine * 2.0**15)


@given(
    lengths=st.lists(st.floats(1.0, 2.0), min_size=1, max_size=4),
    overlap_s=st.floats(0.0, 0.9),
    after_s=st.floats(0.0, 1.0),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_is_as_long_as_its_plan_to_the_frame(
    tmp_path: Path, lengths: list[float], overlap_s: float, after_s: float
) -> None:
    pieces = [
        a_piece(
            tmp_path / f"{n}.wav",
            some_noise(length_s=2.1),
            cue_in_s=0.05,
            cue_out_s=0.05 + long,
            overlap_s=overlap_s if n else 0.0,
        )
        for n, long in enumerate(lengths)
    ]
    plan = a_mix(*pieces, after_s=after_s)
    for kind in ("flac", "mp3"):
        write_mix(plan, tmp_path / f"mix.{kind}")
        assert len(decoded(tmp_path / f"mix.{kind}")) == round(plan.total_s * 48_000)


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"a.wav", "b.wav", "c.wav"}


def test_missing_files_are_all_named_before_any_work(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "a.wav").unlink()
    (tmp_path / "c.wav").unlink()
    with pytest.raises(AudioError) as caught:
        render(plan, tmp_path / "mix.flac")
    assert [Path(finding.place.file or "").name for finding in caught.value.findings] == [
        "a.wav",
        "c.wav",
    ]
    assert not left_in(tmp_path)


def test_a_file_that_breaks_in_the_middle_leaves_nothing(tmp_path: Path, plan: Plan) -> None:
    shorter = (tmp_path / "c.wav").read_bytes()[:700_000]
    (tmp_path / "c.wav").write_bytes(shorter)
    with pytest.raises(AudioError, match=r"c\.wav"):
        render(plan, tmp_path / "mix.flac")
    assert not left_in(tmp_path)


@pytest.mark.parametrize("label", ["mixing", "measuring"])
def test_ctrl_c_leaves_nothing(tmp_path: Path, plan: Plan, label: str) -> None:
    def interrupt(done: float, whole: float, doing: str) -> None:
        if doing == label and done > whole / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(plan, tmp_path / "mix.opus", progress=interrupt)
    assert not left_in(tmp_path)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_full_disk_is_one_error_and_leaves_nothing(tmp_path: Path, plan: Plan, kind: str) -> None:
    with small_disk(100_000), pytest.raises(InputError, match="cannot be written") as caught:
        render(plan, tmp_path / f"mix.{kind}")
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert len(caught.value.findings) == 1
    assert not left_in(tmp_path)


def test_a_file_that_exists_is_kept_unless_forced(tmp_path: Path, plan: Plan) -> None:
    target = tmp_path / "mix.flac"
    target.write_text("precious")
    with pytest.raises(InputError, match="exists already"):
        render(plan, target)
    assert target.read_text() == "precious"
    render(plan, target, settings=MixSettings(force=True))
    assert target.read_bytes().startswith(b"fLaC")


def test_a_mix_never_replaces_its_own_music(tmp_path: Path, plan: Plan) -> None:
    before = (tmp_path / "b.wav").read_bytes()
    with pytest.raises(InputError, match=r"b\.wav: is itself a track"):
        render(plan, tmp_path / "b.wav", settings=MixSettings(force=True))
    assert (tmp_path / "b.wav").read_bytes() == before


def test_an_unknown_suffix_is_refused_first(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "a.wav").unlink()
    with pytest.raises(InputError, match="end the name with one of"):
        check_mix(plan, tmp_path / "mix.ogg")


def test_a_plan_of_silence_alone_is_a_file_of_silence(tmp_path: Path) -> None:
    plan = replace(a_mix(a_pause(3.0)), prompts=())
    report = render(plan, tmp_path / "mix.flac")
    assert report.length == 3 * 48_000
    assert not decoded(tmp_path / "mix.flac").any()


@contextmanager
def small_disk(most_bytes: int) -> Iterator[None]:
    """No file may grow larger than this."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
