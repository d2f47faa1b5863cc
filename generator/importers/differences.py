"""What a draft says otherwise than the report that is there already, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form
    from generator.importers.draft import Draft
    from generator.languages import Label
    from generator.models.report import Report


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a new draft has otherwise than the report that is there; None is the name of a whole text."""

    name: Label | str
    old: str
    new: str


def differences_between(
    old: Report | None, draft: Draft, title: str, forms: Mapping[str, Form]
) -> Iterator[Difference]:
    """What a draft has otherwise than a report, None for a broken one: head, cells, facts, texts."""
    if old is None:
        yield Difference("", "", draft.name)
        return
    published = [day.isoformat() if day else "" for day in (old.head.published, draft.head.published)]
    for key, was, now in (("title", old.head.title, title), ("published", *published)):
        if was != now:
            yield Difference(key, was, now)
    yield from _compare_cells(old, draft, forms)
    facts = {fact.label.zh_hans: f"{fact.value:f}" for fact in old.head.facts}
    yield from _unlike(facts, {fact.label: f"{fact.value:f}" for fact in draft.facts}, {})
    yield from _compare_texts(old, draft)


def _compare_cells(old: Report, draft: Draft, forms: Mapping[str, Form]) -> Iterator[Difference]:
    names: dict[str, Label | str] = {}
    words: dict[str, str] = {}
    for table in draft.tables:
        section = forms[table.form].tables[table.section]
        for key, cells in table.rows.items():
            row, block = section.rows[key]
            for column, cell in zip(block.column_leaves, cells, strict=True):
                address = f"{section.key}.{key}.{column.key}"
                names[address], words[address] = section.name_of(row, column), cell.word
    was: dict[str, str] = {}
    for figures in old.figures:
        for address, published in figures.cells():
            key, at = figures.section.places[address]
            row, block = figures.section.rows[key]
            names.setdefault(address, figures.section.name_of(row, block.column_leaves[at]))
            was[address] = published.text or "_"
    yield from _unlike(was, words, names)


def _compare_texts(old: Report, draft: Draft) -> Iterator[Difference]:
    texts: dict[str, list[str]] = {}
    for text in draft.texts:
        texts.setdefault(text.section, []).append(text.markdown.strip())
    was = {key: text.strip() for key, text in old.head.narrative.items()}
    now = {key: "\n\n".join(parts) for key, parts in texts.items()}
    for key in [*was, *(key for key in now if key not in was)]:
        if was.get(key) != now.get(key):
            section = old.narrative_form.narrative.get(key)
            yield Difference(section.label if section else key, _extent(was.get(key)), _extent(now.get(key)))


def _unlike(old: Mapping[str, str], new: Mapping[str, str], names: Mapping[str, Label | str]) -> Iterator[Difference]:
    for key in [*old, *(key for key in new if key not in old)]:
        if old.get(key) != new.get(key):
            yield Difference(names.get(key, key), old.get(key, "—"), new.get(key, "—"))


def _extent(text: str | None) -> str:
    """A text by its beginning and its length."""
    return "—" if text is None else f"{' '.join(text.split())[:20]}… ({len(text)})"
