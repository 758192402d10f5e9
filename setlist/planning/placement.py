"""Where the phases of an arc stand on the clock, and how a length is kept.

Full length reads every landmark as the arc gives it.  A shorter one shrinks the landing to its
least length first, then slides the percentiles of peak end and return end together toward the
median and never below it; a longer one stretches the landing.  Floors hold whatever the length.
"""

import math
from dataclasses import dataclass

from setlist.errors import Finding, InputError, Place
from setlist.model import (
    Arc,
    Landmark,
    Moment,
    PhaseName,
    Slide,
)
from setlist.planning.clock import Clock, no_landmark
from setlist.units import Minutes

_FULL_PERCENTILE = 75.0
_MEDIAN = 50.0
_LANDING_LEAST_MIN = Minutes(10.0)
"""How short a landing may become where its arc does not say: our own design."""
_LEAST_MIN, _MOST_MIN = 1.0, 720.0
"""The shortest and longest session: under a minute there is no music to plan, and twelve hours
are as much as an arc may name.  Our own design."""
_HALVINGS = 40
_TOLERANCE_MIN = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The phases on the clock: ``ends_min`` has one end for each phase of the arc, in order.

    ``percentile`` is where peak end and return end were read; None without a route.
    """

    chosen: Slide
    start_min: Minutes
    ends_min: tuple[Minutes, ...]
    percentile: float | None
    clock: Clock
    notes: tuple[str, ...]

    def end_min(self) -> Minutes:
        """Give the last minute of the session."""
        return self.ends_min[-1]


def place_phases(
    arc: Arc, clock: Clock, length: Minutes | Slide, *, fallback_min: Minutes | None = None
) -> Placement:
    """Place the phases of an arc so that the session has the length that is wanted.

    Parameters
    ----------
    arc : Arc
        Its phases stand on landmarks.
    clock : Clock
        Reads the landmarks; its end is open.
    length : float [min, 1..720] or Slide
        First sound to last, closing silence included; ``usual`` takes the arc's usual length
        and ``full`` the whole course.
    fallback_min : float [min] or None
        The length of an arc whose phases and usual lengths leave it open.

    Returns
    -------
    Placement
        Ends in order, inside the session; the last is the end of the session.

    Raises
    ------
    InputError
        The length is none, or shorter than the shortest that fits, or nothing sets it, or an
        arc stands on a landmark that this session does not have.
    """
    full = _Course(arc, clock)
    usual_min = _usual(arc, clock)
    if isinstance(length, Slide):
        wanted_min = usual_min if length is not Slide.FULL else None
        chosen = Slide.USUAL if wanted_min is not None else Slide.FULL
    else:
        wanted_min, chosen = _checked(length), Slide.ASKED
    if wanted_min is None:
        wanted_min = full.natural_min() if full.stands else (usual_min or fallback_min)
        if wanted_min is None:
            raise InputError(no_landmark(Landmark.END, clock.timecourse, field="length"))
        wanted_min = max(wanted_min, full.shortest_min(0.0))
    shortest_min = full.shortest_min(1.0)
    notes: list[str] = []
    if wanted_min < shortest_min - _TOLERANCE_MIN:
        if chosen is Slide.ASKED:
            raise InputError(_too_short(arc, wanted_min, shortest_min, clock))
        notes.append(
            f"The usual length of {wanted_min:g} min does not reach the median return of this "
            f"route; the session is {shortest_min:.0f} min long instead."
        )
        wanted_min = shortest_min
    share = _slid(full, wanted_min)
    end_min = Minutes(clock.start_min + wanted_min)
    ends_min = (*_Course(arc, clock.until(end_min)).ends(share)[:-1], end_min)
    ends_min = tuple(Minutes(min(one, end_min)) for one in ends_min)
    return Placement(
        chosen=chosen,
        start_min=clock.start_min,
        ends_min=ends_min,
        percentile=_percentile(clock, share),
        clock=clock.until(end_min).slide(share),
        notes=(*notes, *_squeezed(arc, clock.start_min, ends_min)),
    )


class _Course:
    """The ends of an arc's phases as its late percentiles slide."""

    def __init__(self, arc: Arc, clock: Clock) -> None:
        """Read the arc once at its full length."""
        self._arc = arc
        self._clock = clock
        self._silent_min = sum(
            block.length_min for block in arc.silences if block.at.landmark is Landmark.END
        )
        self.stands = arc.phases[-1].end.landmark is not Landmark.END
        self._own_min = [0.0] * len(arc.phases)
        ends = self._read(0.0)
        self._own_min = [
            end - begin for begin, end in zip([clock.start_min, *ends[:-1]], ends, strict=True)
        ]

    def ends(self, share: float) -> list[Minutes]:
        """Give the ends of the phases at a slide; the last is where the arc itself ends."""
        return self._read(share)

    def natural_min(self) -> Minutes:
        """Give the length of the whole course, floors kept."""
        length_min = self._read(0.0)[-1] - self._clock.start_min
        return Minutes(max(length_min, self._floor_min()))

    def shortest_min(self, share: float) -> Minutes:
        """Give the shortest length at a slide: the landing at its least, floors kept."""
        ends = self._read(share)
        before_min = ends[-2] if len(ends) > 1 else self._clock.start_min
        last = self._arc.phases[-1]
        own_min = self._own_min[-1] if self.stands else 0.0
        least_min = own_min
        if last.name is PhaseName.LAND or last.at_least_min is not None or not self.stands:
            wished_min = last.at_least_min
            least_min = _LANDING_LEAST_MIN if wished_min is None else wished_min
            least_min = min(least_min, own_min) if self.stands else (wished_min or 0.0)
        length_min = before_min + least_min - self._clock.start_min
        return Minutes(max(length_min, self._floor_min()))

    def _floor_min(self) -> float:
        """Give the least length that keeps the closing silence behind the floor."""
        floor_min = self._clock.timecourse.floor_min if self._clock.timecourse else None
        if floor_min is None:
            return 0.0
        return floor_min + self._silent_min - self._clock.start_min

    def _read(self, share: float) -> list[Minutes]:
        """Read every end, in order; a phase keeps the least length that its arc asks for."""
        clock = self._clock.slide(share)
        ends: list[Minutes] = []
        before_min = clock.start_min
        for number, phase in enumerate(self._arc.phases):
            end_min = self._end(clock, phase.end, number)
            at_min = before_min if end_min is None else max(end_min, before_min)
            if phase.at_least_min is not None and share > 0.0:
                least_min = min(phase.at_least_min, self._own_min[number])
                at_min = Minutes(max(at_min, before_min + least_min))
            before_min = at_min
            ends.append(before_min)
        return ends

    def _end(self, clock: Clock, moment: Moment, number: int) -> Minutes | None:
        """Read one end; None where it stands on an end of the session that is still open."""
        at_min = clock.read(moment)
        if at_min is None and moment.landmark is not Landmark.END:
            field = f"phase {number + 1} {self._arc.phases[number].name}.to"
            raise InputError(no_landmark(moment.landmark, clock.timecourse, field=field))
        return at_min


def _usual(arc: Arc, clock: Clock) -> Minutes | None:
    """Give the usual length of an arc on the route of the clock."""
    if clock.timecourse is None:
        return arc.usual_length(None, None)
    return arc.usual_length(clock.timecourse.route.name, clock.timecourse.route.handling)


def _checked(length_min: Minutes) -> Minutes:
    """Refuse a length that is no length."""
    if _LEAST_MIN <= length_min <= _MOST_MIN:
        return length_min
    raise InputError(
        Finding(
            said=f"a length of {length_min:g} min is none that can be planned",
            mend=f"give minutes from {_LEAST_MIN:g} to {_MOST_MIN:g}",
            place=Place(field="length"),
        )
    )


def _slid(course: _Course, wanted_min: Minutes) -> float:
    """Find how little the percentiles must slide for a length to fit."""
    if course.shortest_min(0.0) <= wanted_min + _TOLERANCE_MIN:
        return 0.0
    fits, too_long = 1.0, 0.0
    for _ in range(_HALVINGS):
        middle = (fits + too_long) / 2.0
        if course.shortest_min(middle) <= wanted_min:
            fits = middle
        else:
            too_long = middle
    return fits


def _percentile(clock: Clock, share: float) -> float | None:
    """Give the percentile that peak end and return end were read at."""
    if clock.timecourse is None:
        return None
    return round(_FULL_PERCENTILE - share * (_FULL_PERCENTILE - _MEDIAN), 1)


def _squeezed(arc: Arc, start_min: Minutes, ends_min: tuple[Minutes, ...]) -> list[str]:
    """Say which phases have no time left."""
    begins = (start_min, *ends_min[:-1])
    return [
        f"The phase {phase.name} has no time in this session."
        for phase, begin, end in zip(arc.phases, begins, ends_min, strict=True)
        if end - begin <= _TOLERANCE_MIN
    ]


def _too_short(arc: Arc, wanted_min: Minutes, shortest_min: Minutes, clock: Clock) -> Finding:
    """Refuse a length below the shortest, naming that."""
    course = clock.timecourse
    where = f" by {course.route.name}" if course else ""
    return Finding(
        said=f"{wanted_min:g} min are too short for the arc {arc.name}{where}",
        mend=f"give at least {math.ceil(shortest_min - _TOLERANCE_MIN)} min, the shortest length "
        "that still reaches the median person's return",
        place=Place(field="length"),
    )
