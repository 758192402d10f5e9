"""What people said of a track, written into its file for other programs to read."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from setlist.errors import Finding, Place, SetlistError, Severity
from setlist.model import Track
from setlist.wording import escape_text


def write_tags(track: Track, *, verify: Callable[[Path], str]) -> tuple[Finding, ...]:
    """Write the tags of a track into its audio file, in standard fields.

    Only what differs is written, and nothing is taken out: pictures and whatever else other
    programs keep there stay.  The file is replaced whole or not at all, and only after its
    sound was found unchanged.  A title that is the name of the file, suggested intensities,
    instruments and the right to play it are not written.

    Parameters
    ----------
    track : Track
        The track, with the path of its file.
    verify : callable
        Gives the digest of the sound in a file.

    Returns
    -------
    tuple of Finding
        Why nothing was written, or what the file could not hold; empty if all is well.
    """
    if track.path is None:
        said, mend = "has no file on this machine", "give its path, or scan the folder it is in"
        name = escape_text(track.tags.title or track.id)
        return (Finding(said=said, mend=mend, place=Place(file=name), severity=Severity.WARNING),)
    from setlist.library.retagging import retag_file  # noqa: PLC0415  # mutagen takes 40 ms to load; planning saves them

    place = Place(file=escape_text(track.path))
    try:
        lost = retag_file(Path(os.path.realpath(track.path)), track, verify)
    except SetlistError as error:
        return tuple(
            replace(each, place=place, severity=Severity.WARNING) for each in error.findings
        )
    except (OSError, ValueError) as error:
        said = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        mend = "check that the file is there and may be read"
        return (Finding(said=said, mend=mend, place=place, severity=Severity.WARNING),)
    if not lost:
        return ()
    said = f"this kind of file cannot hold all of: {', '.join(lost)}"
    mend = "nothing need be done: the library knows them"
    return (Finding(said=said, mend=mend, place=place, severity=Severity.WARNING),)
