"""Chinese text in the plain form in which labels and headings are compared.

Reports write one label in many ways: full-width digits, radical code points of PDF fonts, Traditional characters,
white space inside words. `plain` makes them alike. What is shown or kept is always the text as published.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, compress, count, repeat
from typing import Final

from generator.languages import simplified

SHORT: Final = 60
"""Characters of a text whose plain form is kept: labels come again in every report."""
QUOTES: Final = "“”„‟‘’‚‛「」『』〝〞＂＇´`'"
DASHES: Final = "—–―‒‐‑−─━"
DOTS: Final = "•‧∙⋅●"
SPELT: Final = {"它": "他"}
"""Characters that forms and reports use for one another: 其它, 其他."""
BRACKETS: Final = {"〔": "[", "〕": "]", "【": "[", "】": "]", "〖": "[", "〗": "]"}

RADICALS: Final = (
    "⺀冫⺁厂⺃乙⺄乙⺅亻⺆冂⺈刀⺉刂⺋卩⺌小⺍小⺎兀⺏尢⺐尢⺑兀⺒巳⺓幺⺔彐⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬⺧牛⺨犭"
    "⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲网⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅"
    "⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟饣⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
"""Pairs of a radical code point that Unicode does not map and the character it looks like."""


class _Characters(dict[int, str]):
    """The plain form of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _plain_character(chr(code))
        return found


def _plain_character(character: str) -> str:
    normal = unicodedata.normalize("NFKC", _FIXED.get(character, character))
    return "".join(_FIXED.get(c, simplified(c) if c >= "\u2e80" else c) for c in normal if not _is_void(c))


def _is_void(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Mn", "Zs"}


_FIXED: Final = (
    dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(DOTS, "·")
    | dict(zip(RADICALS[::2], RADICALS[1::2], strict=True))
    | BRACKETS
    | SPELT
)
_TABLE: Final = _Characters()


def plain(text: str) -> str:
    """The text for comparing: NFKC, Simplified, without white space, with one kind of quotes, dashes and brackets."""
    return _kept(text) if len(text) <= SHORT else text.translate(_TABLE)


@lru_cache(maxsize=20_000)
def _kept(text: str) -> str:
    return text.translate(_TABLE)


@dataclass(frozen=True)
class Plain:
    """A text with its plain form, and the way back: places in `text` are those of the plain form."""

    source: str

    @cached_property
    def text(self) -> str:
        """The plain form."""
        return plain(self.source)

    @cached_property
    def origins(self) -> tuple[int, ...]:
        """For each character of the plain form its place in the source; the source's length is added at the end."""
        lengths = {character: len(_TABLE[ord(character)]) for character in set(self.source)}
        each = map(lengths.__getitem__, self.source)
        if max(lengths.values(), default=0) <= 1:
            return (*compress(count(), each), len(self.source))
        return (*chain.from_iterable(map(repeat, count(), each)), len(self.source))

    def origin(self, at: int) -> int:
        """The place in the source of the character at a place of the plain form."""
        return self.origins[at]

    def end(self, at: int) -> int:
        """The place in the source just behind the characters before a place of the plain form."""
        return self.origins[at - 1] + 1 if at else 0
