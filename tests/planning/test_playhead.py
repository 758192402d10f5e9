"""What sounds at a moment, and where something else may begin."""

from dataclasses import replace

import pytest
from plans import a_cue, a_plan, a_silence, in_a_row, some_terms

from setlist.errors import InputError
from setlist.model import FadeLaw, MusicRules
from setlist.planning.playhead import cut_at, find_join, find_playhead, meet, on_grid
from setlist.units import Seconds

TERMS = replace(some_terms(), music=MusicRules(overlap_s=Seconds(16.0)))
CUES = in_a_row(
    (
        a_cue("one", length_s=300.0),
        a_cue("two", length_s=200.0, overlap_s=20.0),
        replace(a_cue("three", length_s=200.0), fade=FadeLaw.GAPLESS),
        a_silence(length_s=100.0),
        a_cue("four", length_s=300.0),
        a_silence(length_s=100.0),
    )
)
PLAN = a_plan(*CUES, terms=TERMS)


def test_the_later_of_two_that_sound_together_is_the_sounding_one() -> None:
    head = find_playhead(PLAN, Seconds(-310.0))
    assert [cue.title for cue in head.kept] == ["one", "two", "three"]
    assert head.edge_s == -300.0
    assert head.next_s() == -300.0


def test_a_work_that_has_begun_counts_to_its_last_movement() -> None:
    head = find_playhead(PLAN, Seconds(-200.0))
    assert [cue.title for cue in head.kept] == ["one", "two", "three"]
    assert not head.quiet


def test_a_silence_may_be_what_sounds() -> None:
    assert find_playhead(PLAN, Seconds(100.0)).quiet


@pytest.mark.parametrize("at_s", [-601.0, 500.0, 9999.0])
def test_there_is_nothing_to_revise_outside_the_music(at_s: float) -> None:
    with pytest.raises(InputError):
        find_playhead(PLAN, Seconds(at_s))


def test_a_cut_ends_the_sounding_cue_and_drops_what_came_after_it_in_a_work() -> None:
    head = cut_at(find_playhead(PLAN, Seconds(-200.0)), Seconds(-174.0), faded_s=Seconds(20.0))
    assert [cue.title for cue in head.kept] == ["one", "two"]
    assert head.end_s() == -174.0
    assert head.kept[-1].faded_s == 20.0
    assert head.cut


def test_a_cut_after_the_end_changes_nothing() -> None:
    head = find_playhead(PLAN, Seconds(-500.0))
    assert cut_at(head, Seconds(5000.0)) == head


def test_an_overlap_lies_within_one_movement() -> None:
    head = find_playhead(PLAN, Seconds(-200.0))
    third_s = head.kept[-1].start_s
    assert third_s == -120.0
    assert meet(head, Seconds(-200.0), Seconds(16.0)) == (-200.0, -184.0)
    assert meet(head, Seconds(-130.0), Seconds(16.0)) == (-120.0, -104.0)


def test_a_join_overlaps_by_what_the_arc_asks_and_less_than_a_step_more() -> None:
    for end_s in (100.0, 101.5, 109.9, 4321.0):
        join_s = find_join(TERMS, Seconds(end_s))
        assert 16.0 <= end_s - join_s < 26.0
        assert on_grid(TERMS, join_s) == join_s
