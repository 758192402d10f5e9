"""What holds for a track: what people say about it, on top of what its files say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from setlist.curation.seats import is_counting, take_seats
from setlist.curation.values import JOINT, LISTS, Values, convert_values, split_words
from setlist.model import (
    Field,
    Licence,
    Origin,
    Performance,
    Rating,
    Source,
    Standing,
    Statement,
    Tags,
    Track,
    Voice,
    Work,
)

_CAUTION: Mapping[Field, tuple[str, ...]] = {
    Field.VOICE: (Voice.WORDS, Voice.SPOKEN, Voice.WORDLESS, Voice.NONE),
    Field.PERFORMANCE: (Performance.NOT_GRANTED, Performance.UNKNOWN, Performance.GRANTED),
}
"""Where people differ, the first of these that anybody says holds (our own)."""

_PARTS: Mapping[str, tuple[Field, ...]] = {
    "licence": (Field.LICENCE, Field.HOLDER, Field.PERFORMANCE),
    "work": (Field.WORK, Field.MOVEMENT),
}
"""Values of a track that are put together of several fields."""

Said = Mapping[Field, Sequence[Statement]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """The value that holds for one field, and whose statements it rests on."""

    value: str
    rests_on: tuple[Statement, ...]


def resolve_track(track: Track, statements: Sequence[Statement]) -> Track:
    """Put what people say about a track on top of what its files say.

    A statement outranks files.  Where an overlay says anything about a field, the shared base
    does not count for it; hand in the base and one clinic's overlay.  Of several people every
    rating of intensity is kept, beside those that library files hold of others; words of lists
    are put together; the most cautious voice and the least permissive performance right hold;
    of any other field the latest statement.  A value that is not in its one spelling does not
    count, nor a licence without a name or a work without a movement.

    Parameters
    ----------
    track : Track
        The track as its files describe it.
    statements : sequence of Statement
        What is said; statements on other tracks are left out.

    Returns
    -------
    Track
        With the origin of each value that is said: who said it, and when.
    """
    standing = take_seats(each for each in statements if each.track == track.id)
    if not standing:
        return track
    said = _choose_layers(standing)
    choices: Mapping[Field, _Choice] = {
        field: _choose(field, group) for field, group in said.items() if field != Field.INTENSITY
    }
    values = convert_values({field: choice.value for field, choice in choices.items()})
    ratings = _list_ratings(track.tags.ratings, said, standing)
    tags = _replace_tags(track.tags, values, ratings)
    return replace(track, tags=tags, origins=_list_origins(track, tags, said, choices))


def _choose_layers(standing: Iterable[Statement]) -> Said:
    """Give what counts for each field: the overlay where it says anything, else the base."""
    layers: dict[bool, dict[Field, list[Statement]]] = {False: {}, True: {}}
    for each in standing:
        if is_counting(each):
            layers[each.clinic != ""].setdefault(each.field, []).append(each)
    return layers[False] | layers[True]


def _choose(field: Field, said: Sequence[Statement]) -> _Choice:
    """Choose the value of a field that holds where one or several people said something."""
    if len(said) == 1:
        return _Choice(value=said[0].value or "", rests_on=(said[0],))
    if field in LISTS:
        words = {word for each in said for word in split_words(each.value)}
        return _Choice(value=JOINT.join(sorted(words)), rests_on=tuple(said))
    values = {each.value or "" for each in said}
    if field in _CAUTION:
        value = next(value for value in _CAUTION[field] if value in values)
    else:
        value = max(said, key=_rank).value or ""
    return _Choice(value=value, rests_on=tuple(each for each in said if each.value == value))


def _rank(statement: Statement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the order of statements of several people: the latest last, never by chance."""
    return statement.rank(), statement.seat()


def _replace_tags(tags: Tags, values: Values, ratings: tuple[Rating, ...]) -> Tags:
    """Replace what is said; what is not said stays."""
    return replace(
        tags,
        title=values.title or tags.title,
        artist=values.artist or tags.artist,
        album=values.album or tags.album,
        ratings=ratings,
        voice=values.voice or tags.voice,
        languages=values.languages or tags.languages,
        words=values.tags or tags.words,
        instruments=values.instruments or tags.instruments,
        work=_join_work(tags.work, values),
        licence=_join_licence(tags.licence, values),
        isrc=values.isrc or tags.isrc,
        musicbrainz_id=values.musicbrainz_id or tags.musicbrainz_id,
    )


def _join_work(work: Work | None, values: Values) -> Work | None:
    """Complete a work that is said in part by what the files say."""
    name = values.work or (work.name if work else None)
    movement = values.movement or (work.movement if work else None)
    return Work(name=name, movement=movement) if name and movement else None


def _join_licence(licence: Licence | None, values: Values) -> Licence | None:
    """Complete a licence that is said in part by what the files say."""
    name = values.licence or (licence.name if licence else None)
    if name is None:
        return None
    performance = values.performance or (licence.performance if licence else None)
    return Licence(
        name=name,
        holder=values.holder or (licence.holder if licence else None),
        performance=performance or Performance.UNKNOWN,
    )


def _list_ratings(
    ratings: tuple[Rating, ...], said: Said, standing: Iterable[Statement]
) -> tuple[Rating, ...]:
    """Give the ratings that count: those of library files that nobody spoke to, then statements.

    Who said anything of late, be it that a rating is taken back, has no older one in a library
    file; only a proposal changes nothing yet.
    """
    rated = said.get(Field.INTENSITY, ())
    new = tuple(
        Rating(intensity=float(each.value or ""), rater=each.by, on=each.on[:10]) for each in rated
    )
    if any(each.clinic for each in rated):
        return new
    heard = {
        each.by.casefold()
        for each in standing
        if each.field is Field.INTENSITY
        and not each.clinic
        and each.standing is not Standing.PROPOSED
    }
    return tuple(each for each in ratings if (each.rater or "").casefold() not in heard) + new


def _list_origins(
    track: Track, tags: Tags, said: Said, choices: Mapping[Field, _Choice]
) -> tuple[Origin, ...]:
    """Give where each value comes from, those that are said first."""
    file_side = {origin.field: origin for origin in track.origins}
    origins: dict[str, Origin] = {}

    def note(name: str, rests_on: Iterable[Statement], *, completed: bool) -> None:
        by = sorted({f"{each.by} {each.on[:10]}" for each in rests_on})
        older = file_side.get(name)
        if completed and older is not None and older.detail:
            by.append(older.detail)
        origins[name] = Origin(field=name, source=Source.CATALOG, detail=", ".join(by))

    rated = said.get(Field.INTENSITY, ())
    if rated:
        note("intensity", rated, completed=len(tags.ratings) > len(rated))
    elif not tags.ratings:
        file_side.pop("intensity", None)
    in_parts = {field for fields in _PARTS.values() for field in fields}
    for field, choice in choices.items():
        if field not in in_parts:
            note(field.value, choice.rests_on, completed=False)
    wholes = {
        "licence": (track.tags.licence, tags.licence),
        "work": (track.tags.work, tags.work),
    }
    for name, (before, after) in wholes.items():
        parts = [choices[field] for field in _PARTS[name] if field in choices]
        if parts and after is not None:
            rests_on = [each for part in parts for each in part.rests_on]
            is_whole = len(parts) == len(_PARTS[name]) or before is None
            note(name, rests_on, completed=not is_whole)
    rest = tuple(origin for name, origin in file_side.items() if name not in origins)
    return tuple(origins.values()) + rest
