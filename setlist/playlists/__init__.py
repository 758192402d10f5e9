"""A plan in the forms that people and players read, and the plan file both ways."""

from setlist.playlists.bundle import RESERVES, BundleFile, list_bundle, tell_bundle
from setlist.playlists.formats import ExportFormat, choose_format, write_playlist
from setlist.playlists.planfile import read_plan_text, write_plan
from setlist.playlists.reason import tell_reason
from setlist.playlists.sheet import write_sheet

__all__ = [
    "RESERVES",
    "BundleFile",
    "ExportFormat",
    "choose_format",
    "list_bundle",
    "read_plan_text",
    "tell_bundle",
    "tell_reason",
    "write_plan",
    "write_playlist",
    "write_sheet",
]
