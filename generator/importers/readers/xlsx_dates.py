"""Dates in workbooks: numbers of days with a format that shows them as dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN: Final = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
"""The formats for dates that every program has, those of Chinese editions among them (ECMA-376, 18.8.30)."""
_NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIRST_DAY: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001  # spreadsheets know no time zones
_DAYS: Final = 2_958_465
"""Until the last day of the year 9999."""


def date_styles(root: _Element | None) -> AbstractSet[int]:
    """The styles of cells, by number, that show dates."""
    if root is None:
        return frozenset()
    own = {
        item.get("numFmtId")
        for item in root.iter(f"{_MAIN}numFmt")
        if {"y", "d"} & set(_NOT_LETTERS.sub("", item.get("formatCode") or "").lower())
    }
    formats = [
        item.get("numFmtId") or "0" for styles in root.iter(f"{_MAIN}cellXfs") for item in styles.iter(f"{_MAIN}xf")
    ]
    return {at for at, key in enumerate(formats) if key in own or (key.isdecimal() and int(key) in _BUILT_IN)}


def date_text(value: str) -> str:
    """The date that a number of days stands for, or the number itself where it stands for none."""
    try:
        days = float(value)
    except ValueError:
        return value
    return (_FIRST_DAY + dt.timedelta(days=days)).date().isoformat() if 0 < days <= _DAYS else value
