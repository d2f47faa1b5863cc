"""Words as such: the nearest of several, how they are quoted."""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_QUOTE = 40


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one; empty when none comes near."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)), "")


def quote(value: object) -> str:
    """A value as a message shows it: on one line, without control characters, cut when long."""
    line = "".join(" " if unicodedata.category(c).startswith("C") else c for c in _shown(value)).strip()
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def _shown(value: object) -> str:
    try:
        return str(value)
    except (ValueError, RecursionError):  # Python writes no whole number of more than 4300 digits
        return "…"
