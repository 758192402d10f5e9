"""What a noun asks for at each of its places, in words."""

from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, NewType, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Len, Lt
from pydantic.fields import FieldInfo

from setlist.documents.fault import KeyPath
from setlist.documents.leaf import Leaf

_UNITS = (
    ("_per_s", "a second"),
    ("_min", "min"),
    ("_s", "s"),
    ("_lufs", "LUFS"),
    ("_lu", "LU"),
    ("_dbtp", "dBTP"),
    ("_db", "dB"),
    ("_hz", "Hz"),
    ("_bpm", "BPM"),
    ("_pct", "%"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A type without its wrappings, what its wrappings say, and the key it stands under."""

    kind: object
    marks: tuple[object, ...] = ()
    key: str = ""
    optional: bool = False


def unwrap(annotation: object, *, key: str = "") -> Shape:
    """Take off ``Annotated``, ``NewType`` and ``| None``, and keep what they said."""
    marks: tuple[object, ...] = ()
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *said = get_args(annotation)
            marks = (*marks, *said)
        elif isinstance(annotation, NewType):
            annotation = annotation.__supertype__
        elif get_origin(annotation) in {Union, UnionType}:
            members = [member for member in get_args(annotation) if member is not NoneType]
            optional = optional or len(members) < len(get_args(annotation))
            if len(members) > 1:
                return Shape(kind=Union, marks=tuple(members), key=key, optional=optional)
            annotation = members[0]
        else:
            return Shape(kind=annotation, marks=marks, key=key, optional=optional)


def list_fields(noun: type) -> dict[str, Shape]:
    """Give the keys a file may hold for a dataclass, each with its shape, as declared."""
    assert is_dataclass(noun)
    hints: dict[str, Any] = get_type_hints(noun, include_extras=True)
    found: dict[str, Shape] = {}
    for item in fields(noun):
        shape = unwrap(hints[item.name])
        aliases = (mark.alias for mark in shape.marks if isinstance(mark, FieldInfo))
        alias = next((alias for alias in aliases if alias), item.name)
        found[alias] = Shape(kind=shape.kind, marks=shape.marks, key=alias, optional=shape.optional)
    return found


@dataclass(slots=True)
class Shapes:
    """The shapes of one noun and of all that it holds, each looked up once."""

    noun: type
    _fields: dict[type, dict[str, Shape]] = field(default_factory=dict, init=False)

    def keys(self, shape: Shape | None) -> dict[str, Shape]:
        """Give the keys of a table, none for a shape that is no table of known keys."""
        if shape is None or not isinstance(shape.kind, type) or not is_dataclass(shape.kind):
            return {}
        if shape.kind not in self._fields:
            self._fields[shape.kind] = list_fields(shape.kind)
        return self._fields[shape.kind]

    def trace(self, place: KeyPath) -> tuple[KeyPath, Shape | None]:
        """Follow a place that pydantic names into the noun.

        The path that comes back leaves out what pydantic adds to name the members of a union
        and stops at the union, because what failed there is one value however many members
        refused it.  The shape is None where the noun has no such key.
        """
        shape = unwrap(self.noun)
        path: KeyPath = ()
        for key in place:
            inner = self._enter(shape, key)
            if inner is shape:
                break
            path = (*path, key)
            if inner is None:
                return path, None
            shape = inner
        return path, shape

    def has(self, path: KeyPath) -> bool:
        """Tell whether the noun has a key at just this place."""
        reached, shape = self.trace(path)
        return shape is not None and reached == path

    def _enter(self, shape: Shape, key: str | int) -> Shape | None:
        """Give the shape behind one key; the same shape where nothing lies deeper."""
        if any(isinstance(mark, Leaf) for mark in shape.marks):
            return shape
        arguments = get_args(shape.kind)
        if get_origin(shape.kind) is tuple and isinstance(key, int):
            is_repeated = len(arguments) == 2 and arguments[1] is Ellipsis
            if not is_repeated and key >= len(arguments):
                return shape
            return unwrap(arguments[0 if is_repeated else key], key=shape.key)
        if get_origin(shape.kind) is dict and isinstance(key, str):
            return unwrap(arguments[1], key=key)
        known = self.keys(shape)
        return known.get(str(key)) if known else shape


def describe(shape: Shape) -> str:
    """Say in words what may stand at a place, ranges with their unit."""
    own = next((mark.words for mark in shape.marks if isinstance(mark, Leaf)), None)
    if own is not None:
        return own
    if shape.kind is Union:
        return " or ".join(describe(unwrap(member, key=shape.key)) for member in shape.marks)
    if get_args(shape.kind):
        return _describe_many(shape)
    if isinstance(shape.kind, type) and is_dataclass(shape.kind):
        return "a table with the keys " + ", ".join(list_fields(shape.kind))
    return _describe_one(shape)


def _describe_one(shape: Shape) -> str:
    """Say what a single value may be."""
    if shape.kind in {float, int}:
        noun = "a number" if shape.kind is float else "a whole number"
        span = describe_range(shape)
        return f"{noun}, {span}" if span else noun
    if shape.kind is bool:
        return "true or false"
    words = list_words(shape)
    return "one of " + ", ".join(words) if words else "text" + _describe_length(shape, "character")


def _describe_many(shape: Shape) -> str:
    """Say what a list or a table of free keys asks for."""
    arguments = get_args(shape.kind)
    if get_origin(shape.kind) is dict:
        return f"a table, each value {describe(unwrap(arguments[1]))}"
    if arguments[1:] == (Ellipsis,):
        item = describe(unwrap(arguments[0], key=shape.key))
        return f"a list{_describe_length(shape, 'item')}, each {item}"
    items = " then ".join(describe(unwrap(item, key=shape.key)) for item in arguments)
    return f"a list of {len(arguments)}: {items}"


def list_words(shape: Shape) -> list[str]:
    """Give the words of a closed list, none for any other shape."""
    if isinstance(shape.kind, type) and issubclass(shape.kind, Enum):
        return [str(member.value) for member in shape.kind]
    return []


def describe_range(shape: Shape) -> str:
    """Say which numbers are allowed: ``1 to 9``, ``more than 0, at most 120 min``."""
    low = next((mark for mark in shape.marks if isinstance(mark, Ge | Gt)), None)
    high = next((mark for mark in shape.marks if isinstance(mark, Le | Lt)), None)
    unit = next((unit for ending, unit in _UNITS if shape.key.endswith(ending)), "")
    if isinstance(low, Ge) and isinstance(high, Le):
        text = f"{low.ge} to {high.le}"
    else:
        parts = []
        if low is not None:
            parts.append(f"at least {low.ge}" if isinstance(low, Ge) else f"more than {low.gt}")
        if high is not None:
            parts.append(f"at most {high.le}" if isinstance(high, Le) else f"less than {high.lt}")
        text = ", ".join(parts)
    return f"{text} {unit}".strip() if text else unit and f"in {unit}"


def _describe_length(shape: Shape, noun: str) -> str:
    """Say how long a text or a list may be, with a leading blank; nothing where it is free."""
    size = next((mark for mark in shape.marks if isinstance(mark, Len)), None)
    if size is None or (size.min_length == 0 and size.max_length is None):
        return ""
    if size.max_length is None:
        least = size.min_length
        return f" of at least {least} {noun}{'' if least == 1 else 's'}"
    return f" of {size.min_length} to {size.max_length} {noun}s"
