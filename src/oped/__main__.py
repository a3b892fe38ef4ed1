"""`python -m oped`, and the `oped` command."""

from __future__ import annotations

import sys

from oped import __version__


def main() -> None:
    """Run the command; the version is told at once, before anything is imported that only other commands need."""
    if sys.argv[1:] == ["--version"]:
        print(f"oped {__version__}")
        return
    from oped.cli import main as run

    run()


if __name__ == "__main__":
    main()
