"""Who a file is, without hearing it."""

from pathlib import Path

from setlist.audio import Recording
from setlist.model import TrackId


def identify(path: Path) -> TrackId:
    """Give the identity of a file's sound; nothing but its beginning is decoded.

    It is the identity that :func:`measure` gives, so a file that was moved, renamed or
    retagged is known again without being heard anew.

    Parameters
    ----------
    path : Path
        An audio file.

    Returns
    -------
    TrackId
        Of the audio payload; tags, pictures and container are left out.

    Raises
    ------
    AudioError
        The file cannot be read as sound.  Damage in its middle is found by hearing it only.
    """
    recording = Recording(path, identify=True)
    recording.skim()
    return name_payload(recording)


def name_payload(recording: Recording) -> TrackId:
    """Give the identity of a recording that was read to its end."""
    return TrackId(f"sha256:{recording.payload_digest()}")
