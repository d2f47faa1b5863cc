"""The sections of a report in the form's order: what alike reports share is made once, the rest is put beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from generator.languages import traditional
from generator.links import form_address
from generator.pages.interning import Interned
from generator.pages.page import Link, Words, words
from generator.pages.summary import Saying, sayings
from generator.pages.tables import TableLayout, TableView, make_layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.forms.form import Form, Section
    from generator.languages import Language
    from generator.models.cell import Cell
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
    """A section of reports that are alike: its head; the number of its table, from 0, with the layout; or a text.

    `view` is the whole section where it is nothing but a heading.
    """

    head: SectionHead
    table: int = -1
    layout: TableLayout | None = None
    view: SectionView | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What reports share that use the same forms, have the same rows and texts for the same sections.

    `sayings` are the sentences that their figures may give. It is told by identity, so it is `fixed`.
    """

    fixed: ClassVar = True

    forms: tuple[Link, ...]
    parts: tuple[_Part, ...]
    sayings: tuple[Saying, ...]


def shape_of(report: Report, texts: Mapping[str, str], language: Language) -> Shape:
    """What a report shares with those that are like it. `texts` are those of its sections without the space around."""
    figures = report.figures
    owners = (report.narrative_form, *[table.form for table in figures], *[table.section for table in figures])
    filled = tuple(map(bool, texts.values()))
    return _shapes.of(owners, language, tuple(texts), filled, *[tuple(table.rows) for table in figures])


def _make_shape(
    owners: tuple[Any, ...],
    language: Language,
    texts: tuple[str, ...],
    filled: tuple[bool, ...],
    *rows: tuple[str, ...],
) -> Shape:
    form, forms, sections = owners[0], owners[1 : 1 + len(rows)], owners[1 + len(rows) :]
    printed = [
        (section, {key: section.widths[key] for key in keys}) for section, keys in zip(sections, rows, strict=True)
    ]
    layouts = [make_layout(section, own, number, language) for number, (section, own) in enumerate(printed, 1)]
    tables = {
        section.key: _Part(_head(section, own, language), number, layouts[number])
        for number, (section, own) in enumerate(zip(sections, forms, strict=True))
    }
    links = {own.key: form_link(own, language) for own in forms or (form,)}
    parts = _parts(form, tables, dict(zip(texts, filled, strict=True)), language)
    return Shape(tuple(links.values()), tuple(parts), sayings(printed))


_shapes = Interned(_make_shape)


def _parts(form: Form, tables: dict[str, _Part], texts: Mapping[str, bool], language: Language) -> Iterator[_Part]:
    """The sections of the text's form with the report's tables in their places; tables of other forms behind.

    `texts` says of each section with a text whether anything stands in it.
    """
    for section in form.sections:
        if section.blocks and section.key in tables:
            yield tables.pop(section.key)
            continue
        has_text = not section.blocks and texts.get(section.key, False)
        if has_text or any(other.key in texts for other in _below(form, section)):
            head = _head(section, None, language)
            yield _Part(head, view=None if has_text else SectionView(head, None, None))
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


def section_views(
    shape: Shape, texts: Mapping[str, str], cells: Sequence[tuple[Cell, ...]], language: Language
) -> tuple[SectionView, ...]:
    """The sections of a report with its texts; `cells` are those of each of its tables."""
    views = []
    for part in shape.parts:
        view = part.view
        if view is None:
            head = part.head
            if part.layout is not None:
                view = SectionView(head, TableView(part.layout, cells[part.table]), None)
            else:
                view = SectionView(head, None, chinese(texts[head.key], language))
        views.append(view)
    return tuple(views)
