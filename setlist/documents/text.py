"""From the bytes of a file to its text."""

from pathlib import Path

from setlist.errors import Finding, InputError, Place

_MOST_BYTES = 1 << 25
"""32 MiB (our own): a library file of a hundred thousand tracks is smaller."""


def read_text(path: Path, *, most_bytes: int = _MOST_BYTES) -> str:
    """Read a text file that a person named.

    A byte order mark in front of UTF-8 is left out, as Windows editors write one.

    Parameters
    ----------
    path : Path
        The file.
    most_bytes : int [bytes, > 0]
        A longer file is refused before it is read whole.

    Returns
    -------
    str
        The text, line ends as they stand.

    Raises
    ------
    InputError
        There is no such file, it is a folder, it may not be read, it is too large, or it is
        no UTF-8 text.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except FileNotFoundError as error:
        raise _refusal(path, "there is no such file", "check the name") from error
    except IsADirectoryError as error:
        raise _refusal(path, "is a folder", "give the name of a file") from error
    except (OSError, ValueError) as error:
        said = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise _refusal(path, said, "check its name and its permissions") from error
    if len(content) > most_bytes:
        said = f"is larger than {_size(most_bytes)}"
        raise _refusal(path, said, "check that this is the file you meant")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(path, "is UTF-16 text", "save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = f"holds a byte that is not UTF-8 text (0x{content[error.start]:02x})"
        raise _refusal(path, said, "save the file as UTF-8", line=line) from error


def _refusal(path: Path, said: str, mend: str, *, line: int | None = None) -> InputError:
    """Make the error for a file that cannot be read."""
    return InputError(Finding(said=said, mend=mend, place=Place(file=str(path), line=line)))


def _size(count: int) -> str:
    """Write a number of bytes as people say it."""
    return f"{count >> 20} MiB" if count >= 1 << 20 else f"{count} bytes"
