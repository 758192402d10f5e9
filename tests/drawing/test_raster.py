"""A picture as PNG."""

import struct
import sys

import pytest
from plans import a_plan

from setlist.drawing.palette import Theme
from setlist.drawing.plan_picture import draw_plan_svg
from setlist.drawing.raster import rasterise
from setlist.drawing.svg import box, picture, words
from setlist.errors import ExtraError
from setlist.model import Plan


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_becomes_a_png_of_its_size() -> None:
    svg = picture(200, 100, "title", "about", box(0, 0, 200, 100, fill="#ffffff"))
    assert size_of(rasterise(svg, scale=1.0)) == (200, 100)
    assert size_of(rasterise(svg)) == (400, 200)


def test_words_are_drawn() -> None:
    ground = box(0, 0, 200, 100, fill="#ffffff")
    blank = rasterise(picture(200, 100, "", "", ground))
    written = rasterise(
        picture(200, 100, "", "", ground, words(20, 60, "Still Pond", font_size=30))
    )
    hebrew = rasterise(picture(200, 100, "", "", ground, words(20, 60, "שלום", font_size=30)))
    assert len({blank, written, hebrew}) == 3
    assert len(written) > len(blank) * 2


def test_hostile_titles_can_be_rasterised(hostile_plan: Plan) -> None:
    for theme in Theme:
        width, height = size_of(rasterise(draw_plan_svg(hostile_plan, theme=theme), scale=1.0))
        assert width == 1120
        assert height > 400


def test_without_typst_the_mend_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraError, match=r'pip install "setlist\[pdf\]"'):
        rasterise(draw_plan_svg(a_plan(), theme=Theme.LIGHT))


@pytest.mark.parametrize(
    ("svg", "scale"), [("<svg/>", 1.0), ("", 1.0), (picture(9, 9, "", ""), 0.0)]
)
def test_what_has_no_size_is_refused(svg: str, scale: float) -> None:
    with pytest.raises(ValueError, match="viewBox"):
        rasterise(svg, scale=scale)
