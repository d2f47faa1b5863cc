"""A report: what one agency published for one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from generator.datafiles.labels import Words
from generator.datafiles.schema import Amount, Day, Filled, Schema, Whole
from generator.forms.form import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form, Section
    from generator.models.cell import Cell

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]


class Source(Schema):
    """The published document that a data file was made from.

    `file` is the name of the copy that was read and `sha256` its digest; `index_number` (索引号) and `issuer`
    (发布机构) are what the page of publication gives; `note` tells the public how doubtful places were read.
    """

    url: WebAddress | None = None
    file: str = ""
    sha256: Sha256 | None = None
    index_number: str = ""
    issuer: str = ""
    note: str = ""


class Part(Schema):
    """One of the numbers that the text says a fact consists of."""

    label: str = ""
    value: Amount


class Fact(Schema):
    """A figure that only the text states, with its unit and the parts that the text gives for it."""

    key: Key
    label: Words
    value: Amount
    unit: str = ""
    parts: tuple[Part | Amount, ...] = ()


class ReportHead(Schema):
    """What a report's data file says outside its tables."""

    agency: Filled
    year: Annotated[Whole, Field(ge=2007, le=2100)]
    title: Filled
    published: Day | None = None
    source: Source = Source()
    facts: tuple[Fact, ...] = ()
    narrative: dict[str, str] = Field(default={})


@dataclass(frozen=True, slots=True)
class Figures:
    """One table of a report: the form it uses, and the cells of each row that it has, in the form's order."""

    form: Form
    section: Section
    rows: Mapping[str, tuple[Cell, ...]]

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Every cell that the report has, with its address."""
        for key, cells in self.rows.items():
            _, block = self.section.rows[key]
            for column, cell in zip(block.column_leaves, cells, strict=True):
                yield f"{self.section.key}.{key}.{column.key}", cell


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `path` is the data file it was read from, relative to the portal's folder."""

    head: ReportHead
    figures: tuple[Figures, ...]
    narrative_form: Form
    path: str
    digest: str

    @property
    def agency(self) -> str:
        """The id of the agency that published it."""
        return self.head.agency

    @property
    def year(self) -> int:
        """The year it accounts for."""
        return self.head.year

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of its tables, each once; that of its text where it has none."""
        forms = {table.form.key: table.form for table in self.figures}
        return tuple(forms.values()) or (self.narrative_form,)

    def cells(self) -> dict[str, Cell]:
        """Every cell of every table, by its address."""
        return dict(item for figures in self.figures for item in figures.cells())
