"""Where a portal and the built-in theme are on the disk; light to import, since a build begins with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.errors import PortalError

CONFIG_PATH: Final = "content/portal.toml"
DEFAULT_THEME: Final = "default"
PROGRAM: Final = Path(__file__).parent
_PACKED: Final = PROGRAM / "themes" / DEFAULT_THEME
BUILT_IN: Final = _PACKED if _PACKED.is_dir() else PROGRAM.parent / "themes" / DEFAULT_THEME
"""The built-in theme: in a package beside the program, in a checkout at the top."""


def find_portal(start: Path) -> Path:
    """The nearest folder, from this one upwards, that holds `content/portal.toml`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_PATH).is_file():
            return folder
    raise PortalError("no-portal", folder=start)
