"""The columns of a table of tracks, under whatever names they come."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

HEADER = (
    *("track", "title", "artist", "album", "duration_s", "intensity", "voice", "languages"),
    *("tags", "loudness_lufs", "licence", "path"),
)
"""The columns of a table that setlist writes, in their order."""

_NAMES: Mapping[str, str] = {
    **{name.replace("_", " "): name for name in HEADER},
    "isrc": "isrc",
    # Exportify, its older and newer forms, and tables of the same fields [exportify2024]
    "track name": "title",
    "name": "title",
    "artists": "artist",
    "artist name": "artist",
    "artist names": "artist",
    "artist name s": "artist",
    "album name": "album",
    "duration": "duration_s",
    "duration ms": "duration_ms",
    "track duration ms": "duration_ms",
    "loudness": "loudness",
    "tempo": "tempo",
    "tempo bpm": "tempo",
    # other spellings of our own
    "language": "languages",
    "license": "licence",
}
"""Names of columns as ``_fold`` leaves them, and what they hold."""

_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each known column stands, and the names of those that are not known."""

    positions: Mapping[str, int]
    others: tuple[str, ...]


def find_columns(header: list[str]) -> Columns:
    """Find the known columns in a header; of two that hold the same the first counts."""
    positions: dict[str, int] = {}
    others = []
    for position, cell in enumerate(header):
        name = _NAMES.get(_fold(cell))
        if name is None or name in positions:
            if cell.strip():
                others.append(cell.strip())
        else:
            positions[name] = position
    return Columns(positions=positions, others=tuple(others))


def names_tracks(header: list[str]) -> bool:
    """Tell whether a header is that of a table of tracks: it has a title and a length.

    One of statements about tracks has these too, and a field and a value.
    """
    columns = find_columns(header)
    lengths = {"duration_s", "duration_ms"} & columns.positions.keys()
    said = {"field", "value"} <= {_fold(name) for name in columns.others}
    return "title" in columns.positions and bool(lengths) and not said


def count_columns(header: list[str]) -> int:
    """Tell how many cells of a header are known."""
    return len(find_columns(header).positions)


def _fold(cell: str) -> str:
    """Give the form under which spellings of one name meet: case and signs aside."""
    return _SIGNS.sub(" ", cell[:100].casefold()).strip()
