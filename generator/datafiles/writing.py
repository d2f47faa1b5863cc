"""Values as they are written into a TOML file that people edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def text_literal(text: str) -> str:
    """A text on one line, in double quotation marks."""
    return f'"{_escaped(text)}"'


def text_block(text: str) -> str:
    """A text of several lines: as it stands between three quotation marks, or escaped where it can't stand so."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "'''" not in text and not text.endswith("'") and not _UNSAFE.search(text):
        return f"'''\n{text}\n'''"
    return '"""\n' + "\n".join(map(_escaped, text.split("\n"))) + '\n"""'


def number_literal(number: Decimal) -> str:
    """A number with the decimals it was given with."""
    return f"{number:f}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}", text)
