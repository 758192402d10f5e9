"""Writing files whole or not at all."""

from setlist.files.whole import write_whole

__all__ = ["write_whole"]
