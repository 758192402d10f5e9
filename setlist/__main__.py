"""The program: ``setlist`` and ``python -m setlist``."""

from setlist.cli import main

if __name__ == "__main__":
    main()
