"""Plans with real sound files, for tests that listen to the mix."""

from dataclasses import replace
from pathlib import Path

from plans import a_cue, a_plan, a_silence, some_terms
from sounds import save

from setlist.audio import RATE_HZ, Block
from setlist.model import Cue, FadeLaw, MusicRules, Plan
from setlist.units import Seconds


def a_piece(
    path: Path,
    sound: Block,
    *,
    title: str | None = None,
    cue_in_s: float = 0.0,
    cue_out_s: float | None = None,
    overlap_s: float = 0.0,
    fade: FadeLaw = FadeLaw.EQUAL_POWER,
    gain_db: float = 0.0,
) -> Cue:
    """A cue that plays a sound, saved as 32-bit WAV; whole if nothing else is said."""
    length_s = len(sound) / RATE_HZ
    cue = a_cue(
        path.stem if title is None else title,
        path=str(save(path, sound)),
        overlap_s=overlap_s,
        gain_db=gain_db,
    )
    return replace(
        cue,
        cue_in_s=Seconds(cue_in_s),
        cue_out_s=Seconds(length_s if cue_out_s is None else cue_out_s),
        fade=fade,
    )


def a_pause(length_s: float, *, overlap_s: float = 0.0) -> Cue:
    """A silence."""
    return replace(a_silence(length_s=length_s), overlap_s=Seconds(overlap_s))


def a_mix(
    *cues: Cue, fade_in_s: float = 0.0, fade_out_s: float = 0.0, after_s: float = 0.0
) -> Plan:
    """A plan of these cues in a row; ``after_s`` of silence follow that no cue stands for."""
    music = MusicRules(fade_in_s=Seconds(fade_in_s), fade_out_s=Seconds(fade_out_s))
    plan = a_plan(*cues, terms=replace(some_terms(), music=music))
    return replace(plan, total_s=Seconds(plan.total_s + after_s))
