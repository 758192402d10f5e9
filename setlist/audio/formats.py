"""The kinds of file that sound is written to."""

from enum import StrEnum
from pathlib import Path

from setlist.errors import Finding, InputError, Place


class AudioFormat(StrEnum):
    """A kind of audio file, named by its suffix."""

    FLAC = "flac"
    WAV = "wav"
    MP3 = "mp3"
    OPUS = "opus"
    M4A = "m4a"

    @property
    def lossy(self) -> bool:
        """Whether decoding gives back other samples than went in."""
        return self in {AudioFormat.MP3, AudioFormat.OPUS, AudioFormat.M4A}


def format_of(path: Path) -> AudioFormat:
    """Read the kind of a file off its suffix, large or small letters alike.

    Raises
    ------
    InputError
        The suffix is none that sound can be written to.
    """
    try:
        return AudioFormat(path.suffix.removeprefix(".").lower())
    except ValueError as error:
        known = ", ".join(f".{kind}" for kind in AudioFormat)
        finding = Finding(
            said=f"sound cannot be written to a {path.suffix or 'nameless'} file",
            mend=f"end the name with one of {known}",
            place=Place(file=str(path)),
        )
        raise InputError(finding) from error
