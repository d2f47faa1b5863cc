"""What is still to be settled about a draft that was read out of a published document: its review file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.datafiles.schema import Filled, Schema

Share = Annotated[float, Field(ge=0, le=1)]


class Doubt(Schema):
    """A cell that could not be read for certain; `value` is what the editor settles it as, empty until then."""

    cell: Filled
    name: str = ""
    where: str = ""
    text: str = ""
    candidates: tuple[str, ...] = ()
    value: str = ""


class HeadDoubt(Schema):
    """A key outside the tables that is uncertain: what was read, and what the editor settles it as."""

    key: Filled
    name: str = ""
    read: str = ""
    value: str = ""


class Settled(Schema):
    """A row whose cells were glued together and that only one reading fits, for information."""

    row: Filled
    name: str = ""
    value: str = ""
    by: str = ""
    where: str = ""
    text: str = ""


class Review(Schema):
    """All of a review file. `confidence` is 0 to 1, by section."""

    document: str = ""
    confidence: dict[str, Share] = Field(default={})
    head: tuple[HeadDoubt, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    settled: tuple[Settled, ...] = ()
