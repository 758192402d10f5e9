"""Queries, and what they find."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from builders import a_track, a_track_id, some_measures
from hypothesis import given, settings
from hypothesis import strategies as st
from shelves import NOON, PLACE, a_word, fill, resolve, some_tracks

from setlist.catalog import (
    Catalog,
    FoundTrack,
    count_tracks,
    find_tracks,
    list_keys,
    open_catalog,
    say,
)
from setlist.catalog.text import fold_text
from setlist.errors import InputError
from setlist.model import (
    Field,
    Licence,
    Origin,
    Performance,
    Rating,
    Source,
    Tags,
    Track,
    TrackKey,
    Voice,
    Work,
)
from setlist.units import DbTp, Lu, Lufs, Seconds

POND = replace(
    a_track(
        tags=Tags(
            title="Still Pond, 100% calm",
            artist="Bjørn Dvořák",
            album="Wide_Water",
            ratings=(Rating(intensity=4.0, rater="ab"), Rating(intensity=5.0, rater="cd")),
            voice=Voice.NONE,
            languages=("de",),
            words=("calm", "film score"),
            instruments=("choir", "harp"),
            work=Work(name="Suite", movement=1),
            licence=Licence(name="CC BY 4.0", holder="Tidal", performance=Performance.GRANTED),
            isrc="DEA123456789",
        ),
        measures=replace(
            some_measures(duration_s=240.4, loudness_lufs=-30.0),
            max_rise_1s_lu=Lu(9.5),
            key="D minor",
            tempo_bpm=66.0,
            tempo_confidence=0.7,
        ),
    ),
    id=a_track_id("pond"),
    path="/music/Öde/01 pond.flac",
    origins=(Origin(field="intensity", source=Source.SIDECAR),),
)
STORM = replace(
    a_track(
        tags=Tags(
            title="夜の嵐 storm",
            artist="Tidal Rooms",
            ratings=(Rating(intensity=8.0),),
            voice=Voice.WORDLESS,
            words=("dark",),
        ),
        measures=replace(some_measures(duration_s=600.0, loudness_lufs=-14.0), key="Db major"),
    ),
    id=a_track_id("storm"),
    path="/music/b/storm.flac",
)
BARE = replace(
    a_track(tags=Tags(title="bare", suggested_intensity=6.0)),
    id=a_track_id("bare"),
    path="/music/c/bare.flac",
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> Iterator[Catalog]:
    """Three tracks that differ in everything, for all tests that only read."""
    server = request.param == "postgresql"
    url = request.getfixturevalue("make_schema")() if server else "sqlite://"
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, POND, STORM, BARE)
        yield catalog


def find(catalog: Catalog, query: str) -> set[str]:
    names = {POND.id: "pond", STORM.id: "storm", BARE.id: "bare"}
    return {names[found.track] for found in find_tracks(catalog, query)}


ALL = {"pond", "storm", "bare"}

QUERIES: list[tuple[str, set[str]]] = [
    ("", ALL),
    ("intensity:4..6", {"pond", "bare"}),
    ("intensity:4.5", {"pond"}),
    ("intensity:6", {"bare"}),
    ("intensity:8..", {"storm"}),
    ("-intensity:4..6", {"storm"}),
    ("intensity:?", set()),
    ("rated:yes", {"pond", "storm"}),
    ("rated:no", {"bare"}),
    ("-rated:no", {"pond", "storm"}),
    ("raters:2..", {"pond"}),
    ("spread:1", {"pond"}),
    ("origin:sidecar", {"pond"}),
    ("origin:suggested", {"bare"}),
    ("origin:?", {"storm"}),
    ("duration:3m..5m", {"pond", "bare"}),
    ("duration:4m", {"pond"}),
    ("duration:240s", {"pond"}),
    ("duration:241s", set()),
    ("duration:10:00", {"storm"}),
    ("loudness:..-20", {"pond", "bare"}),
    ("loudness:-20..", {"storm"}),
    ("peak:-6", ALL),
    ("rise:9..", {"pond"}),
    ("rise:?", {"storm", "bare"}),
    ("-rise:9..", {"storm", "bare"}),
    ("rise3:2", ALL),
    ("tempo:60..80", {"pond"}),
    ("confidence:..0.9", {"pond"}),
    ('key:"D minor"', {"pond"}),
    ("key:d", {"pond"}),
    ("key:db", {"storm"}),
    ("key:minor", {"pond"}),
    ("key:?", {"bare"}),
    ("voice:none,wordless", {"pond", "storm"}),
    ("voice:?", {"bare"}),
    ("-voice:none", {"storm", "bare"}),
    ("tag:choir", {"pond"}),
    ("tag:film-score", {"pond"}),
    ("tag:film", set()),
    ("-tag:choir", {"storm", "bare"}),
    ("tag:calm,dark", {"pond", "storm"}),
    ("tag:?", {"bare"}),
    ("-tag:?", {"pond", "storm"}),
    ("instrument:harp", {"pond"}),
    ("instrument:calm", set()),
    ("language:de", {"pond"}),
    ("licence:?", {"storm", "bare"}),
    ("licence:cc-by", {"pond"}),
    ("holder:tidal", {"pond"}),
    ("performance:granted", {"pond"}),
    ("work:suite", {"pond"}),
    ('artist:"bjorn dvorak"', {"pond"}),
    ("artist:TIDAL", {"storm"}),
    ("album:wide", {"pond"}),
    ("title:嵐", {"storm"}),
    ("path:ode", {"pond"}),
    ("path:main/b", {"storm"}),
    ("pond", {"pond"}),
    ("POND calm", {"pond"}),
    ("pond storm", set()),
    ("-pond", {"storm", "bare"}),
    ("嵐", {"storm"}),
    ("harp", {"pond"}),
    ('"still pond"', {"pond"}),
    ('"pond still"', set()),
    ('"calm film"', set()),
    ("100%", {"pond"}),
    ("%", {"pond"}),
    ("1__%", set()),
    ('"10_%"', set()),
    ("wide_water", {"pond"}),
    ("/", ALL),
    ("missing:yes", set()),
    ("missing:no", ALL),
    ("missing:yes,no", ALL),
    ("tidal -title:storm", set()),
    ("'; DROP", set()),
]


@pytest.mark.parametrize(("query", "found"), QUERIES)
def test_a_query_finds(shared: Catalog, query: str, found: set[str]) -> None:
    assert find(shared, query) == found


def test_a_track_is_found_by_the_beginning_of_its_id(shared: Catalog) -> None:
    assert find(shared, f"track:{POND.id[:20]}") == {"pond"}
    assert find(shared, f"track:{POND.id[10:]}") == set()


def test_everything_that_is_known_is_found(shared: Catalog) -> None:
    (found,) = find_tracks(shared, "pond")
    assert found == FoundTrack(
        track=POND.id,
        root="main",
        name="Öde/01 pond.flac",
        title="Still Pond, 100% calm",
        artist="Bjørn Dvořák",
        album="Wide_Water",
        duration_s=Seconds(240.4),
        loudness_lufs=Lufs(-30.0),
        range_lu=Lu(6.0),
        peak_dbtp=DbTp(-6.0),
        max_rise_1s_lu=Lu(9.5),
        key="D minor",
        tempo_bpm=66.0,
        tempo_confidence=0.7,
        intensity=4.5,
        intensity_origin=Source.SIDECAR,
        raters=2,
        spread=1.0,
        voice=Voice.NONE,
        tags=("calm", "film score", "choir", "harp"),
        licence="CC BY 4.0",
        missing=False,
    )


def test_what_is_found_is_in_the_order_of_names_and_no_more_than_asked(shared: Catalog) -> None:
    names = [found.name for found in find_tracks(shared, "")]
    assert names == sorted(name for name in names if name)
    assert [found.name for found in find_tracks(shared, "", limit=2)] == names[:2]
    assert find_tracks(shared, "", limit=0) == ()


def test_a_mistake_in_a_query_is_refused(shared: Catalog) -> None:
    with pytest.raises(InputError, match="did you mean voice"):
        find_tracks(shared, "voise:none")


def test_a_clinic_finds_its_own_row_where_it_has_one(url: str) -> None:
    words = [
        a_word(POND.id, "Ours", field=Field.TITLE, clinic="north"),
        a_word(STORM.id, "Theirs", field=Field.TITLE, clinic="south"),
        a_word(BARE.id, "Base", field=Field.TITLE),
    ]
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, POND, STORM, BARE)
        say(catalog, words, how="tag", at=NOON)
        titles = [found.title for found in find_tracks(catalog, "")]
        assert titles == [STORM.tags.title, "Base", POND.tags.title]
    with open_catalog(url, resolve=resolve, clinic="north") as catalog:
        titles = [found.title for found in find_tracks(catalog, "")]
        assert titles == [STORM.tags.title, "Base", "Ours"]
        assert find(catalog, "ours") == {"pond"}
        assert find(catalog, "still") == set()
        assert [key.title for key in list_keys(catalog)].count("Ours") == 1
        assert len(list_keys(catalog)) == 3


def test_the_keys_of_all_tracks_are_listed_missing_ones_included(catalog: Catalog) -> None:
    fill(catalog, POND, BARE)
    fill(catalog, BARE)
    key = TrackKey(
        track=POND.id,
        isrc="DEA123456789",
        title="Still Pond, 100% calm",
        artist="Bjørn Dvořák",
        duration_s=Seconds(240.4),
    )
    assert key in list_keys(catalog)
    assert [each.track for each in list_keys(catalog)] == sorted([POND.id, BARE.id])


_NUMBERS = st.none() | st.integers(1, 9).map(float)


@given(
    ratings=st.lists(_NUMBERS, min_size=1, max_size=12),
    low=_NUMBERS,
    high=_NUMBERS,
)
@settings(max_examples=15, deadline=None)
def test_a_range_finds_what_is_in_it_and_its_negation_all_else(
    ratings: list[float | None], low: float | None, high: float | None
) -> None:
    if low is None and high is None:
        low = 1.0
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    tracks = [numbered(number, rating) for number, rating in enumerate(ratings)]
    query = f"intensity:{low or ''}..{high or ''}"
    with open_catalog("sqlite://", resolve=resolve) as catalog:
        fill(catalog, *tracks)
        found = {each.track for each in find_tracks(catalog, query)}
        others = {each.track for each in find_tracks(catalog, f"-{query}")}
    inside = {
        track.id
        for track, rating in zip(tracks, ratings, strict=True)
        if rating is not None and (low or 1.0) <= rating <= (high or 9.0)
    }
    assert found == inside
    assert others == {track.id for track in tracks} - inside


def numbered(number: int, rating: float | None) -> Track:
    track = a_track(f"{number}", intensity=rating)
    return replace(track, path=str(PLACE / f"{number}.flac"))


@given(
    titles=st.lists(
        st.text(alphabet="aä%_/\\'éE-", min_size=1, max_size=5), min_size=1, max_size=6, unique=True
    ),
    word=st.text(alphabet="aä%_/\\'é", min_size=1, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_a_word_is_found_where_it_occurs_and_nothing_in_it_is_a_wildcard(
    titles: list[str], word: str
) -> None:
    folded = fold_text(word)
    if not folded:
        return
    tracks = [
        replace(a_track(tags=Tags(title=title)), id=a_track_id(title), path=None)
        for title in titles
    ]
    quoted = word.replace("\\", "\\\\")
    with open_catalog("sqlite://", resolve=resolve) as catalog:
        fill(catalog, *tracks)
        found = {each.title for each in find_tracks(catalog, f'title:"{quoted}"')}
    assert found == {title for title in titles if folded in fold_text(title)}


def test_tracks_are_counted_with_their_length(catalog: Catalog) -> None:
    assert count_tracks(catalog) == (0, 0.0)
    fill(catalog, *some_tracks(3))
    found = find_tracks(catalog, "")
    assert count_tracks(catalog) == (3, sum(row.duration_s for row in found))
    assert count_tracks(catalog, "intensity:99..") == (0, 0.0)
