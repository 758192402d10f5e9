"""A picture as PNG, by typst: it draws SVG without a browser and brings fonts along."""

import re
from importlib import import_module
from types import ModuleType

from setlist.errors import ExtraError, Finding

_SIZE = re.compile(r'<svg [^>]*?viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_POINTS_A_PIXEL = 0.75
_PIXELS_AN_INCH = 96.0


def rasterise(svg: str, *, scale: float = 2.0) -> bytes:
    """Turn a picture of this room into PNG.

    Fonts are those of the system; where none of them has a character, the ones that typst
    brings along (Latin, Greek, Cyrillic, Hebrew) stand in.

    Parameters
    ----------
    svg : str
        A picture that this room drew.
    scale : float [> 0]
        Pixels of the PNG for one pixel of the picture.

    Returns
    -------
    bytes
        A PNG file.

    Raises
    ------
    ExtraError
        typst is not installed.
    ValueError
        The text has no picture of a known size.
    """
    size = _SIZE.search(svg)
    if size is None or scale <= 0.0:
        message = "there is no SVG with a viewBox from 0 0, or the scale is not above zero"
        raise ValueError(message)
    width, height = (float(side) * _POINTS_A_PIXEL for side in size.groups())
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", width: 100%, height: 100%)\n'
    )
    drawn = _typst().compile(
        page.encode(), format="png", ppi=_PIXELS_AN_INCH * scale, sys_inputs={"picture": svg}
    )
    return bytes(drawn)


def _typst() -> ModuleType:
    """Import typst, or say how to get it."""
    try:
        return import_module("typst")
    except ImportError as error:
        raise ExtraError(
            Finding(
                said="a PNG needs the package typst, which is not installed",
                mend='pip install "setlist[pdf]"; SVG needs nothing more',
            )
        ) from error
