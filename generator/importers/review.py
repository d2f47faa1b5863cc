"""The review file of a draft: how sure each section is, and each doubt, for a person to settle in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.datafiles.writing import text_literal
from generator.importers.draft import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form, Section
    from generator.importers.document import Spot
    from generator.importers.draft import Draft, DraftCell, DraftTable
    from generator.messages import Messages

SPOTS = ("page", "table", "row", "column", "line")
BY_SHAPE = "width"
"""What settled the cells of a row of which only the number had to be right."""


def review_as_toml(draft: Draft, heads: Mapping[str, str], forms: Mapping[str, Form], messages: Messages) -> str:
    """The text of a review file; `heads` are the keys outside the tables that are uncertain, with what was read."""
    sure = {table.section: table.confidence for table in draft.tables}
    sure |= {text.section: min(text.confidence, sure.get(text.section, 1)) for text in draft.texts}
    return "".join(
        [
            _comment(messages("review.begin", document=draft.name)),
            f"document = {text_literal(draft.name)}\n",
            f"\n{_comment(messages('review.confidence'))}[confidence]\n",
            *(f"{key} = {share:.2f}\n" for key, share in sure.items()),
            *_heads(heads, messages),
            *_doubts(draft, forms, messages),
            *_settled(draft, forms, messages),
        ]
    )


def count_doubts(draft: Draft) -> int:
    """How many cells are in doubt."""
    return sum(1 for table in draft.tables for _ in table.doubts())


def count_settled(draft: Draft) -> int:
    """How many cells were settled by more than their number."""
    return sum(_is_settled(cell) for table in draft.tables for cells in table.rows.values() for cell in cells)


def _is_settled(cell: DraftCell) -> bool:
    return cell.reading is Reading.SETTLED and cell.by != BY_SHAPE


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.split("\n"))


def _heads(heads: Mapping[str, str], messages: Messages) -> Iterator[str]:
    if heads:
        yield f"\n{_comment(messages('review.head'))}"
    for number, (key, read) in enumerate(heads.items()):
        yield "\n" if number else ""
        yield f'[[head]]\nkey = "{key}"\nname = {text_literal(messages(f"key.{key}"))}\n'
        yield f'read = {text_literal(read)}\nvalue = ""\n'


def _doubts(draft: Draft, forms: Mapping[str, Form], messages: Messages) -> Iterator[str]:
    first = True
    for table in draft.tables:
        section = forms[table.form].tables[table.section]
        for key, at, cell in table.doubts():
            yield "\n" + (_comment(messages("review.doubts")) if first else "")
            first = False
            row, block = section.rows[key]
            column = block.column_leaves[at]
            name = section.name_of(row, column).to(messages.language)
            yield f'[[doubts]]\ncell = "{section.key}.{key}.{column.key}"\nname = {text_literal(name)}\n'
            yield _origin(cell, messages)
            if cell.candidates:
                yield f"candidates = [{', '.join(map(text_literal, cell.candidates))}]\n"
            yield 'value = ""\n'


def _settled(draft: Draft, forms: Mapping[str, Form], messages: Messages) -> Iterator[str]:
    first = True
    for table in draft.tables:
        section = forms[table.form].tables[table.section]
        for key, cells in _settled_rows(table):
            yield "\n" + (_comment(messages("review.settled")) if first else "")
            first = False
            yield from _settled_row(section, key, cells, messages)


def _settled_rows(table: DraftTable) -> Iterator[tuple[str, tuple[DraftCell, ...]]]:
    for key, cells in table.rows.items():
        if any(map(_is_settled, cells)) and all(cell.reading is not Reading.DOUBTFUL for cell in cells):
            yield key, cells


def _settled_row(section: Section, key: str, cells: tuple[DraftCell, ...], messages: Messages) -> Iterator[str]:
    name = section.name_of(section.rows[key][0]).to(messages.language)
    by = next(cell.by for cell in cells if _is_settled(cell))
    yield f'[[settled]]\nrow = "{section.key}.{key}"\nname = {text_literal(name)}\n'
    yield f"value = {text_literal(' '.join(cell.word for cell in cells))}\n"
    yield f"by = {text_literal(messages(f'review.by.{by}') if by else '')}\n"
    yield _origin(next(cell for cell in cells if _is_settled(cell)), messages)


def _origin(cell: DraftCell, messages: Messages) -> str:
    """Where a cell was read and what stands there."""
    return f"where = {text_literal(words_for(cell.spot, messages))}\ntext = {text_literal(cell.published)}\n"


def words_for(spot: Spot, messages: Messages) -> str:
    """A place in a published document in words."""
    numbers = ((name, getattr(spot, name)) for name in SPOTS)
    parts = [messages(f"review.{name}", number=number) for name, number in numbers if number is not None]
    return messages("list.separator").join(parts)
