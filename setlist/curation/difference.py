"""What one curation says that another does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from setlist.curation.merging import merge
from setlist.model import Curation, Field, Review, Standing, Statement, TrackId, TrackKey
from setlist.wording import escape_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One field of one track, in one layer, of which the first curation says something else.

    ``here`` is what only the first says, ``there`` what the second says of the same field
    instead.
    """

    key: TrackKey
    field: Field
    clinic: str
    here: tuple[Statement, ...]
    there: tuple[Statement, ...]

    def __str__(self) -> str:
        """Write both sides on one line: ``voice: KL none (there: KL words)``."""
        where = f" ({escape_text(self.clinic)})" if self.clinic else ""
        there = f" (there: {_list_said(self.there)})" if self.there else ""
        return f"{self.field}{where}: {_list_said(self.here)}{there}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that the first of two curations says and the second does not.

    ``reviews`` are stamps that only the first has.
    """

    departures: tuple[Departure, ...]
    reviews: tuple[Review, ...]

    def __str__(self) -> str:
        """Write each track once, under it a line for every field; nothing if nothing differs."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """Give the lines."""
        last: TrackId | None = None
        for departure in self.departures:
            if departure.key.track != last:
                last = departure.key.track
                yield _name(departure.key)
            yield f"  {departure}"
        if self.reviews:
            plural = "" if len(self.reviews) == 1 else "s"
            yield f"{len(self.reviews)} review{plural} that the other does not have"


def diff(one: Curation, other: Curation) -> Difference:
    """Say what one curation has that another lacks or holds differently.

    Parameters
    ----------
    one : Curation
        The curation that is looked through.
    other : Curation
        The one it is held against; what only this one says is not listed.

    Returns
    -------
    Difference
        By track and field; it prints as one line a field.
    """
    here, there = merge(one), merge(other)
    keys = {key.track: key for key in here.keys}
    own, known = set(here.statements), set(there.statements)
    new = _by_place(each for each in here.statements if each not in known)
    facing = _by_place(each for each in there.statements if each not in own)
    departures = [
        Departure(
            key=keys[place[0]],
            field=place[1],
            clinic=place[2],
            here=tuple(said),
            there=tuple(facing.get(place, ())),
        )
        for place, said in new.items()
    ]
    stamped = set(there.reviews)
    reviews = tuple(review for review in here.reviews if review not in stamped)
    return Difference(departures=tuple(departures), reviews=reviews)


def _by_place(
    statements: Iterable[Statement],
) -> Mapping[tuple[TrackId, Field, str], list[Statement]]:
    """Give the statements on each field of each track, in each layer."""
    places: dict[tuple[TrackId, Field, str], list[Statement]] = {}
    for each in statements:
        places.setdefault((each.track, each.field, each.clinic), []).append(each)
    return places


def _list_said(statements: Iterable[Statement]) -> str:
    """Write who says what: ``KL none, MR words proposed``."""
    return ", ".join(_tell(each) for each in statements)


def _tell(statement: Statement) -> str:
    """Write what one person says."""
    value = "nothing" if statement.value is None else escape_text(statement.value)
    standing = "" if statement.standing is Standing.SAID else f" {statement.standing}"
    return f"{statement.by} {value}{standing}"


def _name(key: TrackKey) -> str:
    """Write which track it is."""
    names = " · ".join(escape_text(name) for name in (key.title, key.artist) if name)
    return f"{names} ({key.track})" if names else key.track
