"""The top of the session sheet: whose session, calm and reserves, when to press play."""

from setlist.drawing import count_days, tell_clock, tell_elapsed, tell_route
from setlist.model import Plan, ReserveRole
from setlist.playlists.cell import tell_byline, tell_rating
from setlist.playlists.markdown import BLANK, escape, table
from setlist.units import Minutes, Seconds

_USES = {
    ReserveRole.HOLD: "to hold or extend",
    ReserveRole.SPARE: "in place of another",
}


def open_sheet(plan: Plan, clock_min: Minutes | None) -> list[str]:
    """Say what session this is, with room for what only the day knows."""
    terms = plan.problem
    route = f" · {tell_route(terms.route)}" if terms.route else ""
    zero = "Dose time" if terms.route else "Start"
    planned = BLANK if clock_min is None else tell_clock(clock_min, Seconds(0.0))
    code = escape(terms.listener.code) if terms.listener else BLANK
    head = ("Client code", "Session", "Date", f"{zero}, planned", f"{zero}, real")
    return [
        "# Session sheet",
        "",
        f"**{escape(terms.arc_title)}**{route} · {plan.length_min():.0f} min",
        "",
        *table(head, [(code, BLANK, BLANK, planned, BLANK)]),
    ]


def list_reserves(plan: Plan) -> list[str]:
    """Put calm and the reserves on top, where a hurried eye falls."""
    calm = [reserve.cue for reserve in plan.reserves if reserve.role is ReserveRole.CALM]
    said = " · or ".join(f"**{escape(cue.title)}** {tell_byline(cue)}" for cue in calm)
    lines = ["## Calm now", "", f"{said} · or silence" if said else "**Silence**", ""]
    others = [reserve for reserve in plan.reserves if reserve.role is not ReserveRole.CALM]
    for number, reserve in enumerate(others, start=1):
        since = tell_elapsed(reserve.cue.start_s)
        lines.append(
            f"- **R{number}** {_USES[reserve.role]}: {escape(reserve.cue.title)}"
            f" {tell_byline(reserve.cue)} · intensity {tell_rating(reserve.cue)} · from {since} on"
        )
    return [*lines, ""] if others else lines


def tell_start(plan: Plan, clock_min: Minutes | None) -> list[str]:
    """Say when the music begins, and what follows when the dose comes at another time."""
    start_s = plan.start_s()
    at = "" if clock_min is None else f", at **{tell_clock(clock_min, start_s)}**"
    if plan.route is None:
        return ["## Press play", "", f"Press play when the session begins{at}.", ""]
    if start_s < 0.0:
        when = f"**{_lead(Seconds(-start_s))} before the dose**"
    elif start_s > 0.0:
        when = f"**{_lead(start_s)} after the dose**"
    else:
        when = "**with the dose**"
    lines = ["## Press play", "", f"Press play {when}{at}.", f"Real dose time: {BLANK}", ""]
    lines += [
        "If the dose comes at another minute than planned, every time below moves with it.",
        "",
    ]
    if clock_min is not None:
        end_s = Seconds(start_s + plan.total_s)
        if count_days(clock_min, start_s) != count_days(clock_min, end_s):
            lines += ["The session crosses midnight; times from 00:00 on are on the next day.", ""]
    return lines


def _lead(length_s: Seconds) -> str:
    """Write a length as minutes, with seconds only where there are some."""
    minutes, seconds = divmod(round(length_s), 60)
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"
