"""Rating through the keyboard, tagging and suggesting from the command line."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from crews import finish, start
from programs import Run

Typed = Callable[..., tuple[int, str]]


@pytest.fixture
def unrated(shelf: Path, run: Run) -> Path:
    """The tones, of which the last three are rated by nobody."""
    sidecar = shelf / "setlist.library.toml"
    text = sidecar.read_text(encoding="utf-8")
    for number in (4, 5, 6):
        text = text.replace(f"intensity = {number}\n", "")
    sidecar.write_text(text, encoding="utf-8")
    assert run("library", "scan", str(shelf))[0] == 0
    return shelf


@pytest.fixture
def rate(run: Run, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Rate a library by typing lines, and give the exit code and all that was said."""

    def call(
        folder: Path, *words: str, lines: tuple[str, ...] = (), by: str = "KL"
    ) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code, out, err = run("library", "rate", str(folder), *words, "--by", by, "--silent")
        assert out == ""
        return code, err

    return call


def listed(run: Run, folder: Path, query: str) -> list[str]:
    return [
        row["title"] for row in json.loads(run("library", "list", str(folder), query, "--json")[1])
    ]


def test_every_answer_is_kept_at_once_and_the_end_of_input_ends_it(
    run: Run, unrated: Path, rate: Typed
) -> None:
    code, said = rate(unrated, lines=("4", "t steady", "7"))
    assert code == 0
    assert "1 of 3" in said
    assert "kept: intensity 4" in said
    assert "rated 2, skipped 0, 1 to go" in said
    assert listed(run, unrated, "rated:no") == ["Piece 5"]
    assert listed(run, unrated, "tag:steady") == ["Piece 4"]


def test_three_excerpts_are_named_as_files_to_open(unrated: Path, rate: Typed) -> None:
    _, said = rate(unrated, lines=("p1", "p3", "q"))
    opened = [line.removeprefix("open ") for line in said.splitlines() if line.startswith("open ")]
    assert opened
    assert all(name.endswith(".wav") for name in opened)
    assert "there is no excerpt 3: the track is short" in said
    assert not any(Path(name).exists() for name in opened)  # they go with the dialogue


def test_a_mistake_is_said_and_asked_again_and_undo_takes_back(
    run: Run, unrated: Path, rate: Typed
) -> None:
    code, said = rate(unrated, lines=("14", "nonsense", "t wram", "5", "u", "6", "s", "q"))
    assert code == 0
    assert "1 to 9" in said
    assert "warm" in said
    assert "took back intensity" in said
    assert listed(run, unrated, "intensity:6") == ["Piece 3"]
    trail = json.loads(run("library", "history", "Piece 3", "--library", str(unrated), "--json")[1])
    assert [change["what"]["value"] for change in trail] == ["5", None, "6"]
    assert {change["how"] for change in trail} == {"rate"}


def test_what_others_said_shows_only_after_ones_own_word(
    unrated: Path, rate: Typed, run: Run
) -> None:
    run("library", "tag", "Piece 3", "intensity=8", "--by", "MR", "--library", str(unrated))
    _, said = rate(unrated, "track:sha rated:yes raters:1 intensity:8", lines=("4", "q"))
    before, after = said.split("kept: intensity 4")
    assert "MR" not in before
    assert "gave" not in before
    assert "intensity: " not in before
    assert "others gave: MR 8" in after


def test_there_is_nothing_left_to_rate(shelf: Path, rate: Typed) -> None:
    assert rate(shelf) == (0, "there is nothing left to rate here\n")


def test_a_rating_goes_into_the_overlay_of_a_clinic(run: Run, unrated: Path, rate: Typed) -> None:
    rate(unrated, "--clinic", "harbour", lines=("9", "q"))
    assert listed(run, unrated, "rated:no") == ["Piece 3", "Piece 4", "Piece 5"]
    rows = run("library", "list", str(unrated), "intensity:9", "--clinic", "harbour", "--json")[1]
    assert [row["title"] for row in json.loads(rows)] == ["Piece 3"]


def test_a_file_that_is_gone_is_told_and_the_dialogue_goes_on(
    run: Run, unrated: Path, rate: Typed
) -> None:
    (unrated / "p3.flac").unlink()
    code, said = rate(unrated, lines=("4", "5", "q"))
    assert code == 0
    assert "p3.flac" in said
    assert listed(run, unrated, "rated:no missing:yes,no") == ["Piece 5"]


def test_the_program_rates_through_a_pipe(unrated: Path) -> None:
    words = ("library", "rate", str(unrated), "--by", "KL", "--silent")
    assert finish(start(*words, typed="4\nq\n"))[0] == 0
    code, said = finish(start(*words, typed=""))
    assert code == 0
    assert "rated 0, skipped 0, 2 to go" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("by", ["Karin Lund", "", "k@x.org", "1970-01-01"])
def test_a_name_is_refused_before_anything_is_asked(unrated: Path, rate: Typed, by: str) -> None:
    code, said = rate(unrated, lines=("4",), by=by)
    assert code == 3
    assert "initials" in said
    assert "Lund" not in said


def test_a_tag_tells_how_much_was_kept(run: Run, shelf: Path) -> None:
    place = ("--by", "KL", "--library", str(shelf))
    assert (
        "2 statements kept"
        in run("library", "tag", "Piece 0", "voice=words", "tags=cold", *place)[2]
    )
    assert "0 statements kept" not in run("library", "tag", "Piece 1", "voice=none", *place)[2]
    assert (
        "1 proposal kept" in run("library", "tag", "Piece 2", "voice=none", "--propose", *place)[2]
    )
    code, _, err = run("library", "tag", "Piece 0", *place)
    assert code == 3
    assert "FIELD=VALUE" in err


def test_a_suggestion_abstains_under_ten_ratings(run: Run, shelf: Path) -> None:
    code, out, err = run("library", "suggest", str(shelf))
    assert (code, out) == (0, "")
    assert "6 rated and measured tracks are too few, 10 are needed" in err
    _, out, _ = run("library", "suggest", str(shelf), "--json")
    assert json.loads(out)["intensities"] == {}
