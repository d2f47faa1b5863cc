"""The least that any generator does: the same bytes into the same files. It reads a site into memory and writes it.

`python benchmarks/bare.py SITE FOLDER`; the folder is not there yet.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write(site: Path, folder: Path) -> None:
    """Every file of a site into a folder."""
    paths = [Path(here, name) for here, _, names in os.walk(site) for name in names]
    files = {path.relative_to(site): path.read_bytes() for path in paths}
    for parent in {path.parent for path in files}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        with open(folder / path, "wb") as file:  # noqa: PTH123 - the bare way
            file.write(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
