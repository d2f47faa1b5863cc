"""The regions that a name begins with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.models.region import Region

SHORTENED: Final = (("人民政府", "政府"), ("管理委员会", "管委会"), ("街道办事处", "街道"))
"""Words that agencies write long or short."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: the codes that each region it begins with may have, and what is left.

    `tail` is what is left together with the last of those regions.
    """

    whole: str
    regions: tuple[frozenset[str], ...]
    core: str
    tail: str


@dataclass(frozen=True)
class RegionNames:
    """The names of the regions a collection knows."""

    regions: Mapping[str, Region]

    def apart(self, text: str) -> Name:
        """A name without the regions it begins with, the highest first."""
        whole = plain(text)
        for long, short in SHORTENED:
            whole = whole.replace(long, short)
        core, tail = whole, whole
        found: list[frozenset[str]] = []
        while name := self._leading(core):
            codes = self._names[name]
            if found and not any(set(self.above(code)) & found[-1] for code in codes):
                break
            found.append(codes)
            core, tail = core[len(name) :], core
        return Name(whole, tuple(found), core, tail)

    def _leading(self, text: str) -> str:
        """The longest name of a region that a plain text begins with."""
        lengths = range(min(self._longest, len(text)), 1, -1)
        return next((text[:length] for length in lengths if text[:length] in self._names), "")

    def above(self, code: str) -> Iterator[str]:
        """The region itself and those it lies in."""
        seen: set[str] = set()
        while code in self.regions and code not in seen:
            seen.add(code)
            yield code
            code = self.regions[code].parent or ""

    def mentioned(self, name: str) -> str:
        """The region that a plain name mentions anywhere; empty where none does or several may be meant."""
        found = next((codes for region, codes in self._names.items() if region in name), frozenset())
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._names), default=0)

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        """The codes of each name, long and short, the longest names first."""
        found: dict[str, set[str]] = {}
        for region in self.regions.values():
            name = plain(region.name)
            found.setdefault(name, set()).add(region.code)
            if len(name) > len("甲乙") and name[-1] in "省市县区":
                found.setdefault(name[:-1], set()).add(region.code)
        return {name: frozenset(found[name]) for name in sorted(found, key=lambda name: (-len(name), name))}
