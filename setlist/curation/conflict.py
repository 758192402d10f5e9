"""Where people differ: listed, and settled only by a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from setlist.curation.proposal import reject
from setlist.curation.rater import check_rater
from setlist.curation.seats import list_counting
from setlist.curation.values import LISTS
from setlist.errors import Finding, InputError, Place
from setlist.model import FAR_APART, Field, Statement, TrackId
from setlist.wording import escape_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What several people say about one field of one track, in one layer, and do not agree on."""

    track: TrackId
    field: Field
    clinic: str
    statements: tuple[Statement, ...]

    def __str__(self) -> str:
        """Write who says what on one line: ``voice: KL none, MR words``."""
        said = ", ".join(f"{each.by} {escape_text(each.value or '')}" for each in self.statements)
        where = f" ({escape_text(self.clinic)})" if self.clinic else ""
        return f"{self.field}{where}: {said}"


def list_conflicts(statements: Iterable[Statement]) -> tuple[Conflict, ...]:
    """List where two people differ.

    Ratings of intensity more than 2 apart do, and any two different values of a field that
    holds one value; words of lists are put together and never do.  A clinic's overlay does not
    differ from the shared base: it outranks it.

    Parameters
    ----------
    statements : iterable of Statement
        Of any number of tracks.

    Returns
    -------
    tuple of Conflict
        By track and field.
    """
    groups: dict[tuple[TrackId, Field, str], list[Statement]] = {}
    for each in list_counting(statements):
        if each.field not in LISTS:
            groups.setdefault((each.track, each.field, each.clinic), []).append(each)
    return tuple(
        Conflict(track=track, field=field, clinic=clinic, statements=tuple(said))
        for (track, field, clinic), said in groups.items()
        if len(said) > 1 and _differ(field, said)
    )


def settle(
    statements: Iterable[Statement],
    track: TrackId,
    field: Field,
    keep_by: str,
    reviewer: str,
    on: str,
    *,
    clinic: str = "",
) -> tuple[Statement, ...]:
    """Settle a conflict by rejecting everything that differs from what one person says.

    Parameters
    ----------
    statements : iterable of Statement
        What is said.
    track : TrackId
        The track.
    field : Field
        The field.
    keep_by : str
        Whose statement goes on counting.
    reviewer : str
        Who settles it; may be one of those who differ.
    on : str
        When.
    clinic : str
        The overlay whose conflict it is; the shared base if left out.

    Returns
    -------
    tuple of Statement
        The rejections, to be added to what is said.

    Raises
    ------
    InputError
        ``keep_by`` says nothing about this field that counts.
    """
    place, keep_by = (track, field, clinic), check_rater(keep_by)
    said = [
        each for each in list_counting(statements) if (each.track, each.field, each.clinic) == place
    ]
    kept = next((each for each in said if each.by == keep_by), None)
    if kept is None:
        known = ", ".join(each.by for each in said)
        mend = f"keep what one of these says: {known}" if known else "there is nothing to settle"
        finding = Finding(
            said=f"{keep_by} says nothing about it that counts",
            mend=mend,
            place=Place(field=field.value),
        )
        raise InputError(finding)
    return tuple(reject(each, reviewer, on) for each in said if each.value != kept.value)


def _differ(field: Field, said: Sequence[Statement]) -> bool:
    """Tell whether statements on one field do not agree."""
    if field is not Field.INTENSITY:
        return len({each.value for each in said}) > 1
    ratings = [float(each.value or "") for each in said]
    return max(ratings) - min(ratings) > FAR_APART
