"""A document as it was written, and the value that was read from it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isfinite
from typing import Generic, TypeVar

from pydantic import ConfigDict, ValidationError, create_model

from setlist.documents.amounts import MEND, REASON, is_amount_key
from setlist.documents.fault import Fault, KeyPath, show, write_path
from setlist.documents.lines import DEEPEST, Lines
from setlist.documents.shape import Shapes
from setlist.documents.syntax import parse_json, parse_toml
from setlist.documents.translation import translate
from setlist.errors import Finding, InputError, Place

T = TypeVar("T")
V = TypeVar("V")
Check = Callable[[dict[str, object]], Iterable[Fault]]
"""Looks for faults that no single field shows, in values that may be wrong in any other way."""

_LARGEST = 1 << 53
"""Whole numbers up to here are exact as floats; nothing that setlist reads comes near it."""

_CONFIG = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Generic[T]):
    """What was read from one text, and where each part of it stands."""

    value: T
    file: str
    _data: object = field(repr=False, compare=False)
    _lines: Lines = field(repr=False, compare=False)

    def place(self, *path: str | int) -> Place:
        """Give the place of a key path, or of the nearest table around it that was written.

        Parameters
        ----------
        *path : str or int
            Keys and list positions from the top, positions counted from 0.

        Returns
        -------
        Place
            File, line, and the path as the user sees it: ``phase 2 "peak".intensity``.
        """
        return _place(path, self.file, self._data, self._lines)

    def hold(self, value: V) -> "Document[V]":
        """Give the same document with what its value was turned into."""
        return Document(value=value, file=self.file, _data=self._data, _lines=self._lines)


def read_toml(text: str, *, file: str, noun: type[T]) -> Document[T]:
    """Read a TOML 1.0 text into a frozen noun.

    Parameters
    ----------
    text : str
        The whole text; a byte order mark in front is left out.
    file : str
        The name that findings carry.
    noun : type
        A frozen dataclass; its annotations say what is allowed.

    Returns
    -------
    Document
        The value, and the place of each of its parts.

    Raises
    ------
    InputError
        One finding for every fault of the file, each with line, key path and mend.
    """
    return read_checked(text, file=file, noun=noun, check=lambda _: ())


def read_checked(text: str, *, file: str, noun: type[T], check: Check) -> Document[T]:
    """Read a TOML text into a noun whose keys must also agree with each other."""
    text = text.removeprefix("\ufeff")
    data = parse_toml(text, file=file)
    return _read(data, Lines(text=text, is_toml=True), file, noun, check)


def read_json(text: str, *, file: str, noun: type[T]) -> Document[T]:
    """Read a JSON text into a frozen noun.

    Parameters
    ----------
    text : str
        The whole text.
    file : str
        The name that findings carry.
    noun : type
        A frozen dataclass; its annotations say what is allowed.

    Returns
    -------
    Document
        The value, and the place of each of its parts.

    Raises
    ------
    InputError
        One finding for every fault of the file, each with line, key path and mend.
    """
    text = text.removeprefix("\ufeff")
    data = parse_json(text, file=file)
    return _read(data, Lines(text=text, is_toml=False), file, noun, lambda _: ())


def _read(data: object, lines: Lines, file: str, noun: type[T], check: Check) -> Document[T]:
    """Turn plain values into a noun, or say everything that keeps them from being one."""
    faults = list(check(data)) if isinstance(data, dict) else []
    shapes = Shapes(noun)
    clean = _sift(data, (), shapes, faults)
    model = create_model("Read", __config__=_CONFIG, value=(noun, ...))
    value: T | None = None
    try:
        value = model.model_validate_json(json.dumps({"value": clean})).value  # type: ignore[attr-defined]  # the field was just made
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            faults += translate(found, shapes, data)
    if faults or value is None:
        findings = (
            Finding(said=fault.said, mend=fault.mend, place=_place(fault.path, file, data, lines))
            for fault in _first_at_each_place(faults)
        )
        raise InputError(*sorted(findings, key=lambda finding: finding.place.line or 0))
    return Document(value=value, file=file, _data=data, _lines=lines)


def _first_at_each_place(faults: list[Fault]) -> Iterable[Fault]:
    """Leave one fault a place: the one found first knows the reason best."""
    first: dict[KeyPath, Fault] = {}
    for fault in faults:
        first.setdefault(fault.path, fault)
    return first.values()


def _sift(value: object, path: KeyPath, shapes: Shapes, faults: list[Fault]) -> object:
    """Copy plain values without those that no noun can hold, and say which those are."""
    if len(path) > DEEPEST:
        said = f"nests more than {DEEPEST} levels"
        faults.append(Fault(path=path[:3], said=said, mend="put less inside each other"))
        return None
    if isinstance(value, dict):
        faults += [
            Fault(path=(*path, key), said=REASON, mend=MEND)
            for key in value
            if is_amount_key(key) and not shapes.has((*path, key))
        ]
        return {key: _sift(item, (*path, key), shapes, faults) for key, item in value.items()}
    if isinstance(value, list):
        return [_sift(item, (*path, place), shapes, faults) for place, item in enumerate(value)]
    refusal = _refuse_value(value)
    if refusal:
        faults.append(Fault(path=path, said=refusal[0], mend=refusal[1]))
        return None
    return value


def _refuse_value(value: object) -> tuple[str, str] | None:
    """Say what is wrong with a plain value that no noun can hold, and the mend."""
    if isinstance(value, float) and not isfinite(value):
        return f"is {show(value)}", "give a number that is finite"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return f"is {show(value)}", "give a smaller number"
    if isinstance(value, datetime | date | time):
        return f"is a date or a time ({value})", "put it in quotes if it is text"
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return "holds characters that are no text", "write them anew"
    return None


def _place(path: KeyPath, file: str, data: object, lines: Lines) -> Place:
    """Give file, line and written path of a place."""
    return Place(file=file, line=lines.find(path), field=write_path(path, data) or None)
