"""Names in a bundle, and its note."""

from dataclasses import replace
from pathlib import PurePath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence, some_cues

from setlist.model import Plan, Reserve, ReserveRole
from setlist.playlists.bundle import RESERVES, list_bundle, name_file, tell_bundle


def with_reserves(plan: Plan, *titles: str) -> Plan:
    roles = (ReserveRole.CALM, *([ReserveRole.HOLD] * (len(titles) - 1)))
    spares = tuple(
        Reserve(role=role, cue=a_cue(title, path=f"/music/{title}.ogg"))
        for role, title in zip(roles, titles, strict=True)
    )
    return replace(plan, reserves=spares)


def test_files_have_the_numbers_of_their_slots_and_silences_none() -> None:
    plan = a_plan(
        a_cue("One", path="/music/x.flac"), a_silence(), a_cue("Two", path="/music/y.MP3")
    )
    played = [str(file.path) for file in list_bundle(plan) if not file.reserve]
    assert played == ["01 One.flac", "03 Two.MP3"]


def test_calm_and_reserves_lie_in_a_folder_of_their_own() -> None:
    plan = with_reserves(a_plan(*some_cues(2)), "Pond", "Hill", "Field")
    spare = [file for file in list_bundle(plan) if file.reserve]
    assert [file.path for file in spare] == [
        PurePath(RESERVES, "00 CALM Pond.ogg"),
        PurePath(RESERVES, "R1 Hill.ogg"),
        PurePath(RESERVES, "R2 Field.ogg"),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rain / Sun: *live*?", "01 Rain Sun live.ogg"),
        ("A\x1b[31m\nB\u202eC", "01 A[31mBC.ogg"),
        ("...", "01 Untitled.ogg"),
        ("", "01 Untitled.ogg"),
        ("Ends with a dot.", "01 Ends with a dot.ogg"),
        ("静かな海", "01 静かな海.ogg"),
    ],
)
def test_what_a_system_refuses_is_left_out(title: str, name: str) -> None:
    assert name_file("01", a_cue(title, path="/music/x.ogg")) == name


@given(
    title=st.text(st.characters(categories=None), max_size=300),
    head=st.sampled_from(("01", "R1", "00 CALM")),
)
def test_every_name_is_one_that_windows_and_a_stick_take(title: str, head: str) -> None:
    name = name_file(head, a_cue(title, path="/music/x.flac"))
    assert len(name.encode()) <= 100
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip()
    assert not PureWindowsPath(name).is_reserved()
    assert all(sign.isprintable() for sign in name)


def test_two_of_the_same_title_have_two_names() -> None:
    plan = replace(
        with_reserves(a_plan(*some_cues(1)), "Pond", "Pond"),
        cues=(a_cue("Same", path="/a/x.ogg"), a_cue("SAME", path="/b/x.ogg")),
    )
    names = [str(file.path).casefold() for file in list_bundle(plan)]
    assert len(set(names)) == len(names)


def test_the_note_says_when_to_press_play_and_how_loud() -> None:
    plan = a_plan(*some_cues(3), a_silence())
    copied, linked = tell_bundle(plan, linked=False), tell_bundle(plan, linked=True)
    assert "Press play at \N{MINUS SIGN}0:10" in copied
    assert "ReplayGain" in copied
    assert "ReplayGain" not in linked
    assert "set the volume by hand" in linked
