"""A file is written whole or not at all: temporary file, fsync, rename."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from setlist.errors import Finding, InputError, Place


@contextmanager
def write_whole(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Lend a temporary file beside ``target`` and move it there when the block ends well.

    Whatever goes wrong inside the block, ctrl-C included, leaves ``target`` as it was and no
    temporary file behind.

    Parameters
    ----------
    target : Path
        The file to write.
    force : bool
        Replace a file that stands there already.

    Yields
    ------
    Path
        An empty file in the same folder, with the same suffix, to be written inside the block.

    Raises
    ------
    InputError
        The folder is missing or cannot be written, the disk is full, or ``target`` exists and
        ``force`` is not given.
    """
    check_target(target, force=force)
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.stem[:40]}-", suffix=f".part{target.suffix}", dir=target.parent
        )
    except OSError as error:
        raise InputError(_finding(target, error)) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _settle(part, target)
    except OSError as error:
        raise InputError(_finding(target, error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def check_target(target: Path, *, force: bool = False) -> None:
    """Say before any work is done that a file cannot be written.

    Parameters
    ----------
    target : Path
        The file that is to be written.
    force : bool
        A file that stands there already may be replaced.

    Raises
    ------
    InputError
        The folder is missing or may not be written to, ``target`` is a folder, or it exists
        and ``force`` is not given.
    """
    if not target.parent.is_dir():
        said, mend = f"the folder {target.parent} does not exist", "make it first"
    elif target.is_dir():
        said, mend = "is a folder", "give the name of a file"
    elif target.exists() and not force:
        said, mend = "exists already", "choose another name, or add --force to replace it"
    elif not os.access(target.parent, os.W_OK):
        said, mend = f"the folder {target.parent} is read-only", "choose another folder"
    else:
        return
    raise InputError(Finding(said=said, mend=mend, place=Place(file=str(target))))


def _settle(part: Path, target: Path) -> None:
    """Force the bytes to the disk, give the file ordinary permissions, and rename it."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)
    part.replace(target)


def _finding(target: Path, error: OSError) -> Finding:
    """Turn what the system said into a finding with a mend."""
    return Finding(
        said=f"cannot be written: {error.strerror or error}",
        mend="free some space or choose a folder that can be written",
        place=Place(file=str(target)),
    )
