"""An arc that cannot do what it says is told so, with the line."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from setlist.arcs import audit_arc
from setlist.documents import Document
from setlist.errors import Severity
from setlist.model import Arc

Make = Callable[..., Document[Arc]]
WORDS = frozenset({"warm", "steady", "sudden", "film score"})


def said_of(document: Document[Arc], severity: Severity = Severity.ERROR) -> list[str]:
    findings = audit_arc(
        document.value,
        vocabulary_words=WORDS,
        source_keys={"barrett2017"},
        locate=document.place,
    )
    assert all(finding.mend and finding.place.line for finding in findings)
    return [str(finding) for finding in findings if finding.severity is severity]


def test_an_arc_that_holds_is_left_in_peace(an_arc: Make) -> None:
    assert said_of(an_arc()) == []
    assert said_of(an_arc(), Severity.WARNING) == []


def test_an_unknown_tag_is_told_with_the_nearest(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('"sudden"', '"suden"')))
    assert said.startswith(
        'own.toml:21: phase 2 "peak".forbid item 1: "suden" is not in the vocabulary — did you mean'
        " sudden?"
    )


def test_a_tag_is_not_both_wanted_and_forbidden(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('"steady"', '"sudden"')))
    assert '"sudden" is both preferred and forbidden' in said


def test_an_unknown_source_is_a_warning(an_arc: Make) -> None:
    (said,) = said_of(an_arc(("barrett2017", "barret2017")), Severity.WARNING)
    assert "did you mean barrett2017?" in said
    arc = an_arc(("barrett2017", "x")).value
    assert audit_arc(arc, vocabulary_words=WORDS) == ()


@pytest.mark.parametrize("landmark", ["hold_end", "infusion_end", "floor"])
def test_a_phase_stands_on_a_landmark_that_every_route_has(an_arc: Make, landmark: str) -> None:
    (said,) = said_of(an_arc(('"return_end.p75"', f'"{landmark}"')))
    assert f"stands on {landmark}, which im" in said


def test_a_prompt_needs_its_landmark_on_one_route_only(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('at = "infusion_end"', 'at = "hold_end"')))
    assert "stands on hold_end, which no route of this arc has" in said


def test_a_phase_on_the_booster_is_a_warning(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('"return_end.p75"', '"booster + 40 min"')), Severity.WARNING)
    assert "a session without a second part has none" in said


def test_an_arc_without_routes_has_its_two_ends_only(an_arc: Make) -> None:
    said = said_of(an_arc(('routes = ["im", "iv-infusion"]', "")))
    assert len(said) == 5
    ends = [
        ('"dose - 10 min"', '"start"'),
        ('"onset.p10"', '"start + 5 min"'),
        ('"peak_end.p75"', '"end - 5 min"'),
        ('"return_end.p75"', '"end"'),
        ('at = "infusion_end"', 'at = "end"'),
    ]
    assert said_of(an_arc(('routes = ["im", "iv-infusion"]', ""), *ends)) == []


@pytest.mark.parametrize(
    "moment", ["onset.p10", "onset.p10 - 1 min", "onset.p10 + 0 min", "onset.p10 - 0.5 min"]
)
def test_a_phase_that_ends_where_it_begins_is_told(an_arc: Make, moment: str) -> None:
    (said,) = said_of(an_arc(('"peak_end.p75"', f'"{moment}"')))
    assert "the phase peak ends no later than it begins" in said


def test_a_phase_that_ends_on_an_earlier_landmark_is_told(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('"return_end.p75"', '"peak_start.p50"')))
    assert "the phase land ends no later than it begins" in said


@pytest.mark.parametrize(
    "moment", ["onset.p75", "onset.p10 + 1 min", "onset.p90 - 1 min", "12 min", "onset.p25"]
)
def test_a_phase_that_may_have_room_is_not(an_arc: Make, moment: str) -> None:
    assert said_of(an_arc(('"peak_end.p75"', f'"{moment}"'))) == []


def test_an_earlier_landmark_of_slow_people_may_come_after_a_later_one_of_quick_people(
    an_arc: Make,
) -> None:
    changes = (('"onset.p10"', '"peak_start.p10"'), ('"peak_end.p75"', '"onset.p90"'))
    assert said_of(an_arc(*changes)) == []


@pytest.mark.parametrize("at", ["peak_end.p75", "floor - 1 min", "60 min"])
def test_a_silence_that_may_fall_before_a_floor_is_told(an_arc: Make, at: str) -> None:
    (said,) = said_of(an_arc(('at = "end"', f'at = "{at}"')), Severity.WARNING)
    assert "may fall before the floor of iv-infusion" in said


@pytest.mark.parametrize("at", ["end", "floor", "floor + 5 min"])
def test_a_silence_behind_the_floor_is_not(an_arc: Make, at: str) -> None:
    assert said_of(an_arc(('at = "end"', f'at = "{at}"')), Severity.WARNING) == []


def test_a_length_of_a_route_that_is_not_claimed_is_told(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('im = "90 min"', 'oral = "90 min"')), Severity.WARNING)
    assert said.startswith("own.toml:9: length.oral: gives a length for oral")


def test_style_and_music_go_together(an_arc: Make) -> None:
    (said,) = said_of(an_arc(('"psychedelic"', '"no-music"')), Severity.WARNING)
    assert "is of the style no-music and has phases with music" in said
    arc = an_arc().value
    silent = replace(arc, phases=tuple(replace(phase, music=False) for phase in arc.phases))
    (finding,) = audit_arc(silent, vocabulary_words=WORDS)
    assert finding.said == "is of the style psychedelic and has no phase with music"
    assert str(finding.place) == "own.toml: style"


def test_without_the_file_a_place_still_has_its_field(an_arc: Make) -> None:
    (finding,) = audit_arc(an_arc(('"warm"', '"cosy"')).value, vocabulary_words=WORDS)
    assert str(finding.place) == 'own.toml: phase 1 "settle".prefer item 1'


def test_a_rule_that_does_nothing_is_a_warning(an_arc: Make) -> None:
    series = ("[length]", "[series]\nrise = 0.5\n\n[length]")
    (said,) = said_of(an_arc(series), Severity.WARNING)
    assert "raises nothing" in said
    risen = ('prefer = ["steady"]', 'prefer = ["steady"]\nintensity = [3, 4]')
    assert said_of(an_arc(series, risen), Severity.WARNING) == []
    music = ("[length]", '[music]\nartist_gap = "rule"\n\n[length]')
    (said,) = said_of(an_arc(music), Severity.WARNING)
    assert "keeps no distance" in said
