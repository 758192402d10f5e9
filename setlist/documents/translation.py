"""From what pydantic found wrong to a fault in plain words; none of its messages passes."""

from typing import TYPE_CHECKING

from annotated_types import Len

from setlist.documents.fault import Fault, KeyPath, look, show, suggest
from setlist.documents.leaf import REFUSED
from setlist.documents.shape import Shape, Shapes, describe, describe_range, list_words

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def translate(found: "ErrorDetails", shapes: Shapes, data: object) -> tuple[Fault, ...]:
    """Say one of pydantic's errors in our own words.

    It is one of four: a key that the noun does not know, a key that is missing, a value that
    a reader of this room refused, or a value that is not what stands there.
    """
    place = found["loc"][1:]
    path, shape = shapes.trace(place)
    if found["type"] == REFUSED:
        faults: tuple[Fault, ...] = found.get("ctx", {})["faults"]
        return tuple(
            Fault(path=(*path, *fault.path), said=fault.said, mend=fault.mend) for fault in faults
        )
    if shape is None:
        return (_unknown_key(path, shapes),)
    if found["type"] == "missing" and path == place:
        if isinstance(path[-1], str):
            mend = f"add {path[-1]}: {describe(shape)}"
            return (Fault(path=path, said="is missing", mend=mend),)
        path, around = shapes.trace(place[:-1])
        shape = around or shape
    value = look(data, path)
    if found["type"] == "too_short" and isinstance(value, list) and _is_long_enough(value, shape):
        return ()
    return (_wrong_value(path, shape, value),)


def _unknown_key(path: KeyPath, shapes: Shapes) -> Fault:
    """Say that a key is not known, and which one was meant or may stand there."""
    _, around = shapes.trace(path[:-1])
    known = shapes.keys(around)
    near = suggest(str(path[-1]), known)
    mend = f"did you mean {near}?" if near else "take it out; known here: " + ", ".join(known)
    return Fault(path=path, said="is not a known key", mend=mend)


def _wrong_value(path: KeyPath, shape: Shape, value: object) -> Fault:
    """Say what a value is and what may stand in its place."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    span = describe_range(shape) if shape.kind in {int, float} else ""
    mend = "give " + (span if span and is_number and shape.kind is float else describe(shape))
    if isinstance(value, str):
        near = suggest(value, list_words(shape))
        mend += f"; did you mean {near}?" if near else ""
    return Fault(path=path, said=f"is {show(value)}", mend=mend)


def _is_long_enough(items: list[object], shape: Shape) -> bool:
    """Tell whether a list only seems short, because pydantic does not count its wrong items."""
    return any(isinstance(mark, Len) and mark.min_length <= len(items) for mark in shape.marks)
