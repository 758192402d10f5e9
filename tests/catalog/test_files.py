"""Files of a root, remembered by a catalog."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_track, a_track_id, some_measures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import PLACE, a_record, fill

from setlist.catalog import (
    Catalog,
    MissingFile,
    find_measures,
    find_tracks,
    keep_records,
    list_missing,
    mark_missing,
    recall_records,
)
from setlist.errors import Finding, Place, Severity
from setlist.model import Embedded, Record, Tags
from setlist.units import Seconds

HEARD = some_measures()
STRANGE = (
    "a\nb.ogg",
    "\udcff\udcfe.mp3",
    "\u202egnp.ogg",
    "back\\slash.ogg",
    "'; DROP--",
    "x" * 300,
)


def keep(catalog: Catalog, *records: Record, root: str = "main", version: int = 1) -> None:
    keep_records(catalog, root, records, measures_version=version)


def recall(
    catalog: Catalog, root: str = "main", *, version: int = 1, place: Path = PLACE
) -> dict[str, Record]:
    return recall_records(catalog, root, place, measures_version=version)


def test_what_was_kept_is_recalled(catalog: Catalog) -> None:
    finding = Finding(
        said="rises", mend="listen", place=Place(file="/music/b.ogg"), severity=Severity.WARNING
    )
    records = (
        a_record("a/1.ogg", measures=HEARD, embedded=Embedded(tags=Tags(title="x"))),
        a_record("b.ogg", findings=(finding,), embedded=Embedded(fault="no header")),
        a_record("c.ogg", embedded=Embedded(declared_s=Seconds(3.5))),
    )
    keep(catalog, *records)
    assert recall(catalog) == {record.file.name: record for record in records}
    assert recall(catalog, "other") == {}


@pytest.mark.parametrize("name", STRANGE)
def test_any_name_of_a_file_is_kept(catalog: Catalog, name: str) -> None:
    file = f"/music/{name}"
    place = Place(file="".join(c if c.isprintable() else "?" for c in file))
    finding = Finding(said=f"said {name}", mend="m", place=place)
    fault = Embedded(fault=name)
    record = a_record(name, sound="x", measures=HEARD, findings=(finding,), embedded=fault)
    keep(catalog, record)
    assert recall(catalog) == {name: record}


@given(
    name=st.text(
        alphabet=st.characters(exclude_categories=(), exclude_characters="\x00/"), min_size=1
    ),
    size=st.integers(0, 2**63 - 1),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_file_is_kept_beside_all_others(catalog: Catalog, name: str, size: int) -> None:
    record = a_record(name, sound="x", size=size, measures=HEARD)
    keep(catalog, record, root=name)
    assert recall(catalog, name)[name] == replace(
        record, file=replace(record.file, path=str(PLACE / name))
    )


def test_files_stand_where_their_root_stands_now(catalog: Catalog) -> None:
    finding = Finding(said="s", mend="m", place=Place(file="/music/a/1.ogg", field="f"))
    keep(catalog, a_record("a/1.ogg", findings=(finding,)))
    record = recall(catalog, place=Path("/mnt/nas"))["a/1.ogg"]
    assert record.file.path == "/mnt/nas/a/1.ogg"
    assert record.findings[0].place == Place(file="/mnt/nas/a/1.ogg", field="f")


def test_measures_of_another_version_are_not_heard_but_tags_stay(catalog: Catalog) -> None:
    record = a_record(measures=HEARD, embedded=Embedded(tags=Tags(title="x")))
    keep(catalog, record)
    assert recall(catalog, version=2)["a/1.ogg"] == replace(record, heard=None)
    newer = replace(record, heard=(a_track_id("a/1.ogg"), replace(HEARD, version=2)))
    keep(catalog, newer, version=2)
    assert recall(catalog, version=2)["a/1.ogg"] == newer


def test_a_record_that_was_not_listened_to_leaves_what_was_heard_before(catalog: Catalog) -> None:
    record = a_record(measures=HEARD)
    keep(catalog, record)
    retagged = replace(record, heard=None, embedded=Embedded(tags=Tags(title="new")))
    keep(catalog, retagged, version=2)
    assert recall(catalog)["a/1.ogg"] == replace(retagged, heard=record.heard)
    changed = replace(retagged, file=replace(record.file, mtime_ns=8))
    keep(catalog, changed)
    assert recall(catalog)["a/1.ogg"] == changed


def test_the_state_of_a_file_is_its_size_and_time(catalog: Catalog) -> None:
    keep(catalog, a_record("a.ogg", size=2**40, mtime=1_700_000_000_123_456_789))
    file = recall(catalog)["a.ogg"].file
    assert (file.size_bytes, file.mtime_ns) == (2**40, 1_700_000_000_123_456_789)


def test_a_time_beyond_all_bounds_is_kept_as_another(catalog: Catalog) -> None:
    keep(catalog, a_record("a.ogg", mtime=2**64))
    assert recall(catalog)["a.ogg"].file.mtime_ns < 2**64


def test_measures_are_found_by_sound_wherever_the_file_was(catalog: Catalog) -> None:
    keep(catalog, a_record("a.ogg", measures=HEARD, sound="pond"))
    ids = [a_track_id("pond"), a_track_id("none")]
    assert find_measures(catalog, ids, measures_version=1) == {ids[0]: HEARD}
    assert find_measures(catalog, ids, measures_version=2) == {}
    many = (a_track_id(f"{number}") for number in range(2000))
    assert find_measures(catalog, [*many, ids[0]], measures_version=1) == {ids[0]: HEARD}


def test_a_file_that_went_is_missing_until_it_comes_back(catalog: Catalog) -> None:
    keep(catalog, a_record("a.ogg", measures=HEARD), a_record("b.ogg"))
    keep(catalog, a_record("a.ogg"), root="other")
    assert mark_missing(catalog, "main", ["b.ogg"]) == ("a.ogg",)
    gone = MissingFile(root="main", name="a.ogg", track=a_track_id("a.ogg"))
    assert list_missing(catalog) == (gone,)
    assert list_missing(catalog, "other") == ()
    assert mark_missing(catalog, "main", ["b.ogg"]) == ()
    assert recall(catalog)["a.ogg"].heard is not None
    assert find_measures(catalog, [a_track_id("a.ogg")], measures_version=1)
    assert mark_missing(catalog, "main", ["a.ogg", "b.ogg"]) == ()
    assert list_missing(catalog) == ()


def test_a_file_that_is_kept_is_there(catalog: Catalog) -> None:
    keep(catalog, a_record("a.ogg"))
    mark_missing(catalog, "main", [])
    keep(catalog, a_record("a.ogg"))
    assert list_missing(catalog) == ()


def test_a_track_whose_file_went_is_found_as_missing_only(catalog: Catalog) -> None:
    track = replace(a_track("Still Pond"), path="/music/a.ogg", id=a_track_id("a.ogg"))
    keep(catalog, a_record("a.ogg", measures=HEARD))
    fill(catalog, track)
    mark_missing(catalog, "main", [])
    assert find_tracks(catalog, "") == ()
    assert [found.title for found in find_tracks(catalog, "missing:yes")] == ["Still Pond"]
    mark_missing(catalog, "main", ["a.ogg"])
    assert [found.missing for found in find_tracks(catalog, "")] == [False]


def test_a_track_that_another_file_holds_is_not_missing(catalog: Catalog) -> None:
    track = replace(a_track("Still Pond"), path="/music/a.ogg", id=a_track_id("pond"))
    for name in ("a.ogg", "moved.ogg"):
        keep(catalog, a_record(name, measures=HEARD, sound="pond"))
    fill(catalog, track)
    mark_missing(catalog, "main", ["moved.ogg"])
    assert [found.title for found in find_tracks(catalog, "")] == ["Still Pond"]


def test_a_track_whose_file_holds_another_sound_now_is_missing(catalog: Catalog) -> None:
    whole, cut = a_track("Still Pond"), a_track("Half a Pond")
    for sound, track in (("whole", whole), ("cut", cut)):
        keep(catalog, a_record("a.ogg", measures=HEARD, sound=sound))
        fill(catalog, replace(track, path="/music/a.ogg", id=a_track_id(sound)))
        mark_missing(catalog, "main", ["a.ogg"])
    assert [found.title for found in find_tracks(catalog, "")] == ["Half a Pond"]
    assert [found.title for found in find_tracks(catalog, "missing:yes")] == ["Still Pond"]


def test_a_track_whose_file_holds_no_sound_any_more_is_missing(catalog: Catalog) -> None:
    track = replace(a_track("Still Pond"), path="/music/a.ogg", id=a_track_id("a.ogg"))
    keep(catalog, a_record("a.ogg", measures=HEARD))
    fill(catalog, track)
    broken = Finding(said="is no sound", mend="copy it", place=Place(file="/music/a.ogg"))
    keep(catalog, replace(a_record("a.ogg"), findings=(broken,)))
    mark_missing(catalog, "main", ["a.ogg"])
    assert find_tracks(catalog, "") == ()


def test_keeping_nothing_makes_a_root_known_and_nothing_else(catalog: Catalog) -> None:
    keep(catalog)
    assert recall(catalog) == {}
