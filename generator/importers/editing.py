"""Small changes of a data file that leave every other character as it is."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from generator.findings import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.datafiles.places import Keys
    from generator.datafiles.reading import DataFile

Edit = tuple[int, int, str]
"""The characters from one place to another, and what takes their place."""


def edit_of_word(data: DataFile, keys: Keys, offset: int, word: str, value: str) -> Edit:
    """Put a word into the place of another, within the blanks before it, so that columns stay where they are."""
    place = data.place_in_text(keys, offset)
    start = offset_of(data.text, place)
    spare = 0
    while spare < len(value) - len(word) and data.text[start - spare - 2 : start - spare] == "  ":
        spare += 1
    return start - spare, start + len(word), value


def edit_of_key(data: DataFile, key: str, literal: str) -> Edit:
    """Put a value behind a key, or a line with both where there is none."""
    keys: Keys = ("source", "url") if key == "url" else (key,)
    if keys in data.spans:
        start = offset_of(data.text, data.place_of_value(keys))
        return start, start + len(data.spans[keys].written), literal
    line = offset_of(data.text, Place("", data.place_of_key(keys[:-1] or ("title",)).line + 1))
    return line, line, f"{keys[-1]} = {literal}\n"


def offset_of(text: str, place: Place) -> int:
    """How many characters stand before a place."""
    at = 0
    for _ in range(place.line - 1):
        at = text.index("\n", at) + 1
    return at + place.column - 1


def kept_in_manner(text: str, content: bytes) -> str:
    """A changed text with the byte order mark and the line ends that the file has now, as some editors write them."""
    mark = "\ufeff" if content.startswith(codecs.BOM_UTF8) else ""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in content else text)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit done."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
