"""The session sheet in Markdown: what a therapist holds in the hand during a session."""

from setlist.drawing import draw_plan_text, plain_text, read_clock
from setlist.model import Plan
from setlist.playlists.closing import (
    check_volume,
    close_sheet,
    leave_room,
    list_licences,
    list_removals,
    plan_for_failure,
)
from setlist.playlists.course import list_bands, list_phases, list_prompts, list_tracks
from setlist.playlists.markdown import fence
from setlist.playlists.opening import list_reserves, open_sheet, tell_start

_PICTURE = 100


def write_sheet(plan: Plan, *, start_clock: str | None = None) -> str:
    """Write the session sheet of a plan.

    Parameters
    ----------
    plan : Plan
        Any plan.
    start_clock : str or None
        Planned time of the dose such as ``14:00`` (of the first track on an arc without a
        route).  Without it the sheet has times from the dose only.

    Returns
    -------
    str
        Markdown with tables; whatever titles hold stays words.  Every note of the plan stands
        in it unshortened.

    Raises
    ------
    InputError
        ``start_clock`` is no time of day.
    """
    clock_min = None if start_clock is None else read_clock(start_clock)
    parts: tuple[list[str], ...] = (
        open_sheet(plan, clock_min),
        list_reserves(plan),
        tell_start(plan, clock_min),
        fence(plain_text(draw_plan_text(plan, width=_PICTURE, start_clock=start_clock))),
        list_phases(plan, clock_min),
        list_bands(plan),
        list_tracks(plan, clock_min),
        list_prompts(plan, clock_min),
        leave_room(),
        check_volume(plan),
        plan_for_failure(plan),
        list_removals(plan),
        list_licences(plan),
        close_sheet(plan),
    )
    lines = [line for part in parts for line in part]
    return "\n".join(lines).rstrip("\n") + "\n"
