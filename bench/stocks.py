"""Libraries to measure planning with: made by chance, or read from a table of real tracks."""

import csv
import hashlib
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from setlist.model import (
    Library,
    LibraryStamp,
    Measures,
    Rating,
    Tags,
    Track,
    TrackId,
    Vocabulary,
    Voice,
)
from setlist.units import DbTp, Hertz, Lu, Lufs, Seconds

_QUIET = (Voice.NONE, Voice.WORDLESS)
_WORDS = ("warm", "simple", "steady", "dark", "building", "melodic", "acoustic", "choir")


def make_library(name: str, tracks: Sequence[Track]) -> Library:
    """Make a library of some tracks."""
    stamp = LibraryStamp(locator=name, digest="sha256:0", tracks=len(tracks))
    return Library(stamp=stamp, tracks=tuple(tracks), vocabulary=Vocabulary(terms=()))


def make_by_chance(count: int, seed: int) -> tuple[Track, ...]:
    """Make a library in which intensity, loudness and brightness hang together."""
    chance = random.Random(seed)
    tracks = []
    for number in range(count):
        rating = min(9.0, max(1.0, round(chance.gauss(1.5 + 6.0 * chance.random(), 1.0))))
        lufs = -26.0 + 1.6 * rating + chance.gauss(0.0, 2.5)
        voice = chance.choices((*_QUIET, Voice.SPOKEN, Voice.WORDS), (65, 15, 5, 15))[0]
        tracks.append(
            _track(
                f"{seed}/{number}",
                artist=f"Artist {int(max(20, count / 8) * chance.random() ** 1.6)}",
                rating=rating,
                voice=voice,
                words=tuple(chance.sample(_WORDS, chance.randint(0, 3))),
                length_s=min(1500.0, max(120.0, 300.0 * math.exp(chance.gauss(0.0, 0.45)))),
                lufs=lufs,
                head_lufs=lufs - abs(chance.gauss(0.0, 3.0)),
                tail_lufs=lufs - abs(chance.gauss(0.0, 4.0)),
                key=chance.choice(("C", "G", "D", "A", "E", "F", "Bb", "Am", "Em", "Dm")),
                tempo_bpm=55.0 * 2.0 ** (1.4 * chance.random()),
                brightness_hz=400.0 * 2.0 ** (0.25 * rating + chance.gauss(0.0, 0.4)),
            )
        )
    return tuple(tracks)


def read_table(table: Path) -> Iterator[Track]:
    """Read real tracks; what a table gets wrong counts as unmeasured or is left out."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if float(row["duration_ms"]) > 30_000.0]
    rows.sort(key=lambda row: (float(row["energy"]), row["track_name"], row["artists"]))
    names = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
    for place, row in enumerate(rows):
        chance = random.Random(place)
        lufs = min(float(row["loudness"]), -5.0)
        tempo_bpm = float(row["tempo"])
        key = int(row["key"])
        minor = "" if row["mode"] == "1" else "m"
        yield _track(
            f"{place}/{row['artists']}/{row['track_name']}",
            artist=row["artists"],
            rating=1.0 + place * 9 // len(rows),
            voice=Voice.WORDS if float(row["speechiness"]) > 0.1 else Voice.NONE,
            words=(),
            length_s=float(row["duration_ms"]) / 1000.0,
            lufs=lufs,
            head_lufs=lufs - abs(chance.gauss(0.0, 3.0)),
            tail_lufs=lufs - abs(chance.gauss(0.0, 4.0)),
            key=names[key] + minor if 0 <= key < len(names) else None,
            tempo_bpm=tempo_bpm if tempo_bpm > 0.0 else None,
            brightness_hz=None,
        )


def _track(
    name: str,
    *,
    artist: str,
    rating: float,
    voice: Voice,
    words: tuple[str, ...],
    length_s: float,
    lufs: float,
    head_lufs: float,
    tail_lufs: float,
    key: str | None,
    tempo_bpm: float | None,
    brightness_hz: float | None,
) -> Track:
    """Make one measured, rated track."""
    measures = Measures(
        version=1,
        duration_s=Seconds(length_s),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(length_s),
        loudness_lufs=Lufs(lufs),
        peak_dbtp=DbTp(min(lufs + 14.0, 0.0)),
        head_lufs=Lufs(head_lufs),
        tail_lufs=Lufs(tail_lufs),
        max_rise_3s_lu=Lu(2.0),
        key=key,
        tempo_bpm=tempo_bpm,
        tempo_confidence=1.0,
    )
    if brightness_hz is not None:
        measures = replace(measures, brightness_hz=Hertz(brightness_hz))
    return Track(
        id=TrackId("row:" + hashlib.sha256(name.encode()).hexdigest()),
        path=None,
        tags=Tags(
            title=name,
            artist=artist,
            ratings=(Rating(intensity=rating),),
            voice=voice,
            words=words,
        ),
        measures=measures,
    )
