"""Listeners: client files by code name, several people as one, and their words judged."""

from setlist.listeners.audit import audit_listener
from setlist.listeners.client import open_client, read_client
from setlist.listeners.group import unite

__all__ = ["audit_listener", "open_client", "read_client", "unite"]
