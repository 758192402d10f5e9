"""Surprises in a mix that are softened."""

from pathlib import Path

import numpy as np
import pytest
from mixes import a_mix, a_pause, a_piece
from sounds import joined, some_noise, tones

from setlist.errors import AudioError
from setlist.mixdown import MixSettings, lay_out, render
from setlist.mixdown.mixing import mix
from setlist.mixdown.softening import soften
from setlist.mixdown.voices import length_of
from setlist.model import Plan
from setlist.units import Frames

SOFT = MixSettings(soften=True)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A calm piece, a silence and a piece that gets 12 dB louder after twelve seconds."""
    return a_mix(
        a_piece(tmp_path / "calm.wav", some_noise(length_s=8.0, level_db=-38.0)),
        a_pause(4.0),
        a_piece(tmp_path / "loud.wav", tones((-38.0, 12.0), (-26.0, 20.0)), title="Gate"),
    )


def test_a_surprise_is_lowered_and_said(plan: Plan, tmp_path: Path) -> None:
    as_it_is = render(plan, tmp_path / "a.flac")
    softened = render(plan, tmp_path / "b.flac", settings=SOFT)
    (ride,) = softened.softened
    assert (ride.slot, ride.title) == (3, "Gate")
    assert ride.at_s == pytest.approx(plan.cues[2].start_s + 12.0, abs=0.11)
    assert ride.start_s < ride.at_s < ride.end_s
    assert as_it_is.softened == ()
    assert softened.length == as_it_is.length
    heard = np.array([level for level in softened.profile_lufs if level is not None])
    before = np.array([level for level in as_it_is.profile_lufs if level is not None])
    assert (heard <= before + 0.1).all()
    assert heard[2] < before[2] - 2.0


def test_what_is_not_asked_for_is_not_done(plan: Plan, tmp_path: Path) -> None:
    assert all(voice.rides == () for voice in lay_out(plan))
    calm = a_mix(a_piece(tmp_path / "even.wav", some_noise(length_s=30.0, level_db=-30.0)))
    render(calm, tmp_path / "a.flac")
    assert render(calm, tmp_path / "b.flac", settings=SOFT).softened == ()
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()


def test_the_gain_of_the_cue_counts_and_not_its_fades(tmp_path: Path) -> None:
    """Below -60 LUFS a room is louder than the music, so less of the rise is heard."""
    sound = tones((-55.0, 10.0), (-44.0, 20.0))
    quiet = a_mix(a_piece(tmp_path / "a.wav", sound, gain_db=-12.0), fade_in_s=8.0)
    loud = a_mix(a_piece(tmp_path / "a.wav", sound), fade_in_s=8.0)
    assert soften(quiet, lay_out(quiet))[0].rides == ()
    assert len(soften(loud, lay_out(loud))[0].rides) == 1


def test_a_mix_that_begins_within_a_ride_is_what_the_whole_one_has_there(plan: Plan) -> None:
    voices, length = soften(plan, lay_out(plan)), length_of(plan)
    whole = joined(*mix(voices, length=length))
    first = Frames(25 * 48_000 + 7)
    assert np.array_equal(joined(*mix(voices, length=length, first=first)), whole[first:])


def test_a_file_that_is_gone_is_named(plan: Plan) -> None:
    Path(plan.cues[0].path or "").unlink()
    with pytest.raises(AudioError, match=r"calm\.wav"):
        soften(plan, lay_out(plan))
