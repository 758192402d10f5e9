"""What a person who rates tracks needs: the tracks, the words, and what they said before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from setlist.engine.queries import look
from setlist.engine.shelves import View, list_places, refuse_table
from setlist.errors import Finding, InputError, Place
from setlist.model import Change, Field, Review, Track, TrackId, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """What one person has before them: tracks to rate, the vocabulary, and their own words.

    ``by`` is the one spelling of who rates.  ``tracks`` are those that this person has not
    rated.
    """

    by: str
    tracks: tuple[Track, ...]
    vocabulary: Vocabulary
    said: Mapping[TrackId, Mapping[Field, str]]


def open_booth(locator: Path | str, query: str = "", *, by: str, view: View | None = None) -> Booth:
    """Gather what one person has to rate.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`.
    query : str
        Which tracks; without one all that nobody rated.
    by : str
        Initials or a role.
    view : View, optional
        Into whose overlay the ratings go.

    Raises
    ------
    InputError
        The query or the person cannot be taken, or the library is a table.
    CatalogError
        The catalog cannot be used.
    """
    from setlist.catalog import find_tracks, read_library, read_statements
    from setlist.curation import check_rater
    from setlist.library import digest_tracks

    view, by = view or View(), check_rater(by)
    with look(locator, view) as (store, shelf):
        refuse_table(shelf, "remember ratings")
        wanted = [row.track for row in find_tracks(store, query or "rated:no")]
        places = list_places(store, shelf, view)
        library = read_library(store, places, digest=digest_tracks)
        said: dict[TrackId, dict[Field, str]] = {}
        for each in read_statements(store, wanted):
            if (each.by, each.clinic) == (by, view.clinic) and each.value is not None:
                said.setdefault(each.track, {})[each.field] = each.value
    known = {track.id: track for track in library.tracks}
    waiting = (track for track in wanted if Field.INTENSITY not in said.get(track, {}))
    return Booth(
        by=by,
        tracks=tuple(known[track] for track in waiting if track in known),
        vocabulary=library.vocabulary,
        said=said,
    )


def write_excerpts(track: Track, folder: Path) -> tuple[Path, ...]:
    """Write three excerpts of a track as files to open: its opening, loudest stretch and end.

    Raises
    ------
    AudioError
        There is no file, or it cannot be decoded.
    InputError
        The folder cannot be written to.
    """
    from setlist import mixdown

    return mixdown.write_excerpts(track, folder)


def spell(field: Field, text: str, vocabulary: Vocabulary) -> str:
    """Put what a person typed into the one spelling of its field.

    Raises
    ------
    InputError
        It is no value of this field.
    """
    from setlist.curation import spell_value

    return spell_value(field, text, vocabulary)


def is_value(word: str) -> bool:
    """Tell whether a word has the form ``field=value``."""
    return word.partition("=")[0].strip().casefold() in set(Field)


def read_values(words: Iterable[str]) -> dict[Field, str | None]:
    """Read words such as ``intensity=4``; ``intensity=`` takes back what was said.

    Raises
    ------
    InputError
        There are none, or one field comes twice.
    """
    values: dict[Field, str | None] = {}
    for word in words:
        name, _, text = word.partition("=")
        field = read_field(name)
        if field in values:
            raise InputError(_fault(field, "is given twice", "give it once"))
        values[field] = text.strip() or None
    if not values:
        mend = f"add FIELD=VALUE; fields are {', '.join(Field)}"
        raise InputError(Finding(said="nothing is said of these tracks", mend=mend))
    return values


def read_field(name: str) -> Field:
    """Read the name of a field.

    Raises
    ------
    InputError
        There is no such field.
    """
    try:
        return Field(name.strip().casefold())
    except ValueError as error:
        mend = f"give one of {', '.join(Field)}"
        raise InputError(_fault(name, "is no field", mend)) from error


def tell_change(change: Change) -> tuple[str, ...]:
    """Write a line of the audit trail as cells: number, time, person, track, what, how."""
    what = change.what
    if isinstance(what, Review):
        said = f"reviewed version {what.version}"
    else:
        value = "taken back" if what.value is None else what.value
        reviewer = f" by {what.reviewer}" if what.reviewer else ""
        said = f"{what.field}: {value} ({what.standing}{reviewer})"
    where = f" [{what.clinic}]" if what.clinic else ""
    at = change.at[:19].replace("T", " ")
    return (str(change.number), at, what.by + where, what.track[:19], said, change.how)


def _fault(name: str, said: str, mend: str) -> Finding:
    """Make a finding about a field."""
    return Finding(said=said, mend=mend, place=Place(field=name))
