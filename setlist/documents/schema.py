"""JSON Schema of a noun, so that editors complete and check a file while it is written."""

import json
from typing import cast

from pydantic import ConfigDict, create_model

from setlist.documents.arcfile import ArcFile
from setlist.documents.clientfile import ClientFile
from setlist.documents.words import WORDS
from setlist.model import Sidecar

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[type, str]] = {
    "arc": (ArcFile, "An arc of setlist"),
    "library": (Sidecar, "A library file of setlist"),
    "client": (ClientFile, "A client file of setlist"),
}
SCHEMAS = tuple(_FILES)
"""The kinds of file that people write and that have a schema."""

_Schema = dict[str, object]


def write_file_schema(kind: str) -> str:
    """Write the JSON Schema of a kind of file that people write.

    Parameters
    ----------
    kind : str
        One of ``SCHEMAS``.

    Returns
    -------
    str
        JSON Schema, draft 2020-12, with a line end after it.
    """
    return write_schema(*_FILES[kind])


def write_schema(noun: type, title: str) -> str:
    """Write the JSON Schema of a noun.

    Parameters
    ----------
    noun : type
        A frozen dataclass.
    title : str
        What editors call the file.

    Returns
    -------
    str
        JSON Schema, draft 2020-12, with a line end after it.
    """
    config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
    whole = create_model("Read", __config__=config, value=(noun, ...)).model_json_schema()
    parts = cast("dict[str, _Schema]", whole["$defs"])
    for name, part in parts.items():
        _describe_part(name, part)
    root = parts.pop(noun.__name__)
    schema = {"$schema": _DRAFT, "title": title} | root
    if parts:
        schema["$defs"] = parts
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _describe_part(name: str, part: _Schema) -> None:
    """Put our words into the schema of one table, and take pydantic's noise out."""
    part.pop("title", None)
    part["description"] = str(part.get("description", "")).partition("\n\n")[0]
    keys = cast("dict[str, _Schema]", part.get("properties", {}))
    for key, about in keys.items():
        about.pop("title", None)
        _allow_no_null(about)
        if about.get("default", ()) is None or isinstance(about.get("default"), dict):
            del about["default"]
        words = WORDS.get(f"{name}.{key}", "")
        bounds = about.get("description", "")
        if words:
            about["description"] = f"{words} ({bounds})" if bounds else words


def _allow_no_null(about: _Schema) -> None:
    """Leave null out of what a key may hold: TOML has none."""
    options = cast("list[_Schema]", about.get("anyOf", []))
    left = [option for option in options if option != {"type": "null"}]
    if len(left) == 1 < len(options):
        del about["anyOf"]
        about.update(left[0])
