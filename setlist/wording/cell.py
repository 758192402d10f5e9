"""Cells of a table that a spreadsheet may open: none of them is run as a formula."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run as a formula, guarded already or not [owasp-asvs2025]."""

_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guard_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    One more apostrophe goes before a cell that looks guarded already, so that nothing is lost.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def free_cell(text: str) -> str:
    """Take the apostrophe of `guard_cell` away; any other one stays."""
    return text[1:] if _GUARDED.match(text) else text
