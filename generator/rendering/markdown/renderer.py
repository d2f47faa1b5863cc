"""A text to HTML: what is plain here, the rest by markdown-it-py, and how much was which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.rendering.markdown import library
from generator.rendering.markdown.blocks import plain_blocks
from generator.rendering.markdown.inline import holds_controls, plain_inline, telling_characters
from generator.rendering.markdown.simple import simple_html

if TYPE_CHECKING:
    from generator.rendering.markdown.blocks import Block


@dataclass(frozen=True, slots=True)
class MarkdownCounts:
    """How many blocks were rendered, and how many of them on the fast path. A whole list is one block."""

    fast: int = 0
    blocks: int = 0

    def __add__(self, other: MarkdownCounts) -> MarkdownCounts:
        return MarkdownCounts(self.fast + other.fast, self.blocks + other.blocks)

    def __sub__(self, other: MarkdownCounts) -> MarkdownCounts:
        return MarkdownCounts(self.fast - other.fast, self.blocks - other.blocks)


class Markdown:
    """Renders texts and counts their blocks. Each process has its own."""

    def __init__(self) -> None:
        self._fast = 0
        self._blocks = 0

    @property
    def counts(self) -> MarkdownCounts:
        """The blocks of all texts so far."""
        return MarkdownCounts(self._fast, self._blocks)

    def render(self, text: str, *, shift: int = 0) -> str:
        """The HTML of a text, its headings `shift` levels deeper, so that they stand below the page's own."""
        telling = telling_characters(text)
        uncertain = telling and holds_controls(telling)
        simple = None if uncertain else simple_html(text, telling)
        if simple is not None:
            self._fast += simple[1]
            self._blocks += simple[1]
            return simple[0]
        blocks = None if uncertain else plain_blocks(text, shift)
        if blocks is None:
            html, count = library.render_text(text, shift)
            self._blocks += count
            return html
        self._blocks += len(blocks)
        if telling:
            marks = set(telling.decode("latin-1"))
            return "".join([self._inside(block, marks) for block in blocks])
        self._fast += len(blocks)
        return "".join([before + between.join(contents) + after for before, contents, between, after in blocks])

    def _inside(self, block: Block, marks: set[str]) -> str:
        """The HTML of a block, where these marks may stand inside."""
        before, contents, between, after = block
        inlines = []
        fast = True
        for content in contents:
            html: str | None = content
            for mark in marks:
                if mark in content:
                    html = plain_inline(content)
                    break
            if html is None:
                html = library.render_inline(content)
                fast = False
            inlines.append(html)
        self._fast += fast
        return before + between.join(inlines) + after


def render_markdown(text: str, *, shift: int = 0) -> str:
    """The HTML of one text, where nobody asks for counts."""
    return Markdown().render(text, shift=shift)
