"""How loud a player that knows ReplayGain or R128 should play a file, written into it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from setlist.errors import AudioError, Finding, Place
from setlist.units import Db, DbTp, Lufs
from setlist.wording import clean_text, escape_text

_REPLAYGAIN_LUFS = Lufs(-18.0)
_R128_LUFS = Lufs(-23.0)
"""To what loudness the gain of each kind of tag brings music [replaygain2-2011] [rfc7845-2016]."""

_Q8 = 256
_MOST_Q8 = 32_767


def write_level(
    path: Path,
    *,
    gain_db: Db,
    reference_lufs: Lufs,
    peak_dbtp: DbTp | None,
    verify: Callable[[Path], str],
) -> None:
    """Tag a file so that players give it the gain of a plan, shifted alike for all its files.

    The loudness that the plan counts from becomes the one that the kind of tag counts from:
    -18 LUFS for ReplayGain, -23 LUFS for R128, which only Opus has.  What other loudness tags
    the file has, those of its album among them, goes.

    Parameters
    ----------
    path : Path
        A file of our own; it is written in place.
    gain_db : float [dB]
        That the plan plays it with.
    reference_lufs : float [LUFS]
        What the plan counts loudness from.
    peak_dbtp : float [dBTP] or None
        True peak of the file.
    verify : callable
        Gives the digest of the sound in a file.

    Raises
    ------
    AudioError
        The file cannot hold tags, or its sound would not be the same.
    """
    from mutagen.oggopus import OggOpus  # noqa: PLC0415  # planning saves the 40 ms that it takes

    from setlist.library.frames import open_tags, set_fields  # noqa: PLC0415  # as above

    before = verify(path)
    try:
        audio, how = open_tags(str(path))
        if isinstance(audio, OggOpus):
            held: Any = audio
            for key in list(held.keys()):
                if key.lower().startswith("replaygain_"):
                    del held[key]
            q8 = round((gain_db + _R128_LUFS - reference_lufs) * _Q8)
            set_fields(audio.tags, {"r128": (str(max(-_MOST_Q8, min(q8, _MOST_Q8))),)})
        else:
            fields = {"gain": (f"{gain_db + _REPLAYGAIN_LUFS - reference_lufs:+.2f} dB",)}
            if peak_dbtp is not None:
                fields["peak"] = (f"{10.0 ** (peak_dbtp / 20.0):.6f}",)
            set_fields(audio.tags, fields)
        audio.save(**how)
    except Exception as error:  # strangers' files raise anything
        why = clean_text(str(error)) or type(error).__name__
        raise _refusal(path, f"takes no loudness tags ({why})") from error
    if verify(path) != before:
        raise _refusal(path, "its sound would change with its tags")


def _refusal(path: Path, said: str) -> AudioError:
    """Say that a file keeps its own loudness."""
    mend = "set its volume by hand, or play the rendered file"
    return AudioError(Finding(said=said, mend=mend, place=Place(file=escape_text(str(path)))))
