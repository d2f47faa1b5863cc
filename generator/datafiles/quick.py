"""A data file read quickly, where a fast reader is installed and the file is plainly sound.

What comes out is what the careful reader gives; where that is not certain, nothing comes out and the careful one reads.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST_COMMA: Final = re.compile(rb",[ \t]*\}")


def _fast_toml() -> Callable[[str], dict[str, Any]] | None:
    try:
        from rtoml import loads  # noqa: PLC0415 - it is optional
    except ImportError:
        return None
    return loads


_loads = _fast_toml()


def read_quickly(path: str, content: bytes) -> dict[str, Any] | None:
    """What a data file says, or None where the careful reader is to read it.

    Numbers with a point are left to the careful reader, since they are kept as they are written.
    """
    is_json = path.endswith(".json")
    if _is_doubtful(content) or not (is_json or _plain_tables(content)):
        return None
    try:
        text = content.decode()
        if is_json:
            return _read_json(text)
        return _loads(text) if _loads else None
    except (ValueError, RecursionError):
        return None


def _is_doubtful(content: bytes) -> bool:
    """Whether there is what the careful reader mends, or what the two readers may understand differently."""
    return (
        b"\r" in content
        or b"\\" in content
        or content[:1] == b"\xef"
        or (b"<" in content and b"<<<<<<<" in content)
        or (b">" in content and b">>>>>>>" in content)
    )


def _plain_tables(content: bytes) -> bool:
    """Whether inline tables stand on one line each, without a comma at their end; TOML 1.1 allows others."""
    if b"{" not in content:
        return True
    if content.count(b"{") != content.count(b"}"):
        return False
    at = content.find(b"{")
    while at >= 0:
        end = content.find(b"\n", at)
        line = content[content.rfind(b"\n", 0, at) + 1 : end if end >= 0 else len(content)]
        if line.count(b"{") != line.count(b"}") or _LAST_COMMA.search(line):
            return False
        at = content.find(b"{", end) if end >= 0 else -1
    return True


def _read_json(text: str) -> dict[str, Any] | None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(pairs)
        if len(values) != len(pairs):
            raise ValueError
        return values

    def doubtful(number: str) -> Any:
        raise ValueError(number)

    values = json.loads(text, object_pairs_hook=unique, parse_float=doubtful, parse_constant=doubtful)
    return values if isinstance(values, dict) else None
