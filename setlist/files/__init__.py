"""Writing files whole or not at all."""

from setlist.files.whole import check_target, write_whole

__all__ = ["check_target", "write_whole"]
