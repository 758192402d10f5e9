"""One file from a plan, from the command line."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from mixes import a_mix, a_piece
from programs import Run
from sounds import save, tones

from setlist.analysis import identify
from setlist.engine import write_plan
from setlist.model import PlannedPrompt
from setlist.units import Seconds


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan whose second piece comes in 9 dB louder."""
    folder = tmp_path / "music"
    folder.mkdir()
    cues = [
        a_piece(folder / "a.wav", tones((-30.0, 14.0))),
        a_piece(folder / "b.wav", tones((-21.0, 14.0)), overlap_s=2.0),
    ]
    cues = [replace(cue, track=identify(Path(cue.path or ""))) for cue in cues]
    write_plan(a_mix(*cues), tmp_path / "plan.json")
    return tmp_path / "plan.json"


def test_a_mix_that_steps_up_too_far_fails_and_leaves_no_file(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mix.flac"
    code, _, said = run("render", str(plan_file), "-o", str(target))
    assert code == 8
    assert "steps up by 9.0 LU" in said
    assert "--accept" in said
    assert not target.exists()


def test_a_mix_that_somebody_accepts_is_kept_and_says_what_it_exceeds(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mix.flac"
    code, out, said = run("render", str(plan_file), "-o", str(target), "--accept", "--json")
    assert code == 0
    assert target.exists()
    assert "note: " in said
    report = json.loads(out)
    assert len(report["exceeded"]) == 1
    assert -31.0 < report["joins"][0]["middle_lufs"] < -20.0
    assert report["phases"][0]["loudness_lufs"] < -20.0


def test_a_file_that_was_replaced_is_named_before_any_work(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    save(tmp_path / "music" / "b.wav", tones((-25.0, 14.0)))
    code, _, said = run("render", str(plan_file), "-o", str(tmp_path / "mix.flac"))
    assert code == 5
    assert "b.wav: sounds otherwise" in said
    assert "--relink" in said


def test_moved_music_is_found_again(run: Run, plan_file: Path, tmp_path: Path) -> None:
    shutil.move(tmp_path / "music", tmp_path / "elsewhere")
    words = ("render", str(plan_file), "-o", str(tmp_path / "mix.flac"), "--accept")
    assert run(*words)[0] == 5
    code, _, said = run(*words, "--relink", "--library", str(tmp_path / "elsewhere"))
    assert code == 0, said
    assert "found 2 tracks elsewhere" in said


def test_a_library_that_nothing_is_looked_for_in_is_refused(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    words = ("render", str(plan_file), "-o", str(tmp_path / "mix.flac"), "--library", "starter")
    code, _, said = run(*words)
    assert code == 2
    assert "--relink or --skip-broken" in said


def test_the_mix_is_drawn(run: Run, plan_file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "mix.svg"
    words = ("render", str(plan_file), "-o", str(tmp_path / "mix.flac"), "--accept")
    code, _, said = run(*words, "--plot", str(picture))
    assert code == 0, said
    assert "+9.0" in picture.read_text(encoding="utf-8")


def test_a_surprise_is_softened_where_somebody_asks(run: Run, tmp_path: Path) -> None:
    cue = a_piece(tmp_path / "a.wav", tones((-38.0, 12.0), (-26.0, 20.0)), title="Gate")
    plan = a_mix(replace(cue, track=identify(Path(cue.path or ""))))
    write_plan(plan, tmp_path / "plan.json")
    words = ("render", str(tmp_path / "plan.json"), "--accept", "-o")
    code, _, said = run(*words, str(tmp_path / "a.flac"))
    assert code == 0
    assert "softened:" not in said
    code, _, said = run(*words, str(tmp_path / "b.flac"), "--soften-surprises")
    assert code == 0
    assert "softened: slot 1, Gate, by " in said


def test_prompts_sound_where_somebody_asks(run: Run, tmp_path: Path) -> None:
    cue = a_piece(tmp_path / "a.wav", tones((-30.0, 20.0)))
    plan = a_mix(replace(cue, track=identify(Path(cue.path or ""))))
    prompt = PlannedPrompt(at_s=Seconds(plan.start_s() + 5.0), say="vi\x1btals")
    write_plan(replace(plan, prompts=(prompt,)), tmp_path / "plan.json")
    words = ("render", str(tmp_path / "plan.json"), "--accept", "-o", str(tmp_path / "a.flac"))
    code, _, said = run(*words, "--tones")
    assert code == 0, said
    assert "tals at minute" in said
    assert ": a tone" in said
    assert "\x1b" not in said
    code, _, said = run(*words, "--force", "--spoken", str(tmp_path / "nowhere"))
    assert code == 3
    assert "nowhere: is no folder" in said
