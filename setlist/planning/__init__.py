"""Planning: from an arc, a route's times and a library to an ordered plan."""

from setlist.planning.auditing import audit_plan
from setlist.planning.posing import pose
from setlist.planning.solving import solve

__all__ = ["audit_plan", "pose", "solve"]
