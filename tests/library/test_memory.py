"""What is remembered between scans."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_track_id, some_measures
from hypothesis import given
from hypothesis import strategies as st

from setlist.errors import Finding, InputError, Place, Severity
from setlist.library.memory import read_memory, write_memory
from setlist.library.words import escape_text
from setlist.model import AudioFile, Embedded, Licence, Measures, Record, Tags, Work
from setlist.units import Lufs, Seconds


def a_file(name: str = "a/1.ogg", *, size: int = 100, mtime: int = 7) -> AudioFile:
    return AudioFile(path=f"/music/{name}", name=name, size_bytes=size, mtime_ns=mtime)


def a_record(name: str = "a/1.ogg", *, measures: Measures | None = None) -> Record:
    heard = None if measures is None else (a_track_id(name), measures)
    return Record(file=a_file(name), embedded=Embedded(), heard=heard)


def write(folder: Path, *records: Record) -> Path:
    path = folder / "setlist.measures.json"
    write_memory(path, records, measures_version=1)
    return path


_TEXT = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=20)
_NUMBER = st.floats(allow_nan=False, allow_infinity=False, width=32)
_TAGS = st.builds(
    Tags,
    title=st.none() | _TEXT,
    languages=st.lists(_TEXT, max_size=2).map(tuple),
    work=st.none() | st.builds(Work, name=_TEXT, movement=st.integers(1, 9)),
    licence=st.none()
    | st.builds(Licence, name=_TEXT, holder=st.none() | _TEXT, performance=st.just("unknown")),
)
_MEASURES = st.builds(
    replace,
    st.just(some_measures()),
    profile_lufs=st.lists(_NUMBER, max_size=3).map(tuple),
    range_lu=st.none() | _NUMBER,
    key=st.none() | _TEXT,
    tempo_bpm=st.none() | _NUMBER,
)


@given(
    name=_TEXT,
    embedded=st.builds(
        Embedded, tags=_TAGS, declared_s=st.none() | _NUMBER, fault=st.none() | _TEXT
    ),
    measures=st.none() | _MEASURES,
    said=st.none() | _TEXT,
)
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    embedded: Embedded,
    measures: Measures | None,
    said: str | None,
) -> None:
    folder = tmp_path_factory.mktemp("memory")
    record = replace(a_record(name, measures=measures), embedded=embedded)
    if said is not None:
        place = Place(file=escape_text(record.file.path))
        record = replace(record, findings=(Finding(said=said, mend="listen", place=place),))
    memory, findings = read_memory([write(folder, record)])
    assert not findings
    assert memory.recall(record.file, measures_version=1) == record


def test_silence_of_no_loudness_at_all_comes_back(tmp_path: Path) -> None:
    measures = replace(some_measures(), loudness_lufs=Lufs(-math.inf))
    memory, _ = read_memory([write(tmp_path, a_record(measures=measures))])
    record = memory.recall(a_file(), measures_version=1)
    assert record == a_record(measures=measures)


@pytest.mark.parametrize(
    "file", [a_file(size=101), a_file(mtime=8), a_file("a/2.ogg"), a_file("A/1.ogg")]
)
def test_a_file_that_changed_is_not_recalled(tmp_path: Path, file: AudioFile) -> None:
    memory, _ = read_memory([write(tmp_path, a_record(measures=some_measures()))])
    assert memory.recall(file, measures_version=1) is None


def test_measures_of_another_version_are_not_heard_but_tags_stay(tmp_path: Path) -> None:
    embedded = Embedded(tags=Tags(title="Still Pond"), declared_s=Seconds(3.0))
    whole = replace(a_record(measures=some_measures()), embedded=embedded)
    memory, _ = read_memory([write(tmp_path, whole)])
    assert memory.recall(a_file(), measures_version=2) == replace(whole, heard=None)


def test_a_memory_names_no_folder(tmp_path: Path) -> None:
    text = write(tmp_path, a_record(measures=some_measures())).read_text(encoding="ascii")
    assert "/music" not in text
    json.loads(text)


def test_a_broken_memory_is_a_warning_and_holds_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, a_record(measures=some_measures()))
    whole = path.read_bytes()
    broken = [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"schema": 1}',
        b'{"schema": 1, "digest": 7, "files": []}',
        b"[" * 100_000,
        b"\xff\xfe" + whole,
        whole[: len(whole) // 2],
        whole.replace(b"-23.0", b"-13.0"),
        whole.replace(b'"size":100', b'"size":"x"'),
    ]
    for text in broken:
        path.write_bytes(text)
        memory, (finding,) = read_memory([path])
        assert memory.recall(a_file(), measures_version=1) is None
        assert finding.severity is Severity.WARNING
        assert finding.place.file == str(path)


def test_a_memory_of_another_schema_is_left_aside(tmp_path: Path) -> None:
    path = write(tmp_path, a_record(measures=some_measures()))
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    memory, findings = read_memory([path])
    assert not findings
    assert memory.recall(a_file(), measures_version=1) is None


def test_a_memory_that_is_a_folder_is_a_warning(tmp_path: Path) -> None:
    _, findings = read_memory([tmp_path])
    assert len(findings) == 1


def test_a_row_with_fields_of_another_setlist_is_not_recalled(tmp_path: Path) -> None:
    memory, _ = read_memory([write(tmp_path, a_record(measures=some_measures()))])
    row = dict(memory.shelves[0]["a/1.ogg"])
    row["measures"] = {**row["measures"], "warmth": 3}
    strange = replace(memory, shelves=({"a/1.ogg": row},))
    assert strange.recall(a_file(), measures_version=1) is None


def test_a_missing_memory_is_no_finding(tmp_path: Path) -> None:
    memory, findings = read_memory([tmp_path / "none.json"])
    assert (memory.shelves, findings) == ((), ())


def test_a_memory_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        write_memory(tmp_path / "none" / "x.json", [a_record()], measures_version=1)


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    records = [a_record("a.ogg", measures=some_measures()), a_record("b.ogg")]
    first = write(tmp_path, *records).read_bytes()
    assert write(tmp_path, *records).read_bytes() == first
