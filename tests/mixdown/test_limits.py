"""What a finished mix has to keep."""

from dataclasses import replace
from pathlib import Path

import pytest
from mixes import a_mix, a_piece
from sounds import tones

from setlist.audio import Rise
from setlist.errors import LimitError, Severity
from setlist.mixdown import MixReport, MixSettings, find_exceeded, measure_mix, render, write_mix
from setlist.model import Plan
from setlist.units import DbTp, Frames, Lu, Seconds

CEILING_DBTP = DbTp(-1.0)


def a_stepping_mix(folder: Path, step_db: float) -> Plan:
    """Two tones, the second louder."""
    return a_mix(
        a_piece(folder / "a.wav", tones((-30.0, 14.0))),
        a_piece(folder / "b.wav", tones((-30.0 + step_db, 14.0)), overlap_s=2.0),
    )


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, MixReport]:
    """A mix that keeps every limit."""
    folder = tmp_path_factory.mktemp("mix")
    plan = a_stepping_mix(folder, 2.0)
    write_mix(plan, folder / "mix.flac")
    return plan, measure_mix(folder / "mix.flac", plan)


def fields(report: MixReport, plan: Plan, name: str = "mix.flac") -> list[str | None]:
    found = find_exceeded(report, plan, Path(name), ceiling_dbtp=CEILING_DBTP)
    assert all(one.said and one.mend for one in found)
    return [one.place.field for one in found]


def test_a_mix_as_it_should_be_exceeds_nothing(mixed: tuple[Plan, MixReport]) -> None:
    plan, report = mixed
    assert fields(report, plan) == []


def test_every_limit_that_is_exceeded_is_named(mixed: tuple[Plan, MixReport]) -> None:
    plan, report = mixed
    steep = replace(report.joins[0], step_up_lu=Lu(plan.problem.music.step_up_max_lu + 0.6))
    capped = replace(plan.problem, music=replace(plan.problem.music, rise_max_lu=Lu(4.0)))
    worse = replace(
        report,
        length_error=Frames(1),
        peak_dbtp=DbTp(-0.9),
        joins=(steep,),
        rise_3s=Rise(at_s=Seconds(90.0), rise_lu=Lu(4.6)),
    )
    found = fields(worse, replace(plan, problem=capped))
    assert found == ["length", "true peak", "join into slot 2", "minute 1.5"]


def test_a_shorter_file_is_no_better_than_a_longer_one(mixed: tuple[Plan, MixReport]) -> None:
    plan, report = mixed
    assert fields(replace(report, length_error=Frames(-1)), plan) == ["length"]


def test_only_aac_may_end_within_a_codec_frame(mixed: tuple[Plan, MixReport]) -> None:
    plan, report = mixed
    padded = replace(report, length_error=Frames(1023))
    assert fields(padded, plan, "mix.m4a") == []
    assert fields(padded, plan, "mix.opus") == ["length"]
    assert fields(replace(report, length_error=Frames(1024)), plan, "mix.m4a") == ["length"]


def test_a_file_that_exceeds_a_limit_is_kept_only_where_somebody_accepts_it(
    tmp_path: Path,
) -> None:
    plan, target = a_stepping_mix(tmp_path, 9.0), tmp_path / "mix.flac"
    target.write_bytes(b"before")
    with pytest.raises(LimitError, match=r"join into slot 2: it steps up by 9\.0 LU"):
        render(plan, target, settings=MixSettings(force=True))
    assert target.read_bytes() == b"before"
    assert {one.name for one in tmp_path.iterdir()} == {"a.wav", "b.wav", "mix.flac"}
    report = render(plan, target, settings=MixSettings(force=True, accept=True))
    (said,) = report.exceeded
    assert said.severity is Severity.WARNING
    assert measure_mix(target, plan).joins == report.joins
