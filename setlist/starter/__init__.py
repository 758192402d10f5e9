"""The starter library: pieces made from recipes, so that there is music before there is any.

A recipe becomes notes, notes become sound, sound is placed in a room and set to a level that
never startles.  Chance enters by the seed of a recipe: the same recipe gives the same bytes.
"""

from setlist.starter.cookbook import name_library, read_recipes
from setlist.starter.making import Progress, make_library
from setlist.starter.piece import synthesise
from setlist.starter.recipe import Recipe

__all__ = [
    "Progress",
    "Recipe",
    "make_library",
    "name_library",
    "read_recipes",
    "synthesise",
]
