"""What people say is taken in whole, under one spelling, and never lost."""

from pathlib import Path

import pytest
from sayings import at

from setlist.engine import (
    View,
    check_library,
    judge_proposals,
    list_conflicts,
    list_proposals,
    list_tracks,
    read_history,
    read_values,
    settle,
    stamp,
    tag,
)
from setlist.engine.statements import tell_time
from setlist.errors import InputError
from setlist.model import Field, Standing

HARBOUR = View(clinic="harbour")


def test_the_time_has_the_form_that_statements_carry() -> None:
    assert len(tell_time()) == len(at(0)) == 27
    assert tell_time() < tell_time() or tell_time()[:10] > "2026"


def test_several_tracks_are_tagged_at_once_under_one_spelling(shelf: Path) -> None:
    values = read_values(["tags=Steady, WARM", "intensity=4,5"])
    said = tag(shelf, ["Piece 0", "Piece 1"], values, by="k.l.", on=at(1))
    assert {each.value for each in said} == {"steady; warm", "4.5"}
    assert {(each.by, each.on) for each in said} == {("KL", at(1))}
    assert len(said) == 4


def test_every_fault_is_said_at_once_and_nothing_is_kept(shelf: Path) -> None:
    values = read_values(["intensity=14", "voice=loud", "tags=wram"])
    with pytest.raises(InputError) as caught:
        tag(shelf, ["Piece 0", "nonsense", "Piece"], values, by="Karin Lund")
    assert len(caught.value.findings) == 6
    assert all(finding.mend for finding in caught.value.findings)
    assert "Karin" not in str(caught.value)
    assert read_history(shelf) == ()


def test_a_clock_that_went_back_does_not_lose_the_later_word(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=none"]), by="KL", on=at(30))
    (said,) = tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="KL", on=at(10))
    assert said.on > at(30)
    assert [row.title for row in list_tracks(shelf, "voice:words").tracks] == ["Piece 0"]


def test_what_is_taken_back_does_not_count_and_stays_in_the_trail(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="KL")
    tag(shelf, ["Piece 0"], read_values(["voice="]), by="KL")
    assert not list_tracks(shelf, "voice:words").tracks
    assert [change.what.value for change in read_history(shelf)] == ["words", None]  # type: ignore[union-attr]  # statements


def test_an_overlay_counts_for_its_clinic_and_not_in_the_base(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="KL", view=HARBOUR)
    assert len(list_tracks(shelf, "voice:words", view=HARBOUR).tracks) == 1
    assert not list_tracks(shelf, "voice:words").tracks
    assert not list_tracks(shelf, "voice:words", view=View(clinic="hill")).tracks


@pytest.mark.parametrize("clinic", ["x" * 41, "a\nb", "\u202eabc", " ", "a\0b"])
def test_a_clinic_whose_name_no_file_could_hold_is_refused(shelf: Path, clinic: str) -> None:
    with pytest.raises(InputError, match="no name of an overlay"):
        tag(shelf, ["Piece 0"], read_values(["voice=none"]), by="KL", view=View(clinic=clinic))


def test_a_proposal_waits_until_somebody_else_judges_it(shelf: Path) -> None:
    values = read_values(["voice=words", "tags=cold"])
    tag(shelf, ["Piece 0"], values, by="KL", propose=True, on=at(1))
    assert len(list_proposals(shelf)) == 2
    assert not list_tracks(shelf, "voice:words").tracks
    with pytest.raises(InputError):
        judge_proposals(shelf, "Piece 0", by="KL", accepted=True)
    (tags,) = judge_proposals(shelf, "Piece 0", by="MR", accepted=False, field=Field.TAGS, on=at(2))
    assert tags.standing is Standing.REJECTED
    (voice,) = judge_proposals(shelf, "Piece 0", by="MR", accepted=True, on=at(3))
    assert (voice.standing, voice.reviewer) == (Standing.SAID, "MR")
    assert list_proposals(shelf) == ()
    with pytest.raises(InputError, match="nothing is proposed"):
        judge_proposals(shelf, "Piece 0", by="MR", accepted=True)
    (row,) = list_tracks(shelf, "voice:words").tracks
    assert row.tags == ("warm",)
    assert len(read_history(shelf)) == 4


def test_a_disagreement_stays_until_it_is_settled(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=none"]), by="KL", on=at(1))
    tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="MR", on=at(2))
    assert [str(each) for each in list_conflicts(shelf)] == ["voice: KL none, MR words"]
    with pytest.raises(InputError) as caught:
        settle(shelf, "Piece 0", Field.VOICE, "CU", by="CU")
    assert caught.value.findings[0].mend
    settle(shelf, "Piece 0", Field.VOICE, "kl", by="CU", on=at(3))
    assert list_conflicts(shelf) == ()
    assert len(list_tracks(shelf, "voice:none").tracks) == 6


def test_a_stamp_goes_out_of_date_when_something_else_is_said(shelf: Path) -> None:
    assert len(stamp(shelf, ["Piece 0", "Piece 1"], by="MR", on=at(1))) == 2
    assert stamp(shelf, ["Piece 0"], by="MR", on=at(1)) == ()
    tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="KL", on=at(2))
    stale = [str(found) for found in check_library(shelf) if "reviewed it" in found.said]
    assert len(stale) == 1
    assert "p0.flac" in stale[0]
    with pytest.raises(InputError):
        stamp(shelf, ["Piece 0"], by="Karin Lund")


@pytest.mark.parametrize("text", ["=cmd()", "\x1b[31mred", "a\nb", "\u202eabc", 'say "x"', "a;b"])
def test_a_title_that_means_harm_is_one_plain_line(shelf: Path, text: str) -> None:
    try:
        (said,) = tag(shelf, ["Piece 0"], {Field.TITLE: text}, by="KL")
    except InputError as error:
        assert error.findings[0].mend  # noqa: PT017  # either is well
        return
    assert said.value is not None
    assert said.value.isprintable()
    assert "\u202e" not in said.value
    assert list_tracks(shelf, f"track:{said.track}").tracks[0].title == said.value
