"""Message catalogues: every word of the interface and of the terminal. Babel's only home.

A catalogue is a gettext file whose message ids are keys such as `nav.agencies`; Simplified Chinese and English are
written, Traditional Chinese is derived from Simplified and can be overridden message by message.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from functools import cached_property
from gettext import GNUTranslations
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from generator.languages import traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.languages import Language

LOCALES: Final[Mapping[Language, str]] = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}


class Messages(GNUTranslations):
    """The messages of one language, for gettext and for our own callers; a key without words is a fault of ours."""

    language: Language

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale for numbers and dates."""
        return Locale.parse(LOCALES[self.language])

    def gettext(self, message: str) -> str:
        """The words of a key."""
        if message and message not in self._catalog and (message, self.plural(1)) not in self._catalog:  # type: ignore[attr-defined]
            raise KeyError(message)
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words of a key for a number of things."""
        if (msgid1, self.plural(n)) not in self._catalog:  # type: ignore[attr-defined]
            raise KeyError(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key with these values put in."""
        return self.gettext(key) % values

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The words of a key that depend on a number, which stands in them as `num`."""
        return self.ngettext(key, key, number) % {"num": self.number(number), **values}

    def number(self, value: int | Decimal) -> str:
        """A number as the language writes it."""
        return str(format_decimal(value, locale=self.locale, decimal_quantization=False))

    def day(self, value: date) -> str:
        """A date as the language writes it."""
        return str(format_date(value, format="long", locale=self.locale))


def load_messages(folders: Iterable[Path], language: Language) -> Messages:
    """The catalogue of a language from one or more folders of `.po` files; later folders override earlier ones."""
    merged = Catalog(locale=LOCALES[language])
    for folder in folders:
        if language == "zh-Hant":
            _add(merged, folder / "zh_Hans.po", convert=True)
        _add(merged, folder / f"{LOCALES[language]}.po")
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    messages = Messages(compiled)
    messages.language = language
    return messages


def _add(merged: Catalog, path: Path, *, convert: bool = False) -> None:
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=merged.locale)
    for message in catalogue:
        if message.id and message.string:
            strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
            words = tuple(traditional(string) for string in strings) if convert else tuple(strings)
            plural = isinstance(message.id, tuple | list)
            merged.delete(message.id[0] if plural else message.id)
            merged.add(message.id, words[: merged.num_plurals] if plural else words[0])
