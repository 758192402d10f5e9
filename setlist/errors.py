"""What can go wrong, and how it is said.

::

    SetlistError    1   anything below, and the only class worth catching whole
    ├─ InputError   3   a file, option or value that a person wrote is wrong
    ├─ NoPlanError  4   the rules and the library leave no plan
    ├─ AudioError   5   sound cannot be read, mixed or written
    ├─ CatalogError 6   the store of tags and measures cannot be used
    ├─ ExtraError   7   an optional part of setlist is not installed
    └─ LimitError   8   a check was run and does not hold

The numbers are the exit codes of the command line; 2 is a usage error there and 130 is ctrl-C.
Every error carries findings: each says what is wrong, where, and how to mend it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Severity(StrEnum):
    """How much a finding matters: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding stands: a file, a line of it (first line is 1), a field of it."""

    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """Write the place as ``file:line: field``, leaving out what is not known."""
        where = self.file or ""
        if self.file and self.line is not None:
            where += f":{self.line}"
        return ": ".join(part for part in (where, self.field or "") if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: where, what, and the mend."""

    said: str
    mend: str
    place: Place = Place()
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Write the finding on one line: place, what is wrong, what to do."""
        where = str(self.place)
        text = f"{where}: {self.said}" if where else self.said
        return f"{text} — {self.mend}" if self.mend else text


class SetlistError(Exception):
    """The root of every error that setlist raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *findings: Finding) -> None:
        """Carry one finding or several; all faults of one file travel together."""
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        """Write one finding a line."""
        return "\n".join(str(finding) for finding in self.findings)


class InputError(SetlistError):
    """A file, option or value that a person wrote is wrong."""

    exit_code = 3


class NoPlanError(SetlistError):
    """The rules and the library leave no plan."""

    exit_code = 4


class AudioError(SetlistError):
    """Sound cannot be read, mixed or written."""

    exit_code = 5


class CatalogError(SetlistError):
    """The store of tags and measures cannot be used."""

    exit_code = 6


class ExtraError(SetlistError):
    """An optional part of setlist is not installed."""

    exit_code = 7


class LimitError(SetlistError):
    """A check was run and does not hold."""

    exit_code = 8
