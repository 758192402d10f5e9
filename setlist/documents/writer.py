"""Values as JSON that never changes without need."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from setlist.documents.fault import quote
from setlist.errors import Finding, InputError

_INDENT = "  "


def write_json(value: object) -> str:
    """Write a value as JSON: the same value always gives the same text.

    Keys stand as declared, numbers as short as they stay exact, lists of plain values on one
    line; ``read_json(write_json(x)).value == x``.

    Parameters
    ----------
    value : object
        A noun, or plain values and lists of them.

    Returns
    -------
    str
        The text, with a line end after it.

    Raises
    ------
    InputError
        A text in the value (a file's name, as a rule) is no proper Unicode.
    ValueError
        A number is infinite or none.
    """
    text = "".join(_write(value, "")) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        around = text[: error.end].rpartition('"')[2]
        said = f"the text {quote(around)} holds characters that are no Unicode"
        mend = "give the file a name in UTF-8 and scan it again"
        raise InputError(Finding(said=said, mend=mend)) from error
    return text


def _write(value: object, indent: str) -> Iterator[str]:
    """Give the pieces of one value."""
    deeper = indent + _INDENT
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict) and value:
        yield "{"
        for position, (key, item) in enumerate(value.items()):
            yield f"{',' if position else ''}\n{deeper}{_write_plain(key)}: "
            yield from _write(item, deeper)
        yield f"\n{indent}}}"
    elif isinstance(value, list | tuple) and any(_is_deep(item) for item in value):
        yield "["
        for position, item in enumerate(value):
            yield f"{',' if position else ''}\n{deeper}"
            yield from _write(item, deeper)
        yield f"\n{indent}]"
    elif isinstance(value, list | tuple):
        yield "[" + ", ".join(_write_plain(item) for item in value) + "]"
    else:
        yield _write_plain(value)


def _is_deep(value: object) -> bool:
    """Tell whether a value has parts."""
    return is_dataclass(value) or isinstance(value, dict | list | tuple)


def _write_plain(value: object) -> str:
    """Write a value without parts."""
    plain = value.value if isinstance(value, Enum) else value
    return json.dumps(plain, ensure_ascii=False, allow_nan=False)
