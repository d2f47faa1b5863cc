"""The tables of a made-up report in the form of its year, and the words and numbers that its text uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.sample.chance import Chance
from generator.sample.ladders import DECISIONS, INFORMATION
from generator.sample.requests import Requests, Rows, draw_requests
from generator.sample.standing import MATTERS
from generator.sample.statistics_table import statistics_rows

if TYPE_CHECKING:
    from generator.sample.standing import Profile, Year

FIRST_YEARS: Final = {2021: "national-2021", 2019: "national-2019", 2014: "national-2014"}
"""From which year on a form is used, the newest first; before all of them reports are text alone."""

OUTCOMES: Final = "uuuuuuccooop"
"""How cases before higher bodies and courts end: upheld, corrected, otherwise, pending."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The tables by section, each as its rows, and all values that sentences and facts can name."""

    tables: dict[str, Rows]
    values: dict[str, int]


def form_of(year: int) -> str:
    """The form that reports for a year use."""
    return next((form for first, form in FIRST_YEARS.items() if year >= first), "narrative")


def draw_figures(year: Year, chance: Chance) -> Figures:
    """The figures of a year that began and ended as given."""
    form, profile = form_of(year.number), year.profile
    requests = draw_requests(year, chance, one_other_row=form == "national-2019")
    agency = profile.agency
    changed, extra = year.now.documents - year.before.documents, chance.below(profile.documents // 8 + 1)
    values = {
        **_work(profile, chance),
        "received": requests.received,
        "carried": requests.carried,
        "accepted": requests.received + requests.carried,
        "natural": requests.natural,
        "organisations": requests.received - requests.natural,
        "handled": requests.handled,
        "over": requests.over,
        "granted": requests.results.get("granted", 0),
        "partly": requests.results.get("granted-in-part", 0),
        "refused": requests.results.get("refused", 0),
        "unable": requests.results.get("unable", 0),
        "unprocessed": requests.results.get("unprocessed", 0),
        "otherwise": requests.results.get("other", 0),
        "issued": max(0, changed) + extra,
        "repealed": max(0, -changed) + extra,
        "valid": year.now.documents,
        "licences": chance.on(DECISIONS[agency.decides], profile.step),
        "penalties": chance.on(DECISIONS[agency.decides], 19 - profile.step),
    }
    proceedings = _proceedings(requests, chance)
    cases = {key: int(cells[-1]) for key, cells in proceedings.items()}
    values["review"] = cases.pop("review", 0)
    values["litigation"] = sum(cases.values())
    if form == "national-2021":
        disclosure = _disclosure_2021(year, values, chance)
    elif form == "national-2019":
        disclosure = _disclosure_2019(year, values, chance)
    elif form == "national-2014":
        return Figures({"statistics": statistics_rows(values, chance)}, values)
    else:
        return Figures({}, values)
    return Figures({"disclosure": disclosure, "requests": requests.rows, "proceedings": proceedings}, values)


def _work(profile: Profile, chance: Chance) -> dict[str, int]:
    """What only the text tells."""
    agency, below = profile.agency, chance.below
    scale = 1 + agency.published * agency.published
    information = chance.on(INFORMATION[agency.published], profile.step)
    wechat = below(information // 4 + 1)
    visits = chance.between(900, 9000) * scale * scale
    return {
        "information": information,
        "website": information - wechat,
        "wechat": wechat,
        "interpretations": below(6 * scale),
        "drafts": 1 + below(3 * scale),
        "opinions": below(30 * scale),
        "visits": visits,
        "followers": visits // 3 + below(500),
        "checks": 1 + below(8 * scale),
        "columns": 1 + below(9),
        "points": 1 + below(scale),
        "messages": below(60 * scale),
        "courses": 1 + below(3),
        "trainees": 12 + below(60 * scale),
        "meetings": 1 + below(4),
        "fulltime": 1 + below(scale),
        "parttime": 1 + below(3 * scale),
    }


def _proceedings(requests: Requests, chance: Chance) -> Rows:
    rows: Rows = {}
    for key, share in (("review", 14), ("litigation-direct", 60), ("litigation-after-review", 40)):
        cases = chance.below(requests.handled // share + 1)
        if not cases:
            continue
        ends = [OUTCOMES[int(chance.roll() * len(OUTCOMES))] for _ in range(min(cases, 60))]
        counts = [ends.count(end) for end in "ucop"]
        counts[0] += cases - len(ends)
        rows[key] = (*counts, cases)
    return rows


def _disclosure_2021(year: Year, values: dict[str, int], chance: Chance) -> Rows:
    now, before = year.now, year.before
    changed = now.regulations - before.regulations
    none = "/" if chance.below(6) == 0 else 0
    documents: tuple[int | str, ...] = (values["issued"], values["repealed"], values["valid"])
    if values["issued"] and chance.below(10) == 0:
        documents = (*documents[:-1], f"{values['valid']}（其中本年新制发{values['issued']}件）")
    return {
        "regulations": (
            (max(0, changed), max(0, -changed), now.regulations) if year.profile.regulations else (none, none, none)
        ),
        "normative-documents": documents,
        "licences": (values["licences"],),
        "penalties": (values["penalties"],),
        "coercive-measures": (values["penalties"] // chance.between(20, 90),),
        "fees": (_money(year.profile, chance),),
    }


def _disclosure_2019(year: Year, values: dict[str, int], chance: Chance) -> Rows:
    now, before = year.now, year.before
    made = max(0, now.regulations - before.regulations)
    decided = (
        values["licences"],
        values["licences"] // 3,
        values["penalties"],
        values["penalties"] // chance.between(20, 90),
    )
    rows: Rows = {
        "regulations": (made, made, now.regulations),
        "normative-documents": (values["issued"], values["issued"], values["valid"]),
    }
    for key, old, new, decisions in zip(MATTERS, before.matters, now.matters, (*decided, None), strict=True):
        rows[key] = (old, new - old) if decisions is None else (old, new - old, decisions)
    amount = _money(year.profile, chance)
    rows["procurement"] = (0 if amount == "0" else 1 + chance.below(12), f"{amount}万元" if chance.below(3) else amount)
    return rows


def _money(profile: Profile, chance: Chance) -> str:
    """An amount with two decimals, or 0."""
    if profile.agency.decides == 0 and chance.below(4):
        return "0"
    return f"{chance.below(40 * 9**profile.agency.decides)}.{chance.below(100):02}"
