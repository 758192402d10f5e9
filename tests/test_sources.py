"""Every constant wears its source, and every source is worn."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KEY = re.compile(r"\[([a-z][a-z0-9-]*[0-9]{4}[a-z0-9-]*)\]")
LISTED = re.compile(r"^\[([a-z0-9-]+)\]$", re.MULTILINE)
QUOTED = re.compile(r"^sources?\s*=\s*\[?([^\]\n]*)\]?", re.MULTILINE)


def listed() -> set[str]:
    return set(LISTED.findall((ROOT / "docs" / "sources.md").read_text(encoding="utf-8")))


def worn() -> dict[str, str]:
    """Give every key that code, arcs and recipes wear, and a file that wears it."""
    found: dict[str, str] = {}
    files = [*ROOT.glob("setlist/**/*.py"), *ROOT.glob("setlist/**/*.toml")]
    for file in [*files, *ROOT.glob("arcs/*.toml"), *ROOT.glob("library/**/*.toml")]:
        text = file.read_text(encoding="utf-8")
        keys = KEY.findall(text)
        if file.suffix == ".toml":
            for names in QUOTED.findall(text):
                keys += re.findall(r'"([a-z0-9-]+)"', names)
        for key in keys:
            found[key] = str(file.relative_to(ROOT))
    return found


def test_every_key_in_the_program_stands_in_the_list_of_sources() -> None:
    missing = {key: file for key, file in worn().items() if key not in listed()}
    assert not missing


def test_every_source_in_the_list_is_used() -> None:
    assert not listed() - set(worn())


@pytest.mark.parametrize("text", ["see [herd2007]", "[warja-bonde2014]."])
def test_a_key_in_brackets_is_seen(text: str) -> None:
    assert KEY.search(text)
