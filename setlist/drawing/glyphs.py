"""The characters of a terminal drawing: the Unicode set, and one for terminals without it."""

from dataclasses import dataclass

from setlist.drawing.words import cut, shield, spell


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """One character for each thing that is drawn; ``levels`` from nothing to a full cell."""

    levels: str
    target: str
    wall: str
    wide: str
    core: str
    middle: str
    onward: str
    once: str
    again: str
    fog: str
    curve: str
    floor: str
    unicode: bool

    def words(self, text: str, columns: int) -> str:
        """Cut cleaned words from outside to a number of columns, in characters of this set."""
        if self.unicode:
            return shield(cut(text, columns))
        return cut(spell(text), columns, ellipsis="...")


UNICODE = Glyphs(
    levels=" ▁▂▃▄▅▆▇█",
    target="·",
    wall="│",
    wide="─",
    core="━",
    middle="┃",
    onward="→",
    once="◆",
    again="+",
    fog="░",
    curve="━",
    floor="┊",
    unicode=True,
)

ASCII = Glyphs(
    levels=" ::--==##",
    target=".",
    wall="|",
    wide="-",
    core="=",
    middle="|",
    onward=">",
    once="*",
    again="+",
    fog=":",
    curve="#",
    floor="!",
    unicode=False,
)


def glyphs_for(*, unicode: bool) -> Glyphs:
    """Choose the set."""
    return UNICODE if unicode else ASCII
