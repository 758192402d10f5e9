"""The plan file: a plan as JSON, both ways."""

import json

from setlist.documents import read_json, write_json
from setlist.errors import Finding, InputError, Place
from setlist.model import PLAN_SCHEMA, Plan


def write_plan(plan: Plan) -> str:
    """Write a plan as JSON.

    Parameters
    ----------
    plan : Plan
        Any plan.

    Returns
    -------
    str
        The text; the same plan always gives the same text, and reading it gives the plan back.

    Raises
    ------
    InputError
        The name of a file is no proper Unicode.
    """
    return write_json(plan)


def read_plan_text(text: str, *, file: str) -> Plan:
    """Read a plan file.

    Its form is checked here; whether its joins add up and its rules hold is for the audit.

    Parameters
    ----------
    text : str
        The whole text of the file.
    file : str
        The name that findings carry.

    Returns
    -------
    Plan
        The plan as it was written.

    Raises
    ------
    InputError
        One finding for every fault; a file of a newer setlist has just that one.
    """
    _refuse_newer(text, file)
    return read_json(text, file=file, noun=Plan).value


def _refuse_newer(text: str, file: str) -> None:
    """Say that a file is newer before its new keys are called faults."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, int) and schema > PLAN_SCHEMA:
        raise InputError(
            Finding(
                said=f"was written by a newer setlist: plan schema {schema},"
                f" and this one knows {PLAN_SCHEMA}",
                mend='update with pip install --upgrade "setlist", or plan again',
                place=Place(file=file, field="schema"),
            )
        )
