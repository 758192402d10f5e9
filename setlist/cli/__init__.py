"""The command line: options in, one verb of the engine, text out.  No decision lives here."""

from setlist.cli.program import main

__all__ = ["main"]
