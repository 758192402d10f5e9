"""From the path of a search to cues."""

from dataclasses import replace

import pytest
from builders import a_timecourse, a_track, some_measures
from sessions import PROVENANCE, a_flat_arc, at, pose_flat, pose_inward, some_tracks, unheard

from setlist.model import (
    CueKind,
    Landmark,
    Licence,
    MusicRules,
    Origin,
    PhaseName,
    SilenceBlock,
    Source,
    Tags,
    Voice,
)
from setlist.planning import solve
from setlist.units import Lu, Minutes, Seconds


def test_a_cue_carries_all_that_outputs_need() -> None:
    track = a_track(
        measures=replace(
            some_measures(duration_s=600.0),
            audible_start_s=Seconds(1.5),
            audible_end_s=Seconds(598.5),
        )
    )
    tags = replace(
        track.tags, album="Ponds", languages=("fi",), licence=Licence(name="CC0"), words=("warm",)
    )
    origin = Origin(field="intensity", source=Source.SIDECAR)
    track = replace(track, tags=tags, origins=(origin,))
    (cue,) = solve(pose_flat((track,), length=Minutes(10)), provenance=PROVENANCE).cues
    assert (cue.title, cue.artist, cue.album) == ("Still Pond", "Tidal Rooms", "Ponds")
    assert (cue.cue_in_s, cue.cue_out_s, cue.start_s) == (1.5, 598.5, 0.0)
    assert (cue.path, cue.track) == (track.path, track.id)
    assert (cue.voice, cue.intensity, cue.intensity_source) == (Voice.NONE, 3.0, Source.SIDECAR)
    assert (cue.languages, cue.words, cue.licence) == (("fi",), ("warm",), tags.licence)
    assert (cue.loudness_lufs, cue.head_lufs, cue.tail_lufs) == (-23.0, -23.0, -23.0)
    assert (cue.peak_dbtp, cue.phase) == (-6.0, PhaseName.LAND)


def test_a_suggested_intensity_is_marked_and_counted() -> None:
    guess = a_track(tags=Tags(title="G", voice=Voice.NONE, suggested_intensity=3.0))
    problem = pose_flat((a_track("Other", duration_s=420.0),), length=Minutes(5))
    guessed = replace(problem, tracks=(guess,))
    plan = solve(guessed, provenance=PROVENANCE)
    assert plan.cues[0].intensity_source is Source.SUGGESTED
    assert "1 of 1 tracks have an intensity that is only suggested by measures." in plan.notes


def test_unknown_values_are_counted() -> None:
    music = MusicRules(rise_max_lu=Lu(5.0))
    arc = a_flat_arc(music=music)
    arc = replace(arc, phases=(replace(arc.phases[0], protect=True),))
    measures = replace(some_measures(duration_s=300.0), max_rise_3s_lu=None)
    tags = Tags(title="x", ratings=a_track().tags.ratings)
    unchecked = a_track(tags=tags, measures=measures)
    notes = solve(pose_flat((unchecked,), arc, length=Minutes(5)), provenance=PROVENANCE).notes
    assert "1 of 1 tracks have a voice that nobody checked and counts as words." in notes
    assert "1 of 1 tracks have no measure of sudden rises." in notes


def test_tracks_of_unknown_loudness_are_counted() -> None:
    rows = tuple(unheard(a_track(f"R{n}", artist=f"A{n}")) for n in range(3))
    plan = solve(pose_flat((*rows, a_track("H")), length=Minutes(19.6)), provenance=PROVENANCE)
    assert "3 of 4 tracks have no measured loudness; their joins are not judged." in plan.notes
    heard = solve(pose_flat((a_track("H"),), length=Minutes(5)), provenance=PROVENANCE)
    assert not any("loudness" in note for note in heard.notes)


def test_a_session_may_open_in_silence() -> None:
    arc = a_flat_arc(20.0)
    opening = SilenceBlock(at=at(Landmark.START), length_min=Minutes(2.05))
    plan = solve(
        pose_flat(some_tracks(20), replace(arc, silences=(opening,))), provenance=PROVENANCE
    )
    assert plan.cues[0].kind is CueKind.SILENCE
    assert plan.cues[0].length_s() == 130.0
    assert plan.cues[1].start_s == 130.0
    assert plan.cues[1].overlap_s == 0.0


@pytest.mark.proven
def test_a_plan_reads_as_it_always_did() -> None:
    tracks = tuple(
        a_track(
            f"Piece {number}",
            artist=f"Artist {number % 7}",
            intensity=1.0 + number % 8,
            duration_s=150.0 + 37.0 * (number % 11),
        )
        for number in range(32)
    )
    course = replace(a_timecourse(), people=())
    problem = pose_inward(tracks, timecourse=course, length=Minutes(90))
    plan = solve(problem, provenance=PROVENANCE)
    text = "".join(
        f"{cue.start_s:7.1f} {cue.phase:6} {cue.intensity or 0:g} {cue.title or 'silence'}\n"
        for cue in plan.cues
    )
    assert text == GOLDEN


GOLDEN = """\
 -600.0 settle 1 Piece 16
 -290.0 settle 1 Piece 8
  140.0 settle 3 Piece 2
  340.0 onset  4 Piece 3
  580.0 onset  5 Piece 12
  750.0 peak   5 Piece 4
 1030.0 peak   6 Piece 13
 1230.0 peak   6 Piece 21
 1730.0 peak   6 Piece 29
 2120.0 peak   6 Piece 5
 2430.0 peak   4 Piece 27
 2740.0 return 3 Piece 10
 3240.0 return 3 Piece 18
 3630.0 return 2 Piece 9
 4090.0 return 2 Piece 1
 4260.0 land   1 Piece 0
 4390.0 land   1 Piece 24
 4614.0 land   0 silence
"""
