"""The desk that plans are changed on."""

from dataclasses import replace

from sessions import pose_inward, some_tracks

from setlist.planning.desk import lay_desk

PROBLEM = pose_inward(some_tracks(30))


def test_a_desk_is_laid_once_for_a_problem_and_anew_for_any_other() -> None:
    desk = lay_desk(PROBLEM)
    assert lay_desk(PROBLEM) is desk
    other = replace(PROBLEM, tracks=PROBLEM.tracks[1:])
    assert PROBLEM.tracks[0].id in lay_desk(PROBLEM).number
    assert PROBLEM.tracks[0].id not in lay_desk(other).number


def test_an_equal_problem_is_not_the_same_and_gets_its_own_desk() -> None:
    twin = replace(PROBLEM)
    assert twin == PROBLEM
    assert lay_desk(twin).problem is twin
