"""Bytes of text in whatever charset become characters.

UTF-8 is tried before anything a file declares, since other text is hardly ever valid UTF-8 by chance; among the
Chinese charsets the one that gives everyday characters wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE: Final = ("gb18030", "big5hkscs")
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_DECLARED_WITHIN: Final = 4096

_SPOILT_SHARE: Final = 0.002
"""At most this share of a text may be broken bytes for it to count as text in that charset."""
_SAMPLE: Final = 65_536

_MISREAD: Final = frozenset("鏀垮簻淇℃伅鍏紑鐨勫氫锛銆浜涓鍦鏈骞鎬鎶鍛鎯呭喌琛屾牸瑙勮鎵€")
"""What the commonest bytes of Chinese UTF-8 look like when they are read as GBK."""
_MISREAD_SHARE: Final = 0.2
_FEWEST_SIGNS: Final = 5
_GAPS: Final = re.compile("\ufffd+")
_LOST: Final = b"\xff"
"""A byte that UTF-8 never has."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the charset it was read in, and what had to be done to it.

    `broken` bytes could not be read and became U+FFFD; `repaired` says that it was UTF-8 which somebody had read as
    GBK and saved again.
    """

    text: str
    charset: str
    broken: int = 0
    repaired: bool = False


def decode(content: bytes) -> Decoded:
    """The text of some bytes; whatever they are, some text comes out."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _mend(_decoded(content[len(mark) :], charset))
    if charset := _without_mark(content):
        return _decoded(content, charset)
    utf_8 = _decoded(content, "utf-8")
    if not utf_8.broken:
        return _mend(utf_8)
    candidates = [_decoded(content, charset) for charset in dict.fromkeys((*_declared(content), *_CHINESE))]
    whole = [candidate for candidate in candidates if not candidate.broken]
    if whole:
        return _mend(max(whole, key=lambda candidate: _everyday(candidate.text)))
    best = min((utf_8, *candidates), key=lambda candidate: candidate.broken)
    if best.broken > _SPOILT_SHARE * len(best.text) and (guessed := _guess(content)) is not None:
        return guessed
    return _mend(best)


def _decoded(content: bytes, charset: str) -> Decoded:
    try:
        return Decoded(content.decode(charset), charset)
    except UnicodeDecodeError:
        text = content.decode(charset, errors="replace")
        return Decoded(text, charset, max(1, text.count("\ufffd")))


def _without_mark(content: bytes) -> str:
    """UTF-16 of Latin letters or markup shows itself by its zero bytes."""
    start = content[:_SAMPLE]
    if start.count(0) < len(start) // 8:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _declared(content: bytes) -> tuple[str, ...]:
    """The charset a page names in a meta element, as Python knows it."""
    match = _DECLARED.search(content, 0, _DECLARED_WITHIN)
    if match is None:
        return ()
    name = match[1].decode("ascii").lower()
    try:
        charset = codecs.lookup(_WIDER.get(name, name))
        b"".decode(charset.name)
    except (LookupError, ValueError):
        return ()
    return (_WIDER.get(charset.name, charset.name),) if charset.name not in {"utf-8", "utf-7"} else ()


def _everyday(text: str) -> float:
    """The share of characters beyond ASCII that are everyday Chinese: level 1 of GB 2312 or Big5, punctuation."""
    wide = [character for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(map(_is_everyday, wide)) / max(1, len(wide))


def _is_everyday(character: str) -> bool:
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uff5e":
        return True
    simplified = character.encode("gb2312", errors="ignore")
    if len(simplified) == 2 and 0xB0 <= simplified[0] <= 0xD7:  # noqa: PLR2004  # GB 2312's rows of level 1
        return True
    traditional = character.encode("big5", errors="ignore")
    return len(traditional) == 2 and 0xA4 <= traditional[0] <= 0xC6  # noqa: PLR2004  # Big5's rows of level 1


def _guess(content: bytes) -> Decoded | None:
    import charset_normalizer  # noqa: PLC0415  # only what no Chinese charset explains needs it

    best = charset_normalizer.from_bytes(content[:_SAMPLE]).best()
    return None if best is None else _decoded(content, best.encoding)


def _mend(decoded: Decoded) -> Decoded:
    """Undo a text's having been read as GBK, where that is what it looks like."""
    text = decoded.text
    signs = sum(map(text.count, _MISREAD))
    if signs < _FEWEST_SIGNS or signs < _MISREAD_SHARE * sum(character > "\x7f" for character in text):
        return decoded
    lines = [_read_again(line) for line in text.splitlines(keepends=True)]
    mended = "".join(lines)
    if _everyday(mended) <= _everyday(text):
        return decoded
    return Decoded(mended, decoded.charset, mended.count("\ufffd"), repaired=True)


def _read_again(line: str) -> str:
    """A line read as UTF-8; what was lost when it was read as GBK stays lost."""
    content = _LOST.join(piece.encode("gb18030", errors="replace") for piece in line.split("\ufffd"))
    again = _GAPS.sub("\ufffd", content.decode("utf-8", errors="replace"))
    return again if again.count("\ufffd") * 2 <= len(again) else line
