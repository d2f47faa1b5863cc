"""The glossary: every form with its sections, rows and columns by their official names, and their relations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.languages import Label
from generator.links import GLOSSARY, form_address
from generator.pages.page import Link, View, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.collection.collection import Collection
    from generator.forms.form import Block, Form, Head, Notice, Relation, Section
    from generator.languages import Language


@dataclass(frozen=True, slots=True)
class Term:
    """A row or column: its key, its official name and its English one, and how deep it stands."""

    key: str
    official: Words
    english: str
    level: int


@dataclass(frozen=True, slots=True)
class TermBlock:
    """A part of a table: its label, columns and rows."""

    words: Words | None
    columns: tuple[Term, ...]
    rows: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation as a sum of official names; `each` says whether it holds in every row or every column."""

    each: str
    sum: tuple[Words, ...]
    equals: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TermSection:
    """A section of a form."""

    key: str
    number: str
    words: Words
    english: str
    cells: int
    blocks: tuple[TermBlock, ...]
    relations: tuple[RelationView, ...]


@dataclass(frozen=True, slots=True)
class FormItem:
    """A form in the list: the years it was for, how many cells it has, how many reports here use it."""

    link: Link
    since: int
    until: int | None
    provisional: bool
    cells: int
    reports: int


@dataclass(frozen=True, kw_only=True)
class GlossaryView(View):
    """All that the glossary's first page shows."""

    forms: tuple[FormItem, ...]


@dataclass(frozen=True, kw_only=True)
class FormView(View):
    """All that the page of one form shows."""

    key: str
    since: int
    until: int | None
    provisional: bool
    notice: Notice
    sections: tuple[TermSection, ...]


def glossary_page(collection: Collection, language: Language) -> GlossaryView:
    """The view of the glossary's first page: the forms, the newest first."""
    forms = sorted(collection.forms.values(), key=lambda form: (-form.since, form.key))
    return GlossaryView(
        address=GLOSSARY, language=language, forms=tuple(_form_item(collection, form, language) for form in forms)
    )


def _form_item(collection: Collection, form: Form, language: Language) -> FormItem:
    link = Link(words(form.name, language), form_address(form.key))
    cells = sum(len(section.addresses) for section in form.sections)
    return FormItem(link, form.since, form.until, form.provisional, cells, collection.uses[form.key])


def form_page(form: Form, language: Language) -> FormView:
    """The view of one form."""
    return FormView(
        address=form_address(form.key),
        language=language,
        title=words(form.name, language),
        trail=(Link(Words("", language), GLOSSARY),),
        key=form.key,
        since=form.since,
        until=form.until,
        provisional=form.provisional,
        notice=form.notice,
        sections=tuple(_section(form, section, language) for section in form.sections),
    )


def _section(form: Form, section: Section, language: Language) -> TermSection:
    return TermSection(
        section.key,
        "" if language == "en" else section.number,
        words(section.label, language),
        section.label.en,
        len(section.addresses),
        tuple(_block(block, language) for block in section.blocks),
        tuple(_relation(section, r, language) for r in form.relations if r.section == section.key),
    )


def _block(block: Block, language: Language) -> TermBlock:
    return TermBlock(
        words(block.label, language) if block.label else None,
        tuple(_terms(block.columns, language)),
        tuple(_terms(block.rows, language)),
    )


def _terms(heads: Sequence[Head], language: Language, level: int = 0) -> Iterator[Term]:
    for head in heads:
        official = words(Label(head.label.zh_hans), language)
        yield Term("" if head.heads else head.key or "", official, head.label.en, level + head.level)
        yield from _terms(head.heads, language, level + 1)


def _relation(section: Section, relation: Relation, language: Language) -> RelationView:
    if relation.each == "column":
        labels = {key: row.label for key, (row, _) in section.rows.items()}
        groups = {head.key: head.label for block in section.blocks for head in _all(block.rows) if head.key}
    else:
        labels = {column.key or "": column.label for block in section.blocks for column in block.column_leaves}
        groups = {}

    def names(keys: tuple[str, ...]) -> tuple[Words, ...]:
        return tuple(words(groups.get(key.removesuffix(".*")) or labels[key], language) for key in keys)

    return RelationView(relation.each, names(relation.sum), names(relation.equals))


def _all(heads: Sequence[Head]) -> Iterator[Head]:
    for head in heads:
        yield head
        yield from _all(head.heads)
