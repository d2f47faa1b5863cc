"""Which agency a name means: one the collection knows by any of its names, or a proposal for a new one.

Names are compared without the regions they begin with, as agencies leave those out or write them short; the regions
that are named must be the agency's own or lie above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.importers.draft import DraftAgency
from generator.importers.recognising.normal import plain
from generator.importers.recognising.regions import Name, RegionNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importers.known import Known
    from generator.models.agency import Kind

ORGAN: Final = re.compile(
    r"(?:政府|管委会|管理委员会|委员会|街道|办事处|镇|乡|局|委|办|办公室|办公厅|厅|部|院|会|处|所|队|中心|(?<!网)站|公司|学校|大学|医院|银行|总社|署|馆)$"
)
PLACE: Final = re.compile(r"^[^,。:;]{2,20}[省市县区旗州盟]$")
TOWNSHIP: Final = re.compile(r"(?:街道|街道办事处|[镇乡]|[镇乡苏木]人民政府|[镇乡]政府)$")
GOVERNMENT: Final = re.compile(r"(?:人民政府|政府|管理委员会|管委会)$")
OFFICE: Final = ("办公室", "办公厅")
"""Bodies that often publish on behalf of the government they serve."""
PIECE: Final = re.compile(r".{2,7}?(?:省|自治区|市|县|区|旗|州|盟|镇|乡|街道)(?!政府$)|.+")
"""The places a name begins with, and the rest."""
SEAT: Final = ("政府", "管委会", "")
NEAR: Final = 128
"""How far apart in Unicode's order by radical two characters may be that a scan may have taken for one another."""
LONG_ENOUGH: Final = 4
TELLING: Final = frozenset("东南西北中上下左右前后内外大小新一二三四五六七八九十")
"""Characters that tell neighbouring places and numbered bodies apart: no slip is supposed between these."""


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency, and whether there is no doubt about it."""

    agency: DraftAgency
    sure: bool


def _is_slip(one: str, other: str, core: int = 0) -> bool:
    """Whether two names differ in one character that a scan may have misread: any of a long core, else a like one."""
    if len(one) != len(other) or len(one) < LONG_ENOUGH:
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(unlike) != 1 or {*unlike[0]} & TELLING:
        return False
    return core >= LONG_ENOUGH or abs(ord(unlike[0][0]) - ord(unlike[0][1])) < NEAR


@dataclass(frozen=True)
class AgencyNames:
    """The names that a collection knows, ready to be sought in."""

    known: Known

    def find(self, title: str, issuers: Sequence[str] = ()) -> FoundAgency | None:
        """The agency that a title names (without the title's other words), else the first issuer that is known.

        None where neither names one.
        """
        if found := self._look_up(title):
            return found
        name = plain(title)
        if ORGAN.search(name) or PLACE.search(name):
            return self._known_or_new(title)
        for issuer in issuers:
            if found := self._look_up(issuer):
                return FoundAgency(found.agency, found.sure and not plain(issuer).endswith(OFFICE))
        proposal = next((issuer for issuer in issuers if ORGAN.search(plain(issuer))), "")
        return FoundAgency(self._propose(proposal), sure=False) if proposal else None

    def _known_or_new(self, title: str) -> FoundAgency:
        """The agency that would be proposed for a title, or the one of that name that was proposed before."""
        proposal = self._propose(title)
        known = self._chosen(self._exact.get(self._regions.apart(proposal.name).whole, ()))
        return known or FoundAgency(proposal, sure=True)

    def of(self, id_: str) -> DraftAgency:
        """An agency of the collection."""
        agency = self.known.agencies[id_]
        return DraftAgency(agency.id, agency.name.zh_hans, known=True, kind=agency.kind, region=agency.region)

    def _look_up(self, text: str) -> FoundAgency | None:
        name = self._regions.apart(text)
        if not name.whole:
            return None
        if found := self._exact.get(name.whole):
            return self._chosen(found)
        own = [part for code in (name.regions or [()])[-1] for part in self._by_region.get(code, ())]
        same = [id_ for id_, other in own if self._is_own(name, id_) and self._same(name, other, id_)]
        if same:
            return self._chosen(same)
        alike = (*own, *self._by_length.get(len(name.whole), ()), *self._by_length.get(len(name.core), ()))
        like = [id_ for id_, other in alike if self._is_like(name, other, id_)]
        chosen = self._chosen(like)
        return FoundAgency(chosen.agency, sure=False) if chosen else None

    def _chosen(self, found: Sequence[str]) -> FoundAgency | None:
        """The one agency that was found; of several the first, as a doubt."""
        unique = sorted(set(found))
        if not unique:
            return None
        return FoundAgency(self.of(unique[0]), sure=len(unique) == 1)

    def _is_own(self, name: Name, id_: str) -> bool:
        """Whether the last region a name begins with is the agency's, and the others lie above it."""
        named = name.regions and self.known.agencies[id_].region in name.regions[-1]
        return bool(named) and all(codes & self._chains[id_] for codes in name.regions)

    def _same(self, name: Name, other: Name, id_: str) -> bool:
        if name.core in SEAT:
            return other.core in SEAT and self.known.agencies[id_].kind == "government"
        return name.core == other.core

    def _is_like(self, name: Name, other: Name, id_: str) -> bool:
        """Whether a scan may have misread one character, or the name leaves out some of the other's."""
        if name.regions == other.regions:
            if _is_slip(name.whole, other.whole, len(name.core)):
                return True
        elif all(codes & self._chains[id_] for codes in name.regions) and _is_slip(name.core, other.tail):
            return True
        if not self._is_own(name, id_) or min(len(name.core), len(other.core)) < LONG_ENOUGH - 1:
            return False
        rest = iter(other.core)
        return name.core[0] == other.core[0] and name.core[-1] == other.core[-1] and all(c in rest for c in name.core)

    @cached_property
    def _regions(self) -> RegionNames:
        return RegionNames(self.known.regions)

    @cached_property
    def _exact(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_, name in self._parts:
            found.setdefault(name.whole, []).append(id_)
        return found

    @cached_property
    def _parts(self) -> tuple[tuple[str, Name], ...]:
        return tuple(
            (id_, self._regions.apart(text))
            for id_, agency in self.known.agencies.items()
            for name in agency.names
            for text in (name.name, name.short)
            if text
        )

    @cached_property
    def _by_region(self) -> dict[str, list[tuple[str, Name]]]:
        found: dict[str, list[tuple[str, Name]]] = {}
        for id_, name in self._parts:
            found.setdefault(self.known.agencies[id_].region, []).append((id_, name))
        return found

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, Name]]]:
        """The names by their length, and by that of what is left without the higher regions."""
        found: dict[int, list[tuple[str, Name]]] = {}
        for id_, name in self._parts:
            for length in {len(name.whole), len(name.tail)}:
                found.setdefault(length, []).append((id_, name))
        return found

    @cached_property
    def _chains(self) -> dict[str, frozenset[str]]:
        return {id_: frozenset(self._regions.above(agency.region)) for id_, agency in self.known.agencies.items()}

    def _propose(self, text: str) -> DraftAgency:
        name = "".join(text.split())
        apart = self._regions.apart(name)
        region = min(apart.regions[-1]) if apart.regions else self._regions.mentioned(apart.whole)
        kind: Kind = "department"
        if TOWNSHIP.search(plain(name)):
            kind = "township"
        elif GOVERNMENT.search(plain(name)):
            kind = "government"
        elif PLACE.search(plain(name)) and not ORGAN.search(plain(name)):
            kind, name = "government", name + "人民政府"
        return DraftAgency(self._id(name), name, known=False, kind=kind, region=region)

    def _id(self, name: str) -> str:
        from generator.pinyin import pinyin_of  # noqa: PLC0415 - only new agencies need its dictionaries

        pieces = [re.sub(r"[^a-z0-9]", "", piece) for piece in pinyin_of(PIECE.findall(plain(name)))]
        slug = "-".join(piece for piece in pieces if piece) or "agency"
        taken = (f"{slug}-{count}" for count in range(2, len(self.known.agencies) + 3))
        return next(id_ for id_ in (slug, *taken) if id_ not in self.known.agencies)
