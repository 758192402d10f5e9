"""What several raters say together."""

import pytest

from setlist.model import Rating, Tags


def rated(*values: float) -> Tags:
    return Tags(ratings=tuple(Rating(intensity=value) for value in values))


@pytest.mark.parametrize(
    ("values", "median", "spread"),
    [((4.0,), 4.0, 0.0), ((7.0, 3.0), 5.0, 4.0), ((9.0, 2.0, 3.0), 3.0, 7.0)],
)
def test_the_median_of_several_raters_counts_and_their_spread_is_kept(
    values: tuple[float, ...], median: float, spread: float
) -> None:
    tags = rated(*values)
    assert tags.intensity() == median
    assert tags.spread() == spread


def test_a_suggestion_is_not_a_rating() -> None:
    assert Tags(suggested_intensity=5.0).intensity() is None
