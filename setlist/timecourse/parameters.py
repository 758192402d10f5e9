"""The numbers that timings are computed from, each with its spread and what it rests on.

They stand in ``routes.toml`` and ``bands.toml`` beside this file.  Whoever may open files reads
them and hands them in.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Gt, Le, Len

from setlist.model import Band, Handling, RouteName
from setlist.units import Minutes


class Basis(StrEnum):
    """What a number rests on: read, worked out, supposed, fitted, or decided."""

    PUBLISHED = "published"
    DERIVED = "derived"
    ASSUMED = "assumed"
    CALIBRATED = "calibrated"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number for the typical person, and how it differs between people.

    ``cv`` is the coefficient of variation of a log-normal spread, ``logit_sd`` the standard
    deviation of a logit-normal one; at most one of them is above zero.  ``rests_on`` names
    the source by its key in ``docs/sources.md``, or says in words where the number is from.
    """

    value: Annotated[float, Gt(0)]
    cv: Annotated[float, Ge(0), Le(3)] = 0.0
    logit_sd: Annotated[float, Ge(0), Le(3)] = 0.0
    basis: Basis
    rests_on: Annotated[str, Len(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How the effect site follows the blood, and which heights of it are boundaries.

    ``onset_share`` and ``return_share`` are shares of the peak of the first administration,
    scaled together by one draw per person (``threshold``) and held below their caps;
    ``peak_share`` is a share of the peak of the whole course.  ``sources`` are the reports
    that the calibrated shares were held against.
    """

    sources: tuple[str, ...]
    ke0_half_life_min: Parameter
    threshold: Parameter
    onset_share: Parameter
    onset_share_cap: Parameter
    peak_share: Parameter
    return_share: Parameter
    return_share_cap: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Racemic:
    """Ketamine in the body: blood and one peripheral compartment."""

    clearance_l_h: Parameter
    central_l: Parameter
    exchange_l_h: Parameter
    peripheral_l: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Esketamine:
    """Esketamine in the body: blood, two peripheral compartments, and the liver that clears."""

    central_l: Parameter
    exchange_1_l_h: Parameter
    peripheral_1_l: Parameter
    exchange_2_l_h: Parameter
    peripheral_2_l: Parameter
    liver_flow_l_h: Parameter
    liver_l: Parameter
    elimination_per_h: Parameter
    metabolism_per_h: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Bolus:
    """A push into a vein."""

    push_min: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Infusion:
    """A steady infusion into a vein."""

    floor_after_end_min: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """An injection into muscle."""

    absorption_per_h: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Gut:
    """How the gut takes up what is swallowed: released steadily, then absorbed."""

    absorption_per_h: Parameter
    release_min: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Lozenge:
    """A lozenge: part goes through the mucosa during the hold, part is swallowed after it.

    ``oral_share`` of what is swallowed reaches the blood.
    """

    lag_min: Parameter
    mucosa_share: Parameter
    mucosa_per_h: Parameter
    oral_share: Parameter
    gut: Gut
    swallowed_spit: Parameter
    swallowed_swallow: Parameter
    swallowed_unknown_least: Parameter
    swallowed_unknown_most: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Oral:
    """A capsule or a drink; the share of it that reaches the blood cancels out."""

    lag_min: Parameter
    gut: Gut


@dataclass(frozen=True, slots=True, kw_only=True)
class Nasal:
    """A nasal spray of racemic ketamine: part goes through the nose, part is swallowed."""

    lag_min: Parameter
    nose_share: Parameter
    nose_per_h: Parameter
    oral_share: Parameter
    gut: Gut


@dataclass(frozen=True, slots=True, kw_only=True)
class NasalEsketamine:
    """Devices of nasal esketamine, some minutes apart; later ones are taken up less."""

    device_interval_min: Parameter
    nose_share: Parameter
    later_device_factor: Parameter
    nose_per_h: Parameter
    gut_wall_share: Parameter
    gut: Gut
    floor_after_last_min: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Everything the population model needs to know; ``routes.toml`` as a value."""

    effect: Effect
    racemic: Racemic
    esketamine: Esketamine
    iv_bolus: Bolus
    iv_infusion: Infusion
    im: Muscle
    sublingual: Lozenge
    oral: Oral
    nasal: Nasal
    nasal_esketamine: NasalEsketamine


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRow:
    """The bands of one route at the settings it was computed for, floors not applied."""

    route: RouteName
    handling: Handling | None = None
    hold_min: Minutes | None = None
    infusion_min: Minutes | None = None
    devices: int | None = None
    onset: Band
    peak_start: Band
    peak: Band
    peak_end: Band
    return_end: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class BandTable:
    """Bands as data, for planning without computing; ``bands.toml`` as a value."""

    rests_on: Annotated[str, Len(1)]
    rows: Annotated[tuple[BandRow, ...], Len(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingData:
    """Both data files of this room, read: the population's parameters and the table."""

    parameters: Parameters
    table: BandTable
