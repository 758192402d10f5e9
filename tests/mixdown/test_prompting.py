"""Prompts that sound in a mix."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from mixes import a_mix, a_pause, a_piece
from readers import decoded
from sounds import save, some_noise, some_silence

from setlist.audio import LoudnessMeter, largest_rise
from setlist.errors import AudioError, InputError
from setlist.mixdown import MixReport, MixSettings, render
from setlist.mixdown.prompting import name_prompt
from setlist.model import Plan, PlannedPrompt
from setlist.units import Seconds

RATE_HZ = 48_000
MUSIC_LUFS = -30.0


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Half a minute of even music, a silence, and prompts in both, at the end and after it."""
    sound = some_noise(length_s=30.0, level_db=-30.0)
    meter = LoudnessMeter()
    meter.add(sound)
    loudness_lufs = meter.integrated_lufs()
    piece = replace(a_piece(tmp_path / "music.wav", sound), loudness_lufs=loudness_lufs)
    made = a_mix(piece, a_pause(10.0))
    zero_s = made.start_s()
    prompts = tuple(
        PlannedPrompt(at_s=Seconds(zero_s + at_s), say=say)
        for at_s, say in (
            (10.0, "vitals"),
            (34.0, "end of the hold"),
            (39.0, "vitals"),
            (60.0, "x"),
        )
    )
    return replace(made, prompts=prompts)


def added(plan: Plan, folder: Path, settings: MixSettings) -> tuple[np.ndarray, MixReport]:
    """What the prompts add to a mix, and its report."""
    render(plan, folder / "plain.wav", settings=MixSettings(bits=24))
    report = render(plan, folder / "with.wav", settings=replace(settings, bits=24))
    return decoded(folder / "with.wav") - decoded(folder / "plain.wav"), report


def momentary(sound: np.ndarray) -> float:
    meter = LoudnessMeter()
    meter.add(np.ascontiguousarray(sound, dtype=np.float32))
    return meter.highest_momentary_lufs() or 0.0


def test_tones_sound_below_the_music_at_their_frame_and_nowhere_else(
    plan: Plan, tmp_path: Path
) -> None:
    extra, report = added(plan, tmp_path, MixSettings(tones=True))
    assert report.length_error == 0
    assert [one.say for one in report.prompts] == ["vitals", "end of the hold", "vitals"]
    assert all(one.file is None for one in report.prompts)
    heard = np.abs(extra).max(axis=1) > 1e-6
    assert not heard[: 10 * RATE_HZ].any()
    assert not heard[14 * RATE_HZ : 34 * RATE_HZ].any()
    assert heard[10 * RATE_HZ : round(10.1 * RATE_HZ)].any()
    music_lufs = plan.cues[0].loudness_lufs or 0.0
    assert momentary(extra[: 20 * RATE_HZ]) == pytest.approx(music_lufs - 8.0, abs=0.2)
    reference_lufs = plan.problem.music.reference_lufs
    in_silence = extra[33 * RATE_HZ : 38 * RATE_HZ]
    assert momentary(in_silence) == pytest.approx(reference_lufs - 20.0, abs=0.2)


def test_a_tone_startles_nobody(plan: Plan, tmp_path: Path) -> None:
    """Its swell takes 0.4 s, and over music it hardly adds to the loudness."""
    extra, _ = added(plan, tmp_path, MixSettings(tones=True))
    first = np.abs(extra[10 * RATE_HZ : 14 * RATE_HZ]).max(axis=1)
    assert first[: RATE_HZ // 20].max() < 0.05 * first.max()
    meter = LoudnessMeter()
    meter.add(decoded(tmp_path / "with.wav")[: 28 * RATE_HZ])
    rise = largest_rise(meter.short_term(), within_s=Seconds(1.0))
    assert rise is not None
    assert rise.rise_lu < 1.0


def test_words_are_as_loud_as_the_music_and_end_with_the_mix(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "voice"
    folder.mkdir()
    save(folder / "Vitals.wav", some_noise(length_s=2.0, level_db=-10.0, seed=3))
    save(folder / "end-of-the-hold.wav", some_noise(length_s=9.0, level_db=-50.0, seed=4))
    extra, report = added(plan, tmp_path, MixSettings(spoken=folder))
    assert report.length_error == 0
    assert [Path(one.file or "").name for one in report.prompts] == [
        "Vitals.wav",
        "end-of-the-hold.wav",
        "Vitals.wav",
    ]
    music_lufs = plan.cues[0].loudness_lufs or 0.0
    assert momentary(extra[: 20 * RATE_HZ]) == pytest.approx(music_lufs, abs=1.0)
    assert np.abs(extra[-10:]).max() < 1e-4


def test_a_tone_stands_in_for_words_that_nobody_spoke(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "voice"
    folder.mkdir()
    save(folder / "vitals.wav", some_noise(length_s=2.0))
    with pytest.raises(InputError, match="no sound file named end-of-the-hold"):
        render(plan, tmp_path / "a.wav", settings=MixSettings(spoken=folder))
    _, report = added(plan, tmp_path, MixSettings(spoken=folder, tones=True))
    assert [one.file is None for one in report.prompts] == [False, True, False]


def test_every_missing_file_is_named_at_once(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    with pytest.raises(InputError) as caught:
        render(plan, tmp_path / "a.wav", settings=MixSettings(spoken=tmp_path / "voice"))
    assert len(caught.value.findings) == 2
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize(
    ("length_s", "level_db", "said"),
    [(31.0, -20.0, "longer than 30 s"), (2.0, None, "silent"), (0.2, -20.0, "silent")],
)
def test_what_cannot_be_a_prompt_is_refused(
    plan: Plan, tmp_path: Path, length_s: float, level_db: float | None, said: str
) -> None:
    sound = (
        some_silence(length_s)
        if level_db is None
        else some_noise(length_s=length_s, level_db=level_db)
    )
    (tmp_path / "voice").mkdir()
    save(tmp_path / "voice" / "vitals.wav", sound)
    settings = MixSettings(spoken=tmp_path / "voice", tones=True)
    with pytest.raises(AudioError, match=said):
        render(plan, tmp_path / "a.wav", settings=settings)


def test_without_being_asked_for_nothing_sounds(plan: Plan, tmp_path: Path) -> None:
    report = render(plan, tmp_path / "a.wav")
    render(replace(plan, prompts=()), tmp_path / "b.wav")
    assert report.prompts == ()
    assert np.array_equal(decoded(tmp_path / "a.wav"), decoded(tmp_path / "b.wav"))


@pytest.mark.parametrize(
    ("say", "name"),
    [
        ("End of the hold", "end-of-the-hold"),
        ("../../etc/passwd", "etc-passwd"),
        ("Zeit für\nVitalwerte!", "zeit-für-vitalwerte"),
        ("静か", "静か"),
    ],
)
def test_the_words_of_a_prompt_name_its_file(say: str, name: str) -> None:
    assert name_prompt(say) == name
