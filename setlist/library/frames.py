"""Native fields of audio files: where each kind of file keeps what people say of a track."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mutagen import MutagenError, id3
from mutagen._vorbis import VCommentDict
from mutagen.apev2 import APEv2
from mutagen.asf import ASFTags
from mutagen.mp4 import MP4Tags

from setlist.library.embedded import FIELDS, MOST_VALUES, list_texts, open_audio

_APPLE = "----:com.apple.iTunes:"
_OWNER = "http://musicbrainz.org"

_ID3: Mapping[str, str] = {
    "title": "TIT2",
    "artist": "TPE1",
    "album": "TALB",
    "isrc": "TSRC",
    "language": "TLAN",
    "copyright": "TCOP",
    "licence": "TXXX:LICENSE",
    "work": "TXXX:WORK",
    "movement": "MVIN",
    "musicbrainz": f"UFID:{_OWNER}",
    "mood": "TMOO",
    "intensity": "TXXX:INTENSITY",
    "voice": "TXXX:VOICE",
    "gain": "TXXX:REPLAYGAIN_TRACK_GAIN",
    "peak": "TXXX:REPLAYGAIN_TRACK_PEAK",
}
_COMMENT: Mapping[str, str] = {
    "title": "TITLE",
    "artist": "ARTIST",
    "album": "ALBUM",
    "isrc": "ISRC",
    "language": "LANGUAGE",
    "copyright": "COPYRIGHT",
    "licence": "LICENSE",
    "work": "WORK",
    "movement": "MOVEMENT",
    "musicbrainz": "MUSICBRAINZ_TRACKID",
    "mood": "MOOD",
    "intensity": "INTENSITY",
    "voice": "VOICE",
    "gain": "REPLAYGAIN_TRACK_GAIN",
    "peak": "REPLAYGAIN_TRACK_PEAK",
    "r128": "R128_TRACK_GAIN",
}
_MP4: Mapping[str, str] = {
    "title": "\xa9nam",
    "artist": "\xa9ART",
    "album": "\xa9alb",
    "isrc": f"{_APPLE}ISRC",
    "language": f"{_APPLE}LANGUAGE",
    "copyright": "cprt",
    "licence": f"{_APPLE}LICENSE",
    "work": "\xa9wrk",
    "movement": "\xa9mvi",
    "musicbrainz": f"{_APPLE}MusicBrainz Track Id",
    "mood": f"{_APPLE}MOOD",
    "intensity": f"{_APPLE}INTENSITY",
    "voice": f"{_APPLE}VOICE",
    "gain": f"{_APPLE}replaygain_track_gain",
    "peak": f"{_APPLE}replaygain_track_peak",
}
_ASF: Mapping[str, str] = {
    **_COMMENT,
    "title": "Title",
    "artist": "Author",
    "album": "WM/AlbumTitle",
    "isrc": "WM/ISRC",
    "language": "WM/Language",
    "copyright": "Copyright",
    "work": "WM/Work",
    "musicbrainz": "MusicBrainz/Track Id",
    "mood": "WM/Mood",
}
"""The fields of each kind [picard-mapping2020]; intensity and voice have none anywhere (our own).

WMA has none for licence and movement: it takes the names of Vorbis comments (our own).
Tags go where other programs look for a mood: no kind has a field for tags of every family.
"""

_LEVELS = {
    f"{before}replaygain_{whose}_{what}": what
    for before in ("", "txxx:", _APPLE.lower())
    for whose in ("track", "album")
    for what in ("gain", "peak")
}
_OTHERS: Mapping[str, str] = {
    "tmoo": "mood",
    "txxx:mood": "mood",
    **_LEVELS,
    "rva2:track": "gain",
    "rva2:album": "gain",
    "r128_track_gain": "r128",
    "r128_album_gain": "r128",
}
"""Native keys that are replaced when a field is written, besides those that are read."""

_AS_23: Mapping[str, object] = {"v2_version": 3, "v23_sep": None}
"""How ID3 of version 2.3 is saved: several values of foreign frames stay apart."""

_ADDRESS = re.compile(r"https?://[!-~]+")
"""An address as ID3 keeps it, in a frame of its own."""


def open_tags(path: str) -> tuple[Any, Mapping[str, object]]:
    """Open a file to change its tags, and tell how it must be saved.

    The version of ID3 stays the one that the file has: to write another would lose frames.

    Parameters
    ----------
    path : str
        The file.

    Returns
    -------
    FileType
        The file, with tags even if it had none.
    mapping
        What its ``save`` must be given.

    Raises
    ------
    MutagenError
        The file is damaged, or a kind that cannot hold tags.
    """
    kind = type(open_audio(path))
    audio: Any = kind(path)
    if audio.tags is None:
        audio.add_tags()
    version = audio.tags.version[:2] if isinstance(audio.tags, id3.ID3) else None
    if version == (2, 3):
        return kind(path, translate=False), _AS_23
    if version == (2, 2):
        return kind(path, v2_version=3), _AS_23
    return audio, {}


def hold_fields(tags: Any, fields: Mapping[str, Sequence[str]]) -> bool:  # noqa: ANN401  # mutagen does not say what its tags are
    """Tell whether tags hold just these values already."""
    native = _native(tags)
    keys = {key.lower(): key for key in tags.keys()}  # noqa: SIM118  # not every kind can be walked
    for name, values in fields.items():
        key = keys.get(native[name].lower())
        if key is None or list_texts(tags[key]) != _fit(tags, values):
            return False
    return True


def set_fields(tags: Any, fields: Mapping[str, Sequence[str]]) -> None:  # noqa: ANN401  # as above
    """Write values into tags in place of those that stand there under any name that is read.

    Parameters
    ----------
    tags : object
        The tags of an open file, of any kind.
    fields : mapping
        From our name of a field to its values, not empty.
    """
    native = _native(tags)
    total = _count_movements(tags)
    for key in dict.fromkeys(tags.keys()):
        if FIELDS.get(key.lower(), _OTHERS.get(key.lower())) in fields:
            del tags[key]
    for name, values in fields.items():
        key, texts = native[name], _fit(tags, values)
        if isinstance(tags, id3.ID3):
            frame = _make_frame(key, [texts[0] + total] if name == "movement" else texts)
            tags[frame.HashKey] = frame
        elif name == "movement" and isinstance(tags, MP4Tags):
            tags[key] = [int(texts[0])]
        elif key.startswith(_APPLE):
            tags[key] = [text.encode() for text in texts]
        else:
            tags[key] = texts


def _count_movements(tags: Any) -> str:  # noqa: ANN401  # as above
    """Give how many movements ID3 says that a work has, as it stands after the number."""
    held = str(tags["MVIN"]) if "MVIN" in tags else ""
    return held[held.index("/") :] if "/" in held else ""


def _native(tags: object) -> Mapping[str, str]:
    """Give the native names of the fields of a kind of tags."""
    if isinstance(tags, id3.ID3):
        return {**_ID3, "mood": "TXXX:MOOD"} if _is_old(tags) else _ID3
    if isinstance(tags, MP4Tags):
        return _MP4
    if isinstance(tags, ASFTags):
        return _ASF
    if isinstance(tags, VCommentDict | APEv2):
        return _COMMENT
    raise MutagenError("this kind of file has no fields for what people say")


def _fit(tags: object, values: Sequence[str]) -> list[str]:
    """Give values as tags hold them; ID3 before version 2.4 holds one in each frame."""
    one = len(values) > MOST_VALUES or (isinstance(tags, id3.ID3) and _is_old(tags))
    return ["; ".join(values)] if one else list(values)


def _is_old(tags: id3.ID3) -> bool:
    """Tell whether ID3 is of a version before 2.4, and will stay so."""
    return tags.version[:2] in {(2, 2), (2, 3)}


def _make_frame(key: str, texts: list[str]) -> Any:  # noqa: ANN401  # as above
    """Make a frame of ID3."""
    kind, _, inner = key.partition(":")
    if kind == "UFID":
        return id3.Frames[kind](owner=inner, data=texts[0].encode("ascii"))
    if inner == "LICENSE" and _ADDRESS.fullmatch(texts[0]):
        return id3.Frames["WCOP"](url=texts[0])
    if kind == "TXXX":
        return id3.Frames[kind](encoding=id3.Encoding.UTF8, desc=inner, text=texts)
    return id3.Frames[kind](encoding=id3.Encoding.UTF8, text=texts)
