"""Three excerpts of a track, by which somebody can tell what the whole is like."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from setlist.audio import RATE_HZ, Block, LoudnessMeter, decode
from setlist.errors import AudioError, Finding, Place
from setlist.files import write_whole
from setlist.mixdown.segments import ease_edges, make_segment, make_wav
from setlist.model import PROFILE_STEP_S, Measures, Track
from setlist.units import Db, DbTp, Frames, Lu, Lufs, Seconds, to_frames, to_ratio

_LENGTH_S: Final = Seconds(20.0)
_REFERENCE_LUFS: Final = Lufs(-23.0)
"""The loudness that excerpts are brought toward (our own): what sessions are planned at."""

_GAIN_MAX_DB: Final = Db(6.0)
_CEILING_DBTP: Final = DbTp(-1.0)
_ROUNDING_DB: Final = Db(0.01)
"""What rounding to 16 bit may add to a true peak near the ceiling (our own)."""

_FADE: Final = Frames(1440)
"""30 ms at either end (our own): no click, and an attack is still one."""

_RISE_LU: Final = Lu(3.0)
"""A rise within three seconds to speak of (our own): more than a join steps up by default."""

_LEAD_S: Final = Seconds(3.0)
_AFTER_S: Final = Seconds(6.0)
"""What is heard before a rise and after its start, if the excerpt is long enough (our own)."""

_MISSING_MAX_S: Final = Seconds(0.1)
"""What a file may lack at its end before it counts as another file (our own), as in a mix."""

_WHOLE: Final = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A stretch of a file, in seconds from its first frame.

    ``name`` is ``opening``, ``loudest`` or ``ending``, several joined by ``-`` where they
    became one, and ``whole`` where nothing audible is left out.
    """

    name: str
    start_s: Seconds
    end_s: Seconds


def find_excerpts(measures: Measures, *, length_s: Seconds = _LENGTH_S) -> tuple[Excerpt, ...]:
    """Choose the opening, the loudest stretch and the ending of a track.

    The loudest stretch holds the largest rise, if there is one to speak of.  Excerpts that
    would touch each other become one, so that a short track has fewer.

    Parameters
    ----------
    measures : Measures
        What was heard in the file.
    length_s : float [s, > 0]
        Of each excerpt.

    Returns
    -------
    tuple of Excerpt
        One to three, in the order of the file.

    Raises
    ------
    ValueError
        ``length_s`` is not above zero.
    """
    if length_s <= 0.0:
        raise ValueError(f"length_s is {length_s:g} and has to be above zero")
    start_s, end_s = measures.audible_start_s, measures.audible_end_s
    if end_s - start_s <= length_s:
        return (Excerpt(name=_WHOLE, start_s=start_s, end_s=end_s),)
    loudest_s = _loudest_start(measures, length_s)
    found = [Excerpt(name="opening", start_s=start_s, end_s=Seconds(start_s + length_s))]
    for name, at_s in (("loudest", loudest_s), ("ending", Seconds(end_s - length_s))):
        last = found[-1]
        until_s = Seconds(at_s + length_s)
        if at_s <= last.end_s:
            both = f"{last.name}-{name}"
            found[-1] = Excerpt(name=both, start_s=last.start_s, end_s=until_s)
        else:
            found.append(Excerpt(name=name, start_s=at_s, end_s=until_s))
    if len(found) == 1:
        return (Excerpt(name=_WHOLE, start_s=start_s, end_s=end_s),)
    return tuple(found)


def write_excerpts(
    track: Track, folder: Path, *, length_s: Seconds = _LENGTH_S
) -> tuple[Path, ...]:
    """Write the excerpts of a track as WAV files.

    All of them get the same gain, so that loud and quiet stay apart: toward -23 LUFS for the
    whole track, at most 6 dB up, no true peak above -1 dBTP.  The file is decoded once, and
    only the excerpts are kept in memory.

    Parameters
    ----------
    track : Track
        Its file has to be on this machine.
    folder : Path
        Where to write; it has to exist.  Names begin with a digest of the track, so that
        tracks never replace each other's excerpts, and say number and kind.
    length_s : float [s, > 0]
        Of each excerpt.

    Returns
    -------
    tuple of Path
        One to three files, in the order of :func:`find_excerpts`.

    Raises
    ------
    AudioError
        There is no file, it cannot be decoded, or it ends before its measures say.
    InputError
        The folder is missing or cannot be written to.
    ValueError
        ``length_s`` is not above zero.
    """
    excerpts = find_excerpts(track.measures, length_s=length_s)
    sounds = _cut_out(_file_of(track), excerpts)
    for sound in sounds:
        ease_edges(sound, _FADE)
    gain_db = _choose_gain(sounds, track.measures.loudness_lufs)
    mark = hashlib.sha256(track.id.encode(errors="replace")).hexdigest()[:12]
    written = []
    for number, (excerpt, sound) in enumerate(zip(excerpts, sounds, strict=True), start=1):
        target = folder / f"{mark}-{number}-{excerpt.name}.wav"
        with write_whole(target, force=True) as part:
            part.write_bytes(make_wav(make_segment(sound * np.float32(to_ratio(gain_db)))))
        written.append(target)
    return tuple(written)


def _loudest_start(measures: Measures, length_s: Seconds) -> Seconds:
    """Give where the loudest stretch starts; of equally loud ones the most central counts."""
    first_s = measures.audible_start_s
    last_s = Seconds(measures.audible_end_s - length_s)
    middle_s = Seconds((first_s + last_s) / 2.0)
    rise_s, rise_lu = measures.max_rise_at_s, measures.max_rise_3s_lu
    if rise_s is not None and rise_lu is not None and rise_lu >= _RISE_LU:
        lead_s, after_s = min(_LEAD_S, length_s / 4.0), min(_AFTER_S, length_s / 2.0)
        least_s, most_s = first_s, last_s
        first_s = Seconds(min(max(rise_s + after_s - length_s, least_s), most_s))
        last_s = Seconds(min(max(rise_s - lead_s, least_s), most_s))
    starts = _candidates(measures.profile_lufs, first_s, last_s, length_s)

    def rank(start_s: Seconds) -> tuple[float, float]:
        level = _mean_level(measures.profile_lufs, start_s, Seconds(start_s + length_s))
        return (round(level, 1), -abs(start_s - middle_s))

    return max((*starts, Seconds(min(max(middle_s, first_s), last_s))), key=rank)


def _candidates(
    profile: Sequence[Lufs], first_s: Seconds, last_s: Seconds, length_s: Seconds
) -> Iterator[Seconds]:
    """Give every start at which a stretch over a profile of steps can be at its loudest.

    Between those at which one of its ends meets the edge of a step, the mean only moves along
    a straight line.
    """
    yield first_s
    yield last_s
    for step in range(len(profile) + 1):
        edge_s = step * PROFILE_STEP_S
        for start_s in (edge_s, edge_s - length_s):
            if first_s < start_s < last_s:
                yield Seconds(start_s)


def _mean_level(profile: Sequence[Lufs], start_s: Seconds, end_s: Seconds) -> float:
    """Give the level of the mean energy of a stretch of a profile; what is not known is quiet."""
    energy = 0.0
    for step in range(int(start_s // PROFILE_STEP_S), len(profile)):
        from_s = step * PROFILE_STEP_S
        share_s = min(end_s, from_s + PROFILE_STEP_S) - max(start_s, from_s)
        if share_s <= 0.0:
            break
        energy += share_s * 10.0 ** (profile[step] / 10.0)
    return 10.0 * float(np.log10(max(energy / (end_s - start_s), 1e-10)))


def _file_of(track: Track) -> Path:
    """Give the file of a track, or say that there is none."""
    if track.path is None:
        raise AudioError(
            Finding(
                said="has no audio on this machine, so there is nothing to listen to",
                mend="scan the folder that holds it, or rate it where the music is",
                place=Place(field=track.tags.title or track.id),
            )
        )
    return Path(track.path)


def _cut_out(path: Path, excerpts: Sequence[Excerpt]) -> list[Block]:
    """Decode a file once and keep its excerpts."""
    edges = [
        (to_frames(each.start_s, rate_hz=RATE_HZ), to_frames(each.end_s, rate_hz=RATE_HZ))
        for each in excerpts
    ]
    pieces: list[list[Block]] = [[np.zeros((0, 2), np.float32)] for _ in excerpts]
    position = 0
    with closing(decode(path, end_s=excerpts[-1].end_s)) as blocks:
        for block in blocks:
            for (start, end), kept in zip(edges, pieces, strict=True):
                kept.append(block[max(start - position, 0) : max(end - position, 0)].copy())
            position += len(block)
    if (edges[-1][1] - position) / RATE_HZ > _MISSING_MAX_S:
        raise AudioError(
            Finding(
                said=f"ends at {position / RATE_HZ:.1f} s, but was longer when it was scanned",
                mend="scan the library again",
                place=Place(file=str(path)),
            )
        )
    return [np.concatenate(kept) for kept in pieces]


def _choose_gain(sounds: Iterable[Block], loudness_lufs: Lufs | None) -> Db:
    """Give the gain for all excerpts of a track; without its loudness, theirs counts."""
    meter = LoudnessMeter()
    for sound in sounds:
        meter.add(sound)
    if loudness_lufs is None:
        loudness_lufs = meter.integrated_lufs()
    wanted_db = 0.0 if loudness_lufs is None else _REFERENCE_LUFS - loudness_lufs
    room_db = _CEILING_DBTP - _ROUNDING_DB - meter.peak_dbtp()
    return Db(min(wanted_db, _GAIN_MAX_DB, room_db))
