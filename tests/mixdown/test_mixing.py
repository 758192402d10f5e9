"""What is heard in a mix."""

from collections.abc import Generator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from mixes import a_mix, a_pause, a_piece
from sounds import a_tone, joined, some_noise

from setlist.audio import Block, decode
from setlist.errors import AudioError
from setlist.mixdown import check_sources, lay_out
from setlist.mixdown.mixing import mix
from setlist.mixdown.voices import length_of
from setlist.model import FadeLaw, Plan
from setlist.units import Seconds

EASE = 240


def heard(plan: Plan) -> Block:
    """The whole mix."""
    return joined(*mix(lay_out(plan), length=length_of(plan)))


def test_a_track_sounds_as_it_is_to_the_last_bit(tmp_path: Path) -> None:
    noise = some_noise(length_s=2.0)
    mixed = heard(a_mix(a_piece(tmp_path / "a.wav", noise)))
    assert len(mixed) == len(noise)
    assert np.array_equal(mixed[EASE:-EASE], noise[EASE:-EASE])


def test_cue_in_and_cue_out_are_exact_to_the_frame(tmp_path: Path) -> None:
    noise = some_noise(length_s=3.0)
    piece = a_piece(tmp_path / "a.wav", noise, cue_in_s=10_001 / 48_000, cue_out_s=90_003 / 48_000)
    mixed = heard(a_mix(piece))
    assert len(mixed) == 80_002
    assert np.array_equal(mixed[EASE:-EASE], noise[10_001 + EASE : 90_003 - EASE])


def test_gain_multiplies_a_track_and_nothing_else(tmp_path: Path) -> None:
    noise = some_noise(length_s=1.0)
    quiet = a_piece(tmp_path / "a.wav", noise, gain_db=-6.0)
    plain = a_piece(tmp_path / "b.wav", noise)
    mixed = heard(a_mix(quiet, plain))
    assert np.allclose(mixed[EASE : 48_000 - EASE], noise[EASE:-EASE] * 10 ** (-6 / 20), rtol=1e-6)
    assert np.array_equal(mixed[48_000 + EASE : -EASE], noise[EASE:-EASE])


def test_the_parts_of_a_work_play_on_as_if_never_cut(tmp_path: Path) -> None:
    noise = some_noise(length_s=3.0)
    cuts = (0, 40_001, 100_000, len(noise))
    pieces = [
        a_piece(tmp_path / f"{start}.wav", noise[start:end], fade=FadeLaw.GAPLESS)
        for start, end in pairwise(cuts)
    ]
    mixed = heard(a_mix(*pieces))
    assert np.array_equal(mixed[EASE:-EASE], noise[EASE:-EASE])


def test_a_crossfade_of_unrelated_sounds_keeps_its_power(tmp_path: Path) -> None:
    plan = a_mix(
        a_piece(tmp_path / "a.wav", some_noise(length_s=12.0, seed=1)),
        a_piece(tmp_path / "b.wav", some_noise(length_s=12.0, seed=2), overlap_s=8.0),
    )
    mixed = heard(plan)[48_000:-48_000]
    power_db = 10 * np.log10((mixed.reshape(28, -1) ** 2).mean(axis=1))
    assert np.abs(power_db + 20.0).max() < 0.5


def test_the_same_sound_crosses_itself_by_equal_gain_unchanged(tmp_path: Path) -> None:
    tone = a_tone(480.0, length_s=6.0)
    plan = a_mix(
        a_piece(tmp_path / "a.wav", tone),
        a_piece(tmp_path / "b.wav", tone, overlap_s=2.0, fade=FadeLaw.EQUAL_GAIN),
    )
    whole = a_tone(480.0, length_s=10.0)
    assert np.abs(heard(plan) - whole)[EASE:-EASE].max() < 1e-5


@pytest.mark.parametrize("law", [FadeLaw.EQUAL_POWER, FadeLaw.EQUAL_GAIN])
@pytest.mark.parametrize("overlap_s", [0.0, 0.5, 3.0])
def test_no_join_steps_further_than_the_music_does(
    tmp_path: Path, law: FadeLaw, overlap_s: float
) -> None:
    low, high = a_tone(300.0, length_s=4.1), a_tone(437.0, length_s=4.1, phase_deg=90.0)
    plan = a_mix(
        a_piece(tmp_path / "a.wav", low),
        a_piece(tmp_path / "b.wav", high, overlap_s=overlap_s, fade=law),
        fade_in_s=0.5,
        fade_out_s=0.5,
        after_s=1.0,
    )
    mixed = heard(plan)
    together = 1.0 if overlap_s == 0.0 else np.sqrt(2.0)
    own = np.abs(np.diff(high, axis=0)).max() * together
    assert np.abs(np.diff(mixed, axis=0, prepend=0.0)).max() <= own * 1.01


def test_fades_touch_nothing_outside_the_overlap(tmp_path: Path) -> None:
    first, second = some_noise(length_s=5.0, seed=1), some_noise(length_s=5.0, seed=2)
    plan = a_mix(
        a_piece(tmp_path / "a.wav", first), a_piece(tmp_path / "b.wav", second, overlap_s=2.0)
    )
    mixed = heard(plan)
    assert np.array_equal(mixed[EASE : 3 * 48_000], first[EASE : 3 * 48_000])
    assert np.array_equal(mixed[5 * 48_000 : -EASE], second[2 * 48_000 : -EASE])


def test_silence_is_digital_silence_wherever_it_stands(tmp_path: Path) -> None:
    plan = a_mix(
        a_pause(0.7),
        a_piece(tmp_path / "a.wav", some_noise()),
        a_pause(1.3),
        a_piece(tmp_path / "b.wav", some_noise()),
        after_s=2.0,
    )
    mixed = heard(plan)
    sounds = (mixed != 0).any(axis=1)
    edges = np.flatnonzero(np.diff(sounds)) / 48_000
    assert np.allclose(edges, [0.7, 1.7, 3.0, 4.0], atol=0.001)
    assert len(mixed) == round((0.7 + 1.0 + 1.3 + 1.0 + 2.0) * 48_000)


def test_music_fades_into_a_silence_that_overlaps_it(tmp_path: Path) -> None:
    tone = np.full((4 * 48_000, 2), 0.5, np.float32)
    last = a_piece(tmp_path / "b.wav", tone)
    plan = a_mix(a_piece(tmp_path / "a.wav", tone), a_pause(5.0, overlap_s=2.0), last)
    level = heard(plan)[:, 0]
    assert level[2 * 48_000] == pytest.approx(0.5, abs=1e-3)
    assert level[3 * 48_000] == pytest.approx(0.5 * np.sqrt(0.5), abs=1e-3)
    assert not level[4 * 48_000 : 7 * 48_000].any()


def test_the_session_rises_from_silence_and_sinks_back(tmp_path: Path) -> None:
    steady = np.full((10 * 48_000, 2), 0.5, np.float32)
    plan = a_mix(a_piece(tmp_path / "a.wav", steady), fade_in_s=4.0, fade_out_s=6.0)
    level = heard(plan)[:, 0]
    assert level[[0, -1]].max() < 1e-6
    assert level[2 * 48_000] == pytest.approx(0.25, abs=1e-4)
    assert level[4 * 48_000] == pytest.approx(0.5, abs=1e-4)
    assert level[7 * 48_000] == pytest.approx(0.25, abs=1e-4)
    assert (np.diff(level[: 4 * 48_000]) >= 0).all()
    assert (np.diff(level[4 * 48_000 :]) <= 0).all()


def test_a_file_may_lack_a_moment_at_its_end(tmp_path: Path) -> None:
    noise = some_noise(length_s=2.0)
    piece = a_piece(tmp_path / "a.wav", noise, cue_out_s=2.09)
    mixed = heard(a_mix(piece))
    assert len(mixed) == round(2.09 * 48_000)
    assert np.array_equal(mixed[EASE : len(noise) - EASE], noise[EASE:-EASE])
    assert not mixed[len(noise) :].any()


def test_a_file_that_became_shorter_stops_the_mix(tmp_path: Path) -> None:
    piece = a_piece(tmp_path / "a.wav", some_noise(length_s=2.0), cue_in_s=0.5, cue_out_s=2.5)
    plan = a_mix(piece)
    check_sources(lay_out(plan))
    with pytest.raises(AudioError, match=r"a\.wav: ends at 2\.0 s, 0\.5 s before") as caught:
        heard(plan)
    assert "scan the library" in caught.value.findings[0].mend


def test_every_missing_and_broken_file_is_named_at_once(tmp_path: Path) -> None:
    sound = some_noise(length_s=0.5)
    pieces = [a_piece(tmp_path / f"{name}.wav", sound) for name in "abcd"]
    (tmp_path / "b.wav").unlink()
    (tmp_path / "c.wav").write_bytes(b"no sound")
    (tmp_path / "d.wav").write_bytes(b"")
    with pytest.raises(AudioError) as caught:
        check_sources(lay_out(a_mix(*pieces)))
    places = [Path(finding.place.file or "").name for finding in caught.value.findings]
    assert places == ["b.wav", "c.wav", "d.wav"]
    assert all(finding.mend for finding in caught.value.findings)


def test_two_tracks_of_one_file_play_on_their_own(tmp_path: Path) -> None:
    noise = some_noise(length_s=4.0)
    first = a_piece(tmp_path / "a.wav", noise, cue_out_s=2.0)
    again = replace(first, cue_in_s=Seconds(1.0), cue_out_s=Seconds(3.0), overlap_s=Seconds(0.5))
    mixed = heard(a_mix(first, again))
    assert np.array_equal(mixed[2 * 48_000 : -EASE], noise[round(1.5 * 48_000) : 3 * 48_000 - EASE])


def test_a_mix_left_half_way_closes_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_open: dict[Path, bool] = {}

    def watched(path: Path, *, start_s: Seconds, end_s: Seconds) -> Generator[Block, None, None]:
        is_open[path] = True
        try:
            yield from decode(path, start_s=start_s, end_s=end_s)
        finally:
            is_open[path] = False

    monkeypatch.setattr("setlist.mixdown.mixing.decode", watched)
    plan = a_mix(*(a_piece(tmp_path / f"{n}.wav", some_noise(length_s=2.0)) for n in range(3)))
    blocks = mix(lay_out(plan), length=length_of(plan))
    for _ in range(7):
        next(blocks)
    assert list(is_open.values()) == [False, True]
    blocks.close()
    assert list(is_open.values()) == [False, False]
