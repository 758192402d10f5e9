"""How loud a track is where it takes over and where it hands over.

Many tracks fade themselves in and out.  What a listener notices at a join is the loudness just
before the overlap begins and just after it ends, so these are what a join is judged by.
"""

from collections.abc import Iterable
from dataclasses import replace

from setlist.model import Measures, Terms, Track
from setlist.planning.profile import read_level
from setlist.units import Lufs, Seconds

_STRETCH_S = Seconds(10.0)
"""How long a stretch beside an overlap is listened to: our own design."""


def judge_all(tracks: Iterable[Track], terms: Terms) -> tuple[Track, ...]:
    """Judge the ends of tracks as they will join in a session."""
    # Overlaps lie within one step above what the arc asks; half a step is the middle.
    overlap_s = Seconds(terms.music.overlap_s + terms.step_s / 2.0)
    return tuple(judge_ends(track, overlap_s=overlap_s) for track in tracks)


def judge_ends(track: Track, *, overlap_s: Seconds) -> Track:
    """Set the loudness at both ends of a track to that beside its overlaps.

    A head that is louder than what follows the overlap stays: it would be heard as a step.

    Parameters
    ----------
    track : Track
        With its loudness profile; without one it is left as it is.
    overlap_s : float [s, >= 0]
        How long two tracks sound together.

    Returns
    -------
    Track
        The same track with other ``head_lufs`` and ``tail_lufs``.
    """
    said = track.measures
    after = _beside(said, said.audible_start_s + overlap_s)
    before = _beside(said, said.audible_end_s - overlap_s - _STRETCH_S)
    if after is None or before is None:
        return track
    head = after if said.head_lufs is None else max(after, said.head_lufs)
    return replace(track, measures=replace(said, head_lufs=Lufs(head), tail_lufs=before))


def judge_cut(track: Track, *, out_s: Seconds, overlap_s: Seconds) -> Lufs | None:
    """Give how loud a track is where it hands over, if it is cut before its end.

    Parameters
    ----------
    track : Track
        With its loudness profile; without one its loudness as a whole stands in.
    out_s : float [s]
        Where in its file it is cut.
    overlap_s : float [s, >= 0]
        How long it still sounds together with the next one.

    Returns
    -------
    float [LUFS] or None
        None where nobody measured it.
    """
    said = track.measures
    before = _beside(said, Seconds(out_s - overlap_s - _STRETCH_S))
    return said.loudness_lufs if before is None else before


def _beside(said: Measures, from_s: float) -> Lufs | None:
    """Read the loudness of the stretch beside an overlap; None outside the track."""
    return read_level(said, from_s, from_s + _STRETCH_S)
