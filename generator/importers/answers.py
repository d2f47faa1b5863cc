"""What a person has written into a review file, as edits of the data file; and what is wrong in it or still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.datafiles.reading import DataFile
from generator.findings import Finding
from generator.importers.editing import edit_of_key, edit_of_word
from generator.importers.heads import current_value, literal_of
from generator.models.cell import Meaning, read_cell, split_row
from generator.models.review import Doubt, Review
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.datafiles.places import Keys
    from generator.forms.form import Section
    from generator.importers.editing import Edit
    from generator.importers.holdings import Holdings


@dataclass
class Accepted:
    """What became of one review: how many values went into the data file, what is wrong, what is still open.

    `path` is the data file, below the folder of content.
    """

    path: str
    settled: int = 0
    findings: list[Finding] = field(default_factory=list)
    open: list[Finding] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not self.findings and not self.open


@dataclass(frozen=True)
class Pair:
    """A review with the two files it is about."""

    review: Review
    file: DataFile
    data: DataFile
    path: Path


def take_cell(  # noqa: PLR0913, PLR0917 - what a value meets on its way
    pair: Pair,
    number: int,
    doubt: Doubt,
    holdings: Holdings,
    accepted: Accepted,
    edits: list[Edit],
) -> None:
    """Settle one cell, or say what is wrong or still open."""
    place = pair.file.place_of_value(("doubts", number, "value"))
    found = _find_cell(pair.data, doubt.cell, holdings)
    if found is None:
        there = pair.file.place_of_value(("doubts", number, "cell"))
        accepted.findings.append(Finding("import-review-cell-gone", there, None, quote(doubt.cell)))
        return
    section, keys, offset, word = found
    row, at = section.places[doubt.cell]
    head, block = section.rows[row]
    name, value = section.name_of(head, block.column_leaves[at]), doubt.value.strip()
    cell, current = read_cell(value), read_cell(word)
    unread = current is None or current.meaning is Meaning.UNREAD
    if value and (cell is None or len(split_row(value)) != 1):
        accepted.findings.append(Finding("cell-invalid", place, name, quote(value)))
    elif value and not unread and value != word:
        accepted.findings.append(Finding("import-settled-twice", place, name, quote(value), {"other": quote(word)}))
    elif not value and unread:
        accepted.open.append(
            Finding("import-doubt-open", place, name, quote(doubt.text), {"candidates": " | ".join(doubt.candidates)})
        )
    elif value and unread:
        accepted.settled += 1
        if value != word:
            edits.append(edit_of_word(pair.data, keys, offset, word, value))


def _find_cell(data: DataFile, address: str, holdings: Holdings) -> tuple[Section, Keys, int, str] | None:
    """The section of a cell, the keys of its row, and its offset and word in that; None where the file lacks it."""
    table = data.values.get(address.partition(".")[0])
    form = holdings.forms.get(str(table.get("form"))) if isinstance(table, dict) else None
    section = form.tables.get(address.partition(".")[0]) if form else None
    if section is None or address not in section.places:
        return None
    row, at = section.places[address]
    keys: Keys = (section.key, *row.split("."))
    value: Any = data.values
    for key in keys:
        value = value.get(str(key)) if isinstance(value, dict) else None
    words = split_row(value) if isinstance(value, str) else []
    return (section, keys, *words[at]) if at < len(words) else None


def take_heads(pair: Pair, holdings: Holdings, accepted: Accepted, edits: list[Edit]) -> Iterator[tuple[str, str]]:
    """Settle what stands outside the tables; gives what was settled otherwise than it was read."""
    for number, doubt in enumerate(pair.review.head):
        place, value = pair.file.place_of_value(("head", number, "value")), doubt.value.strip()
        subject = None
        if not value:
            if current_value(pair.data, doubt.key, holdings) in ("", doubt.read):
                values = {"key": doubt.key}
                accepted.open.append(Finding("import-head-open", place, subject, quote(doubt.read), values))
            continue
        literal = literal_of(doubt, value, holdings)
        if literal is None:
            near = nearest(value, holdings.agencies if doubt.key == "agency" else holdings.regions)
            values = {"key": doubt.key, "nearest": near if doubt.key in ("agency", "region") else ""}
            accepted.findings.append(Finding("import-head-invalid", place, subject, quote(value), values))
            continue
        accepted.settled += 1
        if value == current_value(pair.data, doubt.key, holdings):
            continue
        yield doubt.key, value
        if doubt.key != "region":
            edits.append(edit_of_key(pair.data, doubt.key, literal))
