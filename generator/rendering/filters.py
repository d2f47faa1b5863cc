"""What templates may call besides Jinja's own: words, cells, numbers, days, Markdown, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup, escape

from generator.rendering.markdown import render_markdown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from jinja2.runtime import Context

    from generator.messages import Messages
    from generator.pages.page import Words
    from generator.pages.summary import Sentence
    from generator.pages.tables import CellView


@pass_context
def words(context: Context, value: Words) -> Markup:
    """Words, marked with their language where it is not the page's."""
    if value.language == context["page"].language:
        return escape(value.text)
    return Markup('<span lang="{}">{}</span>').format(value.language, value.text)


@pass_context
def lang(context: Context, value: Words) -> Markup:
    """The attribute that says the language of an element's words, where it is not the page's."""
    if value.language == context["page"].language:
        return Markup()
    return Markup(' lang="{}"').format(value.language)


class Filters:
    """The filters that depend on the messages of a language."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self.meanings = {
            meaning: messages(f"cell.{meaning}") for meaning in ("blank", "slash", "unread", "remark", "absent")
        }

    @pass_context
    def cell(self, context: Context, cell: CellView) -> Markup:
        """A cell of a report's table: the one way to write one. Its text is exactly what was published."""
        span = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        if cell.meaning == "number":
            return Markup(f'<td id="{cell.address}" headers="{cell.headers}"{span}>{cell.text}</td>')
        address = "" if cell.meaning == "absent" else f' id="{cell.address}"'
        label = self.meanings[cell.meaning]
        text: str = cell.text
        if cell.meaning == "remark" and context["page"].language != "zh-Hans":
            text = Markup('<span lang="zh-Hans">{}</span>').format(cell.text)
        return Markup('<td{} headers="{}"{} class="{}" data-meaning="{}" title="{}">{}</td>').format(
            Markup(address),
            cell.headers,
            Markup(span),
            cell.meaning,
            cell.meaning,
            label,
            text,
        )

    def number(self, value: Decimal | int) -> str:
        """A number as the language writes it."""
        return self.messages.number(value)

    def day(self, value: dt.date) -> Markup:
        """A date as the language writes it, with its machine-readable form."""
        return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), self.messages.day(value))

    def sentence(self, sentence: Sentence) -> Markup:
        """A sentence in plain words, each number leading to its cell."""
        link = Markup('<a class="figure" href="#{}">{}</a>')
        numbers = {name: link.format(number.address, number.text) for name, number in sentence.numbers}
        return Markup(escape(self.messages.gettext(sentence.key))) % numbers

    def as_mapping(self) -> Mapping[str, Any]:
        """Every filter by the name templates use."""
        return {
            "words": words,
            "lang": lang,
            "cell": self.cell,
            "number": self.number,
            "day": self.day,
            "sentence": self.sentence,
            "markdown": markdown,
        }


def markdown(value: Words, shift: int = 0) -> Markup:
    """Markdown to HTML."""
    return Markup(render_markdown(value.text, shift=shift))
