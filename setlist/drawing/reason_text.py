"""Why each cue of a plan stands where it does, in a terminal: its cost, line by line.

::

      5   0:14  Wide Field  North Meadow                16:12     6      4.3
                 2.4  intensity 6 against 5.1 wanted; 1.9 unavoidable
                 1.9  none of 3 preferred tags
                 0.0  0.4 LU step up; same key family
              second  Slow River, Tidal Rooms: 0.8 more
"""

from collections.abc import Iterator

from setlist.drawing.clock import read_clock
from setlist.drawing.glyphs import Glyphs, glyphs_for
from setlist.drawing.listing import NARROWEST, write_row
from setlist.drawing.scene import stage
from setlist.drawing.span import Line, Span, Style, in_ascii, style_of
from setlist.drawing.words import clean, fold, measure
from setlist.model import Alternative, Plan, Reason
from setlist.units import Minutes

_COST = 8
"""Columns of the cost at the right edge of a cue."""
_INDENT = 15
"""Columns up to the right edge of the figures below a cue: below its title."""
_NOTHING = 0.05
"""A cost below this is printed as 0.0 and stands with the others on one line."""
_CLEAR_SHARE = 0.1
"""The share of a charge that must be unavoidable for it to be told: our own design."""
_WORDS_OF_PARTS = {
    "misfit": "misfit",
    "transitions": "joins",
    "boundaries": "ends of phases",
    "wishes": "wishes",
    "end": "end",
}


def list_reasons_text(
    plan: Plan, *, width: int, unicode: bool = True, start_clock: str | None = None
) -> tuple[Line, ...]:
    """List what every cue of a plan costs at its place, the costliest first, and the runner-up.

    Parameters
    ----------
    plan : Plan
        A plan with reasons; one without gives the cost of its parts only.
    width : int [columns, > 0]
        Columns to fill; longer clauses go on below.
    unicode : bool
        Without it every character is ASCII.
    start_clock : str or None
        Planned time of the dose such as ``14:00``; times are clock times with it.

    Returns
    -------
    tuple of tuple of Span
        Lines of styled spans, none wider than ``width`` (or 40), without control characters.

    Raises
    ------
    InputError
        ``start_clock`` is no time of day.
    """
    clock_min = None if start_clock is None else read_clock(start_clock)
    wide = max(width, NARROWEST + 16)
    glyphs = glyphs_for(unicode=unicode)
    lines = [*_sum_up(plan, wide), *_list_cues(plan, wide, glyphs, clock_min)]
    return tuple(lines if unicode else in_ascii(lines))


def _sum_up(plan: Plan, width: int) -> list[Line]:
    """Write what the plan costs, part by part, and how much of it was unavoidable."""
    parts = (
        f"{name} {getattr(plan.cost_parts, part):.1f}" for part, name in _WORDS_OF_PARTS.items()
    )
    said = f"cost {plan.cost:.1f} misfit-minutes, lower is better: {', '.join(parts)}"
    floor = sum(charge.floor for reason in plan.reasons for charge in reason.charges)
    if floor >= _NOTHING:
        said += f"; {floor:.1f} of it unavoidable, because people differ"
    return [(Span(row, Style.STRONG),) for row in fold(said, width)]


def _list_cues(plan: Plan, width: int, glyphs: Glyphs, clock_min: Minutes | None) -> Iterator[Line]:
    """Write every cue with its reason, under the names of the phases."""
    phase = None
    for block, reason in zip(stage(plan).blocks, plan.reasons, strict=False):
        if block.phase is not phase:
            phase = block.phase
            yield (Span(phase.value, style_of(phase)),)
        cost = sum(charge.cost for charge in reason.charges)
        row = write_row(block, width - _COST, glyphs, clock_min=clock_min)
        gap = width - _COST - sum(measure(span.text) for span in row)
        yield (*row, Span(f"{' ' * gap}{cost:>{_COST}.1f}", Style.STRONG))
        yield from _list_charges(reason, width, glyphs)


def _list_charges(reason: Reason, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """Write the charges of one cue, those that cost nothing together, and the runner-up."""
    priced = sorted(
        (charge for charge in reason.charges if charge.cost >= _NOTHING),
        key=lambda charge: -charge.cost,
    )
    for charge in priced:
        said = charge.said
        if charge.floor >= max(_NOTHING, _CLEAR_SHARE * charge.cost):
            said += f"; {charge.floor:.1f} unavoidable"
        yield from _item(f"{charge.cost:.1f}", said, width, glyphs, Style.TEXT)
    free = [charge.said for charge in reason.charges if charge.cost < _NOTHING]
    if free:
        yield from _item("0.0", "; ".join(free), width, glyphs, Style.DIM)
    if reason.runner_up is not None:
        yield from _item("second", _word_second(reason.runner_up), width, glyphs, Style.RESERVE)


def _item(head: str, said: str, width: int, glyphs: Glyphs, style: Style) -> Iterator[Line]:
    """Write a clause behind its figure, going on below where it is long."""
    rows = fold(clean(said, limit=1000), width - _INDENT - 2)
    for number, row in enumerate(rows):
        lead = head if number == 0 else ""
        yield (
            Span(f"{lead:>{_INDENT}}  ", Style.DIM),
            Span(glyphs.words(row, width - _INDENT - 2), style),
        )


def _word_second(other: Alternative) -> str:
    """Name the runner-up and what the plan would cost with it."""
    title = clean(other.title, limit=60) or "Untitled"
    artist = f", {clean(other.artist, limit=40)}" if other.artist else ""
    if abs(other.more) < _NOTHING:
        return f"{title}{artist}: as good"
    return f"{title}{artist}: {abs(other.more):.1f} {'more' if other.more > 0.0 else 'less'}"
