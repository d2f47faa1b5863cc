"""Most texts: paragraphs and flat lists, one blank line apart. They are written as a whole."""

from __future__ import annotations

import re
from typing import Final

from generator.rendering.markdown.blocks import TEXT
from generator.rendering.markdown.inline import plain_inline

# A line that begins otherwise than a paragraph, an item or a blank line does, or one that ends in a space.
_ODD: Final = re.compile(rf"\n(?:(?<=[^\S\n]\n)|(?!\n|(?:(?:- |[0-9]{{1,9}}\. )(?!\s))?+(?:{TEXT})))", re.MULTILINE)
_NUMBER: Final = re.compile(r"[0-9]{1,9}\. ")
_NEXT_NUMBER: Final = re.compile(r"\n[0-9]{1,9}\. ")
# An item below a line of a paragraph.
_ITEM: Final = re.compile(r"\n(?:- |[0-9]{1,9}\. )")
_DIGITS: Final = frozenset("0123456789")
_BETWEEN: Final = "</li>\n<li>"


def simple_html(text: str, telling: bytes) -> tuple[str, int] | None:
    """The HTML of a text and the number of its blocks; None if anything else is in it.

    `telling` are its characters that are not the same in HTML, or may not be. None of them is a control character.
    """
    body = text.strip("\n")
    if not body or body[-1].isspace() or "\n\n\n" in body or _ODD.search(f"\n{body}"):
        return None
    if telling:
        if b"[" in telling and "]:" in body:
            return None
        inline = plain_inline(body, lines=True)
        if inline is None:
            return None
        body = inline
    return _blocks(body.split("\n\n"))


def _blocks(parts: list[str]) -> tuple[str, int] | None:
    """The HTML of what stands between blank lines. Lists below each other may be one to Markdown.

    Bold text was looked for line by line, so a paragraph of several lines must hold none.
    """
    above_is_list = False
    for number, part in enumerate(parts):
        if part[0] == "-" and part[1] == " ":
            written = _bullets(part)
        elif part[0] in _DIGITS and _NUMBER.match(part):
            written = _numbered(part)
        elif "\n" in part and (_ITEM.search(part) or "*" in part or "<strong>" in part):
            return None
        else:
            parts[number] = f"<p>{part.strip()}</p>\n"
            above_is_list = False
            continue
        if above_is_list or written is None:
            return None
        parts[number] = written
        above_is_list = True
    return "".join(parts), len(parts)


def _bullets(part: str) -> str | None:
    """The HTML of a list; None where not all lines are its items."""
    if part.count("\n") != part.count("\n- "):
        return None
    items = part[2:].replace("\n- ", _BETWEEN)
    return f"<ul>\n<li>{items}</li>\n</ul>\n"


def _numbered(part: str) -> str | None:
    """The HTML of a list that begins at 1; None where not all lines are its items."""
    items = _NEXT_NUMBER.split(part)
    if part.count("\n") != len(items) - 1 or not part.startswith("1. "):
        return None
    items[0] = items[0][3:]
    return f"<ol>\n<li>{_BETWEEN.join(items)}</li>\n</ol>\n"
