"""Single tracks and works as the items of a plan."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st
from sessions import unheard

from setlist.model import Tags, Track, Work
from setlist.planning.items import gather_items
from setlist.units import Seconds


def a_movement(
    number: int, *, work: str = "Suite", artist: str = "Quartet", lufs: float = -23.0
) -> Track:
    measures = replace(
        some_measures(duration_s=200.0, loudness_lufs=lufs),
        audible_start_s=Seconds(2.0),
        audible_end_s=Seconds(190.0),
    )
    title = f"{work} {number}"
    tags = Tags(title=title, artist=artist, work=Work(name=work, movement=number))
    return a_track(title, artist=artist, measures=measures, tags=tags)


def titles(tracks: tuple[Track, ...], seed: int = 0) -> set[tuple[str | None, ...]]:
    return {
        tuple(member.track.tags.title for member in item.members)
        for item in gather_items(tracks, seed=seed)
    }


def test_movements_that_follow_each_other_are_one_item() -> None:
    found = titles((a_movement(2), a_track("Alone"), a_movement(1), a_movement(3)))
    assert found == {("Suite 1", "Suite 2", "Suite 3"), ("Alone",)}


def test_a_missing_movement_cuts_a_work() -> None:
    found = titles((a_movement(1), a_movement(2), a_movement(4)))
    assert found == {("Suite 1", "Suite 2"), ("Suite 4",)}


def test_works_of_one_name_by_two_artists_are_two() -> None:
    found = titles((a_movement(1), a_movement(2, artist="Other")))
    assert found == {("Suite 1",), ("Suite 2",)}


def test_a_second_recording_of_a_movement_stands_alone() -> None:
    double = replace(a_movement(1), id=a_track("Again").id)
    items = gather_items((a_movement(1), double, a_movement(2)), seed=0)
    assert sorted(len(item.members) for item in items) == [1, 2]


def test_inside_a_work_files_play_edge_to_edge() -> None:
    (item,) = gather_items((a_movement(1), a_movement(2)), seed=0)
    first, second = item.members
    assert (first.cue_in_s, first.cue_out_s) == (2.0, 200.0)
    assert (second.cue_in_s, second.cue_out_s) == (0.0, 190.0)
    assert second.offset_s == pytest.approx(198.0)
    assert item.length_s == pytest.approx(388.0)


def test_a_work_is_as_loud_as_its_energy_and_boosted_no_more_than_its_peak_allows() -> None:
    (item,) = gather_items((a_movement(1, lufs=-20.0), a_movement(2, lufs=-40.0)), seed=0)
    assert item.loudness_lufs == pytest.approx(-22.9, abs=0.1)
    assert item.loudest_db == pytest.approx(5.0)
    (quiet,) = gather_items((a_track(measures=some_measures(peak_dbtp=-30.0)),), seed=0)
    assert quiet.loudest_db == 10.0


def test_a_work_of_which_one_movement_is_not_measured_follows_the_others() -> None:
    second = replace(unheard(a_movement(2)), id=a_track("Second").id)
    (item,) = gather_items((a_movement(1, lufs=-20.0), second), seed=0)
    assert item.loudness_lufs == -20.0
    assert item.loudest_db == 0.0


def test_nobody_lifts_what_has_an_unknown_peak() -> None:
    measures = replace(some_measures(loudness_lufs=-40.0), peak_dbtp=None)
    (item,) = gather_items((a_track(measures=measures),), seed=0)
    assert (item.loudness_lufs, item.loudest_db) == (-40.0, 0.0)
    (bare,) = gather_items((unheard(a_track()),), seed=0)
    assert (bare.loudness_lufs, bare.loudest_db) == (None, 0.0)


@given(seed=st.integers(0, 5), order=st.permutations([a_track(f"T{n}") for n in range(6)]))
def test_only_ids_and_the_seed_order_the_items(seed: int, order: list[Track]) -> None:
    assert gather_items(tuple(order), seed=seed) == gather_items(tuple(order[::-1]), seed=seed)


def test_another_seed_is_another_order() -> None:
    tracks = tuple(a_track(f"T{number}") for number in range(8))
    orders = {
        tuple(item.head().id for item in gather_items(tracks, seed=seed)) for seed in range(4)
    }
    assert len(orders) == 4
