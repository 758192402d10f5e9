"""Why a cue stands where it does."""

from dataclasses import replace

from plans import a_cue, a_plan, a_silence, some_terms

from setlist.model import FadeLaw, Plan, Work
from setlist.playlists.reason import tell_reason
from setlist.units import Db, Seconds


def reasons(plan: Plan) -> list[str]:
    return [tell_reason(plan, place) for place in range(len(plan.cues))]


def test_the_arc_and_the_join_are_told() -> None:
    louder = replace(a_cue(overlap_s=16.0), gain_db=Db(2.0))
    assert reasons(a_plan(a_cue(length_s=120.0), louder, a_cue(gain_db=2.2))) == [
        "the arc asks 1.5 to 1.6; opens the session",
        "the arc asks 1.6 to 1.8; joins 2.0 LU louder over 16 s",
        "the arc asks 1.8 to 2; joins evenly",
    ]


def test_silence_is_planned_or_closes_the_session() -> None:
    told = reasons(a_plan(a_cue(), a_silence(), a_cue(), a_silence()))
    assert told[1] == "a planned pause"
    assert told[2].endswith("after silence")
    assert told[3] == "silence closes the session"


def test_a_pin_and_a_work_come_first() -> None:
    first = a_cue(work=Work(name="Undertow", movement=1))
    second = replace(
        a_cue(pinned=True, work=Work(name="Undertow", movement=2)), fade=FadeLaw.GAPLESS
    )
    assert reasons(a_plan(first, second))[1].startswith("pinned; part 2 of Undertow, no gap; ")


def test_what_is_not_known_is_not_told() -> None:
    terms = some_terms()
    silent = tuple(
        replace(placed, phase=replace(placed.phase, intensity=None)) for placed in terms.phases
    )
    plan = a_plan(
        a_cue(loudness_lufs=None), a_cue(), a_cue(loudness_lufs=None, overlap_s=6.0),
        terms=replace(terms, phases=silent),
    )  # fmt: skip
    assert reasons(plan) == ["opens the session", "", "joins over 6 s"]


def test_a_quieter_entrance_is_told_after_gain() -> None:
    quiet = replace(a_cue(loudness_lufs=-20.0, start_s=Seconds(0.0)), gain_db=Db(-6.0))
    assert reasons(a_plan(a_cue(), quiet))[1].endswith("joins 3.0 LU quieter")
