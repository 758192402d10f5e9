"""Rows under heads, laid out in columns for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

_GAP = "  "
_NARROWEST = 8
"""Cells; a column is not cut to less, so that something of every value is seen (our own)."""


def lay_out(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[str], width: int
) -> Iterator[str]:
    """Lay out rows in columns, each row on one line.

    The library that draws everything else takes a millisecond a row for it.

    Parameters
    ----------
    heads : sequence of str
        The head of each column.
    rows : iterable of sequence of str
        The cells of each row, printable and on one line.
    right : iterable of str
        The heads of columns with figures.
    width : int [cells, > 0]
        Of the terminal; the widest columns are cut until a row fits, as far as that goes.

    Yields
    ------
    str
        The line of heads, then a line a row.
    """
    table = [tuple(heads), *(tuple(row) for row in rows)]
    columns = list(zip_longest(*table, fillvalue=""))
    widths = [max(map(cell_len, column)) for column in columns]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
        widths[widest] -= max(1, min(over, widths[widest] - max(others, _NARROWEST)))
    figures = frozenset(right)
    for row in table:
        cells = zip_longest(heads, row, widths, fillvalue="")
        line = _GAP.join(_fit(text, int(size), right=head in figures) for head, text, size in cells)
        yield line.rstrip()


def _fit(text: str, size: int, *, right: bool) -> str:
    """Give a text just so many cells, with a sign where something of it is cut."""
    length = cell_len(text)
    if length > size:
        return set_cell_size(text, size - 1) + "…"
    padding = " " * (size - length)
    return padding + text if right else text + padding
