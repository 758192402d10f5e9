"""The picture of a library against an arc in a terminal."""

import pytest
from reports import a_full_report, a_level, a_phase_gap, a_report

from setlist.drawing.gap_text import draw_gaps_text
from setlist.drawing.span import Style, plain_text
from setlist.drawing.words import measure
from setlist.model import PhaseName


@pytest.mark.parametrize("width", [24, 40, 60, 80, 300])
@pytest.mark.parametrize("unicode", [True, False])
def test_every_line_fits_and_every_phase_is_told(
    width: int,
    unicode: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    lines = draw_gaps_text(a_full_report(), width=width, unicode=unicode)
    assert all(sum(measure(span.text) for span in line) <= width for line in lines)
    text = " ".join(plain_text(lines).split())
    assert "peak needs 30 min, 10 min are within its rules and reach" in text
    assert "add 20 more minutes at intensity 5-7, no words" in text
    assert "10 ~5 of 24 min" in text
    assert "45 min" in text
    assert text.isascii() or unicode


def test_a_step_is_drawn_as_rated_suggested_barred_and_under_it_what_is_wanted() -> None:
    lines = plain_text(draw_gaps_text(a_full_report(), width=110)).splitlines()
    place = next(number for number, row in enumerate(lines) if row[12:13] == "6")
    # 72 minutes over 72 columns.
    assert lines[place][14:44] == "█" * 10 + "░" * 5 + "·" * 15
    assert lines[place + 1].strip() == "─ peak ─".center(24, "─")


def test_a_bar_that_runs_on_ends_in_an_arrow() -> None:
    lines = plain_text(draw_gaps_text(a_full_report(), width=110)).splitlines()
    row = next(row for row in lines if row.startswith("challenging"))
    assert row[14:87] == "█" * 72 + "→"
    assert row.endswith("300 min")


def test_a_phase_with_little_room_is_told_by_its_first_letter() -> None:
    report = a_report(a_level(5, rated=60.0, wanted={PhaseName.ONSET: 2.0, PhaseName.PEAK: 20.0}))
    lines = plain_text(draw_gaps_text(report, width=80)).splitlines()
    place = next(number for number, row in enumerate(lines) if row[12:13] == "5")
    assert lines[place + 1].strip().startswith("o")
    assert "peak" in lines[place + 1]


def test_what_is_missing_is_a_warning() -> None:
    lacking = a_report(phases=(a_phase_gap(add="5 more minutes"),), planned=False)
    spans = [span for line in draw_gaps_text(lacking, width=100) for span in line]
    assert sum(span.style is Style.WARNING for span in spans) == 2
    spans = [span for line in draw_gaps_text(a_report(), width=100) for span in line]
    assert not any(span.style is Style.WARNING for span in spans)


def test_words_from_strangers_cannot_steer_the_terminal() -> None:
    report = a_report(
        arc="\x1b[2J\u202eArc", phases=(a_phase_gap(rule='tag "\x1b]0;x\x07"'),), listener="\x00"
    )
    text = plain_text(draw_gaps_text(report, width=80))
    assert text.replace("\n", "").isprintable()
