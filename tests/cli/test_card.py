"""What a rater is shown."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st

from setlist.cli.card import describe_track, name_track, tell_others, tell_progress
from setlist.model import Field, Licence, Origin, Rating, Source, Tags, Track, Voice
from setlist.units import Seconds


def a_known_track() -> Track:
    """A track with tags of several origins, rated by two others."""
    tags = Tags(
        title="Still Pond",
        artist="Tidal Rooms",
        ratings=(Rating(intensity=3.5, rater="AB"), Rating(intensity=7.0, rater="CD")),
        suggested_intensity=4.5,
        voice=Voice.WORDLESS,
        words=("steady", "warm"),
        licence=Licence(name="CC0"),
    )
    origins = (
        Origin(field="voice", source=Source.SIDECAR, detail="tags.toml"),
        Origin(field="tags", source=Source.CATALOG, detail="AB 2026-11-25"),
        Origin(field="intensity", source=Source.CATALOG, detail="AB 2026-11-25, CD 2026-11-26"),
    )
    return replace(a_track(tags=tags, duration_s=456.0), origins=origins)


def test_a_card_names_the_track_and_what_is_known_with_its_origin() -> None:
    assert list(describe_track(a_known_track(), {})) == [
        "Still Pond — Tidal Rooms, 7:36, -23.0 LUFS",
        "  voice: wordless (sidecar: tags.toml)",
        "  tags: steady; warm (catalog: AB 2026-11-25)",
        "  licence: CC0",
    ]


def test_a_card_never_tells_what_others_rated_or_measures_suggest() -> None:
    lines = "\n".join(describe_track(a_known_track(), {}))
    for secret in ("3.5", "7.0", "4.5", "intensity", "CD"):
        assert secret not in lines.replace("7:36", "")


def test_own_words_stand_beside_those_of_others_and_replace_those_of_files() -> None:
    own = {Field.INTENSITY: "5", Field.VOICE: "none", Field.TAGS: "dark"}
    assert list(describe_track(a_known_track(), own))[1:] == [
        "  intensity: 5 (you)",
        "  voice: none (you)",
        "  tags: steady; warm (catalog: AB 2026-11-25)",
        "  tags: dark (you)",
        "  licence: CC0",
    ]


def test_an_unknown_voice_and_an_unknown_loudness_are_said() -> None:
    unheard = replace(some_measures(), loudness_lufs=None)
    lines = list(describe_track(a_track(voice=None, measures=unheard), {}))
    assert lines[0].endswith("loudness not known")
    assert lines[1] == "  voice: not known, counts as words"


def test_a_track_without_a_title_is_named_by_its_file_or_its_id() -> None:
    bare = replace(a_track(tags=Tags()), path="/music/a/b.flac")
    assert name_track(bare) == "b.flac"
    assert name_track(replace(bare, path=None)).startswith("sha256:")


@given(st.text(), st.text())
def test_what_strangers_wrote_stays_on_its_line(title: str, artist: str) -> None:
    tags = Tags(title=title, artist=artist, album=artist, words=(title,), languages=(artist,))
    for line in describe_track(a_track(tags=tags), {}):
        assert len(line) < 300
        assert not any(sign in line for sign in "\n\r\x1b\x00\u202e\u2066\u2028")


def test_the_others_are_told_without_oneself() -> None:
    assert tell_others(a_known_track(), "CD") == "others gave: AB 3.5; measures suggest 4.5"
    assert tell_others(a_track(intensity=None), "CD") is None
    unnamed = a_track(intensity=6.0)
    assert tell_others(unnamed, "CD") == "others gave: unnamed 6"


@pytest.mark.parametrize(
    ("done", "took_s", "told"),
    [
        (0, 0.0, "1 of 83"),
        (11, 229.0, "12 of 83, about 25 min at this pace"),
        (82, 820.0, "83 of 83, under a minute at this pace"),
        (10, 1200.0, "11 of 83, about 2 h at this pace"),
    ],
)
def test_progress_goes_by_the_pace_so_far(done: int, took_s: float, told: str) -> None:
    assert tell_progress(done, 83, Seconds(took_s)) == told
