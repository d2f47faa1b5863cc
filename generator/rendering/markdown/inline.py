"""The inside of a plain block: text, `**bold**` and `[text](https://address "title")`."""

from __future__ import annotations

import re

# What can begin a construct.
_MARKS = b"\\`*_<&["
# The control characters but the line feed. The versions of markdown-it-py trim different ones of them.
_CONTROLS = bytes({*range(0x20), *range(0x7F, 0xA0)} - {0x0A})

# To take everything else out of a text.
_ALL = set(range(0x100))
_NO_MARKS = bytes(_ALL - set(_MARKS))
_NOT_TELLING = bytes(_ALL - set(_MARKS + _CONTROLS + b'>"'))

# An address that markdown-it-py leaves as it is: a short host, and nothing that it encodes or takes for an entity.
_LETTERS = r"[-A-Za-z0-9/?:@=+$,_.~!*'&#]*"
_ADDRESS = rf"https?://[-A-Za-z0-9.]{{1,63}}(?::[0-9]{{1,5}})?(?:[/?#]{_LETTERS}(?:%[0-9A-Fa-f]{{2}}{_LETTERS})*)?"
_LINK = re.compile(
    r"\[(?<!!\[)([^][\\`*_<&\n]+)\]"  # not an image
    rf"\(({_ADDRESS})"
    r'(?: "([^"\\&\n]+)")?\)'
)
# Stands for a link while the rest is looked at. Outside it is what a link is outside; no plain text holds its middle.
_HELD = "[\0)"

# Each `**` leans on the bold text: it stands beside a letter, or beside punctuation with none but punctuation or space
# outside. This is the punctuation and the space that narratives hold; `&` and `;` are the ends of an escaped character.
_PUNCTUATION = r"，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·()\[\]&;,.:?!/%'#\-"
_OUTSIDE = rf"{_PUNCTUATION} \n\u3000"
_BOLD = re.compile(
    rf"\*\*(?:(?=\w)|(?<![^{_OUTSIDE}]\*\*)(?=[{_PUNCTUATION}]))"
    r"([^*\n]+)"
    rf"(?:(?<=\w)|(?<=[{_PUNCTUATION}])(?!\*\*[^{_OUTSIDE}]))\*\*(?!\*)"
)
# Only `**` that begin bold text which nothing ends: each stands before a letter and behind what is none.
_NEVER_CLOSED = re.compile(rf"[^*]*(?:(?<![^{_OUTSIDE}])\*\*(?=\w)[^*]*)*")


def telling_characters(text: str) -> bytes:
    """Those characters of a text that are not the same in its HTML, or may not be; most often none."""
    return text.encode("latin-1", "ignore").translate(None, _NOT_TELLING)


def holds_controls(characters: bytes) -> bool:
    """Whether there are control characters among these, so that nothing is certain."""
    return len(characters.translate(None, _CONTROLS)) < len(characters)


def plain_inline(content: str, *, lines: bool = False) -> str | None:
    """The HTML of what stands in one block of a plain text; None if it holds more than is certain here.

    `lines` says that each line is a block.
    """
    links: list[str] = []
    if "[" in content:
        pieces = _LINK.split(content)
        links = [_link(*pieces[at : at + 3]) for at in range(1, len(pieces), 4)]
        content = _HELD.join(pieces[::4])
    marks = content.encode("latin-1", "ignore").translate(None, _NO_MARKS)
    asterisks = marks.count(b"*") if marks else 0
    if len(marks) != asterisks + len(links):
        return None
    html = _escape(content)
    if asterisks:
        pieces = _BOLD.split(html)
        pieces[1::2] = [f"<strong>{bold}</strong>" for bold in pieces[1::2]]
        html = "".join(pieces)
        if asterisks != 2 * (len(pieces) - 1) and not all(map(_is_even, html.split("\n") if lines else (html,))):
            return None
    for link in links:
        html = html.replace(_HELD, link, 1)
    return html


def _is_even(html: str) -> bool:
    """Whether all `**` in the HTML of a block became bold text, or certainly none of them does."""
    return "*" not in html or ("<strong>" not in html and _NEVER_CLOSED.fullmatch(html) is not None)


def _escape(text: str) -> str:
    return text.replace(">", "&gt;").replace('"', "&quot;")


def _link(label: str, address: str, title: str | None) -> str:
    """The HTML of a link."""
    attribute = f' title="{_escape(title.replace("<", "&lt;"))}"' if title else ""
    return f'<a href="{address.replace("&", "&amp;")}"{attribute}>{_escape(label)}</a>'
