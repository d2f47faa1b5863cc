"""A region, by its code of GB/T 2260 or by a declared code for a zone that has none."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.datafiles.schema import Filled, Flag, Schema
from generator.languages import Label

Code = Annotated[str, Field(pattern=r"^[0-9]{4}[0-9A-Z]{2,8}$")]


class Region(Schema):
    """A region; `zone` marks one whose code is declared by the portal and not by the standard."""

    code: Code
    name: Filled
    en: str = ""
    parent: Code | None = None
    zone: Flag = False

    @property
    def label(self) -> Label:
        """Its name, in Chinese and, where given, in English."""
        return Label(self.name, self.en)


class RegionsFile(Schema):
    """What `content/regions.toml` says."""

    regions: tuple[Region, ...] = ()
