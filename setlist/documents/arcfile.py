"""The form of an arc's file, and the arc that it turns into."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le, Len
from pydantic import Field

from setlist.documents.amounts import MEND, REASON, is_amount_text
from setlist.documents.document import Document, read_checked
from setlist.documents.fault import (
    Fault,
    KeyPath,
    RefusedError,
    look,
    refuse,
    show,
    suggest,
)
from setlist.documents.leaf import Leaf
from setlist.documents.moments import MOMENT, parse_moment, read_curve, read_minutes
from setlist.model import (
    Arc,
    Curve,
    Handling,
    Moment,
    MusicRules,
    Phase,
    PhaseName,
    PromptRule,
    RouteName,
    Series,
    SilenceBlock,
    SoftPhaseRule,
    Style,
    UsualLength,
    Voice,
    Weights,
)
from setlist.units import Minutes, Seconds

_PROSE = frozenset({"about", "rests_on"})
_FLAT = Curve(points=(0.0,))
_EVEN = Weights()
_RULES = MusicRules()
_LENGTH = read_minutes(5.0, 720.0)
_Line = Annotated[str, Len(1, 200)]
_Word = Annotated[str, Len(1, 40)]
_Usual = Annotated[Minutes, _LENGTH]
_Lengths = tuple[tuple[Handling | None, Minutes], ...]


def _parse_lozenge(value: object) -> _Lengths:
    """Read the usual length of a lozenge: one for every handling, or a table of them."""
    if not isinstance(value, dict):
        return ((None, _LENGTH.parse(value)),)
    if not value:
        raise refuse("is an empty table", "give a length for spit, swallow or unknown")
    known = [handling.value for handling in Handling]
    faults: list[Fault] = []
    found: list[tuple[Handling | None, Minutes]] = []
    for key, written in value.items():
        if key not in known:
            near = suggest(key, known)
            mend = f"did you mean {near}?" if near else "known here: " + ", ".join(known)
            faults.append(Fault(path=(key,), said="is not a known key", mend=mend))
            continue
        try:
            length_min = _LENGTH.parse(written)
        except RefusedError as error:
            faults += [
                Fault(path=(key,), said=fault.said, mend=fault.mend) for fault in error.faults
            ]
        else:
            found.append((Handling(key), length_min))
    if faults:
        raise RefusedError(*faults)
    return tuple(found)


_LOZENGE = Leaf(
    parse=_parse_lozenge,
    words='minutes such as "95 min", or a table of them for spit, swallow and unknown',
    schema={
        "anyOf": [
            _LENGTH.schema,
            {
                "type": "object",
                "properties": {handling.value: _LENGTH.schema for handling in Handling},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthTable:
    """Usual lengths from the first sound to the last, route by route."""

    default: _Usual | None = None
    im: _Usual | None = None
    sublingual: Annotated[_Lengths, _LOZENGE] = ()
    oral: _Usual | None = None
    iv_infusion: Annotated[_Usual | None, Field(alias="iv-infusion")] = None
    iv_bolus: Annotated[_Usual | None, Field(alias="iv-bolus")] = None
    nasal: _Usual | None = None
    nasal_esketamine: Annotated[_Usual | None, Field(alias="nasal-esketamine")] = None

    def to_lengths(self) -> tuple[UsualLength, ...]:
        """Give the lengths that are written, the one for every route last."""
        plain = (
            (RouteName.IM, self.im),
            (RouteName.ORAL, self.oral),
            (RouteName.IV_INFUSION, self.iv_infusion),
            (RouteName.IV_BOLUS, self.iv_bolus),
            (RouteName.NASAL, self.nasal),
            (RouteName.NASAL_ESKETAMINE, self.nasal_esketamine),
            (None, self.default),
        )
        lozenge = (
            UsualLength(length_min=length_min, route=RouteName.SUBLINGUAL, handling=handling)
            for handling, length_min in self.sublingual
        )
        others = (
            UsualLength(length_min=length_min, route=route)
            for route, length_min in plain
            if length_min is not None
        )
        return (*lozenge, *others)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTable:
    """A phase as it is written: it starts where the one before it ends."""

    name: PhaseName
    from_: Annotated[Moment | None, MOMENT, Field(alias="from")] = None
    to: Annotated[Moment, MOMENT]
    music: bool = True
    intensity: Annotated[Curve | None, read_curve(1.0, 9.0)] = None
    loudness_lu: Annotated[Curve, read_curve(-30.0, 6.0, "LU")] = _FLAT
    brightness_hz: Annotated[Curve | None, read_curve(20.0, 20000.0, "Hz")] = None
    onsets_per_s: Annotated[Curve | None, read_curve(0.0, 50.0, "a second")] = None
    tempo_bpm: Annotated[Curve | None, read_curve(20.0, 300.0, "BPM")] = None
    voice: Annotated[tuple[Voice, ...], Len(1, 4)] = tuple(Voice)
    forbid: tuple[_Word, ...] = ()
    soft: tuple[SoftPhaseRule, ...] = ()
    prefer: tuple[_Word, ...] = ()
    protect: bool = False
    weight: Annotated[float, Gt(0), Le(10)] = 1.0
    weights: Weights = _EVEN
    overlap_s: Annotated[Seconds, Ge(0), Le(60)] | None = None
    at_least: Annotated[Minutes | None, read_minutes(0.0, 240.0)] = None

    def to_phase(self) -> Phase:
        """Turn the written phase into the noun."""
        return Phase(
            name=self.name,
            end=self.to,
            music=self.music,
            intensity=self.intensity,
            loudness_lu=self.loudness_lu,
            brightness_hz=self.brightness_hz,
            onsets_per_s=self.onsets_per_s,
            tempo_bpm=self.tempo_bpm,
            voice=self.voice,
            forbid=self.forbid,
            soft=self.soft,
            prefer=self.prefer,
            protect=self.protect,
            weight=self.weight,
            weights=self.weights,
            overlap_s=self.overlap_s,
            at_least_min=self.at_least,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceTable:
    """A stretch without music."""

    at: Annotated[Moment, MOMENT]
    length: Annotated[Minutes, read_minutes(0.1, 120.0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptTable:
    """A reminder for the therapist, once or again and again."""

    say: _Line
    at: Annotated[Moment | None, MOMENT] = None
    every: Annotated[Minutes | None, read_minutes(1.0, 240.0)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArcFile:
    """An arc as it is written."""

    title: Annotated[str, Len(1, 120)]
    style: Style
    about: Annotated[str, Len(1)]
    rests_on: Annotated[str, Len(1)]
    sources: tuple[_Word, ...] = ()
    routes: tuple[RouteName, ...] = ()
    length: LengthTable = LengthTable()
    tracks: tuple[Annotated[int, Ge(1), Le(200)], Annotated[int, Ge(1), Le(200)]] | None = None
    music: MusicRules = _RULES
    series: Series | None = None
    phase: Annotated[tuple[PhaseTable, ...], Len(1, 12)]
    silence: tuple[SilenceTable, ...] = ()
    prompt: tuple[PromptTable, ...] = ()


def read_arc(text: str, *, file: str, name: str) -> Arc:
    """Read an arc from the text of its file; `open_arc` gives its lines as well."""
    return open_arc(text, file=file, name=name).value


def open_arc(text: str, *, file: str, name: str) -> Document[Arc]:
    """Read an arc from the text of its file, and keep where each part of it stands.

    Parameters
    ----------
    text : str
        TOML 1.0, as ``arcs/schema/arc.schema.json`` describes it.
    file : str
        The name that findings carry.
    name : str
        What the arc is called: the stem of its file.

    Returns
    -------
    Document
        The arc, its ``digest`` the SHA-256 of the text, and the place of each of its parts as
        they are written (``place("phase", 2, "prefer")``).

    Raises
    ------
    InputError
        One finding for every fault of the file, each with line, key path and mend.
    """
    document = read_checked(text, file=file, noun=ArcFile, check=_check)
    digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    return document.hold(_make_arc(document.value, name, digest))


def _make_arc(written: ArcFile, name: str, digest: str) -> Arc:
    """Turn what is written into the noun."""
    start = written.phase[0].from_
    assert start is not None
    return Arc(
        name=name,
        title=written.title,
        style=written.style,
        about=written.about,
        rests_on=written.rests_on,
        sources=written.sources,
        routes=written.routes,
        lengths=written.length.to_lengths(),
        tracks=written.tracks,
        music=written.music,
        series=written.series,
        start=start,
        phases=tuple(phase.to_phase() for phase in written.phase),
        silences=tuple(
            SilenceBlock(at=silence.at, length_min=silence.length) for silence in written.silence
        ),
        prompts=tuple(
            PromptRule(say=prompt.say, at=prompt.at, every_min=prompt.every)
            for prompt in written.prompt
        ),
        digest=digest,
    )


def _check(data: dict[str, object]) -> Iterator[Fault]:
    """Find what no single key of an arc shows; any key may be missing or wrong."""
    yield from list_amounts(data, prose=_PROSE)
    yield from _check_phases(data)
    tracks = data.get("tracks")
    if isinstance(tracks, list) and len(tracks) == 2 and all(type(item) is int for item in tracks):
        low, high = tracks
        if low > high:
            mend = f"give the smaller number first: [{high}, {low}]"
            yield Fault(path=("tracks",), said=f"is {show(tracks)}", mend=mend)
    rise, most = look(data, ("series", "rise")), look(data, ("series", "most"))
    if isinstance(rise, int | float) and isinstance(most, int | float) and most < rise:
        mend = "let it be at least what one session adds, or leave it out"
        yield Fault(path=("series", "most"), said=f"is {most:g}, below rise", mend=mend)
    prompts = data.get("prompt")
    for place, prompt in enumerate(prompts if isinstance(prompts, list) else []):
        if isinstance(prompt, dict) and ("at" in prompt) == ("every" in prompt):
            said = "has both at and every" if "at" in prompt else "has neither at nor every"
            mend = 'give one: at = "dose + 30 min" or every = "15 min"'
            yield Fault(path=("prompt", place), said=said, mend=mend)


def _check_phases(data: dict[str, object]) -> Iterator[Fault]:
    """Find phases that come twice or out of order, and starts that do not meet the end before."""
    phases = data.get("phase")
    order = [name.value for name in PhaseName]
    latest = ""
    for place, phase in enumerate(phases if isinstance(phases, list) else []):
        if not isinstance(phase, dict):
            continue
        name = phase.get("name")
        if isinstance(name, str) and name in order:
            if latest and order.index(name) <= order.index(latest):
                said = "stands twice" if name == latest else f"comes after {latest}"
                mend = "each phase stands once, in this order: " + ", ".join(order)
                yield Fault(path=("phase", place, "name"), said=said, mend=mend)
            latest = max(latest or name, name, key=order.index)
        yield from _check_start(place, phase, look(data, ("phase", place - 1, "to")))


def _check_start(place: int, phase: dict[str, object], before: object) -> Iterator[Fault]:
    """Find a first phase without a start, and a later one that starts elsewhere."""
    path: KeyPath = ("phase", place, "from")
    if place == 0:
        if "from" not in phase:
            mend = 'say when the music begins: from = "dose - 10 min"'
            yield Fault(path=path, said="is missing", mend=mend)
    elif "from" in phase:
        try:
            differs = parse_moment(phase["from"]) != parse_moment(before)
        except RefusedError:
            return
        if differs:
            said = f"is {show(phase['from'])}, but the phase before it ends at {show(before)}"
            mend = "take it out: a phase begins where the one before it ends"
            yield Fault(path=path, said=said, mend=mend)


def list_amounts(
    value: object, path: KeyPath = (), *, prose: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Find texts that give an amount, anywhere but under the keys that hold prose."""
    if isinstance(value, str) and is_amount_text(value):
        yield Fault(path=path, said=f"gives an amount: {REASON}", mend=MEND)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in prose:
                yield from list_amounts(item, (*path, key), prose=prose)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from list_amounts(item, (*path, place), prose=prose)
