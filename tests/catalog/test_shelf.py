"""The shelf, made of all that is known."""

from dataclasses import replace

from builders import a_track
from shelves import NOON, a_word, fill, some_tracks
from sqlalchemy import delete, select

from setlist.catalog import Catalog, say
from setlist.catalog.shelf import choose_words, refresh_shelf
from setlist.catalog.store import begin_reading, begin_writing
from setlist.catalog.tables import shelf
from setlist.model import Field, Tags

LATER = "2026-11-25T12:00:01.000000Z"


def rows(catalog: Catalog) -> list[tuple[object, ...]]:
    with begin_reading(catalog) as connection:
        found = connection.execute(select(shelf).order_by(shelf.c.track, shelf.c.clinic))
        return [tuple(row) for row in found]


def test_a_clinic_has_a_row_of_its_own_only_where_it_says_something(catalog: Catalog) -> None:
    one, two = some_tracks(2)
    fill(catalog, one, two)
    assert len(rows(catalog)) == 2
    say(catalog, [a_word(one.id, clinic="north"), a_word(two.id)], how="rate", at=NOON)
    with begin_reading(catalog) as connection:
        held = connection.execute(select(shelf.c.track, shelf.c.clinic, shelf.c.raters)).all()
    assert {tuple(row) for row in held} == {(one.id, "", 0), (one.id, "north", 1), (two.id, "", 1)}


def test_the_shelf_made_anew_is_the_shelf_as_it_grew(catalog: Catalog) -> None:
    tracks = some_tracks(30)
    fill(catalog, *tracks)
    say(catalog, [a_word(track.id) for track in tracks[:20]], how="rate", at=NOON)
    words = [a_word(track.id, "x", field=Field.TITLE, clinic="k") for track in tracks[10:]]
    say(catalog, words, how="tag", at=NOON)
    say(catalog, [a_word(tracks[0].id, None, on=LATER)], how="rate", at=LATER)
    fill(catalog, replace(tracks[0], tags=Tags(title="new")), *tracks[2:])
    grown = rows(catalog)
    with begin_writing(catalog) as connection:
        connection.execute(delete(shelf))
        refresh_shelf(connection, catalog.resolve)
    assert rows(catalog) == grown
    assert len(grown) == 50


def test_the_words_of_other_clinics_do_not_count() -> None:
    track = a_track()
    words = [a_word(track.id, clinic=clinic) for clinic in ("", "north", "south")]
    assert choose_words(words, "north") == tuple(words[:2])
    assert choose_words(words, "") == tuple(words[:1])
