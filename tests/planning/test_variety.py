"""Several plans for one session: they truly differ, or it is said why not."""

from sessions import PROVENANCE, pose_inward, some_tracks

from setlist.model import Pin
from setlist.planning import audit_plan, count_shared, solve_alternatives


def test_every_two_plans_share_a_third_of_their_tracks_at_most() -> None:
    problem = pose_inward(some_tracks(120))
    plans, findings = solve_alternatives(problem, 3, provenance=PROVENANCE)
    assert len(plans) == 3
    assert findings == ()
    for one in plans:
        assert audit_plan(one, problem.tracks) == ()
        assert one.bound is not None
        assert one.bound <= one.cost
        assert one.candidates == plans[0].candidates
        for other in plans:
            if other is not one:
                music = sum(cue.track is not None for cue in one.cues)
                assert count_shared(one, other) <= music / 3


def test_a_pinned_track_is_in_every_plan_and_is_not_counted() -> None:
    tracks = some_tracks(120)
    problem = pose_inward(tracks, pins=(Pin(track=tracks[3].id),))
    plans, _ = solve_alternatives(problem, 2, provenance=PROVENANCE)
    assert all(tracks[3].id in {cue.track for cue in plan.cues} for plan in plans)
    assert len(plans) == 2


def test_a_library_too_small_for_more_says_why() -> None:
    plans, findings = solve_alternatives(pose_inward(some_tracks(40)), 4, provenance=PROVENANCE)
    assert 1 <= len(plans) < 4
    assert "share more than a third" in findings[0].said
    assert findings[0].mend
