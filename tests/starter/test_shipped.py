"""The shipped recipes and the curated tags beside them."""

import tomllib
from collections import defaultdict

import pytest

from setlist.documents import read_text, read_toml
from setlist.model import Performance, Sidecar, SidecarTrack, Voice
from setlist.shipped import shipped_folder
from setlist.starter import Recipe
from setlist.starter.pressing import ALBUM, ARTIST

SIDECAR = shipped_folder("library") / "setlist.library.toml"
PARTS = {"settle", "onset", "ascent", "peak", "return", "landing"}


@pytest.fixture(scope="module")
def tracks() -> dict[str, SidecarTrack]:
    sidecar = read_toml(read_text(SIDECAR), file=str(SIDECAR), noun=Sidecar).value
    return {track.path.removesuffix(".flac"): track for track in sidecar.track if track.path}


@pytest.fixture(scope="module")
def minutes(shipped: tuple[Recipe, ...]) -> dict[int, float]:
    """How many minutes there are of each intensity."""
    total: dict[int, float] = defaultdict(float)
    for recipe in shipped:
        total[recipe.intensity] += recipe.length_s() / 60
    return total


def test_every_recipe_has_its_entry_and_every_entry_its_recipe(
    shipped: tuple[Recipe, ...], tracks: dict[str, SidecarTrack]
) -> None:
    assert set(tracks) == {recipe.slug() for recipe in shipped}


def test_an_entry_says_what_its_recipe_says(
    shipped: tuple[Recipe, ...], tracks: dict[str, SidecarTrack]
) -> None:
    for recipe in shipped:
        track = tracks[recipe.slug()]
        assert (track.title, track.intensity) == (recipe.title, recipe.intensity)
        assert (track.artist, track.album) == (ARTIST, ALBUM)


def test_every_piece_may_be_played_and_holds_no_voice(tracks: dict[str, SidecarTrack]) -> None:
    for track in tracks.values():
        assert track.voice is Voice.NONE
        assert track.licence is not None
        assert track.licence.name == "CC0-1.0"
        assert track.licence.performance is Performance.GRANTED


def test_every_tag_is_a_word_of_the_vocabulary(tracks: dict[str, SidecarTrack]) -> None:
    text = (shipped_folder("library") / "vocabulary.toml").read_text(encoding="utf-8")
    families = tomllib.loads(text)
    instruments = set(families.pop("instruments"))
    words = {word for family in families.values() for word in family}
    for track in tracks.values():
        assert set(track.tags) <= words
        assert set(track.instruments) <= instruments
        assert len(PARTS & set(track.tags)) == 1


def test_an_entry_names_the_instruments_its_recipe_imitates(
    shipped: tuple[Recipe, ...], tracks: dict[str, SidecarTrack]
) -> None:
    """An exclusion of an instrument finds every piece that sounds like it."""
    names = {
        "harp": "harp",
        "nylon": "guitar",
        "felt": "piano",
        "keys": "keys",
        "zither": "zither",
        "mallet": "mallets",
        "handpan": "handpan",
        "bell": "bells",
        "bowl": "bowls",
        "strings": "strings",
        "bowed": "strings",
    }
    for recipe in shipped:
        held = {layer.voice for layer in (*recipe.pad, *recipe.song)}
        struck = {layer.voice for layer in (*recipe.figure, *recipe.drops, *recipe.tune)}
        imitated = {names[voice] for voice in (*held, *struck) if voice in names}
        assert imitated <= set(tracks[recipe.slug()].instruments), recipe.title
        weather = {layer.voice for layer in recipe.air} & {"rain", "wind"}
        assert weather <= set(tracks[recipe.slug()].tags), recipe.title


def test_the_sidecar_names_its_schema_in_its_first_line() -> None:
    first, *_ = SIDECAR.read_text(encoding="utf-8").splitlines()
    assert first == "#:schema ../arcs/schema/library.schema.json"


def test_there_are_pieces_enough_of_every_kind(
    shipped: tuple[Recipe, ...], minutes: dict[int, float]
) -> None:
    """Enough for a quiet session of two hours and for a peak of more than one."""
    assert len(shipped) >= 30
    assert sum(minutes.values()) >= 2.2 * 60
    assert set(minutes) == set(range(1, 8))
    assert minutes[1] + minutes[2] + minutes[3] >= 105
    assert minutes[5] + minutes[6] + minutes[7] >= 75


def test_every_piece_lasts_two_to_six_minutes(shipped: tuple[Recipe, ...]) -> None:
    assert all(120 <= recipe.length_s() <= 360 for recipe in shipped)


def test_no_two_pieces_share_their_chance(shipped: tuple[Recipe, ...]) -> None:
    assert len({recipe.seed for recipe in shipped}) == len(shipped)
