"""What the joins of a plan cost, told from its cues and what was measured of their tracks.

This shares no code with the search.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from setlist.model import CostPart, Cue, CueKind, FadeLaw, Track, TrackId
from setlist.planning.dues import Due, Respect

LU_FREE, LU_MOST, LU_COST = 2.0, 10.0, 0.56
TEMPO_FREE, TEMPO_COST = 0.17, 4.0
KEY_FREE, KEY_COST = 1.0 / 6.0, 3.2
BRIGHT_FREE, BRIGHT_MOST, BRIGHT_COST = 0.5, 2.0, 1.6
SURE_TEMPO = 0.5
"""A tempo that was heard with less certainty is not judged at a join: our own design."""


def judge_joins(cues: Sequence[Cue], tracks: Mapping[TrackId, Track]) -> Iterator[Due]:
    """Charge steps in loudness, tempo, key and brightness to the later cue of each join."""
    for number, (before, after) in enumerate(pairwise(cues), start=1):
        if CueKind.SILENCE in (before.kind, after.kind) or after.fade is FadeLaw.GAPLESS:
            continue
        if after.head_lufs is not None and before.tail_lufs is not None:
            up_lu = after.head_lufs + after.gain_db - before.tail_lufs - before.gain_db
            far = max(0.0, min(abs(up_lu), LU_MOST) - LU_FREE)
            yield _due(number, Respect.STEP, far * LU_COST, up_lu)
        out = tracks.get(before.track) if before.track else None
        into = tracks.get(after.track) if after.track else None
        if out is not None and into is not None:
            yield from _judge_measures(number, out, into)


def _judge_measures(number: int, out: Track, into: Track) -> Iterator[Due]:
    """Charge a join by what was measured on both sides."""
    keys = [_circle(one.measures.key) for one in (out, into)]
    if keys[0] is not None and keys[1] is not None:
        apart = abs(keys[0] - keys[1])
        apart = min(apart, 12 - apart)
        cost = max(0.0, apart / 6.0 - KEY_FREE) * KEY_COST
        yield _due(number, Respect.FIFTHS, cost, float(apart))
    tempi = [_sure_tempo(one) for one in (out, into)]
    if tempi[0] is not None and tempi[1] is not None:
        whole = abs(tempi[0] - tempi[1])
        folded = min(whole % 1.0, 1.0 - whole % 1.0)
        cost = max(0.0, 2.0 * folded - TEMPO_FREE) * TEMPO_COST
        yield _due(number, Respect.TEMPO_CHANGE, cost, folded, whole)
    bright = [_octaves(one.measures.brightness_hz) for one in (out, into)]
    if bright[0] is not None and bright[1] is not None:
        brighter = bright[1] - bright[0]
        cost = max(0.0, min(abs(brighter), BRIGHT_MOST) - BRIGHT_FREE) * BRIGHT_COST
        yield _due(number, Respect.BRIGHTNESS_CHANGE, cost, brighter)


def _due(number: int, about: Respect, cost: float, has: float, wanted: float = 0.0) -> Due:
    """Make the due of a join."""
    return Due(
        cue=number, part=CostPart.TRANSITIONS, about=about, cost=cost, has=has, wanted=wanted
    )


def _sure_tempo(track: Track) -> float | None:
    """Give a tempo that was heard with certainty one half or more, in octaves."""
    sure = track.measures.tempo_confidence
    if sure is not None and sure < SURE_TEMPO:
        return None
    return _octaves(track.measures.tempo_bpm)


def _octaves(value: float | None) -> float | None:
    """Give a frequency or a tempo in octaves."""
    return math.log2(value) if value is not None and 0.0 < value < math.inf else None


def _circle(key: str | None) -> int | None:
    """Place a key on the circle of fifths, C at zero, minor keys with their relative major."""
    name = (key or "").strip().replace("♯", "#").replace("♭", "b")
    letter, rest = name[:1].upper(), name[1:]
    if not letter or letter not in "FCGDAEB":
        return None
    place = "FCGDAEB".index(letter) - 1
    if rest[:1] in ("#", "b"):
        place += 7 if rest[0] == "#" else -7
        rest = rest[1:]
    return (place - 3 if rest.strip() in ("m", "min", "minor", "moll") else place) % 12
