"""The sections of a report in the form's order: what alike reports share is made once, the rest is put beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from generator.languages import traditional
from generator.links import form_address
from generator.pages.interning import Interned
from generator.pages.page import Link, Words, words
from generator.pages.tables import TableLayout, TableView, make_layout, table_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form, Section
    from generator.languages import Language
    from generator.models.report import Report


@dataclass(frozen=True, slots=True)
class SectionHead:
    """What a section is called and where it stands; `id` is its HTML id, `form` the form of its table.

    Reports that use the same form share it, so it is `fixed`.
    """

    fixed: ClassVar = True

    key: str
    id: str
    number: str
    words: Words
    level: int
    form: Link | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the report in the form's order: a table, or our account of its text, or only its heading."""

    head: SectionHead
    table: TableView | None
    text: Words | None


def _make_form_link(form: Form, language: Language, anchor: str = "") -> Link:
    """The way to a form in the glossary."""
    return Link(words(form.name, language), form_address(form.key, anchor))


form_link = Interned(_make_form_link)


def chinese(text: str, language: Language) -> Words:
    """Words that are known in Chinese alone."""
    if language == "zh-Hant":
        return Words(traditional(text), language)
    return Words(text, "zh-Hans")


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of reports that are alike: its head; the number of its table, from 0, with the layout; or a text."""

    head: SectionHead
    table: int = -1
    layout: TableLayout | None = None
    has_text: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    """What reports share that use the same forms, have the same rows and texts for the same sections."""

    forms: tuple[Link, ...]
    parts: tuple[_Part, ...]


def shape_of(report: Report, language: Language) -> _Shape:
    """What a report shares with those that are like it."""
    narrative, figures = report.head.narrative, report.figures
    texts = tuple([(key, text == "" or text.isspace()) for key, text in narrative.items()])
    owners = (report.narrative_form, *[table.form for table in figures], *[table.section for table in figures])
    return _shapes.of(owners, language, texts, *[(*table.rows, *map(len, table.rows.values())) for table in figures])


def _make_shape(
    owners: tuple[Any, ...], language: Language, texts: tuple[tuple[str, bool], ...], *rows: tuple[Any, ...]
) -> _Shape:
    form, forms, sections = owners[0], owners[1 : 1 + len(rows)], owners[1 + len(rows) :]
    layouts = []
    for number, (section, names) in enumerate(zip(sections, rows, strict=True), 1):
        half = len(names) // 2
        layouts.append(make_layout(section, dict(zip(names[:half], names[half:], strict=True)), number, language))
    tables = {
        section.key: _Part(_head(section, own, language), number, layouts[number])
        for number, (section, own) in enumerate(zip(sections, forms, strict=True))
    }
    links = {own.key: form_link(own, language) for own in forms or (form,)}
    return _Shape(tuple(links.values()), tuple(_parts(form, tables, dict(texts), language)))


_shapes = Interned(_make_shape)


def _parts(form: Form, tables: dict[str, _Part], texts: Mapping[str, bool], language: Language) -> Iterator[_Part]:
    """The sections of the text's form with the report's tables in their places; tables of other forms behind.

    `texts` says of each section with a text whether the text is empty.
    """
    for section in form.sections:
        if section.blocks and section.key in tables:
            yield tables.pop(section.key)
            continue
        has_text = not section.blocks and not texts.get(section.key, True)
        if has_text or any(other.key in texts for other in _below(form, section)):
            yield _Part(_head(section, None, language), has_text=has_text)
    yield from tables.values()


def _below(form: Form, section: Section) -> Iterator[Section]:
    """The sections below a heading, whose texts keep it on the page though it has none of its own."""
    behind = form.sections[form.sections.index(section) + 1 :]
    return takewhile(lambda other: other.level > section.level, behind)


def _head(section: Section, form: Form | None, language: Language) -> SectionHead:
    """The head of a section with a table of a form, or with a text."""
    return SectionHead(
        section.key,
        section.key if form else f"narrative.{section.key}",
        "" if language == "en" else section.number,
        words(section.label, language),
        section.level,
        form_link(form, language, section.key) if form else None,
    )


def section_view(part: _Part, report: Report, language: Language) -> SectionView:
    """A section of a report."""
    if part.layout is not None:
        return SectionView(part.head, table_view(part.layout, report.figures[part.table]), None)
    text = report.head.narrative[part.head.key].strip() if part.has_text else ""
    return SectionView(part.head, None, chinese(text, language) if text else None)
