"""An audio file is replaced by a copy with other tags and the same sound."""

import os
import shutil
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from setlist.errors import AudioError, Finding
from setlist.files import write_whole
from setlist.library.embedded import read_embedded
from setlist.library.frames import hold_fields, open_tags, set_fields
from setlist.model import Source, Tags, Track
from setlist.wording import clean_text

_SOUND = "sha256:"
_AS_IT_WAS = "the file is as it was; keep its tags in the library instead"


def retag_file(path: Path, track: Track, verify: Callable[[Path], str]) -> tuple[str, ...]:
    """Replace a file by one with the tags of a track.

    Parameters
    ----------
    path : Path
        The file itself, not a link to it.
    track : Track
        What it should say.
    verify : callable
        Gives the digest of the sound in a file.

    Returns
    -------
    tuple of str
        The fields that this kind of file cannot hold.

    Raises
    ------
    SetlistError
        Its sound cannot be read or is another one, its kind has no tags, it is read-only, or
        the disk is full; the file is as it was.
    OSError
        It is not there, or cannot be read.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _refusal("is not an ordinary file", "take it out of the library")
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise _refusal("is read-only", "make it writable if its tags may be changed")
    if not track.id.startswith(_SOUND):
        raise _refusal("nobody listened to this file yet", "scan the folder it is in first")
    before = verify(path)
    if before.removeprefix(_SOUND) != track.id.removeprefix(_SOUND):
        raise _refusal("holds another sound than when it was scanned", "scan the library again")
    standard, own = _list_standard(track, read_embedded(str(path)).tags), _list_own(track.tags)
    if not standard and _hold(path, own):
        return ()
    with write_whole(path, force=True) as part:
        shutil.copyfile(path, part)
        _edit(part, {**standard, **own})
        if verify(part) != before:
            raise _refusal("its sound would have changed with its tags", _AS_IT_WAS)
        lost = tuple(_list_standard(track, read_embedded(str(part)).tags))
    path.chmod(stat.S_IMODE(status.st_mode))
    return lost


def _hold(path: Path, fields: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a file holds these values already."""
    if not fields:
        return True
    try:
        return hold_fields(open_tags(str(path))[0].tags, fields)
    except Exception as error:  # strangers' files raise anything
        raise _no_tags(error) from error


def _edit(part: Path, fields: Mapping[str, Sequence[str]]) -> None:
    """Write fields into the copy of a file."""
    try:
        audio, how = open_tags(str(part))
        set_fields(audio.tags, fields)
        audio.save(**how)
    except Exception as error:  # as above
        raise _no_tags(error) from error


def _list_standard(track: Track, current: Tags) -> dict[str, tuple[str, ...]]:
    """Give the values for standard fields that are not in a file as they should be."""
    tags, origin = track.tags, track.origin("title")
    title = None if origin and origin.source is Source.FILE_NAME else tags.title
    artists = tuple((tags.artist or "").split("; "))
    terms, notice = current.licence, tags.licence and tags.licence.holder
    fields: dict[str, tuple[str, ...]] = {}
    if title and title != current.title:
        fields["title"] = (title,)
    if tags.artist and tags.artist != current.artist:
        fields["artist"] = artists
    if tags.album and tags.album != current.album:
        fields["album"] = (tags.album,)
    if tags.languages and tags.languages != current.languages:
        fields["language"] = tags.languages
    if tags.isrc and tags.isrc != current.isrc:
        fields["isrc"] = (tags.isrc,)
    if tags.musicbrainz_id and tags.musicbrainz_id != current.musicbrainz_id:
        fields["musicbrainz"] = (tags.musicbrainz_id,)
    if tags.licence and (terms is None or terms.name != tags.licence.name):
        fields["licence"] = (tags.licence.name,)
    if notice and (terms is None or terms.holder != notice):
        fields["copyright"] = (notice,)
    if tags.work and tags.work != current.work:
        fields["work"], fields["movement"] = (tags.work.name,), (str(tags.work.movement),)
    return fields


def _list_own(tags: Tags) -> dict[str, tuple[str, ...]]:
    """Give the values that `read_embedded` does not read: a file's ratings are nobody's here."""
    intensity = tags.intensity()
    fields: dict[str, tuple[str, ...]] = {}
    if intensity is not None:
        fields["intensity"] = (f"{intensity:g}",)
    if tags.voice:
        fields["voice"] = (tags.voice.value,)
    if tags.words:
        fields["mood"] = tags.words
    return fields


def _no_tags(error: Exception) -> AudioError:
    """Say that a file takes no tags."""
    why = clean_text(str(error)) or type(error).__name__
    return _refusal(f"its tags cannot be written ({why})", _AS_IT_WAS)


def _refusal(said: str, mend: str) -> AudioError:
    """Make the error that leaves a file as it was."""
    return AudioError(Finding(said=said, mend=mend))
