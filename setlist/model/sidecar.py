"""What a curated library file (``setlist.library.toml``) says about the tracks beside it."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from annotated_types import Ge, Len

from setlist.model.tags import Intensity, Licence, Rating, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class SidecarTrack:
    """What a curator says about one track; an absent key leaves the embedded tag standing.

    ``path`` is relative to the sidecar and uses ``/``; ``id`` names the audio payload instead
    and survives moves.  ``intensity`` is short for one rating without a rater.  ``tags`` are
    words of the vocabulary.
    """

    path: Annotated[str, Len(1)] | None = None
    id: Annotated[str, Len(1)] | None = None
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    intensity: Intensity | None = None
    ratings: tuple[Rating, ...] = ()
    voice: Voice | None = None
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    work: Annotated[str, Len(1)] | None = None
    movement: Annotated[int, Ge(1)] | None = None
    licence: Licence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """A whole library file: the tracks it speaks of, and vocabulary files of the clinic's own."""

    __pydantic_config__: ClassVar[dict[str, object]] = {
        "strict": True,
        "extra": "forbid",
        "allow_inf_nan": False,
    }

    vocabularies: tuple[str, ...] = ()
    track: tuple[SidecarTrack, ...] = ()
