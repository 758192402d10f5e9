"""What may be chosen about a mixdown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from annotated_types import Le

from setlist.units import DbTp

_CEILING_DBTP: Final = DbTp(-1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixSettings:
    """How the file is made.

    ``bits`` is the size of a sample in FLAC and WAV.  No true peak exceeds ``ceiling_dbtp``.
    ``force`` replaces a file that stands in the way.  ``accept`` keeps a file that exceeds a
    limit.  ``soften`` rides the gain where music would startle.
    ``tones`` lets a soft tone sound at every prompt, ``spoken`` what a folder has for them.
    """

    bits: Literal[16, 24] = 16
    ceiling_dbtp: Annotated[DbTp, Le(0)] = _CEILING_DBTP
    force: bool = False
    accept: bool = False
    soften: bool = False
    tones: bool = False
    spoken: Path | None = None


USUAL: Final = MixSettings()
"""16 bit under -1 dBTP."""
