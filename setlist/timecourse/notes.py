"""The sentences that must be said wherever timings are shown, and what is not known."""

from setlist.model import Handling, Route, RouteName, Timecourse
from setlist.units import Minutes

DISCLAIMER = (
    "Timings are population estimates for planning music. They do not tell you how much "
    "medicine to give, when to give more, or whether anyone is safe. About one person in five "
    "falls outside the band shown. Follow the prescriber's protocol and the person in front of "
    "you; monitoring, rescue and discharge decisions never depend on this software. Music "
    "ending does not mean the effect has ended."
)

UNKNOWN_HANDLING = (
    "How much is swallowed changes the length of the experience; we do not know which applies, "
    "so the plan is wider."
)

UNCHECKED_PARTS = "No published data let us check this prediction."

LIMITS = (
    (
        "No study compares a swallowed lozenge with one that is spat out: the split is derived, "
        "and that spitting still swallows a fifth is an assumption."
    ),
    (
        "The delay between blood and effect, the heights that make a boundary, the uptake from "
        "muscle and the lags are assumed or calibrated, not measured."
    ),
    (
        "The reported timings that the model was held against come mostly from pages of clinics, "
        "whose words are not defined."
    ),
    (
        "Nasal esketamine has the only effect timing that a regulator has seen: dissociation peaks "
        "at about 40 minutes and is over by about 90."
    ),
    (
        "Other medicines, tolerance, the very young and the very old, and disease of the liver are "
        "not modelled."
    ),
    (
        "Another published description of ketamine in the body makes every time but those "
        "of an infusion 30 to 55 % earlier."
    ),
    (
        "The return after an infusion is predicted about 35 % early, hence its floor; that of "
        "nasal esketamine about 28 % late."
    ),
)
"""What is not known, said to whoever asks for timings.  The other description is [domino1984]."""


def name_route(route: Route) -> str:
    """Name a route as it is written, with its handling: ``sublingual (spit)``."""
    return f"{route.name} ({route.handling})" if route.handling else str(route.name)


def say_branch(alone: Timecourse) -> str:
    """Say what the times are if no part follows the first, as a branch to change to."""
    end, over = alone.peak_end, alone.return_end
    return (
        "If no part follows the first, change to the plan made without it: then the peak is over "
        f"at {end.p50:.0f} min [{end.p10:.0f} to {end.p90:.0f}] and the return at "
        f"{over.p50:.0f} min [{over.p10:.0f} to {over.p90:.0f}]."
    )


def note(route: Route, *, floor_min: Minutes | None) -> tuple[str, ...]:
    """List the sentences that go with the times of a route."""
    notes = [DISCLAIMER]
    if route.name is RouteName.SUBLINGUAL and route.handling is Handling.UNKNOWN:
        notes.append(UNKNOWN_HANDLING)
    if len(route.parts) > 1:
        notes.append(UNCHECKED_PARTS)
    if floor_min is not None:
        notes.append(_say_floor(route.name, floor_min))
    return tuple(notes)


def _say_floor(name: RouteName, floor_min: Minutes) -> str:
    """Say until when nothing may be silent or loud, and why."""
    if name is RouteName.IV_INFUSION:
        why = "half an hour after the infusion ends"
    else:
        why = "the label's observation time after the last device"
    return f"No silence and no loud cue before minute {floor_min:g}: {why}."
