"""The form of a client file, and the listener that it turns into."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from annotated_types import Ge, Le, Len

from setlist.documents.arcfile import list_amounts
from setlist.documents.document import Document, read_checked
from setlist.documents.fault import Fault, KeyPath, RefusedError, refuse, show
from setlist.documents.leaf import Leaf
from setlist.documents.moments import read_minutes
from setlist.documents.persons import (
    MEND,
    REASON,
    find_personal_code,
    find_personal_text,
    is_personal_key,
)
from setlist.model import BANDED, Landmark, Listener, OwnMinute, TrackId
from setlist.units import Minutes

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?")
_TRACK = re.compile(r"(?:sha256|row):\S{1,80}")
_MUSIC = frozenset({"avoid_artists", "avoid_tracks", "anchor", "heard"})
_OWN = read_minutes(0.5, 720.0)
_Word = Annotated[str, Len(1, 40)]
_Name = Annotated[str, Len(1, 200)]


def _read_pattern(pattern: re.Pattern[str], words: str, example: str) -> Leaf[str]:
    """Make the reader of a text that must have a certain form."""

    def parse(value: object) -> str:
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise refuse(f"is {show(value)}", f'give {words}, such as "{example}"')
        return value

    schema = {"type": "string", "pattern": f"^{pattern.pattern}$", "examples": [example]}
    return Leaf(parse=parse, words=f'{words}, such as "{example}"', schema=schema)


_Language = Annotated[str, _read_pattern(_LANGUAGE, "a language code", "en")]
_Code = Annotated[
    str, _read_pattern(_CODE, "a code name of letters, digits and hyphens", "heron-14")
]
_Track = Annotated[TrackId, _read_pattern(_TRACK, "the identity of a track", "sha256:9f2c…")]
_Own = Annotated[Minutes | None, _OWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesTable:
    """Landmarks that a clinic sets by its own experience."""

    onset: _Own = None
    peak_start: _Own = None
    peak: _Own = None
    peak_end: _Own = None
    return_end: _Own = None
    booster: _Own = None
    hold_end: _Own = None
    infusion_end: _Own = None

    def to_minutes(self) -> tuple[OwnMinute, ...]:
        """Give the landmarks that are set."""
        written = (
            (Landmark.ONSET, self.onset),
            (Landmark.PEAK_START, self.peak_start),
            (Landmark.PEAK, self.peak),
            (Landmark.PEAK_END, self.peak_end),
            (Landmark.RETURN_END, self.return_end),
            (Landmark.BOOSTER, self.booster),
            (Landmark.HOLD_END, self.hold_end),
            (Landmark.INFUSION_END, self.infusion_end),
        )
        return tuple(
            OwnMinute(landmark=landmark, at_min=at_min)
            for landmark, at_min in written
            if at_min is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """A client file as it is written."""

    code: _Code
    understands: tuple[_Language, ...] = ("en",)
    avoid_tags: tuple[_Word, ...] = ()
    avoid_instruments: tuple[_Word, ...] = ()
    avoid_artists: tuple[_Name, ...] = ()
    avoid_tracks: tuple[_Name, ...] = ()
    gentler: Annotated[float, Ge(-3), Le(3)] = 0.0
    anchor: _Track | None = None
    heard: tuple[_Track, ...] = ()
    minutes: MinutesTable = MinutesTable()


def read_listener(text: str, *, file: str) -> Listener:
    """Read a client from the text of a file; `open_listener` gives its lines as well."""
    return open_listener(text, file=file).value


def open_listener(text: str, *, file: str) -> Document[Listener]:
    """Read a client from the text of a file, and keep where each part of it stands.

    Parameters
    ----------
    text : str
        TOML 1.0, as ``arcs/schema/client.schema.json`` describes it.
    file : str
        The name that findings carry.

    Returns
    -------
    Document
        A code name and what to avoid, and the place of each of its parts as they are written.

    Raises
    ------
    InputError
        One finding for every fault of the file, what looks like personal data included.
    """
    document = read_checked(text, file=file, noun=ClientFile, check=_check)
    written = document.value
    listener = Listener(
        code=written.code,
        understands=written.understands,
        avoid_tags=written.avoid_tags,
        avoid_instruments=written.avoid_instruments,
        avoid_artists=written.avoid_artists,
        avoid_tracks=written.avoid_tracks,
        gentler=written.gentler,
        anchor=written.anchor,
        heard=written.heard,
        own_minutes=written.minutes.to_minutes(),
    )
    return document.hold(listener)


def _check(data: dict[str, object]) -> Iterator[Fault]:
    """Find what no single key of a client file shows; any key may be missing or wrong."""
    yield from _list_personal(data, ())
    yield from list_amounts(data, prose=_MUSIC)
    minutes = data.get("minutes")
    written: list[tuple[str, Minutes]] = []
    for landmark in BANDED:
        try:
            given = minutes[landmark.value] if isinstance(minutes, dict) else None
            written.append((landmark.value, _OWN.parse(given)))
        except (KeyError, RefusedError):
            continue
    for (before, before_min), (after, after_min) in pairwise(written):
        if after_min < before_min:
            said = f"is {after_min:g} min, earlier than {before} at {before_min:g} min"
            mend = "give the landmarks in order of time"
            yield Fault(path=("minutes", after), said=said, mend=mend)


def _list_personal(value: object, path: KeyPath) -> Iterator[Fault]:
    """Find keys and texts that look like personal data, music's own names left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            if is_personal_key(key):
                yield Fault(path=(*path, key), said=REASON, mend=MEND)
            elif key not in _MUSIC:
                yield from _list_personal(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _list_personal(item, (*path, place))
    elif isinstance(value, str):
        find = find_personal_code if path == ("code",) else find_personal_text
        kind = find(value)
        if kind:
            said = f"looks like {kind}: {REASON}"
            yield Fault(path=path, said=said, mend=MEND)
