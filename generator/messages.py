"""Message catalogues: every word of the interface and of the terminal. Babel's only home.

A catalogue is a gettext file whose message ids are keys such as `nav.agencies`; Simplified Chinese and English are
written, Traditional Chinese is derived from Simplified and can be overridden message by message.

Read catalogues can be kept in a folder, under the digest of their files: then Babel is not needed to use them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.languages import traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from generator.languages import Language

LOCALES: Final[Mapping[Language, str]] = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}
MONTHS: Final = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - a list of twelve lines says no more
)

Catalogue = dict[str, list[str]]
"""The words of each key: one text, or one for each grammatical number."""


class Messages:
    """The messages of one language; a key without words is a fault of ours."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        self.language = language
        self.catalogue = catalogue

    def gettext(self, message: str) -> str:
        """The words of a key; those for one thing where they depend on a number."""
        return self.catalogue[message][0]

    def ngettext(self, message: str, plural: str, number: int, /) -> str:
        """The words of a key for a number of things."""
        del plural  # the same key stands for both
        words = self.catalogue[message]
        return words[1 if len(words) > 1 and number != 1 else 0]

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key with these values put in."""
        return self.gettext(key) % values

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The words of a key that depend on a number, which stands in them as `num`."""
        return self.ngettext(key, key, number) % {"num": self.number(number), **values}

    def number(self, value: int | Decimal) -> str:
        """A number as all three languages write it: thousands behind commas, no needless zeros."""
        return f"{value:,}" if isinstance(value, int) else _decimal(value)

    def day(self, value: date) -> str:
        """A date as the language writes it."""
        if self.language == "en":
            return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"
        return f"{value.year}年{value.month}月{value.day}日"


@lru_cache(maxsize=4096)
def _decimal(value: Decimal) -> str:
    text = f"{value:,f}" if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def load_messages(folders: Iterable[Path], language: Language, kept: Path | None = None) -> Messages:
    """The messages of a language from one or more folders of `.po` files; later folders override earlier ones.

    `kept` is a folder for read catalogues.
    """
    if kept is None:
        return Messages(language, _read(folders, language))
    place = kept / f"messages-{digest_messages(folders, language)[:32]}.json"
    try:
        return Messages(language, json.loads(place.read_bytes()))
    except (OSError, ValueError):
        catalogue = _read(folders, language)
    kept.mkdir(parents=True, exist_ok=True)
    aside = place.with_suffix(f".{os.getpid()}")
    aside.write_text(json.dumps(catalogue), encoding="utf-8")
    aside.replace(place)
    return Messages(language, catalogue)


def digest_messages(folders: Iterable[Path], language: Language) -> str:
    """The digest of the files that the words of a language come from."""
    digest = hashlib.sha256(language.encode())
    for path, derived in _files(folders, language):
        content = path.read_bytes()
        digest.update(b"%d %d " % (len(content), derived) + content)
    return digest.hexdigest()


def _files(folders: Iterable[Path], language: Language) -> Iterator[tuple[Path, bool]]:
    """The files that words of a language come from, and whether they are to be put into Traditional Chinese."""
    for folder in folders:
        for name, derived in (("zh_Hans", True), (LOCALES[language], False)):
            path = folder / f"{name}.po"
            if (language == "zh-Hant" or not derived) and path.is_file():
                yield path, derived


def _read(folders: Iterable[Path], language: Language) -> Catalogue:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - costs more than all the rest of a small build

    catalogue: Catalogue = {}
    numbers = 2 if language == "en" else 1
    for path, derived in _files(folders, language):
        for message in read_po(io.BytesIO(path.read_bytes()), locale=LOCALES[language]):
            if message.id and message.string:
                plural = not isinstance(message.id, str)
                strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
                words = [traditional(text) if derived else text for text in strings]
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                catalogue[key] = words[: numbers if plural else 1]
    return catalogue
