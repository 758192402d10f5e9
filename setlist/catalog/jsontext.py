"""Nouns of the model as JSON text in a column, and back, with nothing lost."""

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from setlist.errors import CatalogError, Finding, Place, Severity
from setlist.model import (
    Embedded,
    Field,
    Licence,
    Measures,
    Origin,
    Performance,
    Rating,
    Review,
    Source,
    Standing,
    Statement,
    TagFamily,
    Tags,
    Term,
    Vocabulary,
    Voice,
    Work,
)
from setlist.wording import escape_text

T = TypeVar("T")

_LISTS = ("languages", "words", "instruments")


def write_noun(noun: object) -> str:
    """Write a noun, or a list of them, as JSON in plain ASCII on one line."""
    return _ENCODER.encode(noun)


def read_tags(text: str) -> Tags:
    """Read tags."""
    return _read(text, _make_tags)


def read_embedded(text: str) -> Embedded:
    """Read what a file says about itself."""
    return _read(text, lambda held: Embedded(**{**held, "tags": _make_tags(held["tags"])}))


def read_measures(text: str) -> Measures:
    """Read measures."""
    return _read(
        text,
        lambda held: Measures(**{**held, "profile_lufs": tuple(held.get("profile_lufs", ()))}),
    )


def read_origins(text: str) -> tuple[Origin, ...]:
    """Read where values came from."""
    return _read(
        text,
        lambda held: tuple(Origin(**{**each, "source": Source(each["source"])}) for each in held),
    )


def read_vocabulary(text: str) -> Vocabulary:
    """Read a vocabulary."""
    return _read(
        text,
        lambda held: Vocabulary(
            terms=tuple(Term(**{**each, "family": TagFamily(each["family"])}) for each in held)
        ),
    )


def read_statement(text: str) -> Statement:
    """Read a statement."""
    return _read(
        text,
        lambda held: Statement(
            **{
                "value": None,
                **held,
                "field": Field(held["field"]),
                "standing": Standing(held["standing"]),
            }
        ),
    )


def read_review(text: str) -> Review:
    """Read a review stamp."""
    return _read(text, lambda held: Review(**held))


def write_findings(findings: Iterable[Finding], *, top: str) -> str:
    """Write findings; the files below ``top`` are written from there on, so that it may move."""
    start = escape_text(top)
    rows = []
    for finding in findings:
        file = finding.place.file
        below = file is not None and (file == start or file.startswith((f"{start}/", f"{start}\\")))
        kept = file[len(start) :] if file is not None and below else file
        rows.append(
            (
                *(finding.said, finding.mend, finding.severity),
                *(below, kept, finding.place.line, finding.place.field),
            )
        )
    return write_noun(rows)


def read_findings(text: str, *, top: str) -> tuple[Finding, ...]:
    """Read findings that were written by `write_findings`, below where ``top`` is now."""
    start = escape_text(top)
    return _read(text, lambda held: tuple(_make_finding(start, *each) for each in held))


def _make_finding(
    start: str,
    said: str,
    mend: str,
    severity: str,
    below: bool,  # noqa: FBT001  # a cell of a row
    file: str | None,
    line: int | None,
    field: str | None,
) -> Finding:
    """Make a finding of its row."""
    named = f"{start}{file}" if below else file
    place = Place(file=named, line=line, field=field)
    return Finding(said=said, mend=mend, place=place, severity=Severity(severity))


def _make_tags(held: dict[str, Any]) -> Tags:
    """Make tags of their fields."""
    made = dict(held)
    for name in _LISTS:
        if name in made:
            made[name] = tuple(made[name])
    if "ratings" in made:
        made["ratings"] = tuple(Rating(**each) for each in made["ratings"])
    if "voice" in made:
        made["voice"] = Voice(made["voice"])
    if "work" in made:
        made["work"] = Work(**made["work"])
    if "licence" in made:
        licence = made["licence"]
        made["licence"] = Licence(**{**licence, "performance": Performance(licence["performance"])})
    return Tags(**made)


def _plain_fields(noun: object) -> dict[str, object]:
    """Give the fields of a noun that hold something, for ``json`` to write."""
    values = ((name, getattr(noun, name)) for name in type(noun).__slots__)  # type: ignore[attr-defined]  # every noun of the model has slots
    return {name: value for name, value in values if value is not None and value != ()}


_ENCODER = json.JSONEncoder(default=_plain_fields, separators=(",", ":"))


def _read(text: str, make: Callable[[Any], T]) -> T:
    """Make a noun of its text, or say that the catalog is damaged."""
    try:
        return make(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CatalogError(
            Finding(
                said="a row of the catalog is damaged or was written by hand",
                mend="put a copy from before in its place, or scan the music into a new catalog",
            )
        ) from error
