"""The only reader of files that people write, and the writer of stable JSON.

A text becomes a frozen noun, or one ``InputError`` with a finding for every fault of the file:
line, key path, the value given, what is allowed, the mend.  pydantic is used here and nowhere
else, and none of its messages leaves this room.
"""

from setlist.documents.arcfile import open_arc, read_arc
from setlist.documents.clientfile import open_listener, read_listener
from setlist.documents.document import Document, read_json, read_toml
from setlist.documents.fault import quote, suggest, write_path
from setlist.documents.persons import find_personal_text
from setlist.documents.schema import SCHEMAS, write_file_schema, write_schema
from setlist.documents.text import read_text
from setlist.documents.writer import write_json

__all__ = [
    "SCHEMAS",
    "Document",
    "find_personal_text",
    "open_arc",
    "open_listener",
    "quote",
    "read_arc",
    "read_json",
    "read_listener",
    "read_text",
    "read_toml",
    "suggest",
    "write_file_schema",
    "write_json",
    "write_path",
    "write_schema",
]
