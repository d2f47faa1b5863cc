"""Markdown by markdown-it-py: what the fast path must equal, and what does its work where it gives up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def _library() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a build that changes nothing never needs it

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def render_text(text: str, shift: int) -> tuple[str, int]:
    """The HTML of a text, its headings `shift` levels deeper, and how many blocks it has."""
    library = _library()
    tokens = library.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    blocks = sum(token.level == 0 and token.nesting >= 0 for token in tokens if token.type != "inline")
    return str(library.renderer.render(tokens, library.options, {})), blocks


def render_plainly(text: str, *, shift: int = 0) -> str:
    """The HTML of a text by the library alone."""
    return render_text(text, shift)[0]


def render_inline(content: str) -> str:
    """The HTML of what stands in one block, where the text defines no reference."""
    return str(_library().renderInline(content))
