"""Findings about the rows of a table: the first of each kind, and how many more there are."""

from dataclasses import dataclass, field

from setlist.errors import Finding, Place, Severity

_MOST_ALIKE = 20
"""Findings of one kind that are listed (our own); who has read these looks at the column."""


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What is amiss in one table."""

    file: str
    _listed: list[Finding] = field(default_factory=list)
    _counts: dict[tuple[str | None, str], int] = field(default_factory=dict)

    def warn(self, line: int | None, column: str | None, said: str, mend: str) -> None:
        """Note something that is amiss; warnings with one column and one mend are one kind."""
        kind = (column, mend)
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count <= _MOST_ALIKE:
            place = Place(file=self.file, line=line, field=column)
            finding = Finding(said=said, mend=mend, place=place, severity=Severity.WARNING)
            self._listed.append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Give all that was listed, and for each kind how many more there are."""
        more = [
            Finding(
                said=f"{count - _MOST_ALIKE} more rows have such a fault",
                mend=mend,
                place=Place(file=self.file, field=column),
                severity=Severity.WARNING,
            )
            for (column, mend), count in self._counts.items()
            if count > _MOST_ALIKE
        ]
        return (*self._listed, *more)
