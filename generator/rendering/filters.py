"""What templates may call besides Jinja's own: words, cells, numbers, days, Markdown, addresses.

Each filter depends on its arguments and the page's language alone, so that stage two can call it without a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from generator.models.cell import BLANK, read_cell
from generator.rendering.lists import Lists
from generator.rendering.markdown import render_markdown
from generator.rendering.report_parts import ReportParts
from generator.rendering.skeleton import Writers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from generator.messages import Messages
    from generator.pages.page import Words
    from generator.pages.tables import Place, TableView

MOST_KEPT: Final = 20_000


class Filters:
    """The filters for the pages of one language."""

    def __init__(self, messages: Messages, write_markdown: Callable[..., str] = render_markdown) -> None:
        self.messages = messages
        self.write_markdown = write_markdown
        self.language = messages.language
        self.endings = Endings(messages)
        self.lists = Lists(messages)
        parts = ReportParts(messages)
        self._parts = parts.as_mapping()
        texts: dict[Any, Callable[..., bytes]] = {
            self.markdown: self._markdown_bytes,
            self.lists.published: self.lists.published_bytes,
            **{self._parts[name]: write for name, write in parts.texts().items()},
        }
        self.writers = Writers(messages.language, self.words, self.lang, self.endings, texts)

    def words(self, value: Words) -> Markup:
        """Words, marked with their language where it is not the page's."""
        if value.language == self.language:
            return escape(value.text)
        return Markup(f'<span lang="{value.language}">{escape(value.text)}</span>')

    def lang(self, value: Words) -> Markup:
        """The attribute that says the language of an element's words, where it is not the page's."""
        return Markup("" if value.language == self.language else f' lang="{value.language}"')

    def cell(self, place: Place, table: TableView) -> Markup:
        """A cell of a report's table: the one way to write one. Its text is exactly what was published."""
        if place.index < 0:
            return Markup(f"<td{_heads(place)}{self.endings.absent}")
        return self.opening(place) + Markup(self.endings[table.cells[place.index].text].decode())

    def opening(self, place: Place) -> Markup:
        """How a cell begins, which depends on its place alone."""
        return Markup(f'<td id="{place.address}"{_heads(place)}')

    def number(self, value: Decimal | int) -> Markup:
        """A number as the language writes it."""
        return escape(self.messages.number(value))

    def day(self, value: dt.date) -> Markup:
        """A date as the language writes it, with its machine-readable form."""
        return Markup(f'<time datetime="{value.isoformat()}">{self.messages.day(value)}</time>')

    def markdown(self, value: Words, shift: int = 0) -> Markup:
        """Markdown to HTML."""
        return Markup(self.write_markdown(value.text, shift=shift))

    def _markdown_bytes(self, value: Words, shift: int = 0) -> bytes:
        return self.write_markdown(value.text, shift=shift).encode()

    def as_mapping(self) -> Mapping[str, Callable[..., Any]]:
        """Every filter by the name templates use."""
        return {
            "words": self.words,
            "lang": self.lang,
            "cell": self.cell,
            **self.lists.as_mapping(),
            "number": self.number,
            "day": self.day,
            **self._parts,
            "markdown": self.markdown,
        }


def _heads(place: Place) -> str:
    """The attributes that name a cell's heads and its span."""
    span = f' colspan="{place.colspan}"' if place.colspan > 1 else ""
    return f' headers="{place.headers}"{span}'


class Endings(dict[str, bytes]):
    """What follows the address of a cell, by the cell's text: most are small numbers, and come again and again."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self.messages = messages
        self.absent = self._marked("absent", Markup())

    def __missing__(self, text: str) -> bytes:
        cell = read_cell(text) or BLANK
        shown = escape(text)
        if cell.meaning == "number":
            ending = f">{shown}</td>"
        elif cell.meaning == "remark" and self.messages.language != "zh-Hans":
            ending = self._marked(cell.meaning, Markup(f'<span lang="zh-Hans">{shown}</span>'))
        else:
            ending = self._marked(cell.meaning, shown)
        if len(self) >= MOST_KEPT:
            self.clear()
        made = self[text] = ending.encode()
        return made

    def _marked(self, meaning: str, shown: Markup) -> str:
        label = escape(self.messages(f"cell.{meaning}"))
        return f' class="{meaning}" data-meaning="{meaning}" title="{label}">{shown}</td>'
