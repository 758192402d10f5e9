"""Reviewing from the command line."""

import json
from pathlib import Path

import pytest
from programs import Run


@pytest.fixture
def disputed(run: Run, shelf: Path) -> Path:
    """The tones, with a proposal and two disagreements."""
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 0", "tags=cold", "voice=words", "--by", "KL", "--propose", *place)
    for by, voice in (("KL", "none"), ("MR", "words")):
        run("library", "tag", "Piece 1", "Piece 2", f"voice={voice}", "--by", by, *place)
    return shelf


def test_what_is_open_is_listed_in_words_and_for_scripts(run: Run, disputed: Path) -> None:
    _, out, err = run("library", "review", "--library", str(disputed))
    assert "tags: KL cold" in out
    assert out.count("not agreed") == 2
    assert "2 proposals wait, 2 disagreements" in err
    _, out, _ = run("library", "review", "--library", str(disputed), "--json")
    told = json.loads(out)
    assert (len(told["proposals"]), len(told["conflicts"])) == (2, 2)


def test_one_field_of_a_proposal_is_judged_alone(run: Run, disputed: Path) -> None:
    words = ("Piece 0", "--reject", "--field", "tags", "--by", "MR", "--library", str(disputed))
    assert "1 proposals rejected" in run("library", "review", *words)[2]
    assert "1 proposals wait" in run("library", "review", "--library", str(disputed))[2]


def test_a_disagreement_on_several_tracks_is_settled_at_once(run: Run, disputed: Path) -> None:
    words = ("Piece 1", "Piece 2", "--settle", "voice=KL", "--by", "CU")
    code, _, err = run("library", "review", *words, "--library", str(disputed))
    assert code == 0, err
    assert "2 statements rejected" in err
    assert "0 disagreements" in run("library", "review", "--library", str(disputed))[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Piece 0", "--accept"), "somebody who made it"),
        (("Piece 0", "--accept", "--by", "KL"), "KL"),
        (("Piece 1", "--accept", "--by", "MR"), "nothing is proposed"),
        (("Piece 1", "--settle", "voice", "--by", "CU"), "FIELD=INITIALS"),
        (("Piece 1", "--settle", "loudness=KL", "--by", "CU"), "is no field"),
        (("Piece 1", "--settle", "voice=ZZ", "--by", "CU"), "KL, MR"),
        (("nonsense", "--by", "CU"), "no track is called"),
        (("Piece 1", "--by", "Karin Lund"), "initials"),
    ],
)
def test_what_cannot_be_reviewed_is_said_with_a_mend(
    run: Run, disputed: Path, words: tuple[str, ...], said: str
) -> None:
    code, _, err = run("library", "review", *words, "--library", str(disputed))
    assert code == 3
    assert said in err


def test_the_history_of_one_track_or_of_all_is_told(run: Run, disputed: Path) -> None:
    _, out, _ = run("library", "history", "Piece 1", "--library", str(disputed))
    assert out.count("voice:") == 2
    _, out, _ = run("library", "history", "--library", str(disputed), "--json")
    assert [change["number"] for change in json.loads(out)] == [1, 2, 3, 4, 5, 6]
