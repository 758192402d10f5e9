"""One audio file: what it is, what people said about it, what was heard in it."""

from dataclasses import dataclass
from typing import Annotated, NewType

from annotated_types import Ge, Gt, Le, Len

from setlist.model.tags import Origin, Tags
from setlist.units import DbTp, Hertz, Lu, Lufs, Seconds

TrackId = NewType("TrackId", str)
"""``sha256:`` and the digest of the audio payload, tags left out.

Retagging, moving or copying a file changes nothing about it.  A track of a library without
audio has ``row:`` and a digest of its title, artist and duration instead.
"""

PROFILE_STEP_S = Seconds(10.0)
"""Length of one step of a loudness profile."""

SHAPE_STEP_S = Seconds(60.0)
"""Length of one step in which the intensity inside a long piece is told."""

SAME_LENGTH_S = Seconds(2.0)
"""Recordings of one title and artist no further apart may be one recording (our own)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What setlist heard in a file, in one pass.

    Times count from the first frame of the file.  ``head_lufs`` and ``tail_lufs`` are the
    loudness of the first and last ten audible seconds, which decide how a join steps;
    ``profile_lufs`` is the loudness of every ten seconds.  None means "not measured", never
    "no".  ``version`` 0 means that nobody heard the file: a table gave what there is.
    """

    version: Annotated[int, Ge(0)]
    duration_s: Annotated[Seconds, Gt(0)]
    audible_start_s: Annotated[Seconds, Ge(0)]
    audible_end_s: Annotated[Seconds, Gt(0)]
    loudness_lufs: Lufs | None = None
    peak_dbtp: DbTp | None = None
    head_lufs: Lufs | None = None
    tail_lufs: Lufs | None = None
    profile_lufs: tuple[Lufs, ...] = ()
    range_lu: Annotated[Lu, Ge(0)] | None = None
    max_rise_1s_lu: Lu | None = None
    max_rise_3s_lu: Lu | None = None
    max_rise_at_s: Seconds | None = None
    brightness_hz: Annotated[Hertz, Ge(0)] | None = None
    onsets_per_s: Annotated[float, Ge(0)] | None = None
    key: str | None = None
    tempo_bpm: Annotated[float, Gt(0)] | None = None
    tempo_confidence: Annotated[float, Ge(0), Le(1)] | None = None

    def audible_s(self) -> Seconds:
        """Give the length between the audible edges."""
        return Seconds(self.audible_end_s - self.audible_start_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One audio file with its tags, its measures, and where each value came from.

    ``path`` is absolute, or None where a library has no audio on this machine.
    """

    id: TrackId
    path: Annotated[str, Len(1)] | None
    tags: Tags
    measures: Measures
    origins: tuple[Origin, ...] = ()

    def origin(self, field: str) -> Origin | None:
        """Give where the value of a field came from, or None if it has none."""
        return next((origin for origin in self.origins if origin.field == field), None)
