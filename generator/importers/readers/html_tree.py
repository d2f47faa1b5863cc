"""The elements of a page that can hold text, with what is not shown left out and the links in each weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.importers.readers.bounds import DEEPEST, MOST_NODES
from generator.importers.readers.spacing import raised
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_UNSEEN: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "video",
        "audio",
        "map",
        "xml",
        "select",
        "option",
        "datalist",
        "button",
        "textarea",
        "input",
        "img",
        "meta",
        "link",
        "base",
        "source",
        "track",
        "param",
        "col",
        "colgroup",
    ]
)
"""Elements whose text, if any, is not text of the page. A head's `meta`, `link` and `title` are read on their own."""
_KEPT_IN_HEAD: Final = frozenset({"meta", "link", "title"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_RAISED: Final = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_TAGS: Final = re.compile(r"<!--|<(/?)([a-zA-Z][^\s/>]*)")
_SKIPPED: Final = {"<!--": "-->", "script": "</", "style": "</", "textarea": "</", "title": "</"}
"""What opens something that holds no tags, and what to look for from there."""
_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_LONG_TAG: Final = 4_000
_MOST_ATTRIBUTES: Final = 1_000
"""Attributes of one element: a parser compares each with all others."""
_NEVER_OPEN: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "html",
        "head",
        "body",
    ]
)
"""Elements that are void, or that the next of their kind closes."""
_MOST_OPEN: Final = 1000
"""Elements a page may leave open: HTML's own rules make a parser repeat them again and again."""


@dataclass(slots=True)
class Element:
    """An element: its tag, attributes and what it holds; counts of characters in it, in links and not, and of links."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    linked: int = 0
    plain: int = 0
    links: int = 0

    def elements(self) -> Iterator[Element]:
        """The elements it holds directly."""
        return (child for child in self.children if isinstance(child, Element))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the elements of its head that declare something, and its body."""

    head: tuple[Element, ...]
    body: Element


def parse(source: str) -> Page:
    """The page in a text.

    Raises:
        Unreadable: it has too many elements, or leaves too many open.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # only pages of HTML need it

    _check_open(source)
    root = LexborHTMLParser(source.replace("\x00", "")).root
    if root is None:
        return Page((), Element("body"))
    page, hidden = _read(root, hide=True)
    # What is hidden until a script shows it may be the report itself.
    return page if hidden <= page.body.plain + page.body.linked else _read(root, hide=False)[0]


def _read(root: LexborNode, *, hide: bool) -> tuple[Page, int]:
    """The page, with or without what its styles hide, and how many characters were left out for that."""
    head: list[Element] = []
    body = Element("body")
    hidden = _fill(root, body, head, hide=hide)
    _weigh(body)
    return Page(tuple(head), body), hidden


def _check_open(source: str) -> None:
    """Count the tags before a parser does, which takes the longer the more are left open."""
    depth = count = at = 0
    while match := _TAGS.search(source, at):
        at, name = match.end(), (match[2] or match[0]).lower()
        if name in _SKIPPED and not match[1]:
            at = source.find(_SKIPPED[name], at)
            if at < 0:
                break
            continue
        end = source.find(">", at)
        _check_attributes(source[at : end if end >= 0 else len(source)])
        at = max(at, end)
        count += 1
        if count > MOST_NODES:
            raise Unreadable("import-too-many-parts", found=f"> {MOST_NODES}", most=f"{MOST_NODES}")
        if name not in _NEVER_OPEN:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > _MOST_OPEN:
                raise Unreadable("import-nested-too-deeply", found=f"> {_MOST_OPEN}")


def _check_attributes(source: str) -> None:
    if len(source) > _LONG_TAG and (found := len(_QUOTED.sub("", source).split())) > _MOST_ATTRIBUTES:
        raise Unreadable("import-too-many-parts", found=f"{found}", most=f"{_MOST_ATTRIBUTES}")


def _fill(root: LexborNode, body: Element, head: list[Element], *, hide: bool) -> int:
    """Copy what is seen; below `DEEPEST` elements everything is put into the one at that depth."""
    pending: list[tuple[LexborNode | None, Element, int]] = [(root.child, body, 0)]
    count = hidden = 0
    while pending:
        node, parent, depth = pending.pop()
        if node is None:
            continue
        count += 1
        if count > MOST_NODES:
            raise Unreadable("import-too-many-parts", found=f"> {MOST_NODES}", most=f"{MOST_NODES}")
        pending.append((node.next, parent, depth))
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            parent.children.append(raised(text) if parent.tag == "sup" else text)
        elif tag in _KEPT_IN_HEAD:
            head.append(Element(tag, dict(node.attributes), [node.text() if tag == "title" else ""]))
        elif tag.startswith(("-", "!")) or tag in _UNSEEN:
            continue
        elif hide and _is_hidden(node.attributes):
            hidden += len("".join(node.text().split()))
        else:
            element = parent
            if depth < DEEPEST and tag not in {"head", "body", "form"} and parent.tag != "sup":
                element = Element("sup" if _is_raised(node.attributes) else tag, node.attributes)
                parent.children.append(element)
            pending.append((node.child, element, depth + 1))
    return hidden


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if not attributes:
        return False
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and _HIDDEN.search(style) is not None)


def _is_raised(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style") if attributes else None
    return style is not None and "super" in style and _RAISED.search(style) is not None


def _weigh(element: Element, *, in_link: bool = False) -> None:
    in_link = in_link or (element.tag == "a" and "href" in element.attributes)
    for child in element.children:
        if isinstance(child, str):
            length = len(child.strip())
            element.linked += length if in_link else 0
            element.plain += 0 if in_link else length
        else:
            _weigh(child, in_link=in_link)
            element.linked += child.linked
            element.plain += child.plain
            element.links += child.links
    element.links += element.tag == "a" and element.linked > 0
