"""Markdown to HTML. Raw HTML in a text is shown as text: data files are not trusted to hold markup."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def render_markdown(text: str, *, shift: int = 0) -> str:
    """The HTML of a text, its headings `shift` levels deeper, so that they stand below the page's own."""
    tokens = _markdown().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    return str(_markdown().renderer.render(tokens, _markdown().options, {}))
