"""What a person who rates has before them."""

import shutil
import wave
from pathlib import Path

import pytest
from sayings import at

from setlist.engine import (
    View,
    is_value,
    open_booth,
    read_field,
    read_history,
    read_library,
    read_values,
    scan,
    spell,
    stamp,
    tag,
    tell_change,
    write_excerpts,
)
from setlist.errors import AudioError, InputError
from setlist.model import Field

HARBOUR = View(clinic="harbour")


@pytest.fixture
def unrated(shelf: Path) -> Path:
    """The tones, of which three are rated by nobody."""
    text = (shelf / "setlist.library.toml").read_text(encoding="utf-8")
    for number in (4, 5, 6):
        text = text.replace(f"intensity = {number}\n", "")
    (shelf / "setlist.library.toml").write_text(text, encoding="utf-8")
    scan(shelf)
    return shelf


def waiting(folder: Path, query: str = "", by: str = "KL", view: View | None = None) -> list[str]:
    booth = open_booth(folder, query, by=by, view=view)
    return [track.tags.title or "" for track in booth.tracks]


def test_tracks_that_nobody_rated_wait(unrated: Path) -> None:
    assert waiting(unrated) == ["Piece 3", "Piece 4", "Piece 5"]
    tag(unrated, ["Piece 3"], read_values(["intensity=4"]), by="MR")
    assert waiting(unrated) == ["Piece 4", "Piece 5"]


def test_a_query_asks_for_a_second_opinion_on_what_others_rated(unrated: Path) -> None:
    tag(unrated, ["Piece 3"], read_values(["intensity=4"]), by="MR")
    assert waiting(unrated, "intensity:1..4") == ["Piece 0", "Piece 1", "Piece 2", "Piece 3"]
    assert waiting(unrated, "intensity:1..4", by="MR") == ["Piece 0", "Piece 1", "Piece 2"]
    assert waiting(unrated, "intensity:1..4", by="m.r.") == ["Piece 0", "Piece 1", "Piece 2"]


def test_an_overlay_has_ratings_of_its_own(unrated: Path) -> None:
    tag(unrated, ["Piece 3"], read_values(["intensity=4"]), by="KL", view=HARBOUR)
    assert waiting(unrated) == ["Piece 3", "Piece 4", "Piece 5"]
    assert waiting(unrated, view=HARBOUR) == ["Piece 4", "Piece 5"]
    assert "Piece 3" not in waiting(unrated, "intensity:1..9", view=HARBOUR)


def test_a_rater_sees_the_own_words_and_the_vocabulary(unrated: Path) -> None:
    tag(unrated, ["Piece 3"], read_values(["voice=words", "tags=cold"]), by="KL")
    tag(unrated, ["Piece 3"], read_values(["voice=none"]), by="MR")
    booth = open_booth(unrated, by="k.l.")
    assert booth.by == "KL"
    assert booth.said[booth.tracks[0].id] == {Field.VOICE: "words", Field.TAGS: "cold"}
    assert "warm" in booth.vocabulary.words()
    assert spell(Field.TAGS, "WARM", booth.vocabulary) == "warm"


def test_a_name_and_a_wrong_query_are_refused(unrated: Path) -> None:
    with pytest.raises(InputError, match="name"):
        open_booth(unrated, by="Karin Lund")
    with pytest.raises(InputError, match="intensity"):
        open_booth(unrated, "intensty:4", by="KL")


def test_a_missing_file_does_not_wait(unrated: Path) -> None:
    (unrated / "p3.flac").unlink()
    scan(unrated)
    assert waiting(unrated) == ["Piece 4", "Piece 5"]


def test_excerpts_are_files_that_can_be_opened(shelf: Path, tmp_path: Path) -> None:
    track = read_library(shelf).tracks[0]
    (path,) = write_excerpts(track, tmp_path)
    with wave.open(str(path)) as sound:
        assert sound.getnframes() == 48000
    shutil.rmtree(shelf)
    with pytest.raises(AudioError, match="p0"):
        write_excerpts(track, tmp_path)


def test_words_are_told_from_tracks() -> None:
    assert is_value("intensity=4")
    assert is_value(" Voice =none")
    assert is_value("tags=")
    assert not is_value("a=b")
    assert not is_value("Still Pond")
    assert not is_value("E=mc2")


def test_values_are_read_and_taken_back() -> None:
    values = read_values(["intensity=4", "title=a=b", "tags="])
    assert values == {Field.INTENSITY: "4", Field.TITLE: "a=b", Field.TAGS: None}


def test_nothing_said_or_one_field_twice_is_refused() -> None:
    with pytest.raises(InputError, match="nothing is said") as caught:
        read_values([])
    assert "intensity" in caught.value.findings[0].mend
    with pytest.raises(InputError, match="given twice"):
        read_values(["voice=none", "VOICE=words"])
    with pytest.raises(InputError, match="is no field"):
        read_field("loudness")


def test_a_line_of_the_trail_is_told_in_words(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="KL", view=HARBOUR, on=at(1))
    tag(shelf, ["Piece 0"], read_values(["voice="]), by="KL", view=HARBOUR, on=at(2))
    stamp(shelf, ["Piece 0"], by="MR", on=at(3))
    told = [tell_change(change) for change in read_history(shelf)]
    assert [cells[0] for cells in told] == ["1", "2", "3"]
    assert told[0][1:3] == ("2026-11-25 12:01:00", "KL [harbour]")
    assert told[0][4] == "voice: words (said)"
    assert told[1][4] == "voice: taken back (said)"
    assert told[2][4].startswith("reviewed version ")
