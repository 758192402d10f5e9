"""Sites and the bands of what they are lowered by."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from setlist.planning.sites import Sites, refine_bands, split_bands


def some_sites(most_db: list[float]) -> Sites:
    """Sites that may be lowered by up to so much each."""
    count = len(most_db)
    whole, zero = np.arange(count), np.zeros(count)
    return Sites(
        begin=whole // 2,
        end=whole // 2 + 30,
        item=whole,
        segment=np.zeros(count, dtype=np.int64),
        closes=np.zeros(count, dtype=np.bool_),
        cost=zero,
        head_lu=zero,
        tail_lu=zero,
        weight=zero + 1.0,
        bend=zero,
        low_db=zero,
        high_db=np.array(most_db),
    )


def test_a_site_that_may_be_lowered_stands_twice_and_another_once() -> None:
    both = split_bands(some_sites([0.0, 5.0]))
    assert both.item.tolist() == [0, 1, 1]
    assert both.high_db.tolist() == [0.0, 0.0, 5.0]


@given(st.lists(st.floats(0.0, 12.0), min_size=1, max_size=8), st.floats(0.0, 12.0))
def test_finer_bands_leave_out_no_amount_and_have_none_twice(
    most_db: list[float], amount_db: float
) -> None:
    fine = refine_bands(split_bands(some_sites(most_db)), (1.5, 4.0))
    for item, most in enumerate(most_db):
        own = fine.item == item
        plain = own & (fine.high_db == 0.0)
        inside = own & (fine.low_db < amount_db) & (amount_db <= fine.high_db)
        assert plain.sum() == 1
        assert inside.sum() == (0.0 < amount_db <= most)


def test_finer_bands_are_in_order_of_start_and_item() -> None:
    fine = refine_bands(split_bands(some_sites([5.0, 1.0, 12.0, 0.0])), (1.5, 4.0))
    order = list(zip(fine.begin.tolist(), fine.item.tolist(), fine.high_db.tolist(), strict=True))
    assert order == sorted(order)
    assert len(order) == (1 + 3) + (1 + 1) + (1 + 3) + 1
