"""The pages on timing say what the model says."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from setlist.timecourse import DISCLAIMER, LIMITS, UNCHECKED_PARTS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "timing.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference" / "timing.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The command that prints the tables of the reference page."""
    spec = spec_from_file_location("timing_bench", ROOT / "bench" / "timing.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("table", ["write_reported", "write_bands", "write_parameters"])
def test_the_reference_page_has_every_line_that_the_command_prints(
    bench: ModuleType, table: str
) -> None:
    lines = list(getattr(bench, table)())
    assert len(lines) > 10
    for line in lines:
        assert line in REFERENCE


def test_the_guide_says_what_must_be_said() -> None:
    assert DISCLAIMER in GUIDE
    assert UNCHECKED_PARTS in GUIDE


@pytest.mark.parametrize("limit", LIMITS)
def test_both_pages_name_every_limit(limit: str) -> None:
    assert limit in GUIDE
    assert limit in REFERENCE


def test_the_bands_of_the_guide_are_those_of_the_model(bench: ModuleType) -> None:
    bands = [line for line in bench.write_bands() if line.startswith(("| im ", "| oral "))]
    assert len(bands) == 2
    for line in bands:
        for cell in (line.split(" | ")[1], line.split(" | ")[5]):
            assert cell.replace("-", "\N{EN DASH}") in GUIDE
