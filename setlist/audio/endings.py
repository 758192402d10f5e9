"""Whether a file ends where its own container says, or was cut short."""

from pathlib import Path
from typing import Final

_PAGE_BYTES: Final = 65_307
"""The longest page of an Ogg file [rfc3533-2003]."""

_LAST_PAGE: Final = 0x04
_FLAGS_AT: Final = 5
_UNKNOWN_SIZE: Final = 0x7FFF_0000
"""Programs that write WAV into a pipe leave a size near the largest one in its header."""


def was_cut_short(path: Path) -> bool:
    """Tell whether an Ogg, WAV or AIFF file ends too early.

    Their decoders play what is there and say nothing.  An Ogg stream marks its last page; WAV
    and AIFF begin with their size.  Of other files nothing can be told this way.

    Parameters
    ----------
    path : Path
        A file that can be read.

    Returns
    -------
    bool
        True where the end is missing.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(8)
        match head[:4]:
            case b"OggS":
                stream.seek(max(size - 2 * _PAGE_BYTES, 0))
                tail = stream.read()
                page = tail.rfind(b"OggS")
                flags = tail[page + _FLAGS_AT : page + _FLAGS_AT + 1]
                return page >= 0 and not (flags and flags[0] & _LAST_PAGE)
            case b"RIFF":
                return size < int.from_bytes(head[4:], "little") + 8 < _UNKNOWN_SIZE
            case b"FORM":
                return size < int.from_bytes(head[4:], "big") + 8 < _UNKNOWN_SIZE
            case _:
                return False
