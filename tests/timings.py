"""The timing data as shipped, and the routes it is tried on."""

from pathlib import Path

import setlist.timecourse
from setlist.documents import read_toml
from setlist.model import Handling, Route, RouteName
from setlist.timecourse import BandTable, Parameters, TimingData
from setlist.units import Minutes

ROOM = Path(setlist.timecourse.__file__).parent
DATA = TimingData(
    parameters=read_toml(
        (ROOM / "routes.toml").read_text(encoding="utf-8"), file="routes.toml", noun=Parameters
    ).value,
    table=read_toml(
        (ROOM / "bands.toml").read_text(encoding="utf-8"), file="bands.toml", noun=BandTable
    ).value,
)

IM = Route(name=RouteName.IM)
ORAL = Route(name=RouteName.ORAL)
BOLUS = Route(name=RouteName.IV_BOLUS)
INFUSION = Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(40.0))
NASAL = Route(name=RouteName.NASAL)


def a_lozenge(handling: Handling, *, hold_min: float = 10.0) -> Route:
    return Route(name=RouteName.SUBLINGUAL, handling=handling, hold_min=Minutes(hold_min))


def esketamine(devices: int) -> Route:
    return Route(name=RouteName.NASAL_ESKETAMINE, devices=devices)


SPIT, SWALLOW, UNKNOWN = (
    a_lozenge(Handling.SPIT),
    a_lozenge(Handling.SWALLOW),
    a_lozenge(Handling.UNKNOWN),
)
MODES = (BOLUS, INFUSION, IM, SWALLOW, SPIT, UNKNOWN, ORAL, NASAL, esketamine(2), esketamine(3))


def write_mode(route: Route) -> str:
    """Name a mode for the list of tests."""
    return "-".join(str(part) for part in (route.name, route.handling, route.devices) if part)
