"""Lines of a terminal drawing: spans of text, each with the role that its colour follows."""

from dataclasses import dataclass
from enum import StrEnum

from setlist.drawing.words import measure, spell
from setlist.model import PhaseName


class Style(StrEnum):
    """What a span stands for; who prints it chooses the colour.

    The six phases are words on a tinted ground.  Nothing is said by style alone, so a
    drawing without colour loses nothing.
    """

    TEXT = "text"
    STRONG = "strong"
    DIM = "dim"
    SETTLE = "settle"
    ONSET = "onset"
    ASCENT = "ascent"
    PEAK = "peak"
    RETURN = "return"
    LAND = "land"
    TARGET = "target"
    ACHIEVED = "achieved"
    BAND = "band"
    PROMPT = "prompt"
    RESERVE = "reserve"
    CALM = "calm"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.TEXT


Line = tuple[Span, ...]
"""One line of a drawing, from left to right."""


class Row:
    """One line under construction: cells of one column each, later strokes over earlier ones."""

    def __init__(self, width: int, label: str = "") -> None:
        """Start with blank cells and a dim label at the left edge."""
        self._signs = [" "] * width
        self._styles = [Style.TEXT] * width
        self.put(0, label, Style.DIM)

    def put(self, column: int, text: str, style: Style) -> None:
        """Write characters of one column each; what falls outside is clipped."""
        for place, sign in enumerate(text, start=column):
            if 0 <= place < len(self._signs):
                self._signs[place] = sign
                self._styles[place] = style

    def line(self) -> Line:
        """Give the row as spans, without the blanks at its end."""
        last = len("".join(self._signs).rstrip())
        spans: list[Span] = []
        for sign, style in zip(self._signs[:last], self._styles[:last], strict=True):
            if spans and spans[-1].style is style:
                spans[-1] = Span(spans[-1].text + sign, style)
            else:
                spans.append(Span(sign, style))
        return tuple(spans)


def style_of(name: PhaseName) -> Style:
    """Give the style of a phase."""
    return Style(name.value)


def flow(items: list[Span], *, width: int) -> list[Line]:
    """Set spans one after the other, three blanks apart, on as many lines as they need."""
    lines: list[list[Span]] = []
    used = 0
    for item in items:
        length = measure(item.text)
        if lines and used + 3 + length <= width:
            lines[-1] += [Span("   "), item]
            used += 3 + length
        else:
            lines.append([item])
            used = length
    return [tuple(line) for line in lines]


def in_ascii(lines: list[Line]) -> list[Line]:
    """Write every span of a drawing in ASCII."""
    return [tuple(Span(spell(span.text), span.style) for span in line) for line in lines]


def plain_text(lines: tuple[Line, ...]) -> str:
    """Write a drawing without its styles, one line each, ending in a line break."""
    return "".join("".join(span.text for span in line) + "\n" for line in lines)
