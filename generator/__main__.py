"""Runs the command line: `python -m generator`, and the script `yangguang`."""

from generator.cli import main

if __name__ == "__main__":
    main()
