"""Reading the recipes of the starter library, and the name of what they make."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from setlist.errors import Finding, InputError
from setlist.starter.recipe import Recipe

if TYPE_CHECKING:
    from setlist.documents import Document

SOUND_VERSION: Final = 2
"""Raised whenever the same recipe sounds different, so that old sound is never used again."""


def read_recipes(folder: Path) -> tuple[Recipe, ...]:
    """Read every recipe of a folder.

    Parameters
    ----------
    folder : Path
        Where the ``*.toml`` files stand.

    Returns
    -------
    tuple of Recipe
        In the order of their file names.

    Raises
    ------
    InputError
        The folder holds no recipe, or recipes are wrong: one finding for every fault of every
        file.
    """
    from setlist.documents import read_text, read_toml  # noqa: PLC0415 - workers need no reader

    recipes: list[Recipe] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            document = read_toml(read_text(path), file=str(path), noun=Recipe)
        except InputError as error:
            findings += error.findings
            continue
        recipes.append(document.value)
        findings += _disagreements(document, path)
    if not recipes and not findings:
        mend = "install setlist anew: the recipes come with it"
        raise InputError(Finding(said=f"{folder} holds no recipe", mend=mend))
    if findings:
        raise InputError(*findings)
    return tuple(recipes)


def name_library(recipes: tuple[Recipe, ...]) -> str:
    """Give a name to what recipes make: another recipe or another sound, another name.

    Parameters
    ----------
    recipes : tuple of Recipe
        In any order.

    Returns
    -------
    str
        Fit for a folder: ``starter-`` and twelve hexadecimal digits.
    """
    from setlist.documents import write_json  # noqa: PLC0415 - workers need no writer

    digest = hashlib.sha256(f"sound {SOUND_VERSION}\n".encode())
    for recipe in sorted(recipes, key=lambda recipe: recipe.slug()):
        digest.update(write_json(recipe).encode())
    return f"starter-{digest.hexdigest()[:12]}"


def _disagreements(document: "Document[Recipe]", path: Path) -> Iterator[Finding]:
    """Find what no single key of a recipe shows."""
    recipe = document.value
    if recipe.slug() != path.stem:
        yield Finding(
            said=f"the file is not named after its title, {recipe.slug()}.toml",
            mend="rename the file or change the title",
            place=document.place("title"),
        )
    shares = [share for share, _ in recipe.curve_lu]
    if shares[0] != 0 or shares[-1] != 1 or any(b <= a for a, b in pairwise(shares)):
        yield Finding(
            said="the shares of the curve do not ascend from 0 to 1",
            mend="begin with 0, end with 1, and let each share be above the one before",
            place=document.place("curve_lu"),
        )
    for kind in ("pad", "song", "figure", "drops", "tune", "air"):
        for number, layer in enumerate(getattr(recipe, kind)):
            if layer.enters >= layer.leaves:
                yield Finding(
                    said=f"the layer leaves at {layer.leaves:g}, before it enters",
                    mend=f"let it leave after {layer.enters:g}",
                    place=document.place(kind, number, "leaves"),
                )
