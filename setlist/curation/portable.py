"""The file in which a curation is kept or shared without audio."""

import re
from dataclasses import replace
from enum import StrEnum

from setlist.curation.csvfile import read_rows, write_rows
from setlist.curation.merging import merge
from setlist.curation.tomlfile import read_tables, write_tables
from setlist.errors import Finding, InputError
from setlist.model import Curation

_STRANGE = re.compile("[\x00\ud800-\udfff]")


class CurationKind(StrEnum):
    """The kinds of curation files: one for people who edit text, one for spreadsheets."""

    TOML = "toml"
    CSV = "csv"


def write_curation(curation: Curation, kind: CurationKind, *, clinic: str | None = None) -> str:
    """Write a curation; ``read_curation`` gives back the same.

    Parameters
    ----------
    curation : Curation
        What people say.
    kind : CurationKind
        TOML or CSV.
    clinic : str or None
        Write only this clinic's overlay, or with ``""`` only the shared base; everything if
        left out.

    Returns
    -------
    str
        The text of the file, the same for the same curation.

    Raises
    ------
    InputError
        A text in it is no proper Unicode.
    """
    curation = merge(curation)
    if clinic is not None:
        curation = _filter_clinic(curation, clinic)
    text = write_tables(curation) if kind is CurationKind.TOML else write_rows(curation)
    if _STRANGE.search(text):
        said = "what people say holds characters that are no text"
        raise InputError(Finding(said=said, mend="say anew what was said by a broken program"))
    return text


def read_curation(text: str, file: str, kind: CurationKind) -> Curation:
    """Read a curation.

    Parameters
    ----------
    text : str
        The whole text; a byte order mark in front is left out.
    file : str
        The name that findings carry.
    kind : CurationKind
        TOML or CSV.

    Returns
    -------
    Curation
        In order, as ``merge`` puts it.

    Raises
    ------
    InputError
        The text is wrong, or was written by a newer setlist; every fault is named with its
        line.
    """
    return read_tables(text, file) if kind is CurationKind.TOML else read_rows(text, file)


def _filter_clinic(curation: Curation, clinic: str) -> Curation:
    """Keep one layer, and the keys of the tracks it speaks of."""
    statements = tuple(each for each in curation.statements if each.clinic == clinic)
    reviews = tuple(review for review in curation.reviews if review.clinic == clinic)
    spoken_of = {each.track for each in statements} | {review.track for review in reviews}
    keys = tuple(key for key in curation.keys if key.track in spoken_of)
    return replace(curation, keys=keys, statements=statements, reviews=reviews)
