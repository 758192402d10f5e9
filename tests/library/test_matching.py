"""Which entries speak of which files."""

from collections.abc import Callable
from pathlib import Path

from builders import a_track_id
from surveys import survey_of

from setlist.errors import Finding
from setlist.library.matching import match_entries

MakeFolder = Callable[..., Path]


def match(root: Path, *unheard: str) -> tuple[dict[str, list[str | None]], tuple[Finding, ...]]:
    """Match entries with files that each hold the sound named like them."""
    survey = survey_of(root)
    names = tuple(record.file.name for record in survey.records)
    ids = {name: a_track_id(Path(name).name) for name in names if name not in unheard}
    matched, findings = match_entries(survey.entries, names=names, ids=ids)
    titles = {name: [each.said.title for each in entries] for name, entries in matched.items()}
    return titles, findings


def test_an_entry_with_an_id_follows_its_sound(make_folder: MakeFolder) -> None:
    side = f'[[track]]\npath = "old/a.flac"\nid = "{a_track_id("a.flac")}"\ntitle = "A"\n'
    matched, findings = match(make_folder("new/a.flac", "b.flac", sidecar=side))
    assert matched == {"new/a.flac": ["A"]}
    assert not findings


def test_an_id_reaches_no_further_than_its_folder(make_folder: MakeFolder) -> None:
    root = make_folder("in/b.flac", "a.flac")
    side = f'[[track]]\nid = "{a_track_id("a.flac")}"\n'
    (root / "in/setlist.library.toml").write_text(side, encoding="utf-8")
    matched, (finding,) = match(root)
    assert not matched
    assert finding.place.line == 2


def test_a_rating_never_goes_to_another_sound_at_the_same_path(make_folder: MakeFolder) -> None:
    side = f'[[track]]\npath = "a.flac"\nid = "{a_track_id("other")}"\ntitle = "Other"\n'
    matched, (finding,) = match(make_folder("a.flac", sidecar=side))
    assert not matched
    assert "another sound" in finding.said


def test_a_missing_file_is_a_finding_with_the_nearest_name(make_folder: MakeFolder) -> None:
    side = (
        '[[track]]\npath = "a/still pnod.flac"\n'
        '[[track]]\npath = "low tide.mp3"\n'
        '[[track]]\npath = "Lwo Tide.flac"\n'
        '[[track]]\npath = "no/such/thing.flac"\n'
    )
    root = make_folder("a/Still Pond.flac", "b/Low Tide.flac", sidecar=side)
    matched, findings = match(root)
    assert not matched
    assert [finding.place.line for finding in findings] == [2, 4, 6, 8]
    assert "did you mean a/Still Pond.flac?" in findings[0].mend
    assert "did you mean b/Low Tide.flac?" in findings[1].mend
    assert "did you mean b/Low Tide.flac?" in findings[2].mend
    assert "did you mean" not in findings[3].mend


def test_a_file_that_could_not_be_heard_is_not_missing(make_folder: MakeFolder) -> None:
    side = f'[[track]]\npath = "a.flac"\nid = "{a_track_id("a.flac")}"\n'
    matched, findings = match(make_folder("a.flac", "b.flac", sidecar=side), "a.flac")
    assert not matched
    assert not findings


def test_a_library_that_moved_as_a_whole_is_told_quickly(make_folder: MakeFolder) -> None:
    entries = "".join(f'[[track]]\npath = "gone/{n:04d}.flac"\n' for n in range(300))
    root = make_folder("here/a.flac", sidecar=entries)
    _, findings = match(root)
    assert len(findings) == 300
