"""The digest of a library: the same wherever the music stands."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from setlist.model import Source, Track


def digest_tracks(tracks: Sequence[Track]) -> str:
    """Give the digest of everything in a library that a plan can depend on.

    A title that is only the name of a file is left out: it changes when the file moves.

    Parameters
    ----------
    tracks : sequence of Track
        The tracks, in any order.

    Returns
    -------
    str
        ``sha256:`` and the digest of sounds, tags and measures.
    """
    whole = hashlib.sha256()
    write = json.JSONEncoder(default=_plain_fields).encode
    for track in sorted(tracks, key=lambda track: track.id):
        origin = track.origin("title")
        named = origin is not None and origin.source is Source.FILE_NAME
        tags = replace(track.tags, title=None) if named else track.tags
        text = write([track.id, tags, track.measures])
        whole.update(text.encode("ascii") + b"\n")
    return f"sha256:{whole.hexdigest()}"


def _plain_fields(noun: object) -> dict[str, object]:
    """Give the fields of a noun that hold something, for ``json`` to write."""
    names: tuple[str, ...] = type(noun).__slots__  # type: ignore[attr-defined]  # every noun of the model has slots
    return {
        name: value for name in names if (value := getattr(noun, name)) is not None and value != ()
    }
