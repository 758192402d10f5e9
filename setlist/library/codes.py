"""Codes that name a recording, kept only where they are valid."""

import re

_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def read_isrc(text: str) -> str | None:
    """Give an International Standard Recording Code in its plain form, or None if it is none."""
    plain = text.upper().replace("-", "").replace(" ", "")
    return plain if _ISRC.fullmatch(plain) else None


def read_musicbrainz_id(text: str) -> str | None:
    """Give the id of a recording in MusicBrainz in small letters, or None if it is none."""
    plain = text.lower()
    return plain if _UUID.fullmatch(plain) else None
