"""What is measured in a finished mix."""

from dataclasses import replace
from pathlib import Path

import pytest
from mixes import a_mix, a_pause, a_piece
from sounds import a_tone, joined, save, some_noise, some_silence, tones

from setlist.mixdown import MixReport, measure_mix, write_mix
from setlist.model import FadeLaw, Plan
from setlist.units import Seconds


def measured(folder: Path, plan: Plan) -> MixReport:
    target = folder / "mix.flac"
    write_mix(plan, target)
    return measure_mix(target, plan)


def test_loudness_and_true_peak_are_those_of_the_file(tmp_path: Path) -> None:
    report = measured(tmp_path, a_mix(a_piece(tmp_path / "a.wav", tones((-20.0, 12.0)))))
    assert report.loudness_lufs == pytest.approx(-20.0, abs=0.1)  # EBU's tone reads its crest
    assert report.peak_dbtp == pytest.approx(-20.0, abs=0.2)
    assert report.length == 12 * 48_000
    assert report.length_error == 0
    assert report.joins == ()
    assert report.largest_step_up() is None


def test_a_join_is_measured_beside_its_overlap(tmp_path: Path) -> None:
    plan = a_mix(
        a_piece(tmp_path / "a.wav", tones((-10.0, 15.0), (-30.0, 15.0))),
        a_piece(tmp_path / "b.wav", tones((-25.0, 20.0), (-10.0, 5.0)), overlap_s=4.0),
    )
    (join,) = measured(tmp_path, plan).joins
    assert join.at_s == plan.cues[1].start_s
    assert join.before_lufs == pytest.approx(-30.0, abs=0.1)
    assert join.after_lufs == pytest.approx(-25.0, abs=0.1)
    assert join.step_up_lu == pytest.approx(5.0, abs=0.1)


def test_the_largest_step_up_is_found_and_a_step_down_is_none(tmp_path: Path) -> None:
    levels = (-30.0, -28.0, -22.0, -35.0)
    pieces = [
        a_piece(tmp_path / f"{n}.wav", tones((db, 8.0)), overlap_s=2.0 if n else 0.0)
        for n, db in enumerate(levels)
    ]
    report = measured(tmp_path, a_mix(*pieces))
    assert [round(join.step_up_lu or 0.0) for join in report.joins] == [2, 6, -13]
    assert report.largest_step_up() == report.joins[1]


def test_beside_a_silence_there_is_no_step(tmp_path: Path) -> None:
    sound = tones((-20.0, 6.0))
    plan = a_mix(
        a_piece(tmp_path / "a.wav", sound), a_pause(5.0), a_piece(tmp_path / "b.wav", sound)
    )
    into, out_of = measured(tmp_path, plan).joins
    assert into.before_lufs == pytest.approx(-20.0, abs=0.1)
    assert out_of.after_lufs == pytest.approx(-20.0, abs=0.1)
    assert (into.after_lufs, into.step_up_lu) == (None, None)
    assert (out_of.before_lufs, out_of.step_up_lu) == (None, None)


def test_a_cue_that_never_sounds_alone_has_no_loudness_at_its_join(tmp_path: Path) -> None:
    short = a_piece(tmp_path / "b.wav", tones((-20.0, 6.5)), overlap_s=3.0)
    last = a_piece(tmp_path / "c.wav", tones((-20.0, 9.0)), overlap_s=3.0)
    plan = a_mix(a_piece(tmp_path / "a.wav", tones((-20.0, 9.0))), short, last)
    first, second = measured(tmp_path, plan).joins
    assert first.after_lufs is None
    assert second.before_lufs is None
    assert second.after_lufs is not None


def test_a_startle_is_placed_in_session_time(tmp_path: Path) -> None:
    plan = a_mix(a_piece(tmp_path / "a.wav", tones((-40.0, 10.0), (-15.0, 10.0))))
    report = measured(tmp_path, plan)
    assert report.rise_3s is not None
    assert report.rise_1s is not None
    assert report.rise_3s.rise_lu == pytest.approx(25.0, abs=0.5)
    assert 15.0 < report.rise_1s.rise_lu < report.rise_3s.rise_lu
    assert report.rise_3s.at_s == pytest.approx(plan.start_s() + 10.0, abs=0.3)


def test_a_file_that_is_not_as_long_as_its_plan_is_told(tmp_path: Path) -> None:
    plan = a_mix(a_piece(tmp_path / "a.wav", some_noise(length_s=5.0)))
    longer = save(tmp_path / "mix.wav", joined(a_tone(length_s=5.0), some_silence(0.001)))
    assert measure_mix(longer, plan).length_error == 48


def test_silence_has_no_loudness_and_no_rise_to_speak_of(tmp_path: Path) -> None:
    report = measured(tmp_path, a_mix(a_pause(8.0)))
    assert report.loudness_lufs is None
    assert report.peak_dbtp == -100.0
    assert report.rise_3s is not None
    assert report.rise_3s.rise_lu == 0.0


def test_progress_reaches_the_whole(tmp_path: Path) -> None:
    plan = a_mix(a_piece(tmp_path / "a.wav", some_noise(length_s=5.0)))
    told: list[tuple[float, float, str]] = []
    write_mix(plan, tmp_path / "a.flac", progress=lambda *step: told.append(step))
    measure_mix(tmp_path / "a.flac", plan, progress=lambda *step: told.append(step))
    assert {step[2] for step in told} == {"mixing", "measuring"}
    assert told[-1][:2] == (5.0, 5.0)
    assert [step[0] for step in told if step[2] == "mixing"][-1] == 5.0


def test_the_middle_of_an_overlap_is_heard_for_dips(tmp_path: Path) -> None:
    for fade, dip_lu in ((FadeLaw.EQUAL_POWER, 0.0), (FadeLaw.EQUAL_GAIN, -3.0)):
        pieces = (
            a_piece(tmp_path / "a.wav", some_noise(length_s=14.0, seed=1, level_db=-20.0)),
            a_piece(
                tmp_path / "b.wav",
                some_noise(length_s=14.0, seed=2, level_db=-20.0),
                overlap_s=6.0,
                fade=fade,
            ),
        )
        (join,) = measured(tmp_path, a_mix(*pieces)).joins
        assert join.before_lufs is not None
        assert join.middle_lufs is not None
        assert join.middle_lufs - join.before_lufs == pytest.approx(dip_lu, abs=0.8)


def test_a_short_overlap_has_no_middle(tmp_path: Path) -> None:
    sound = tones((-20.0, 8.0))
    plan = a_mix(
        a_piece(tmp_path / "a.wav", sound), a_piece(tmp_path / "b.wav", sound, overlap_s=1.5)
    )
    (join,) = measured(tmp_path, plan).joins
    assert join.middle_lufs is None


def test_every_phase_that_sounds_is_measured(tmp_path: Path) -> None:
    plan = a_mix(
        a_piece(tmp_path / "a.wav", tones((-20.0, 10.0))),
        a_piece(tmp_path / "b.wav", tones((-30.0, 10.0))),
    )
    first, last = plan.problem.phases[0], plan.problem.phases[-1]
    start_s, total_s = plan.start_s(), plan.total_s
    half_s = Seconds(start_s + 10.0)
    phases = (
        replace(first, start_s=start_s, end_s=half_s),
        replace(last, start_s=half_s, end_s=Seconds(start_s + total_s + 600.0)),
        replace(last, start_s=Seconds(start_s + total_s + 600.0), end_s=Seconds(9e3)),
    )
    plan = replace(plan, problem=replace(plan.problem, phases=phases))
    heard = measured(tmp_path, plan).phases
    assert [one.phase for one in heard] == [first.phase.name, last.phase.name]
    assert heard[0].loudness_lufs == pytest.approx(-20.0, abs=0.1)
    assert heard[1].loudness_lufs == pytest.approx(-30.0, abs=0.1)
    assert heard[1].end_s == start_s + total_s


def test_the_loudness_over_time_is_that_of_every_ten_seconds(tmp_path: Path) -> None:
    sound = joined(tones((-20.0, 10.0)), some_silence(10.0), tones((-30.0, 5.0)))
    report = measured(tmp_path, a_mix(a_piece(tmp_path / "a.wav", sound)))
    first, second, last = report.profile_lufs
    assert first == pytest.approx(-20.0, abs=0.1)
    assert second is None
    assert last == pytest.approx(-30.0, abs=0.1)
