"""Chapters and tags of a mix."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from mixes import a_mix, a_pause
from plans import a_cue, a_plan, some_terms

from setlist.mixdown import chapters_of
from setlist.mixdown.markers import tags_of
from setlist.model import Listener
from setlist.units import Seconds


def test_each_cue_has_a_chapter_that_reaches_to_the_next() -> None:
    plan = a_mix(
        a_cue("Still Pond", length_s=100.0),
        a_cue("Wide Field", artist="North Meadow", length_s=50.0, overlap_s=10.0),
        a_pause(30.0),
    )
    found = [(one.start / 48_000, one.end / 48_000, one.title) for one in chapters_of(plan)]
    assert found == [
        (0.0, 90.0, "Still Pond — Tidal Rooms"),
        (90.0, 140.0, "Wide Field — North Meadow"),
        (140.0, 170.0, "Silence"),
    ]


def test_silence_after_the_last_cue_has_a_chapter_too() -> None:
    chapters = chapters_of(a_mix(a_cue("a", length_s=60.0), after_s=120.0))
    assert [chapter.title for chapter in chapters] == ["a — Tidal Rooms", "Silence"]
    assert chapters[1].end - chapters[1].start == 120 * 48_000


def test_a_moment_at_the_end_is_no_chapter() -> None:
    (chapter,) = chapters_of(a_mix(a_cue("a", length_s=60.0), after_s=0.5))
    assert chapter.end == round(60.5 * 48_000)


@given(st.lists(st.floats(9.0, 900.0), min_size=1, max_size=20), st.floats(0.0, 9.0))
def test_chapters_cover_the_mix_without_a_hole(lengths: list[float], overlap_s: float) -> None:
    cues = [a_cue(f"{n}", length_s=long, overlap_s=overlap_s) for n, long in enumerate(lengths)]
    plan = a_mix(replace(cues[0], overlap_s=Seconds(0.0)), *cues[1:])
    chapters = chapters_of(plan)
    assert chapters[0].start == 0
    assert chapters[-1].end == round(plan.total_s * 48_000)
    assert all(one.end == two.start for one, two in pairwise(chapters))
    assert all(chapter.start < chapter.end for chapter in chapters)


def test_a_track_without_a_name_is_called_by_its_file() -> None:
    named, unnamed = a_cue("a", artist=""), a_cue("", artist="", path="/music/07 Dawn.flac")
    titles = [chapter.title for chapter in chapters_of(a_mix(named, unnamed))]
    assert titles == ["a", "07 Dawn"]


def test_tags_say_what_a_mix_was_made_from() -> None:
    tags = tags_of(a_plan(a_cue("a")))
    assert tags == {
        "title": "Inward",
        "setlist_arc": "inward",
        "setlist_phases": (
            "settle 0:00:00, onset 0:12:30, peak 0:21:12, return 1:02:00, land 1:43:30"
        ),
        "setlist_plan": "sha256:plan",
        "setlist_version": "0.1.0",
    }


def test_no_tag_and_no_chapter_tells_of_the_client() -> None:
    client = Listener(code="kestrel-7", avoid_tags=("church",), gentler=1.0)
    plan = a_plan(a_cue("a"), terms=some_terms(listener=client))
    said = f"{tags_of(plan)} {chapters_of(plan)}"
    assert "kestrel" not in said
    assert "church" not in said


def test_a_plan_without_a_digest_has_no_tag_for_it() -> None:
    plan = a_plan(a_cue("a"))
    assert "setlist_plan" not in tags_of(
        replace(plan, provenance=replace(plan.provenance, digest=""))
    )
