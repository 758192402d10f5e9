"""Run every benchmark: ``make bench``, or some: ``python bench/run.py startup timing``.

Each part prints a Markdown table.  What is compared runs side by side in one go, since only
the ratio of two such runs tells anything on a machine that does other work as well.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    "startup",
    "timing",
    "planning",
    "rivals",
    "hands",
    "mixdown",
    "catalog",
    "analysis",
    "curation",
    "scan",
)


def main() -> None:
    """Run the parts one after the other, each in a process of its own."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all of them if left out")
    chosen = parser.parse_args().parts or PARTS
    for part in chosen:
        print(f"\n## {part}\n", flush=True)
        subprocess.run([sys.executable, HERE / f"{part}.py"], check=True)


if __name__ == "__main__":
    main()
