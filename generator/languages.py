"""The languages of the interface, and words that are known in more than one of them.

Simplified Chinese is what the forms and the data files are written in. Traditional Chinese is derived from it
by OpenCC (its only home is this module); English is written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from opencc import OpenCC

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh-Hans", "zh-Hant", "en")


LONGEST_KEPT: Final = 100
"""Names and labels recur and are converted once; narratives are not kept."""


def traditional(text: str) -> str:
    """The same text in Traditional characters, phrase by phrase (OpenCC's configuration s2t)."""
    return _short("s2t", text) if len(text) <= LONGEST_KEPT else _convert("s2t", text)


def script_of(text: str) -> Language:
    """Whether Chinese words are in Simplified or in Traditional characters."""
    return "zh-Hant" if simplified(text) != text and traditional(text) == text else "zh-Hans"


def simplified(text: str) -> str:
    """The same text in Simplified characters."""
    return _short("t2s", text) if len(text) <= LONGEST_KEPT else _convert("t2s", text)


def _convert(name: str, text: str) -> str:
    return str(_converter(name).convert(text))


_short = lru_cache(maxsize=20_000)(_convert)


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - its dictionaries cost a tenth of a second

    return OpenCC(name)


@dataclass(frozen=True, slots=True)
class Label:
    """An official or given name: its Simplified Chinese words and, where there is one, its English name.

    The Traditional words are derived; `zh_hant` is for those that OpenCC gets wrong.
    """

    zh_hans: str
    en: str = ""
    zh_hant: str = ""

    def to(self, language: Language) -> str:
        """The words in a language; a label without an English name keeps its Chinese words."""
        if language == "zh-Hant":
            return self.zh_hant or traditional(self.zh_hans)
        return (language == "en" and self.en) or self.zh_hans

    def language_of(self, language: Language) -> Language:
        """The language that `to(language)` answers in."""
        return "zh-Hans" if language == "en" and not self.en else language
