"""The wording of strangers and curators: text made safe, languages and tags under one spelling."""

from setlist.wording.cell import free_cell, guard_cell
from setlist.wording.language import is_rare_code, read_language
from setlist.wording.terms import fold_terms, list_instruments, nearest_terms
from setlist.wording.words import LONGEST, clean_text, escape_text, fold_word

__all__ = [
    "LONGEST",
    "clean_text",
    "escape_text",
    "fold_terms",
    "fold_word",
    "free_cell",
    "guard_cell",
    "is_rare_code",
    "list_instruments",
    "nearest_terms",
    "read_language",
]
