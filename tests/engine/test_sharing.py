"""Curations that go out into files, are merged, and held side by side."""

import csv
import itertools
import shutil
from pathlib import Path

import pytest

from setlist.engine import (
    View,
    diff,
    export_curation,
    merge_files,
    read_values,
    scan,
    stamp,
    tag,
)
from setlist.errors import InputError

HARBOUR = View(clinic="harbour")


def say(folder: Path, words: str, by: str, view: View | None = None) -> None:
    tag(folder, ["Piece 0"], read_values(words.split()), by=by, view=view)


def export(folder: Path, target: Path, **how: str) -> Path:
    export_curation(folder, target, **how)  # type: ignore[arg-type]  # texts only
    return target


def test_a_curation_holds_neither_audio_nor_names_of_files(shelf: Path, tmp_path: Path) -> None:
    say(shelf, "voice=words", "KL")
    text = export(shelf, tmp_path / "x.toml").read_text(encoding="utf-8")
    assert "Piece 0" in text
    assert "p0.flac" not in text
    assert str(shelf) not in text


@pytest.mark.parametrize("suffix", ["toml", "csv"])
def test_one_layer_goes_out_alone(shelf: Path, tmp_path: Path, suffix: str) -> None:
    say(shelf, "voice=words", "KL")
    say(shelf, "voice=none", "MR", HARBOUR)
    whole, base, own = (tmp_path / f"{name}.{suffix}" for name in ("whole", "base", "own"))
    assert export_curation(shelf, whole) == 2
    assert export_curation(shelf, base, layer="") == 1
    assert export_curation(shelf, own, layer="harbour") == 1
    assert "harbour" not in base.read_text(encoding="utf-8")
    assert "words" not in own.read_text(encoding="utf-8")
    merge_files([base, own], tmp_path / f"merged.{suffix}")
    assert (tmp_path / f"merged.{suffix}").read_bytes() == whole.read_bytes()


def test_a_table_holds_what_counts_for_the_one_who_looks(shelf: Path, tmp_path: Path) -> None:
    say(shelf, "voice=words", "MR", HARBOUR)
    rows = {}
    for name, view in (("base", View()), ("own", HARBOUR)):
        target = tmp_path / f"{name}.csv"
        assert export_curation(shelf, target, view=view, form="table") == 6
        with target.open(encoding="utf-8", newline="") as stream:
            rows[name] = [row["voice"] for row in csv.DictReader(stream)]
    assert rows["base"] == ["none"] * 6
    assert rows["own"] == ["words", *["none"] * 5]


def test_no_cell_is_taken_for_a_formula(shelf: Path, tmp_path: Path) -> None:
    for number, title in enumerate(("=cmd|'/c calc'!A1", "+1", "-1", "@sum(A1)")):
        tag(shelf, [f"p{number}.flac"], {**read_values([f"title={title}"])}, by="KL")
    for form in ("table", "curation"):
        target = export(shelf, tmp_path / f"{form}.csv", form=form)
        with target.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert any("cmd" in cell for cell in cells)
        for cell in cells:
            number = cell.replace(".", "").replace("-", "").isdigit()
            assert number or not cell.startswith(("=", "+", "-", "@")), cell


def test_a_file_that_exists_is_replaced_only_when_asked(shelf: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.toml"
    export_curation(shelf, target, dry_run=True)
    assert not target.exists()
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="exists already"):
        export_curation(shelf, target)
    with pytest.raises(InputError, match="exists already"):
        merge_files([], target)
    assert target.read_text(encoding="utf-8") == "mine"
    export_curation(shelf, target, force=True)
    assert target.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("name", "form"), [("x.json", "curation"), ("x.toml", "table"), ("x", "table")]
)
def test_a_suffix_that_is_none_of_ours_is_refused(
    shelf: Path, tmp_path: Path, name: str, form: str
) -> None:
    with pytest.raises(InputError, match=r"end its name in \.") as caught:
        export(shelf, tmp_path / name, form=form)
    assert name in str(caught.value)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", ["toml", "csv"])
def test_three_files_merged_in_any_order_and_again_are_one_file(
    shelf: Path, tmp_path: Path, suffix: str
) -> None:
    files = []
    for number, by in enumerate(("KL", "MR", "CU")):
        own = Path(shutil.copytree(shelf, tmp_path / by))
        say(
            own,
            f"voice={('none', 'words', 'words')[number]} tags=warm,steady intensity={number + 2}",
            by,
        )
        stamp(own, ["Piece 0"], by=by)
        files.append(export(own, tmp_path / f"{by}.{suffix}"))
    texts = set()
    for order in itertools.permutations(files):
        conflicts = merge_files([*order, order[0]], tmp_path / f"x.{suffix}", force=True)
        assert [str(each) for each in conflicts] == ["voice: CU words, KL none, MR words"]
        texts.add((tmp_path / f"x.{suffix}").read_bytes())
    merge_files([tmp_path / f"x.{suffix}", *files], tmp_path / f"again.{suffix}")
    texts.add((tmp_path / f"again.{suffix}").read_bytes())
    assert len(texts) == 1


def test_toml_and_csv_say_the_same(shelf: Path, tmp_path: Path) -> None:
    say(shelf, "voice=words tags=warm,steady", "KL")
    one, other = export(shelf, tmp_path / "x.toml"), export(shelf, tmp_path / "x.csv")
    found = diff(one, other)
    assert (found.departures, found.reviews) == ((), ())
    merge_files([other], tmp_path / "back.toml")
    assert (tmp_path / "back.toml").read_bytes() == one.read_bytes()


def test_all_faults_of_all_files_are_said_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    newer = tmp_path / "newer.toml"
    newer.write_text("schema = 99\n", encoding="utf-8")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("never,mind\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        merge_files([newer, wrong, tmp_path / "none.toml"], tmp_path / "x.toml")
    text = str(caught.value)
    assert "newer setlist (schema 99" in text
    assert "wrong.csv" in text
    assert "none.toml" in text
    assert not (tmp_path / "x.toml").exists()


def test_a_difference_is_told_from_either_side(shelf: Path, tmp_path: Path) -> None:
    before = export(shelf, tmp_path / "before.toml")
    say(shelf, "voice=words", "KL")
    stamp(shelf, ["Piece 0"], by="MR")
    found = diff(shelf, before)
    assert [str(each) for each in found.departures] == ["voice: KL words"]
    assert len(found.reviews) == 1
    assert diff(before, shelf).departures == ()
    other = Path(shutil.copytree(shelf, tmp_path / "other"))
    say(other, "voice=none", "KL")
    assert [str(each) for each in diff(shelf, other).departures] == [
        "voice: KL words (there: KL none)"
    ]
    assert [str(each) for each in diff(other, shelf).departures] == [
        "voice: KL none (there: KL words)"
    ]


def test_a_table_is_no_curation_to_hold_beside_another(shelf: Path, tmp_path: Path) -> None:
    table = export(shelf, tmp_path / "table.csv", form="table")
    with pytest.raises(InputError) as caught:
        diff(table, shelf)
    assert caught.value.findings[0].mend


def test_what_is_said_of_a_file_that_is_gone_still_goes_out(shelf: Path, tmp_path: Path) -> None:
    say(shelf, "voice=words", "KL")
    (shelf / "p0.flac").unlink()
    scan(shelf)
    assert "Piece 0" in export(shelf, tmp_path / "x.toml").read_text(encoding="utf-8")
