"""What people say about tracks, taken into the catalog."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.queries import choose_track, look
from setlist.engine.shelves import View, list_places, refuse_table
from setlist.errors import Finding, InputError
from setlist.model import Field, Review, Standing, Statement

if TYPE_CHECKING:
    from setlist.catalog import Catalog
    from setlist.curation import Conflict


def tell_time() -> str:
    """Give the time as statements carry it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def tag(
    locator: Path | str,
    tracks: Sequence[str],
    values: Mapping[Field, str | None],
    *,
    by: str,
    view: View | None = None,
    propose: bool = False,
    how: str = "tag",
    on: str | None = None,
) -> tuple[Statement, ...]:
    """Say something about tracks, or take back what one said.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`.
    tracks : sequence of str
        Each as in `tell_track`.
    values : mapping
        What is said of every one of them; None takes back what the person said before.
    by : str
        Initials or a role.
    view : View, optional
        With a clinic the statements go into its overlay, without one into the shared base.
    propose : bool
        Let the statements wait for a review before they count.
    how : str
        By what door they come in, for the audit trail.
    on : str, optional
        When; now if left out.

    Returns
    -------
    tuple of Statement
        Those that changed something.

    Raises
    ------
    InputError
        A track, a value or the person cannot be taken; every fault is named.
    CatalogError
        The catalog cannot be written; then nothing of this was.
    """
    from setlist.catalog import read_statements, recall_vocabulary, say
    from setlist.curation import check_rater, set_after, spell_value

    view, now = view or View(), on or tell_time()
    with _take_up(locator, view) as (store, places):
        ids, spelt, faults = [], {}, list[Finding]()
        words = recall_vocabulary(store)
        for name in tracks:
            try:
                ids.append(choose_track(store, name, places))
            except InputError as error:
                faults += error.findings
        for field, text in values.items():
            try:
                spelt[field] = None if text is None else spell_value(field, text, words)
            except InputError as error:
                faults += error.findings
        try:
            by = check_rater(by)
        except InputError as error:
            faults += error.findings
        if faults:
            raise InputError(*faults)
        before = {each.seat(): each for each in read_statements(store, ids)}
        said = []
        for track in ids:
            for field, value in spelt.items():
                old = before.get((track, field, view.clinic, by))
                said.append(
                    Statement(
                        track=track,
                        field=field,
                        value=value,
                        by=by,
                        on=now if old is None else set_after(now, old.on),
                        clinic=view.clinic,
                        standing=Standing.PROPOSED if propose else Standing.SAID,
                    )
                )
        return say(store, said, how=how, at=now)


def list_proposals(locator: Path | str, *, view: View | None = None) -> tuple[Statement, ...]:
    """List the statements that wait for a review.

    Raises
    ------
    CatalogError
        The catalog cannot be used.
    """
    from setlist import curation
    from setlist.catalog import read_statements

    with look(locator, view or View()) as (store, _):
        return curation.list_proposals(read_statements(store))


def judge_proposals(
    locator: Path | str,
    words: str,
    *,
    by: str,
    accepted: bool,
    field: Field | None = None,
    view: View | None = None,
    on: str | None = None,
) -> tuple[Statement, ...]:
    """Accept or reject what is proposed about a track.

    Parameters
    ----------
    locator, view
        As `tag`.
    words : str
        The track, as in `tell_track`.
    by : str
        Who judges: initials or a role; never those who proposed it.
    accepted : bool
        Let it count, or not.
    field : Field, optional
        Only what is proposed about this; everything if left out.
    on : str, optional
        When; now if left out.

    Raises
    ------
    InputError
        Nothing is proposed, or by nobody else.
    CatalogError
        The catalog cannot be written.
    """
    from setlist import curation
    from setlist.catalog import read_statements, say

    now = on or tell_time()
    with _take_up(locator, view or View()) as (store, places):
        track = choose_track(store, words, places)
        waiting = [
            each
            for each in curation.list_proposals(read_statements(store, (track,)))
            if field in (None, each.field)
        ]
        if not waiting:
            mend = "setlist library review lists what is proposed"
            raise InputError(Finding(said=f"nothing is proposed about {words!r}", mend=mend))
        judge = curation.accept if accepted else curation.reject
        answers = [judge(each, by, now) for each in waiting]
        return say(store, answers, how="review", at=now)


def settle(
    locator: Path | str,
    words: str,
    field: Field,
    keep: str,
    *,
    by: str,
    view: View | None = None,
    on: str | None = None,
) -> tuple[Statement, ...]:
    """Settle a disagreement: what differs from one person's word counts no more.

    Parameters
    ----------
    locator, view
        As `tag`.
    words : str
        The track, as in `tell_track`.
    field : Field
        What they disagree on.
    keep : str
        Whose word goes on counting.
    by : str
        Who settles it.
    on : str, optional
        When; now if left out.

    Raises
    ------
    InputError
        The person said nothing about it that counts.
    CatalogError
        The catalog cannot be written.
    """
    from setlist import curation
    from setlist.catalog import read_statements, say

    view, now = view or View(), on or tell_time()
    with _take_up(locator, view) as (store, places):
        track = choose_track(store, words, places)
        said = read_statements(store, (track,))
        answers = curation.settle(said, track, field, keep, by, now, clinic=view.clinic)
        return say(store, answers, how="settle", at=now)


def stamp(
    locator: Path | str,
    tracks: Sequence[str],
    *,
    by: str,
    view: View | None = None,
    on: str | None = None,
) -> tuple[Review, ...]:
    """Stamp what is said about tracks now as reviewed.

    Raises
    ------
    InputError
        A track is not found, or the reviewer is neither initials nor a role.
    CatalogError
        The catalog cannot be written.
    """
    from setlist import curation
    from setlist.catalog import read_statements, stamp_reviews

    view, now = view or View(), on or tell_time()
    with _take_up(locator, view) as (store, places):
        ids = [choose_track(store, name, places) for name in tracks]
        said = read_statements(store, ids)
        stamps = [curation.stamp(track, said, by, now, clinic=view.clinic) for track in ids]
        return stamp_reviews(store, stamps, how="review", at=now)


def list_conflicts(locator: Path | str, *, view: View | None = None) -> "tuple[Conflict, ...]":
    """List where people differ.

    Raises
    ------
    CatalogError
        The catalog cannot be used.
    """
    from setlist import curation
    from setlist.catalog import read_statements

    with look(locator, view or View()) as (store, _):
        return curation.list_conflicts(read_statements(store))


@contextmanager
def _take_up(locator: Path | str, view: View) -> "Iterator[tuple[Catalog, Mapping[str, Path]]]":
    """Open the catalog of a library to write into it; lend also where its roots stand."""
    with look(locator, view) as (store, shelf):
        refuse_table(shelf, "remember what people say")
        yield store, list_places(store, shelf, view)
