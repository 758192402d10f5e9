"""One row of a table becomes a track."""

import hashlib
import math
import ntpath
import os
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from setlist.library.cells import read_length, read_number, split_words
from setlist.library.codes import read_isrc
from setlist.library.columns import Columns
from setlist.library.ledger import Ledger
from setlist.model import (
    Licence,
    Measures,
    Origin,
    Rating,
    Source,
    Tags,
    Track,
    TrackId,
    Vocabulary,
    Voice,
)
from setlist.units import Lufs, Seconds
from setlist.wording import (
    clean_text,
    fold_word,
    free_cell,
    is_rare_code,
    nearest_terms,
    read_language,
)

_LONGEST_S = Seconds(86400.0)
"""A day (our own): what is longer was meant in milliseconds."""

_QUIETEST_LUFS = Lufs(-70.0)
"""What is quieter does not count as sound [itu-bs1770-2023]."""

_SOUGHT = 20
"""For how many unknown tags the nearest known ones are sought (our own): it takes a while."""

_SOUND = re.compile(r"sha256:[0-9a-f]{64}")
_OWN_ID = re.compile(r"row:[0-9a-f]{64}")


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Makes tracks of the rows of one table, noting what is amiss.

    ``folder`` is where the table stands, ``comma`` tells that numbers may have a decimal comma,
    ``folded`` maps the folded form of every word of the vocabulary to the word.
    """

    columns: Columns
    ledger: Ledger
    vocabulary: Vocabulary
    folder: str
    detail: str
    comma: bool
    folded: Mapping[str, str]
    _unknown: set[str] = field(default_factory=set)
    _origins: dict[str, Origin] = field(default_factory=dict)

    def read(self, line: int, cells: list[str]) -> Track | None:
        """Make a track of a row, or None if it is left out."""
        title = self._text(cells, "title")
        if title is None:
            self.ledger.warn(line, "title", "has no title", "give one; the row is left out")
            return None
        length_s = self._length(line, cells)
        if length_s is None:
            return None
        tags = self._tags(line, cells, title)
        return Track(
            id=self._identity(line, cells, tags, length_s),
            path=self._path(line, cells),
            tags=tags,
            measures=self._measures(line, cells, length_s),
            origins=self._list_origins(tags),
        )

    def _cell(self, cells: list[str], name: str) -> str:
        """Give a cell as it stands, without the guard of a formula; empty if there is none."""
        position = self.columns.positions.get(name)
        if position is None or position >= len(cells):
            return ""
        cell = cells[position]
        return free_cell(cell) if cell[:1] == "'" else cell

    def _text(self, cells: list[str], name: str) -> str | None:
        """Give a cell as one clean line of text."""
        cell = self._cell(cells, name)
        return clean_text(cell) if cell else None

    def _number(self, line: int, cells: list[str], name: str) -> float | None:
        """Give a cell that holds a number."""
        text = self._text(cells, name)
        if text is None:
            return None
        number = read_number(text, comma=self.comma)
        if number is None:
            said = f'"{text[:40]}" is no number, and is left out'
            self.ledger.warn(line, name, said, "write it as 4.5, without units")
        return number

    def _length(self, line: int, cells: list[str]) -> Seconds | None:
        """Give the length of a track, or None and say why there is none."""
        milliseconds = "duration_s" not in self.columns.positions
        name = "duration_ms" if milliseconds else "duration_s"
        text = self._text(cells, name) or ""
        length_s = read_length(text, comma=self.comma, milliseconds=milliseconds)
        mend = f"write it as 4:10 or {'250000' if milliseconds else '250'}; the row is left out"
        if length_s is None:
            said = f'"{text[:40]}" is no length' if text else "has no length"
        elif length_s <= 0:
            said = "its length is 0"
        elif length_s > _LONGEST_S:
            said = f"{text[:40]} is longer than a day"
            mend = "name the column duration_ms if it counts milliseconds; the row is left out"
        else:
            return length_s
        self.ledger.warn(line, name, said, mend)
        return None

    def _tags(self, line: int, cells: list[str], title: str) -> Tags:
        """Give everything that a row says about a track."""
        artist = self._text(cells, "artist") or ""
        names = (name.strip() for name in artist.replace("\\,", ",").split(";"))
        licence = self._text(cells, "licence")
        return Tags(
            title=title,
            artist="; ".join(name for name in names if name) or None,
            album=self._text(cells, "album"),
            ratings=self._ratings(line, cells),
            voice=self._voice(line, cells),
            languages=self._languages(line, cells),
            words=self._words(line, cells),
            licence=Licence(name=licence) if licence else None,
            isrc=read_isrc(self._text(cells, "isrc") or ""),
        )

    def _ratings(self, line: int, cells: list[str]) -> tuple[Rating, ...]:
        """Give the intensity as a rating of nobody in particular."""
        intensity = self._number(line, cells, "intensity")
        if intensity is None:
            return ()
        if not 1 <= intensity <= 9:
            said = f"is {intensity:g}, and is left out"
            self.ledger.warn(line, "intensity", said, "give 1 to 9")
            return ()
        return (Rating(intensity=intensity),)

    def _voice(self, line: int, cells: list[str]) -> Voice | None:
        """Give what the voice does; what is not known counts as not said."""
        text = self._text(cells, "voice")
        if text is None:
            return None
        try:
            return Voice(text.casefold())
        except ValueError:
            said = f'"{text[:40]}" is left out; the voice counts as words'
            self.ledger.warn(line, "voice", said, "give none, wordless, spoken or words")
            return None

    def _languages(self, line: int, cells: list[str]) -> tuple[str, ...]:
        """Give the codes of the languages, each once."""
        codes = []
        for word in split_words(self._text(cells, "languages") or ""):
            code = read_language(word) or (word if is_rare_code(word) else None)
            if code is None:
                said = f'"{word[:40]}" is no language, and is left out'
                mend = "give its code, such as en, es or de; words without one count as understood"
                self.ledger.warn(line, "languages", said, mend)
            else:
                codes.append(code)
        return tuple(dict.fromkeys(codes))

    def _words(self, line: int, cells: list[str]) -> tuple[str, ...]:
        """Give the tags as the vocabulary spells them; an unknown one stays as it is written."""
        words = []
        for word in split_words(self._text(cells, "tags") or ""):
            known = self.folded.get(fold_word(word))
            if known is None and word not in self._unknown:
                near = nearest_terms(word, self.vocabulary) if len(self._unknown) < _SOUGHT else ()
                self._unknown.add(word)
                meant = f"; did you mean {' or '.join(near)}?" if near else ""
                said = f'"{word[:40]}" is not in the vocabulary{meant}'
                mend = "correct it, or add it to a vocabulary file of your own"
                self.ledger.warn(line, "tags", said, mend)
            words.append(known or word)
        return tuple(dict.fromkeys(words))

    def _measures(self, line: int, cells: list[str], length_s: Seconds) -> Measures:
        """Give what a table knows of the sound: little, and nobody heard it."""
        name = "loudness_lufs" if "loudness_lufs" in self.columns.positions else "loudness"
        loudness = self._number(line, cells, name)
        if loudness is not None and not _QUIETEST_LUFS <= loudness <= 0:
            said = f"is {loudness:g}, which no recording has, and is left out"
            self.ledger.warn(line, name, said, "give the loudness in LUFS, such as -23")
            loudness = None
        tempo_bpm = self._number(line, cells, "tempo")
        if tempo_bpm is not None and tempo_bpm <= 0:
            said = f"is {tempo_bpm:g}, and is left out"
            self.ledger.warn(line, "tempo", said, "leave the cell empty where it is not known")
            tempo_bpm = None
        lufs = None if loudness is None else Lufs(loudness)
        return Measures(
            version=0,
            duration_s=length_s,
            audible_start_s=Seconds(0.0),
            audible_end_s=length_s,
            loudness_lufs=lufs,
            head_lufs=lufs,
            tail_lufs=lufs,
            tempo_bpm=tempo_bpm,
        )

    def _path(self, line: int, cells: list[str]) -> str | None:
        """Give the path of the file, from the folder of the table on; nobody looks for it."""
        path = self._cell(cells, "path")
        if not path.strip():
            return None
        if "\0" in path:
            self.ledger.warn(line, "path", "holds a NUL, and is left out", "give the path anew")
            return None
        if posixpath.isabs(path) or ntpath.splitdrive(path)[0]:
            return path
        return os.path.join(self.folder, path)  # noqa: PTH118  # plain text, of any system

    def _identity(self, line: int, cells: list[str], tags: Tags, length_s: Seconds) -> TrackId:
        """Give the identity that the row names, else the one of title, artist and length."""
        named = self._text(cells, "track")
        if named and _SOUND.fullmatch(named):
            return TrackId(named)
        if named and not _OWN_ID.fullmatch(named):
            said = "is no identity of a sound; title, artist and length stand for it"
            self.ledger.warn(line, "track", said, "leave the cell empty, or give sha256:...")
        return identify_row(tags, length_s)

    def _list_origins(self, tags: Tags) -> tuple[Origin, ...]:
        """Say of each value that it comes from this table."""
        given = (
            ("title", tags.title),
            ("artist", tags.artist),
            ("album", tags.album),
            ("intensity", tags.ratings),
            ("voice", tags.voice),
            ("languages", tags.languages),
            ("tags", tags.words),
            ("licence", tags.licence),
            ("isrc", tags.isrc),
            ("measures", True),
        )
        return tuple(self._origin(name) for name, value in given if value)

    def _origin(self, name: str) -> Origin:
        """Give the origin of a field; it is the same in every row."""
        if name not in self._origins:
            self._origins[name] = Origin(field=name, source=Source.TABLE, detail=self.detail)
        return self._origins[name]


def identify_row(tags: Tags, length_s: Seconds) -> TrackId:
    """Give the identity of a track without audio: a digest of title, artist and whole seconds.

    Case, hyphens and the composition of accents do not count, nor does a part of a second: a
    table keeps its ratings when a spreadsheet rounds its lengths.
    """
    names = (tags.title or "", tags.artist or "")
    folded = [fold_word(unicodedata.normalize("NFC", name)) for name in names]
    text = "\0".join((*folded, str(math.floor(length_s + 0.5))))
    return TrackId(f"row:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}")
