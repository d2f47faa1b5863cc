"""An agency: a body that must publish an annual report."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from generator.datafiles.schema import Day, Filled, Flag, Schema
from generator.languages import Label
from generator.models.region import Code
from generator.models.report import WebAddress

Kind = Literal["government", "department", "township", "other"]


class Name(Schema):
    """A name with the days it was in force, and the short form the agency uses of itself."""

    name: Filled
    en: str = ""
    short: str = ""
    since: Day | None = None
    until: Day | None = None


class Link(Schema):
    """An address of the agency's own."""

    label: Filled
    url: WebAddress


class AgencyFile(Schema):
    """What an agency's data file says; the file's name is its id."""

    kind: Kind
    region: Code
    names: Annotated[tuple[Name, ...], Field(min_length=1)]
    parent: str | None = None
    successor: str | None = None
    links: tuple[Link, ...] = ()
    synthetic: Flag = False


class Agency(AgencyFile):
    """An agency with its id."""

    id: str
    path: str

    @property
    def name(self) -> Label:
        """The name now in force: the last one that has no end, else the last one."""
        lasting = [name for name in self.names if name.until is None]
        name = (lasting or list(self.names))[-1]
        return Label(name.name, name.en)

    def name_in(self, year: int) -> Label:
        """The name in force on the last day of a year; where none was, the last one begun by then, else the first."""
        day = dt.date(year, 12, 31)
        begun = [name for name in self.names if name.since is None or name.since <= day]
        in_force = [name for name in begun if name.until is None or name.until >= day]
        name = (in_force or begun or list(self.names[:1]))[-1]
        return Label(name.name, name.en)
