"""Making one block ahead changes nothing but the time it takes."""

from collections.abc import Generator

import numpy as np
import pytest

from setlist.audio import Block
from setlist.mixdown.lookahead import run_ahead


class Source:
    """Numbered blocks, and whether their generator was closed."""

    def __init__(self, count: int, *, fails_at: int | None = None) -> None:
        self.closed = False
        self._count = count
        self._fails_at = fails_at

    def blocks(self) -> Generator[Block, None, None]:
        try:
            for number in range(self._count):
                if number == self._fails_at:
                    message = "a broken file"
                    raise ValueError(message)
                yield np.full((3, 2), number, np.float32)
        finally:
            self.closed = True


@pytest.mark.parametrize("count", [0, 1, 7])
def test_the_blocks_and_their_order_are_the_same(count: int) -> None:
    source = Source(count)
    assert [int(block[0, 0]) for block in run_ahead(source.blocks())] == list(range(count))
    assert source.closed


def test_stopping_early_closes_the_source() -> None:
    source = Source(7)
    ahead = run_ahead(source.blocks())
    next(ahead)
    ahead.close()
    assert source.closed


def test_what_goes_wrong_while_making_a_block_is_raised_where_it_is_asked_for() -> None:
    source = Source(7, fails_at=2)
    ahead = run_ahead(source.blocks())
    assert [int(next(ahead)[0, 0]) for _ in range(2)] == [0, 1]
    with pytest.raises(ValueError, match="a broken file"):
        next(ahead)
    assert source.closed
