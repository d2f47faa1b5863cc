"""Names in the order of their pinyin. Pypinyin's only home.

Its dictionaries take 50 MB, so many names are looked up by a process of its own: `python -m generator.pinyin`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW: Final = 200


def pinyin_of(names: Sequence[str]) -> list[str]:
    """Each name in Latin letters without tones, other characters as they are: what names are sorted by."""
    if sum(not name.isascii() for name in names) <= FEW:
        return [_pinyin(name) for name in names]
    command = [sys.executable, "-m", "generator.pinyin"]
    asked = json.dumps(list(names)).encode()
    done = subprocess.run(command, input=asked, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own words
    found: list[str] = json.loads(done.stdout)
    return found


def _pinyin(name: str) -> str:
    if name.isascii():
        return name.lower()
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - it takes a fifth of a second to load

    return " ".join(lazy_pinyin(name, style=Style.NORMAL)).lower()


if __name__ == "__main__":
    json.dump([_pinyin(name) for name in json.load(sys.stdin)], sys.stdout)
