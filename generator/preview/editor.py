"""Links that open a file in an editor, at a line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EDITORS: Final[Mapping[str, str]] = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}
"""Each known editor with its address for a place; `none` makes no links."""

DEFAULT: Final = "vscode"
_TEMPLATE: Final = re.compile(r"[a-z][a-z0-9+.-]*:.*\{path\}.*", re.IGNORECASE)
_REFUSED: Final = ("javascript:", "data:")


def editor_template(choice: str) -> str | None:
    """The address of a known editor, or the choice itself where it is such an address; None where it is neither."""
    if choice in EDITORS:
        return EDITORS[choice]
    sound = _TEMPLATE.fullmatch(choice) and not choice.lower().startswith(_REFUSED)
    return choice if sound else None


def editor_link(template: str, path: Path, line: int, column: int) -> str:
    """The address that opens a place, empty where no editor was chosen."""
    place = quote(path.as_posix(), safe="/:")
    if re.search(r"[^/]/\{path\}", template):
        place = place.removeprefix("/")
    return template.replace("{path}", place).replace("{line}", str(line)).replace("{column}", str(column))
