"""The rest of the session sheet: notes, volume, a device that dies, what was left out."""

from setlist.model import Cue, CueKind, Licence, Performance, Plan, ReserveRole
from setlist.playlists.cell import tell_rating
from setlist.playlists.markdown import BLANK, escape, table

_LINES_FOR_NOTES = 4


def leave_room() -> list[str]:
    """Leave room for what is seen and said."""
    seen = ("Onset seen", "Peak over seen", "Held / softened / brought back / calm")
    lines = ["## Seen and said", "", *table(seen, [(BLANK, BLANK, BLANK)])]
    for _ in range(_LINES_FOR_NOTES):
        lines += [BLANK * 10, ""]
    return lines


def check_volume(plan: Plan) -> list[str]:
    """Name the loudest and the quietest passage, to be heard before the session."""
    lines = ["## Volume check", ""]
    known = [
        (cue.loudness_lufs + cue.gain_db, number, cue)
        for number, cue in enumerate(plan.cues, start=1)
        if cue.loudness_lufs is not None
    ]
    passages = "the loudest and the quietest passage"
    if known:
        (_, loud, loudest), (_, soft, quietest) = max(known), min(known)
        passages = (
            f"the loudest track (no {loud}, {escape(loudest.title)})"
            f" and the quietest (no {soft}, {escape(quietest.title)})"
        )
    lines.append(
        f"- [ ] Before the session, hear {passages} at this setting,"
        " on these headphones or speakers."
    )
    unknown = [
        str(number)
        for number, cue in enumerate(plan.cues, start=1)
        if cue.kind is CueKind.TRACK and cue.loudness_lufs is None
    ]
    if unknown:
        lines.append(f"- [ ] Nobody measured how loud no {', '.join(unknown)} is: hear it first.")
    return [*lines, f"- [ ] Setting: {BLANK}", ""]


def plan_for_failure(plan: Plan) -> list[str]:
    """Say what to do when the music stops by itself."""
    calm = next((item.cue for item in plan.reserves if item.role is ReserveRole.CALM), None)
    first = f"the calm track ({escape(calm.title)})" if calm and calm.title else "nothing"
    return [
        "## If the device dies",
        "",
        "- [ ] A second device is charged and has the same music, or a copy on a stick is here.",
        f"- Play {first} first, or let it be silent; silence is a choice too.",
        "- Then go on with the track whose time it is, not with the one that broke off.",
        "",
    ]


def list_removals(plan: Plan) -> list[str]:
    """Say what was left out of the choice, and why."""
    terms = plan.problem
    lines = [
        "## What was left out, and why",
        "",
        f"{plan.candidates} of {terms.library.tracks} tracks were open to this session.",
        "",
    ]
    if plan.removals:
        rows = [
            (escape(removal.reason), str(removal.tracks), f"{removal.length_min:.0f}")
            for removal in plan.removals
        ]
        lines += table(("Reason", "Tracks", "Minutes"), rows)
    unsure = [
        str(number)
        for number, cue in enumerate(plan.cues, start=1)
        if cue.kind is CueKind.TRACK and not tell_rating(cue)[0].isdigit()
    ]
    if unsure:
        lines += [f"Intensity not rated by a person: no {', '.join(unsure)}.", ""]
    return lines


def list_licences(plan: Plan) -> list[str]:
    """Give the terms and holders of what is played, and warn where a right is not known."""
    tracks = [
        (number, cue) for number, cue in enumerate(plan.cues, start=1) if cue.kind is CueKind.TRACK
    ]
    if not tracks:
        return []
    lines = ["## Licences", ""]
    lines += _warn(tracks, Performance.UNKNOWN, "is not known")
    lines += _warn(tracks, Performance.NOT_GRANTED, "is not granted")
    named: dict[Licence, list[str]] = {}
    for number, cue in tracks:
        if cue.licence is not None:
            named.setdefault(cue.licence, []).append(str(number))
    for licence, numbers in named.items():
        holder = f", {escape(licence.holder)}" if licence.holder else ""
        lines.append(f"- {escape(licence.name)}{holder}: no {', '.join(numbers)}")
    return [*lines, ""]


def _warn(tracks: list[tuple[int, Cue]], state: Performance, said: str) -> list[str]:
    """Warn of tracks whose right to be played to a client is in one state."""
    numbers = [
        str(number)
        for number, cue in tracks
        if (cue.licence.performance if cue.licence else Performance.UNKNOWN) is state
    ]
    if not numbers:
        return []
    warning = (
        f"**The right to play to a client {said}** for no {', '.join(numbers)}:"
        " ask the holder or the collecting society."
    )
    return [warning, ""]


def close_sheet(plan: Plan) -> list[str]:
    """Print every note unshortened, what is proven, and with what the plan was made."""
    notes = dict.fromkeys([*plan.notes, *plan.problem.notes])
    made, terms = plan.provenance, plan.problem
    if plan.gap_pct is None:
        proof = "How near this plan is to the best one for this arc was not proven."
    else:
        proof = (
            "No better plan exists in this library for this arc:"
            f" proven to within {plan.gap_pct:.1f} %."
        )
    timing = (
        f" · timing {escape(made.timing_model)} {escape(made.timing_version or '')}".rstrip()
        if made.timing_model
        else ""
    )
    colophon = (
        "setlist is not a medical device."
        f" Arc {escape(terms.arc)} ({escape(terms.arc_digest)}) · seed {plan.seed}"
        f" · setlist {escape(made.setlist)}{timing} · measures {made.measures_version}"
        f" · library {escape(terms.library.digest)}"
        f" · plan {escape(made.digest)} (schema {plan.schema})"
    )
    return [
        "## What to know",
        "",
        *(line for note in notes for line in (escape(note), "")),
        f"{proof} It says nothing clinical.",
        "",
        colophon,
    ]
