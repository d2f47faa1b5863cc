"""A made-up report before it is written: all that its data file is to say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.sample.figures import draw_figures, form_of
from generator.sample.prose import write_prose

if TYPE_CHECKING:
    from generator.sample.chance import Chance
    from generator.sample.places import SampleAgency
    from generator.sample.requests import Rows
    from generator.sample.standing import Year

LAST_YEAR_BY_MARCH: Final = 2018
"""Until this year departments too had time until the end of March."""

LONG_FROM: Final = 2
"""From this rung of publishing on the text is longer."""


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A figure that only the text states, with its parts and what they are called."""

    key: str
    label: str
    english: str
    value: int
    unit: str
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A report: its head, tables by section, facts, and texts by key. Each table is in the same form."""

    agency: SampleAgency
    year: int
    title: str
    published: dt.date | None
    form: str
    tables: dict[str, Rows]
    facts: tuple[DraftFact, ...]
    narrative: dict[str, str]

    @property
    def name(self) -> str:
        """Agency and year, as the path of its file has them."""
        return f"{self.agency.id}/{self.year}"


def draw_report(year: Year, chance: Chance) -> Draft:
    """The report of a year that began and ended as given."""
    agency, number = year.profile.agency, year.number
    form = form_of(number)
    figures = draw_figures(year, chance)
    name = agency.name_in(number)
    facts = _facts(figures.values, chance, always=not figures.tables)
    words = {"name": name, "short": agency.short, "place": agency.place}
    years = {"year": number, "previous": number - 1, "next": number + 1}
    outline = "national-2021" if form == "national-2019" else form
    narrative = write_prose(outline, {**figures.values, **words, **years}, chance, longer=agency.published >= LONG_FROM)
    yearly = "年度" if chance.below(3) else "年"
    title = f"{name}{number}{yearly}政府信息公开工作年度报告（虚构样本）"
    return Draft(agency, number, title, _published(agency, number, chance), form, figures.tables, facts, narrative)


def deadline(agency: SampleAgency, year: int) -> dt.date | None:
    """The last day in time for bodies that have one."""
    if agency.kind not in ("government", "department"):
        return None
    january = agency.kind == "department" and year > LAST_YEAR_BY_MARCH
    return dt.date(year + 1, 1, 31) if january else dt.date(year + 1, 3, 31)


def _published(agency: SampleAgency, year: int, chance: Chance) -> dt.date:
    """A day in time, most often near the end of it; bodies without a deadline take until the end of February."""
    last = deadline(agency, year) or dt.date(year + 1, 2, 28)
    first = dt.date(year + 1, 1, 5)
    days = (last - first).days
    return last - dt.timedelta(days=min(chance.below(days + 1), chance.below(days + 1)))


def _facts(values: dict[str, int], chance: Chance, *, always: bool) -> tuple[DraftFact, ...]:
    count = 3 if always else chance.below(4)
    facts = (_information, _requests, _trainees) if always else (_information, _opinions, _trainees, _visits)
    start = 0 if always else chance.below(2)
    return tuple(fact(values, chance) for fact in facts[start : start + count])


def _information(values: dict[str, int], chance: Chance) -> DraftFact:
    names = ("工作动态", "办事服务", "政策文件", "人事财务", "其他信息")[: chance.between(3, 5)]
    parts = chance.spread(values["information"], range(len(names) + 2, 2, -1))
    paired = tuple(zip(names, parts, strict=True))
    return DraftFact("information-published", "公布信息", "Information published", values["information"], "条", paired)


def _opinions(values: dict[str, int], _chance: Chance) -> DraftFact:
    return DraftFact("opinions-received", "收到公众意见", "Opinions received", values["opinions"], "条")


def _trainees(values: dict[str, int], chance: Chance) -> DraftFact:
    parts = chance.spread(values["trainees"], [1] * values["courses"])
    paired = tuple(("", part) for part in parts) if len(parts) > 1 else ()
    return DraftFact("training-participants", "参加培训", "Participants of courses", values["trainees"], "人次", paired)


def _visits(values: dict[str, int], _chance: Chance) -> DraftFact:
    return DraftFact("website-visits", "专栏浏览", "Visits to the website", values["visits"], "次")


def _requests(values: dict[str, int], chance: Chance) -> DraftFact:
    names = ("网上申请", "当面申请", "信函申请")
    parts = tuple(zip(names, chance.spread(values["received"], (5, 3, 2)), strict=True))
    return DraftFact("requests-by-channel", "新收申请", "Requests received", values["received"], "件", parts)
