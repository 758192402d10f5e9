"""Arcs: the shelf of shipped and own ones, and whether one holds together and fits a route."""

from setlist.arcs.audit import audit_arc
from setlist.arcs.fit import audit_fit
from setlist.arcs.shelf import find_arc, list_arcs, open_arc

__all__ = ["audit_arc", "audit_fit", "find_arc", "list_arcs", "open_arc"]
