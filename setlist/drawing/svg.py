"""SVG as text: elements that are always well-formed, whatever their words and numbers are.

Colours and fonts are attributes of each element, so a picture needs no style sheet and looks
the same in a browser, in an editor and in a rasteriser.
"""

from html import escape

from setlist.drawing.words import clean, measure

NAMESPACE = "http://www.w3.org/2000/svg"
"""The name of the SVG vocabulary; it is a name and nothing is fetched from it."""

SANS = (
    "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'DejaVu Sans',"
    " sans-serif"
)
"""Fonts that systems bring along, for figures and labels."""

SERIF = (
    "'Iowan Old Style', 'Palatino Linotype', Palatino, 'Noto Serif', 'DejaVu Serif', Georgia,"
    " 'Libertinus Serif', serif"
)
"""Fonts that systems bring along, for titles."""

# Widths of characters as shares of their size, near enough for DejaVu Sans, the widest of the
# stack; other fonts leave a little more room.
_WIDTHS = {
    **dict.fromkeys("iljtfrI.,:;'`|!()[] ", 0.36),
    **dict.fromkeys("mwMW@%\u0416\u0428\u0429\u042e\u0436\u0448\u0449\u044e", 1.0),
}
_CAPITAL = 0.72
_FULL = 1.05
_ORDINARY = 0.6
_MEAN = 0.58


def element(tag: str, attributes: dict[str, str | float], *children: str) -> str:
    """Write an element; children are elements or escaped words already.

    Underscores in names of attributes become hyphens, numbers are rounded.
    """
    written = "".join(
        f' {name.replace("_", "-")}="{_value(value)}"' for name, value in attributes.items()
    )
    inner = "".join(children)
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def words(x: float, y: float, said: str, **attributes: str | float) -> str:
    """Write words at a place, cleaned and escaped."""
    return element("text", {"x": x, "y": y, **attributes}, escape(clean(said)))


def upright(x: float, y: float, said: str, **attributes: str | float) -> str:
    """Write words that run up the page from a place."""
    turn = f"translate({_value(x)},{_value(y)}) rotate(-90)"
    return element("text", {"transform": turn, **attributes}, escape(clean(said)))


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """Draw a straight line."""
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **attributes})


def box(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    """Draw a rectangle; one without room is as thin as a hair."""
    size: dict[str, str | float] = {"width": max(width, 0.1), "height": max(height, 0.1)}
    return element("rect", {"x": x, "y": y, **size, **attributes})


def window(x: float, y: float, width: float, height: float, *marks: str) -> str:
    """Show marks, placed from the corner of a window, only as far as the window reaches."""
    if not marks:
        return ""
    return element("svg", {"x": x, "y": y, "width": width, "height": height}, *marks)


def shape(path: str, **attributes: str | float) -> str:
    """Draw a path."""
    return element("path", {"d": path, **attributes})


def picture(width: float, height: float, title: str, description: str, *marks: str) -> str:
    """Put marks into a picture with a title and a description for those who cannot see it."""
    size: dict[str, str | float] = {
        "xmlns": NAMESPACE,
        "viewBox": f"0 0 {_value(width)} {_value(height)}",
        "width": width,
        "height": height,
        "role": "img",
        "font_family": SANS,
        "font_size": 13,
    }
    heads = (
        element("title", {}, escape(clean(title))),
        element("desc", {}, escape(clean(description))),
    )
    return element("svg", size, *(f"\n{part}" for part in (*heads, *marks)), "\n") + "\n"


def reach(said: str, size: float) -> float:
    """Estimate the width of words in pixels."""
    return sum(_share(sign) for sign in said) * size


def room_for(width: float, size: float, said: str = "") -> int:
    """Estimate how many columns of these words, or of ordinary ones, fit in a width."""
    mean = reach(said, 1.0) / measure(said) if measure(said) else _MEAN
    return max(0, int(width / (size * max(mean, _MEAN))))


def _share(sign: str) -> float:
    """Estimate the width of one character as a share of its size."""
    if measure(sign) != 1:
        return measure(sign) / 2 * _FULL
    return _WIDTHS.get(sign, _CAPITAL if sign.isupper() else _ORDINARY)


def number(value: float) -> str:
    """Write a number to a hundredth, without needless zeros."""
    return f"{round(value, 2) + 0.0:g}"


def _value(value: str | float) -> str:
    """Write the value of an attribute."""
    return escape(value) if isinstance(value, str) else number(value)
