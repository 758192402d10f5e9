"""Reading recipes, and naming what they make."""

from dataclasses import replace
from pathlib import Path

import pytest

from setlist.audio import Block, LoudnessMeter
from setlist.errors import InputError
from setlist.starter import Recipe, name_library, read_recipes
from setlist.starter.cookbook import SOUND_VERSION

RECIPE = """\
title = "Test Piece"
seed = 1
intensity = 2
tonic = "C"
octave = 3
mode = "ionian"
duration_s = 180
chord_beats = 16
chords = [[1, 5, 8, 10], [-1, 5, 8, 10]]
curve_lu = [[0, -2], [0.5, 0], [1, -2]]

[[pad]]
voice = "warm"
level_db = 0
"""


def write(folder: Path, text: str, name: str = "test-piece.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_recipes(folder)
    return [str(finding).removeprefix(str(folder)) for finding in caught.value.findings]


def test_a_recipe_is_read(tmp_path: Path) -> None:
    (recipe,) = read_recipes(write(tmp_path, RECIPE))
    assert recipe.title == "Test Piece"
    assert recipe.pad[0].voice == "warm"
    assert recipe.curve_lu == ((0.0, -2.0), (0.5, 0.0), (1.0, -2.0))


def test_recipes_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    write(tmp_path, RECIPE)
    write(tmp_path, RECIPE.replace("Test Piece", "Another"), "another.toml")
    assert [recipe.title for recipe in read_recipes(tmp_path)] == ["Another", "Test Piece"]


def test_all_faults_of_all_recipes_come_at_once(tmp_path: Path) -> None:
    write(tmp_path, RECIPE.replace("intensity = 2", "intensity = 14").replace("warm", "worm"))
    write(tmp_path, RECIPE.replace("Test Piece", "Another") + "loud = 3\n", "another.toml")
    said = faults(tmp_path)
    assert len(said) == 3
    assert any(line.startswith("/another.toml:15") and "loud" in line for line in said)
    assert any("intensity" in line and "14" in line for line in said)
    assert any("worm" in line for line in said)


@pytest.mark.parametrize(
    "curve", ["[[0.1, 0], [1, 0]]", "[[0, 0], [0.9, 1]]", "[[0, 0], [0, 1], [1, 0]]"]
)
def test_a_curve_ascends_from_start_to_end(tmp_path: Path, curve: str) -> None:
    text = RECIPE.replace("[[0, -2], [0.5, 0], [1, -2]]", curve)
    (line,) = faults(write(tmp_path, text))
    assert line.startswith("/test-piece.toml:10: curve_lu")


def test_a_layer_enters_before_it_leaves(tmp_path: Path) -> None:
    (line,) = faults(write(tmp_path, RECIPE + "enters = 0.5\nleaves = 0.4\n"))
    assert line.startswith("/test-piece.toml:16: pad 1")


def test_a_file_is_named_after_its_title(tmp_path: Path) -> None:
    (line,) = faults(write(tmp_path, RECIPE, "other.toml"))
    assert "test-piece.toml" in line


def test_a_folder_without_recipes_is_refused(tmp_path: Path) -> None:
    (line,) = faults(tmp_path)
    assert "no recipe" in line


def test_the_name_changes_with_every_recipe_and_with_nothing_else(small: Recipe) -> None:
    other = replace(small, title="Other")
    name = name_library((small, other))
    assert name == name_library((other, small))
    assert name != name_library((small,))
    assert name != name_library((small, replace(other, room_wet=0.51)))
    assert name.startswith("starter-")


def test_other_sound_has_another_version(small_sound: Block) -> None:
    """If this fails, the same recipe sounds different: raise SOUND_VERSION and measure anew."""
    meter = LoudnessMeter()
    meter.add(small_sound)
    heard = [round(float(level), 1) for level in meter.short_term()[::40]]
    expected = {2: [-48.0, -39.4, -30.7, -24.6, -25.0, -34.1]}
    assert heard == pytest.approx(expected[SOUND_VERSION], abs=0.15)
