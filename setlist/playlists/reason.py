"""Why a cue stands where it does, in a few words, from what the plan itself knows."""

from setlist.drawing import read_target
from setlist.model import Cue, CueKind, FadeLaw, Plan
from setlist.units import Seconds

_SAMPLES = 9
# A step of less than this is not heard as one; our own choice.
_EVEN_LU = 0.5


def tell_reason(plan: Plan, place: int) -> str:
    """Say what speaks for a cue at its place.

    Parameters
    ----------
    plan : Plan
        Any plan.
    place : int
        Place of the cue among the cues of the plan, the first is 0.

    Returns
    -------
    str
        A few clauses: a pin, the work it belongs to, what the arc asks for and how the cue
        is rated, how it joins the one before.  Empty where nothing is known.
    """
    cue = plan.cues[place]
    before = plan.cues[place - 1] if place else None
    if cue.kind is CueKind.SILENCE:
        return "a planned pause" if place + 1 < len(plan.cues) else "silence closes the session"
    clauses = [
        "pinned" if cue.pinned else "",
        _belongs(cue, before),
        _asked(plan, cue),
        _joins(cue, before),
    ]
    return "; ".join(clause for clause in clauses if clause)


def _belongs(cue: Cue, before: Cue | None) -> str:
    """Name the work that a cue goes on with."""
    if cue.work is None or before is None or before.work is None:
        return ""
    if cue.work.name != before.work.name:
        return ""
    gapless = ", no gap" if cue.fade is FadeLaw.GAPLESS else ""
    return f"part {cue.work.movement} of {cue.work.name}{gapless}"


def _asked(plan: Plan, cue: Cue) -> str:
    """Put what the arc asks for beside the rating, each over the length of the cue."""
    steps = (cue.start_s + cue.length_s() * step / (_SAMPLES - 1) for step in range(_SAMPLES))
    asked = [target for at in steps if (target := read_target(plan, Seconds(at))) is not None]
    if not asked:
        return ""
    low, high = f"{min(asked):.1f}".removesuffix(".0"), f"{max(asked):.1f}".removesuffix(".0")
    return f"the arc asks {low}" if low == high else f"the arc asks {low} to {high}"


def _joins(cue: Cue, before: Cue | None) -> str:
    """Say how much louder or quieter a cue begins than the one before it ended."""
    if before is None:
        return "opens the session"
    if before.kind is CueKind.SILENCE:
        return "after silence"
    over = f" over {cue.overlap_s:.0f} s" if cue.overlap_s else ""
    if cue.head_lufs is None or before.tail_lufs is None:
        return f"joins{over}" if over else ""
    step = (cue.head_lufs + cue.gain_db) - (before.tail_lufs + before.gain_db)
    if abs(step) < _EVEN_LU:
        return f"joins evenly{over}"
    return f"joins {abs(step):.1f} LU {'louder' if step > 0 else 'quieter'}{over}"
