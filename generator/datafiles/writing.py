"""Values as they are written into a TOML file that people edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def text_literal(text: str) -> str:
    """A text on one line, in double quotation marks."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def text_block(text: str) -> str:
    """A text of several lines: as it stands between three quotation marks, or escaped where it can't stand so."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "'''" not in text and not text.endswith("'") and not _UNSAFE.search(text):
        return f"'''\n{text}\n'''"
    lines = text.split("\n")
    return '"""\n' + "\n".join("".join(_escaped(c) for c in line) for line in lines) + '\n"""'


def number_literal(number: Decimal) -> str:
    """A number with the decimals it was given with."""
    return f"{number:f}"


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if ord(character) < ord(" ") or character == "\x7f":
        return f"\\u{ord(character):04x}"
    return character
