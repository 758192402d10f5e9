"""Review stamps."""

from dataclasses import replace

from builders import a_track_id
from shelves import NOON, resolve

from setlist.catalog import (
    Catalog,
    open_catalog,
    read_reviews,
    read_trail,
    stamp_reviews,
)
from setlist.model import Review

STAMP = Review(track=a_track_id("x"), version="v1", by="cd", on=NOON)


def stamp(catalog: Catalog, *reviews: Review) -> tuple[Review, ...]:
    return stamp_reviews(catalog, reviews, how="review", at=NOON)


def test_a_stamp_is_kept_once(catalog: Catalog) -> None:
    assert stamp(catalog, STAMP, STAMP) == (STAMP,)
    assert stamp(catalog, STAMP) == ()
    assert stamp(catalog) == ()
    assert read_reviews(catalog) == (STAMP,)
    assert len(read_trail(catalog)) == 1


def test_every_other_stamp_is_one_more(catalog: Catalog) -> None:
    others = (
        replace(STAMP, version="v2"),
        replace(STAMP, by="ef"),
        replace(STAMP, track=a_track_id("y")),
        replace(STAMP, on="2027" + NOON[4:]),
    )
    assert set(stamp(catalog, STAMP, *others)) == {STAMP, *others}
    assert set(read_reviews(catalog)) == {STAMP, *others}
    assert set(read_reviews(catalog, [a_track_id("y")])) == {others[2]}
    assert read_reviews(catalog, []) == ()


def test_a_clinic_reads_its_own_stamps_and_those_of_the_base(url: str) -> None:
    stamps = [replace(STAMP, clinic=clinic) for clinic in ("", "north", "south")]
    with open_catalog(url, resolve=resolve, clinic="north") as catalog:
        stamp(catalog, *stamps)
        assert set(read_reviews(catalog)) == set(stamps[:2])
        assert set(read_reviews(catalog, every_clinic=True)) == set(stamps)
