"""`python -m oped` is the `oped` command."""

from oped.cli import main

if __name__ == "__main__":
    main()
