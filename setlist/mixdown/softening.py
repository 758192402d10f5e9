"""Surprises inside the tracks of a mix, tamed by gain rides where somebody asks for it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from setlist.audio import RATE_HZ, LoudnessMeter, decode, plan_rides
from setlist.mixdown.progress import Progress, keep_quiet
from setlist.mixdown.report import Softened
from setlist.mixdown.voices import Voice
from setlist.model import SURPRISE_LU, CueKind, Plan
from setlist.units import Lu, Seconds


def soften(
    plan: Plan, voices: Sequence[Voice], *, progress: Progress = keep_quiet
) -> tuple[Voice, ...]:
    """Listen to every voice by itself, and ride the gain where it rises too much within 3 s.

    Parameters
    ----------
    plan : Plan
        Its arc caps rises, at ``SURPRISE_LU`` where it says nothing.
    voices : sequence of Voice
        Those of the plan.
    progress : callable
        Told how many seconds are heard, of how many.

    Returns
    -------
    tuple of Voice
        The same but for their rides.

    Raises
    ------
    AudioError
        A file is missing or broken.
    """
    most_lu = plan.problem.music.rise_max_lu or SURPRISE_LU
    whole = sum(voice.end - voice.start for voice in voices)
    softened, done = [], 0
    for voice in voices:
        softened.append(_soften(voice, most_lu))
        done += voice.end - voice.start
        progress(done / RATE_HZ, whole / RATE_HZ, "listening")
    return tuple(softened)


def list_softened(plan: Plan, voices: Sequence[Voice]) -> tuple[Softened, ...]:
    """Say where in a session the gain is ridden, in order of time.

    Parameters
    ----------
    plan : Plan
        What the voices are of.
    voices : sequence of Voice
        One for each track of the plan, in order.
    """
    return tuple(_list(plan, voices))


def _soften(voice: Voice, most_lu: Lu) -> Voice:
    """Listen to what sounds of a file, at its gain."""
    meter = LoudnessMeter()
    start_s = Seconds(voice.file_start / RATE_HZ)
    end_s = Seconds((voice.file_start + voice.end - voice.start) / RATE_HZ)
    with closing(decode(voice.path, start_s=start_s, end_s=end_s)) as blocks:
        for block in blocks:
            meter.add(block * voice.gain)
    return replace(voice, rides=plan_rides(meter.steps(), most_lu=most_lu))


def _list(plan: Plan, voices: Sequence[Voice]) -> Iterator[Softened]:
    """List the rides of every voice."""
    slots = [place for place, cue in enumerate(plan.cues, 1) if cue.kind is CueKind.TRACK]
    for slot, voice in zip(slots, voices, strict=True):
        starts_s = plan.start_s() + voice.start / RATE_HZ
        for ride in voice.rides:
            yield Softened(
                slot=slot,
                title=plan.cues[slot - 1].title,
                start_s=Seconds(starts_s + ride.start_s()),
                at_s=Seconds(starts_s + ride.at_s),
                end_s=Seconds(starts_s + ride.end_s()),
                rise_lu=ride.rise_lu,
                depth_db=ride.depth_db,
            )
