"""What is amiss in a library."""

from dataclasses import replace

from builders import a_library, a_track, some_measures

from setlist.errors import Finding, Place
from setlist.library import audit_library
from setlist.model import Licence, Performance, Rating, Tags, Track, Voice
from setlist.units import Lu, Seconds

_GRANTED = Licence(name="CC0", performance=Performance.GRANTED)
_WHOLE = Tags(
    title="Still Pond",
    artist="Tidal Rooms",
    ratings=(Rating(intensity=3.0),),
    voice=Voice.NONE,
    words=("warm",),
    licence=_GRANTED,
)


def fields_of(*tracks: Track) -> list[str | None]:
    return [finding.place.field for finding in audit_library(a_library(*tracks))]


def with_tags(**changes: object) -> Track:
    return a_track(tags=replace(_WHOLE, **changes))  # type: ignore[arg-type]  # the tests name fields


def test_a_whole_track_has_no_finding() -> None:
    assert fields_of(a_track(tags=_WHOLE)) == []


def test_each_lack_is_a_finding_of_its_own() -> None:
    assert fields_of(with_tags(ratings=())) == ["intensity"]
    assert fields_of(with_tags(voice=None)) == ["voice"]
    assert fields_of(with_tags(words=())) == ["tags"]
    assert fields_of(with_tags(licence=None)) == ["licence"]


def test_a_licence_without_the_right_to_play_is_a_finding() -> None:
    for performance in (Performance.UNKNOWN, Performance.NOT_GRANTED):
        licence = replace(_GRANTED, performance=performance)
        assert fields_of(with_tags(licence=licence)) == ["licence"]


def test_raters_more_than_two_apart_are_a_finding() -> None:
    near = (Rating(intensity=3.0, rater="AB"), Rating(intensity=5.0, rater="CD"))
    far = (*near, Rating(intensity=5.5, rater="EF"))
    assert fields_of(with_tags(ratings=near)) == []
    (finding,) = audit_library(a_library(with_tags(ratings=far)))
    assert "AB 3, CD 5, EF 5.5" in finding.said


def test_a_rise_over_the_cap_is_a_finding_with_its_place() -> None:
    measures = replace(some_measures(), max_rise_3s_lu=Lu(10.0), max_rise_at_s=Seconds(125.9))
    track = replace(a_track(tags=_WHOLE), measures=measures)
    (finding,) = audit_library(a_library(track))
    assert "10.0 LU within three seconds at 2:05" in finding.said
    assert audit_library(a_library(track), rise_max_lu=Lu(10.0)) == ()


def test_a_rise_that_was_not_measured_is_no_finding() -> None:
    measures = replace(some_measures(), max_rise_3s_lu=None)
    assert fields_of(replace(a_track(tags=_WHOLE), measures=measures)) == []


def test_one_recording_in_two_files_is_a_finding() -> None:
    one = a_track("One", tags=_WHOLE)
    same = a_track("Two", tags=replace(_WHOLE, title="still-pond"), duration_s=301.0)
    longer = a_track("Three", tags=_WHOLE, duration_s=400.0)
    (finding,) = audit_library(a_library(one, longer, same))
    assert finding.place.file == same.path
    assert str(one.path) in finding.said


def test_a_track_whose_file_is_gone_is_a_finding() -> None:
    track = a_track(tags=_WHOLE)
    assert track.path is not None
    findings = audit_library(a_library(track), missing=[track.path, "/music/other.ogg"])
    assert [(it.place.file, it.place.field) for it in findings] == [
        (track.path, "path"),
        ("/music/other.ogg", "path"),
    ]


def test_a_file_that_is_a_finding_already_is_not_called_gone() -> None:
    empty = Finding(said="is empty", mend="copy it", place=Place(file="/music/a.ogg"))
    library = replace(a_library(a_track(tags=_WHOLE)), findings=(empty,))
    assert audit_library(library, missing=["/music/a.ogg"]) == (empty,)


def test_tracks_without_a_file_are_counted_once() -> None:
    tracks = [replace(a_track(title, tags=_WHOLE), path=None) for title in ("One", "Two", "Six")]
    pathless = [replace(it, tags=replace(_WHOLE, title=it.id)) for it in tracks]
    (finding,) = audit_library(a_library(*pathless))
    assert finding.said == "3 tracks have no file on this machine"


def test_measures_of_another_version_are_stale() -> None:
    track = a_track(tags=_WHOLE)
    assert audit_library(a_library(track), measures_version=1) == ()
    (finding,) = audit_library(a_library(track), measures_version=2)
    assert finding.said == "was heard with measures 1; those of today are 2"


def test_what_a_table_gave_is_never_stale_but_may_lack_the_loudness() -> None:
    given = replace(some_measures(), version=0)
    track = replace(a_track(tags=_WHOLE), measures=given)
    assert audit_library(a_library(track), measures_version=2) == ()
    silent = replace(track, measures=replace(given, loudness_lufs=None))
    assert fields_of(silent) == ["measures"]


def test_conflicts_come_with_the_rest() -> None:
    conflict = Finding(said="AB and CD disagree", mend="settle it")
    assert audit_library(a_library(a_track(tags=_WHOLE)), conflicts=[conflict]) == (conflict,)


def test_what_was_found_before_comes_first() -> None:
    before = Finding(said="is empty", mend="delete it")
    library = replace(a_library(with_tags(voice=None)), findings=(before,))
    assert audit_library(library)[0] == before


def test_every_finding_has_a_mend_and_stays_on_its_line() -> None:
    track = replace(a_track(), tags=Tags(title="a\nb"), path="/music/a\nb\udcff.ogg")
    for finding in audit_library(a_library(track)):
        assert finding.mend
        assert "\n" not in str(finding)
        str(finding).encode()
