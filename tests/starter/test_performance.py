"""Layers on a bus."""

from dataclasses import replace

import numpy as np
import pytest

from setlist.starter import Recipe
from setlist.starter.contour import INNER_RATE_HZ, Planar
from setlist.starter.performance import play
from setlist.starter.recipe import Air, AirVoice, Figure, Pad, StruckVoice, SustainedVoice
from setlist.units import Db, Seconds


def power(bus: Planar, start_s: float, end_s: float) -> float:
    return float(np.mean(bus[:, int(start_s * INNER_RATE_HZ) : int(end_s * INNER_RATE_HZ)] ** 2))


@pytest.fixture
def bare(small: Recipe) -> Recipe:
    """A minute without a layer."""
    return replace(
        small, duration_s=Seconds(60.0), pad=(), song=(), figure=(), drops=(), tune=(), air=()
    )


def test_layers_add_up(small: Recipe) -> None:
    """Each layer draws its own chance, so leaving one out changes nothing about the others."""
    alone = play(replace(small, song=(), figure=(), drops=(), tune=(), air=()))
    others = play(replace(small, pad=(replace(small.pad[0], level_db=Db(-200.0)),)))
    assert np.allclose(alone + others, play(small), atol=1e-5)


def test_level_is_in_decibels(bare: Recipe) -> None:
    pad = Pad(voice=SustainedVoice.WARM, level_db=Db(0.0))
    loud, soft = (
        play(replace(bare, pad=(replace(pad, level_db=Db(level_db)),))) for level_db in (0.0, -6.0)
    )
    ratio_db = 10 * np.log10(power(loud, 0, 60) / power(soft, 0, 60))
    assert ratio_db == pytest.approx(6.0, abs=0.01)


def test_a_layer_enters_and_leaves_where_it_is_told(bare: Recipe) -> None:
    bus = play(
        replace(
            bare,
            air=(Air(voice=AirVoice.RAIN, level_db=Db(0.0), enters=0.25, leaves=0.75),),
        )
    )
    assert power(bus, 0, 14) == 0.0
    assert power(bus, 20, 30) > 0.0
    assert power(bus, 46, 60) < 1e-3 * power(bus, 20, 30)
    assert power(bus, 49, 60) == 0.0


def test_echoes_cross_from_ear_to_ear_and_fade(bare: Recipe) -> None:
    figure = Figure(
        voice=StruckVoice.PULSE,
        level_db=Db(0.0),
        order=(0, *[-1] * 7),
        echoes=1,
        echo_beats=3.0,
        breath_db=Db(0.0),
    )
    bus = play(replace(bare, figure=(figure,)))
    first, echo = ((bus[:, int(s * INNER_RATE_HZ) :][:, :24_000] ** 2).sum(axis=1) for s in (0, 3))
    assert first[0] > first[1]  # the lowest tone stands left
    assert echo[0] < echo[1]
    assert 10 * np.log10(echo.sum() / first.sum()) == pytest.approx(-7.5, abs=0.2)


def test_the_breath_swells_and_ebbs(bare: Recipe) -> None:
    breath = Air(voice=AirVoice.AIR, level_db=Db(0.0), breath_s=Seconds(20.0), breath_db=Db(6.0))
    bus = play(replace(bare, air=(breath,)))
    levels_db = [10 * np.log10(power(bus, s, s + 1)) for s in range(60)]
    assert max(levels_db) - min(levels_db) == pytest.approx(12.0, abs=2.0)
