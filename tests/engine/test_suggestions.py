"""What measures suggest: marked wherever it shows, and never before a person's word."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_library, a_track, some_measures
from sessions import a_flat_arc, the_inward_arc

from setlist.analysis import MEASURES_VERSION
from setlist.engine import (
    add_advice,
    add_suggestions,
    draw_gaps,
    draw_plan,
    find_gaps,
    json_text,
    make_route,
    plan_text,
    plot_gaps,
    pose,
    solve,
    suggest,
    write_sheet,
)
from setlist.errors import InputError, NoPlanError
from setlist.model import Library, Rating, Source, Voice

ARC = a_flat_arc(20.0, intensity=6.0)


def some_pieces(rated: int, unrated: int) -> Library:
    """Tracks whose rating rises with their loudness, the last of them rated by nobody."""
    tracks = []
    for number in range(rated + unrated):
        loudness = -36.0 + 24.0 * (number * 7 % 25) / 25.0
        heard = replace(
            some_measures(duration_s=200.0 + number, loudness_lufs=loudness),
            version=MEASURES_VERSION,
        )
        rating = round(5.0 + (loudness + 24.0) / 4.0, 1)
        tracks.append(
            a_track(
                f"Piece {number}",
                artist=f"Artist {number}",
                intensity=rating if number < rated else None,
                measures=heard,
            )
        )
    return a_library(*tracks)


def test_suggestions_follow_the_librarys_own_ratings_and_none_is_made_for_a_rated_track() -> None:
    library = some_pieces(25, 25)
    offered = suggest(library)
    assert offered.fit.ratings == 25
    assert "left out in turn" in str(offered.fit)
    assert set(offered.intensities) == {track.id for track in library.tracks[25:]}
    for track in library.tracks[25:]:
        loudness = track.measures.loudness_lufs
        assert loudness is not None
        meant = 5.0 + (loudness + 24.0) / 4.0
        assert offered.intensities[track.id] == pytest.approx(meant, abs=0.5)


@pytest.mark.parametrize("rated", [0, 9])
def test_under_ten_ratings_nothing_is_suggested(rated: int) -> None:
    offered = suggest(some_pieces(rated, 25))
    assert offered.intensities == {}
    assert "too few, 10 are needed" in str(offered.fit)
    assert '"abstains"' in json_text(offered)


def test_measures_that_tell_no_more_than_the_mean_suggest_nothing() -> None:
    library = some_pieces(20, 5)
    alike = replace(some_measures(loudness_lufs=-20.0), version=MEASURES_VERSION)
    tracks = tuple(replace(track, measures=alike) for track in library.tracks)
    offered = suggest(replace(library, tracks=tracks))
    assert offered.intensities == {}
    assert "no more than the mean" in str(offered.fit)


def test_a_suggestion_is_marked_as_one_and_leaves_voice_and_ratings_alone() -> None:
    library = some_pieces(25, 5)
    silent = tuple(replace(it, tags=replace(it.tags, voice=None)) for it in library.tracks)
    marked = add_suggestions(replace(library, tracks=silent), suggest(library))
    assert all(track.tags.suggested_intensity is None for track in marked.tracks[:25])
    assert all(track.tags.suggested_intensity is not None for track in marked.tracks[25:])
    assert all(track.tags.intensity() is None for track in marked.tracks[25:])
    assert all(track.tags.voice is None for track in marked.tracks)


def test_suggestions_count_only_when_allowed_and_are_marked_wherever_they_show(
    tmp_path: Path,
) -> None:
    library = some_pieces(25, 25)
    marked = add_suggestions(library, suggest(library))
    # Of the tracks that are loud enough for this arc, the rated ones went since.
    few = tuple(track for track in marked.tracks if (track.tags.intensity() or 0.0) < 4.5)
    problem = pose(ARC, replace(marked, tracks=few), allow_suggested=True)
    plan = solve(problem)
    suggested = [cue for cue in plan.cues if cue.intensity_source is Source.SUGGESTED]
    assert suggested
    mark = f"~{suggested[0].intensity:g}"
    assert '"intensity_source": "suggested"' in plan_text(plan)
    assert any("an intensity that is only suggested by measures" in note for note in plan.notes)
    write_sheet(plan, tmp_path / "sheet.md")
    sheet = (tmp_path / "sheet.md").read_text(encoding="utf-8")
    assert mark in sheet
    assert "is only suggested" in sheet
    drawn = "".join(span.text for line in draw_plan(plan, width=120) for span in line)
    assert mark in drawn
    assert "~ suggested, not rated" in drawn


def test_what_is_suggested_stays_out_of_a_plan_unless_it_is_allowed() -> None:
    library = some_pieces(25, 25)
    marked = add_suggestions(library, suggest(library))
    plan = solve(pose(ARC, marked))
    assert all(cue.intensity_source is not Source.SUGGESTED for cue in plan.cues)
    drawn = "".join(span.text for line in draw_plan(plan, width=120) for span in line)
    assert "~" not in drawn
    assert any(removal.tracks == 25 for removal in plan.removals)


def test_a_persons_word_outranks_a_suggestion() -> None:
    library = some_pieces(25, 5)
    marked = add_suggestions(library, suggest(library))
    last = marked.tracks[-1]
    said = replace(last, tags=replace(last.tags, ratings=(Rating(intensity=6.0, rater="KL"),)))
    plan = solve(
        pose(ARC, replace(marked, tracks=(*marked.tracks[:-1], said)), allow_suggested=True)
    )
    mine = [cue for cue in plan.cues if cue.track == said.id]
    assert all(cue.intensity_source is not Source.SUGGESTED for cue in mine)


def test_gaps_say_what_to_add_and_are_drawn(tmp_path: Path) -> None:
    library = some_pieces(12, 0)
    report = find_gaps(the_inward_arc(), library, route=make_route("im"))
    assert not report.planned
    assert any("add" in finding.mend or "add" in finding.said for finding in report.findings) or (
        "add" in report.summary
    )
    assert draw_gaps(report, width=80)
    plot_gaps(report, tmp_path / "gaps.svg")
    assert (tmp_path / "gaps.svg").read_text(encoding="utf-8").startswith("<svg")
    plot_gaps(report, tmp_path / "gaps.png")
    assert (tmp_path / "gaps.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(InputError, match="exists already"):
        plot_gaps(report, tmp_path / "gaps.svg")


def test_too_few_ratings_name_the_fewest_to_make_a_plan() -> None:
    library = some_pieces(0, 30)
    problem = pose(ARC, library)
    with pytest.raises(NoPlanError) as caught:
        solve(problem)
    advised = add_advice(caught.value, problem, library)
    (advice,) = advised.findings[len(caught.value.findings) :]
    assert advice.said.startswith("30 tracks are not rated and were left out; rate these")
    assert "setlist library rate" in advice.mend


def test_where_all_is_rated_there_is_no_advice() -> None:
    library = a_library(a_track(voice=Voice.NONE, duration_s=60.0))
    problem = pose(ARC, library)
    with pytest.raises(NoPlanError) as caught:
        solve(problem)
    assert add_advice(caught.value, problem, library) is caught.value
