"""Which shape of curation files this is."""

from setlist.errors import Finding, InputError, Place

SCHEMA = 1
"""Counts up when a file of the new shape means something else to an older setlist."""


def refuse_newer(schema: int, file: str, line: int) -> None:
    """Refuse a file of a shape that this setlist does not know yet.

    Raises
    ------
    InputError
        The schema is higher than the one known here.
    """
    if schema > SCHEMA:
        finding = Finding(
            said=f"was written by a newer setlist (schema {schema}; known here: {SCHEMA})",
            mend="update setlist, or have it exported by this version",
            place=Place(file=file, line=line, field="schema"),
        )
        raise InputError(finding)
