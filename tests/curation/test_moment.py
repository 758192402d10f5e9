"""When something was said."""

import pytest

from setlist.curation import set_after
from setlist.curation.moment import is_moment
from setlist.errors import InputError


def test_a_later_time_stays_and_an_earlier_one_moves_behind() -> None:
    early, late = "2026-11-25T21:04:05.000000Z", "2026-12-31T23:59:59.999999Z"
    assert set_after(late, early) == late
    assert set_after(early, late) == "2027-01-01T00:00:00.000000Z"
    assert set_after(early, early) == "2026-11-25T21:04:05.000001Z"


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-11-25", "2026-11-25T21:04:05Z", "2026-11-25 21:04:05.000000Z"),
        *("2026-02-30T21:04:05.000000Z", "2026-11-25T25:04:05.000000Z"),
        *("0000-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"),
        "2026-11-25T21:04:05.000000Z\n",
        "٢026-11-25T21:04:05.000000Z",
    ],
)
def test_what_is_no_time_is_told(text: str) -> None:
    assert not is_moment(text)
    with pytest.raises(InputError, match="no time in UTC"):
        set_after(text, "2026-11-25T21:04:05.000000Z")
