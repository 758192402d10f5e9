"""Surveys of folders, and what is known after them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from setlist.errors import Finding
from setlist.library import Survey, add_outcome, survey_walk, walk_library
from setlist.model import Heard, Record


def survey_of(root: Path, *, known: Mapping[str, Record] | None = None) -> Survey:
    return survey_walk(walk_library(root), known=known or {})


def known_after(
    survey: Survey, heard: Mapping[Path, Heard], failures: Iterable[Finding] = ()
) -> dict[str, Record]:
    records, _ = add_outcome(survey.records, heard=heard, findings=tuple(failures))
    return {record.file.name: record for record in records}
