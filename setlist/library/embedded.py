"""What an audio file says about itself: its embedded tags and the length it declares."""

import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import mutagen
from mutagen.aac import AAC
from mutagen.aiff import AIFF
from mutagen.asf import ASF
from mutagen.dsf import DSF
from mutagen.flac import FLAC
from mutagen.monkeysaudio import MonkeysAudio
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.musepack import Musepack
from mutagen.oggopus import OggOpus
from mutagen.oggspeex import OggSpeex
from mutagen.oggvorbis import OggVorbis
from mutagen.trueaudio import TrueAudio
from mutagen.wave import WAVE
from mutagen.wavpack import WavPack

from setlist.library.codes import read_isrc, read_musicbrainz_id
from setlist.model import Embedded, Licence, Tags, Work
from setlist.units import Seconds
from setlist.wording import clean_text, read_language

_READERS: Mapping[str, type[mutagen.FileType]] = {
    ".aac": AAC,
    ".aif": AIFF,
    ".aifc": AIFF,
    ".aiff": AIFF,
    ".ape": MonkeysAudio,
    ".dsf": DSF,
    ".flac": FLAC,
    ".m4a": MP4,
    ".m4b": MP4,
    ".mp3": MP3,
    ".mp4": MP4,
    ".mpc": Musepack,
    ".oga": OggVorbis,
    ".ogg": OggVorbis,
    ".opus": OggOpus,
    ".spx": OggSpeex,
    ".tta": TrueAudio,
    ".wav": WAVE,
    ".wma": ASF,
    ".wv": WavPack,
}
"""Which kind of file a suffix promises; asking every kind takes half as long again."""

FIELDS: Mapping[str, str] = {
    # ID3: MP3, WAV, AIFF, DSF
    "tit2": "title",
    "tpe1": "artist",
    "talb": "album",
    "tsrc": "isrc",
    "ufid:http://musicbrainz.org": "musicbrainz",
    "tlan": "language",
    "wcop": "licence",
    "txxx:license": "licence",
    "tcop": "copyright",
    "txxx:work": "work",
    "tit1": "grouping",
    "mvin": "movement",
    # Vorbis comments and APE: FLAC, Ogg, Opus, WavPack, Musepack
    "title": "title",
    "artist": "artist",
    "album": "album",
    "isrc": "isrc",
    "musicbrainz_trackid": "musicbrainz",
    "language": "language",
    "license": "licence",
    "copyright": "copyright",
    "work": "work",
    "movement": "movement",
    # MP4
    "\xa9nam": "title",
    "\xa9art": "artist",
    "\xa9alb": "album",
    "----:com.apple.itunes:isrc": "isrc",
    "----:com.apple.itunes:musicbrainz track id": "musicbrainz",
    "----:com.apple.itunes:language": "language",
    "----:com.apple.itunes:license": "licence",
    "cprt": "copyright",
    "\xa9wrk": "work",
    "\xa9mvi": "movement",
    # ASF: WMA; its title, copyright and licence are named as in Vorbis comments
    "author": "artist",
    "wm/albumtitle": "album",
    "wm/isrc": "isrc",
    "musicbrainz/track id": "musicbrainz",
    "wm/language": "language",
    "wm/work": "work",
}
"""Native keys in lower case, and what they hold [picard-mapping2020]."""

_INSIDE = ("text", "url", "data", "value")
"""Where native values keep their text: ID3 texts, addresses and identifiers, then ASF."""

_NUMBER = re.compile(r"[0-9]{1,4}")
_TERMS = re.compile(
    r"\bcc[- ]?(0|by)|creative ?commons|public ?domain|licen[cs]e|gpl|\bart libre", re.IGNORECASE
)
"""What tells terms of use from a bare notice of whose it is (our own)."""

MOST_VALUES = 8
"""How many values of one tag are read (our own); more is not a list of artists."""


def read_embedded(path: str) -> Embedded:
    """Read the embedded tags of one audio file.

    Whatever the file holds, this comes back: a header that cannot be read is a ``fault``, and
    the sound behind it may still be fine.

    Parameters
    ----------
    path : str
        The file; its suffix tells which kind is tried first.

    Returns
    -------
    Embedded
        Tags as one line of printable text each; codes and numbers only where they are valid.
    """
    try:
        audio = open_audio(path)
        fields = _gather_fields(audio.tags)
        return Embedded(tags=_make_tags(fields), declared_s=_declared_length(audio))
    except Exception as error:  # noqa: BLE001  # strangers' files raise anything; none may stop a scan
        said = str(error).replace(repr(path), "").strip(" :")
        return Embedded(fault=clean_text(said) or type(error).__name__)


def open_audio(path: str) -> mutagen.FileType:
    """Open a file as what its suffix promises, else as what its first bytes look like.

    Raises
    ------
    MutagenError
        It is neither, or is damaged.
    """
    reader = _READERS.get(os.path.splitext(path)[1].lower(), mutagen.File)  # noqa: PTH122  # a Path a file takes a tenth of the time of reading it
    audio: mutagen.FileType | None
    try:
        audio = reader(path)
    except mutagen.MutagenError as error:
        audio = _guess_audio(path)
        if audio is None:
            raise error from None
    if audio is None:
        raise mutagen.MutagenError("this is no audio file")
    return audio


def _guess_audio(path: str) -> mutagen.FileType | None:
    """Open a file whose suffix lies as what its first bytes look like, if they look like any."""
    # A file opened by its name has one, and mutagen would believe the suffix again.
    with open(os.open(path, os.O_RDONLY), "rb") as nameless, suppress(mutagen.MutagenError):  # noqa: PTH123  # a Path has a name
        audio: mutagen.FileType | None = mutagen.File(nameless)
        return audio
    return None


def _gather_fields(tags: object) -> dict[str, list[str]]:
    """Sort what the file holds under our names, cleaned; what is not text is left out."""
    fields: dict[str, list[str]] = {}
    if tags is None:
        return fields
    pairs: Iterable[tuple[str, object]] = tags if isinstance(tags, list) else tags.items()  # type: ignore[attr-defined]  # every other kind is a mapping
    for key, value in pairs:
        name = FIELDS.get(key.lower())
        if name is not None:
            held = fields.setdefault(name, [])
            texts = (clean_text(text) for text in list_texts(value)[: MOST_VALUES - len(held)])
            held += [text for text in texts if text]
    return fields


def list_texts(value: object) -> list[str]:
    """Give the texts in one native value, however the kind of file keeps them.

    Pictures and other binary give none; of many values the first eight are given.
    """
    if isinstance(value, str | int):
        return [str(value)]
    if isinstance(value, bytes):
        return _decode(value)
    if isinstance(value, Sequence):
        return [text for item in value[:MOST_VALUES] for text in list_texts(item)]
    inner = next((getattr(value, name) for name in _INSIDE if hasattr(value, name)), None)
    return [] if inner is None else list_texts(inner)


def _decode(value: bytes) -> list[str]:
    """Read bytes that should be text; what is not is binary."""
    try:
        return [value.decode()]
    except UnicodeDecodeError:
        return []


def _make_tags(fields: Mapping[str, list[str]]) -> Tags:
    """Make tags of cleaned fields; a code that is none is dropped."""
    if not fields:
        return Tags()
    first = {name: texts[0] for name, texts in fields.items() if texts}
    artists = dict.fromkeys(fields.get("artist", ()))
    return Tags(
        title=first.get("title"),
        artist="; ".join(artists) or None,
        album=first.get("album"),
        languages=_read_languages(fields.get("language", ())),
        work=_read_work(first),
        licence=_read_licence(first),
        isrc=read_isrc(first.get("isrc", "")),
        musicbrainz_id=read_musicbrainz_id(first.get("musicbrainz", "")),
    )


def _read_languages(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the codes of the languages that can be made out, each once."""
    words = (word for text in texts for word in re.split(r"[;,/+ ]+", text))
    codes = (read_language(word) for word in words)
    return tuple(dict.fromkeys(code for code in codes if code))


def _read_work(first: Mapping[str, str]) -> Work | None:
    """Give the work where the movement is numbered too; without a number there is no order."""
    number = _NUMBER.match(first.get("movement", ""))
    name = first.get("work") or first.get("grouping")
    if name is None or number is None or not int(number.group()):
        return None
    return Work(name=name, movement=int(number.group()))


def _read_licence(first: Mapping[str, str]) -> Licence | None:
    """Give the terms of use; a notice of whose it is counts only where it names terms."""
    terms, notice = first.get("licence"), first.get("copyright")
    if terms:
        return Licence(name=terms, holder=notice)
    if notice and _TERMS.search(notice):
        return Licence(name=notice)
    return None


def _declared_length(audio: mutagen.FileType) -> Seconds | None:
    """Give the length that the header declares, where it is a length at all."""
    length = getattr(audio.info, "length", None)
    if not isinstance(length, int | float) or not math.isfinite(length) or length <= 0:
        return None
    return Seconds(float(length))
