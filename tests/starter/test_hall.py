"""The room that a piece sounds in."""

import numpy as np
import pytest

from setlist.starter.contour import INNER_RATE_HZ, Planar
from setlist.starter.hall import add_hall
from setlist.units import Seconds


def in_the_hall(sound: Planar, *, wet: float = 0.5, seed: int = 1) -> Planar:
    """Only what the hall answers."""
    bus = sound.copy()
    add_hall(bus, length_s=Seconds(3.0), wet=wet, rng=np.random.default_rng(seed))
    return bus - sound


def a_clap(at_s: float, length_s: float = 8.0) -> Planar:
    sound = np.zeros((2, int(length_s * INNER_RATE_HZ)), np.float32)
    at = int(at_s * INNER_RATE_HZ)
    sound[:, at : at + 240] = np.sin(np.arange(240) * 2 * np.pi * 500 / INNER_RATE_HZ)
    return sound


def test_the_hall_answers_after_the_sound_and_dies_away() -> None:
    answer = in_the_hall(a_clap(1.0))
    second = INNER_RATE_HZ
    assert np.abs(answer[:, : int(0.99 * second)]).max() < 1e-5
    powers = [np.mean(answer[:, k * second : (k + 1) * second] ** 2) for k in (1, 2, 3)]
    assert powers[0] > 10 * powers[1] > 100 * powers[2] > 0


def test_a_dry_hall_adds_nothing() -> None:
    assert np.abs(in_the_hall(a_clap(1.0), wet=0.0)).max() == 0.0


def test_a_clap_sounds_the_same_at_every_time() -> None:
    """Convolution in blocks leaves no seam, near the end of the first 21.8 s too."""
    early, late = in_the_hall(a_clap(1.0, 5.0)), in_the_hall(a_clap(20.5, 24.5))
    shift = int(19.5 * INNER_RATE_HZ)
    length = early.shape[1]
    assert np.allclose(late[:, shift : shift + length], early, atol=1e-4)


def test_an_answer_differs_between_the_ears() -> None:
    answer = in_the_hall(a_clap(1.0))
    left, right = answer / np.sqrt((answer**2).sum(axis=1, keepdims=True))
    assert abs(float(np.dot(left, right))) < 0.5


def test_the_answer_is_as_strong_as_asked() -> None:
    noise = np.random.default_rng(3).standard_normal((2, 12 * INNER_RATE_HZ)).astype(np.float32)
    weak, strong = in_the_hall(noise, wet=0.3), in_the_hall(noise, wet=0.6)
    assert np.std(strong) / np.std(weak) == pytest.approx(2.0, rel=1e-3)
