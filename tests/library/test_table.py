"""Libraries as tables."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_track, some_measures
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.errors import InputError, Severity
from setlist.library import is_table, parse_table, read_table, read_vocabulary, write_table
from setlist.model import (
    Library,
    Licence,
    Measures,
    Rating,
    Source,
    Tags,
    Track,
    TrackId,
    Voice,
)
from setlist.units import Lufs, Seconds

VOCABULARY, _ = read_vocabulary()
_WHOLE = (
    "track,title,artist,album,duration_s,intensity,voice,languages,tags,loudness_lufs,licence,path"
)
_SHORT = "title,duration_s\n"


def parse(text: str, *, path: str = "/tables/x.csv") -> Library:
    return parse_table(text, path=Path(path), vocabulary=VOCABULARY)


def said(library: Library) -> list[tuple[int | None, str | None, str]]:
    return [(it.place.line, it.place.field, it.said) for it in library.findings]


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert all(finding.mend for finding in caught.value.findings)
    return [finding.said for finding in caught.value.findings]


def test_every_column_is_read() -> None:
    sound = "sha256:" + "ab" * 32
    row = f"{sound},Still Pond,Tidal Rooms,Low Water,4:10,4.5,Spoken,English; de"
    library = parse(f"{_WHOLE}\n{row},Warm;slow,-23.5,CC0,/music/1.ogg\n")
    (track,) = library.tracks
    assert track.tags == Tags(
        title="Still Pond",
        artist="Tidal Rooms",
        album="Low Water",
        ratings=(Rating(intensity=4.5),),
        voice=Voice.SPOKEN,
        languages=("en", "de"),
        words=("warm", "slow"),
        licence=Licence(name="CC0"),
    )
    assert track.measures == Measures(
        version=0,
        duration_s=Seconds(250.0),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(250.0),
        loudness_lufs=Lufs(-23.5),
        head_lufs=Lufs(-23.5),
        tail_lufs=Lufs(-23.5),
    )
    assert (track.id, track.path) == (sound, "/music/1.ogg")
    assert {origin.source for origin in track.origins} == {Source.TABLE}
    assert [origin.field for origin in track.origins][-3:] == ["tags", "licence", "measures"]
    assert {origin.detail for origin in track.origins} == {"x.csv"}


def test_a_title_and_a_length_are_enough() -> None:
    library = parse(_SHORT + "a,250\n")
    (track,) = library.tracks
    assert track.path is None
    assert track.measures.loudness_lufs is None
    assert track.measures.head_lufs is None
    assert not library.findings
    assert library.stamp.locator == "/tables/x.csv"


def test_rows_of_exportify_are_read() -> None:
    text = (
        "Track URI,Track Name,Album Name,Artist Name(s),Duration (ms),Loudness,Tempo,ISRC\n"
        'spotify:track:1,Loading,"Robots, All","Blake;Ito",284551,-8.614,80.5,gb-aye-68-00011\n'
    )
    library = parse(text)
    (track,) = library.tracks
    assert (track.tags.title, track.tags.artist) == ("Loading", "Blake; Ito")
    assert track.tags.isrc == "GBAYE6800011"
    assert track.measures.duration_s == 284.551
    assert (track.measures.loudness_lufs, track.measures.tempo_bpm) == (-8.614, 80.5)
    assert [(line, field) for line, field, _ in said(library)] == [(1, None), (1, "loudness")]


def test_an_artist_whose_comma_is_escaped_keeps_it() -> None:
    text = 'Track Name,Artist Name(s),Track Duration (ms)\na,"Earth\\, Wind, Ito",1000\n'
    assert parse(text).tracks[0].tags.artist == "Earth, Wind, Ito"


def test_dirt_is_left_out_with_a_finding_a_row() -> None:
    text = (
        "track_name,duration_ms,loudness,tempo\n"
        "a,230666,-6.7,0\n"
        "b,230666,1.3,90\n"
        "c,0,-6.7,90\n"
        ",230666,-6.7,90\n"
        "d,soon,-6.7,90\n"
        "e,86400001,-6.7,90\n"
    )
    library = parse(text)
    assert [track.tags.title for track in library.tracks] == ["a", "b"]
    assert library.tracks[0].measures.tempo_bpm is None
    assert library.tracks[1].measures.loudness_lufs is None
    assert [(line, field) for line, field, _ in said(library)] == [
        (1, "loudness"),
        (2, "tempo"),
        (3, "loudness"),
        (4, "duration_ms"),
        (5, "title"),
        (6, "duration_ms"),
        (7, "duration_ms"),
    ]
    assert all(finding.severity is Severity.WARNING for finding in library.findings)
    assert all(finding.mend for finding in library.findings)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("intensity", "14"),
        ("intensity", "high"),
        ("intensity", "nan"),
        ("voice", "yes"),
        ("languages", "elvish"),
        ("loudness_lufs", "-99"),
        ("track", "spotify:track:1"),
        ("path", "a\0b.ogg"),
    ],
)
def test_a_value_that_cannot_be_is_left_out_with_a_finding(column: str, cell: str) -> None:
    library = parse(f"title,duration_s,{column}\na,250,{cell}\n")
    plain = parse(f"title,duration_s,{column}\na,250,\n")
    assert library.tracks == plain.tracks
    assert [(line, field) for line, field, _ in said(library)] == [(2, column)]


def test_an_unknown_tag_stays_and_is_said_once() -> None:
    library = parse("title,duration_s,tags\na,1,warmm\nb,1,warmm; Film-Score\n")
    assert library.tracks[1].tags.words == ("warmm", "film score")
    ((line, _, text),) = said(library)
    assert line == 2
    assert "did you mean warm" in text


def test_thousands_of_unknown_tags_take_no_time_and_few_lines() -> None:
    rows = "".join(f"t{number},1,warmest{number:x}\n" for number in range(3000))
    library = parse(f"title,duration_s,tags\n{rows}")
    assert len(library.findings) == 21
    assert library.findings[-1].said == "2980 more rows have such a fault"


def test_semicolons_bring_decimal_commas() -> None:
    (track,) = parse("title;duration_s;loudness_lufs;intensity\na;250,5;-23,5;4,5\n").tracks
    assert track.measures.duration_s == 250.5
    assert track.measures.loudness_lufs == -23.5
    assert track.tags.intensity() == 4.5


def test_a_formula_comes_back_without_its_guard() -> None:
    (track,) = parse(f'{_SHORT}"\'=HYPERLINK(""x"")",1\n').tracks
    assert track.tags.title == '=HYPERLINK("x")'


def test_hostile_text_becomes_one_clean_line() -> None:
    (track,) = parse(f'{_SHORT}"a\0b\r\n\u202ec{"x" * 9000}",1\n').tracks
    assert track.tags.title is not None
    assert track.tags.title.startswith("a b cxxx")
    assert len(track.tags.title) <= 300


def test_a_row_that_cannot_be_split_is_left_out() -> None:
    library = parse(_SHORT + '"a,1\nb,1\n')
    assert [track.tags.title for track in library.tracks] == ["b"]
    assert "quote" in said(library)[0][2]


def test_a_relative_path_begins_at_the_table() -> None:
    rows = "a,1,music/1.ogg\nb,1,/abs/2.ogg\nc,1,C:\\x\\3.ogg\nd,1, \n"
    library = parse(f"title,duration_s,path\n{rows}")
    assert [track.path for track in library.tracks] == [
        "/tables/music/1.ogg",
        "/abs/2.ogg",
        "C:\\x\\3.ogg",
        None,
    ]


def test_a_track_is_known_by_title_artist_and_whole_seconds() -> None:
    first = parse("title,artist,duration_s\nStill-Pond,ÉTÉ,250.3\n").tracks[0]
    same = parse("title,artist,duration_ms\nstill pond,e\u0301te\u0301,249900\n").tracks[0]
    other = parse("title,artist,duration_s\nstill pond,été,252\n").tracks[0]
    assert first.id == same.id != other.id
    assert first.id.startswith("row:")


def test_of_two_rows_of_one_track_the_first_counts() -> None:
    library = parse("title,duration_s,intensity\na,250,3\nb,250,4\nA,250,5\n")
    assert [track.tags.intensity() for track in library.tracks] == [3, 4]
    assert said(library) == [(4, "title", "is the same track as in line 2")]


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_a_table_without_a_header_is_refused(text: str) -> None:
    assert refused(text) == ["this table has no header"]


def test_every_column_that_lacks_is_named() -> None:
    assert len(refused("artist,album\na,b\n")) == 2
    assert len(refused("title,artist\na,b\n")) == 1
    assert "NUL" in refused("t\0i\0t\0l\0e\0,\0")[0]


def test_a_table_without_one_usable_row_is_refused_with_every_fault() -> None:
    faults = refused(_SHORT + ",1\na,0\n")
    assert len(faults) == 3
    assert "not one row" in faults[-1]
    assert refused(_SHORT) == ["not one row of this table can be used"]


def test_a_table_is_read_from_a_file_with_a_vocabulary_of_the_clinic(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[association]\nbirthday = "Birthday songs."\n', "utf-8")
    table = tmp_path / "x.csv"
    table.write_bytes("title,duration_s,tags\nÉté,250,birthday\n".encode("cp1252"))
    library = read_table(table, vocabularies=[own])
    assert library.tracks[0].tags.words == ("birthday",)
    assert ["Windows-1252" in finding.said for finding in library.findings] == [True]
    table.write_bytes("tïtle\n".encode("cp1252"))
    with pytest.raises(InputError) as caught:
        read_table(table)
    assert "Windows-1252" in str(caught.value)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("track,title,artist,duration_s", True),
        ("Track URI;Track Name;Duration (ms)", True),
        ("schema,track,isrc,title,artist,duration_s,field,value,by,on", False),
        ("title,artist", False),
        ("", False),
    ],
)
def test_a_table_of_tracks_is_told_by_its_header(
    tmp_path: Path, header: str, *, known: bool
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"\ufeff{header}\n" + "é" * 70_000, encoding="utf-8")
    assert is_table(path) is known
    with pytest.raises(InputError):
        is_table(tmp_path)


_TEXTS = st.text(st.sampled_from("ab='+-@\"\n\r\t;, \0é\u202e"), max_size=8)
_CLEAN = st.text(st.sampled_from("abé='+-@\",."), min_size=1, max_size=8)
_LENGTHS = st.floats(1.0, 80_000.0)


@st.composite
def _tracks(draw: st.DrawFn) -> Track:
    """A track with nothing in it but what a table has room for."""
    rating = draw(st.none() | st.floats(1.0, 9.0))
    loudness = draw(st.none() | st.floats(-70.0, 0.0))
    length_s = Seconds(draw(_LENGTHS))
    words = draw(st.lists(st.sampled_from(sorted(VOCABULARY.words())), unique=True, max_size=3))
    name = draw(st.none() | _CLEAN)
    tags = Tags(
        title=draw(_CLEAN),
        artist=draw(st.none() | _CLEAN),
        album=draw(st.none() | _CLEAN),
        ratings=() if rating is None else (Rating(intensity=rating),),
        voice=draw(st.none() | st.sampled_from(Voice)),
        languages=tuple(draw(st.lists(st.sampled_from(["en", "de", "haw"]), unique=True))),
        words=tuple(words),
        licence=None if name is None else Licence(name=name),
    )
    lufs = None if loudness is None else Lufs(loudness)
    return Track(
        id=TrackId(f"sha256:{draw(st.integers(0, 16**64 - 1)):064x}"),
        path=draw(st.none() | _TEXTS.map(lambda text: f"/music/{text.replace(chr(0), '')}")),
        tags=tags,
        measures=Measures(
            version=0,
            duration_s=length_s,
            audible_start_s=Seconds(0.0),
            audible_end_s=length_s,
            loudness_lufs=lufs,
            head_lufs=lufs,
            tail_lufs=lufs,
        ),
    )


@settings(deadline=None)
@given(st.lists(_tracks(), min_size=1, max_size=4, unique_by=lambda track: track.id))
def test_what_was_written_is_read_back(tracks: list[Track]) -> None:
    library = parse(write_table(tracks))
    assert [replace(track, origins=()) for track in library.tracks] == tracks
    assert not library.findings


@settings(deadline=None)
@given(title=_TEXTS, artist=_TEXTS, path=_TEXTS, word=_TEXTS, duration_s=_LENGTHS)
def test_whatever_a_track_holds_writing_and_reading_settle(
    title: str, artist: str, path: str, word: str, duration_s: float
) -> None:
    tags = Tags(title=f"x{title}", artist=artist, words=(word,), voice=Voice.NONE)
    track = replace(
        a_track(tags=tags, measures=some_measures(duration_s=duration_s)),
        path=f"/{path}".replace("\0", ""),
    )
    once = parse(write_table([track])).tracks
    assert parse(write_table(once)).tracks == once


@given(st.text(st.sampled_from("=+-@'x"), min_size=1, max_size=4))
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    track = replace(a_track(text, artist=text), path=text)
    row = write_table([track]).splitlines()[1].split(",")
    assert all(row[column][:1] not in tuple("=+-@") for column in (1, 2, 11))
