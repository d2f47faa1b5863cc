"""What a document says of itself: agency, year, title, day of publication, index number, issuer, address."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from generator.findings import Finding, Place
from generator.importers.document import Text
from generator.importers.draft import DraftHead
from generator.importers.recognising.agencies import AgencyNames, FoundAgency
from generator.importers.recognising.dates import days_in, in_digits, periods_in, years_in
from generator.importers.recognising.declared import DEPTH, OTHER_DAYS, declared_in
from generator.importers.recognising.normal import plain
from generator.importers.recognising.titles import LONGEST, agency_in, find_title, lines_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.importers.document import Document
    from generator.importers.known import Known
    from generator.importers.recognising.declared import Declared
    from generator.importers.recognising.outline import Outline

ENOUGH: Final = 3
"""Weight of what is said about the year from which on it is no doubt."""
NAME: Final = re.compile(r"[^\W\d_]{2}")
ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
AUTHOR: Final = re.compile(r"由(.{4,30}?)(?:负责)?(?:依据|根据|按照|编制|组织编制)")
NOW: Final = re.compile(r"(?:现将|现就|公布|发布).{0,12}?(20\d\d)年")
STEM_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
NO_DAY: Final = re.compile("星期|" + "|".join(OTHER_DAYS))
"""What stands beside the day on which a page was looked at, or another one that isn't that of publication."""
SIGNATURE: Final = 3
"""Of how many last paragraphs the end is looked at for a signature."""
LAST_MONTHS: Final = 11
"""The month from which on a report on the same year may be published."""
LATE: Final = 2
"""Years after the one reported on; a report published later than in these is doubtful."""


def recognise_head(document: Document, outline: Outline, known: Known) -> tuple[DraftHead, tuple[Finding, ...]]:
    """The head of a report, and a finding for all that was read but is uncertain."""
    declared = declared_in(document, outline)
    stem = PurePath(document.name).stem
    above = (*outline.title_lines, *outline.intro)[:DEPTH]
    opening = [block.text for block in above if isinstance(block, Text)]
    opening += [part.heading.text for part in outline.parts[:1] if part.section == "statistics"]
    title = _title(declared, opening, stem)
    published, dated = _published(declared, outline)
    year, counted = _year(title, opening, outline, stem, published)
    agency = _agency(title, declared, opening, stem, known)
    composed = not title and agency is not None and year is not None
    if composed and agency:
        title = f"{agency.agency.name}{year}年政府信息公开工作年度报告"
    if published and year:
        dated = dated and 0 <= published.year - year <= LATE
        counted = counted and published >= dt.date(year, LAST_MONTHS, 1)
    certain = {
        "agency": agency is None or agency.sure,
        "year": year is None or counted,
        "title": not composed,
        "published": published is None or dated,
    }
    head = DraftHead(
        agency=agency.agency if agency else None,
        year=year,
        title=title,
        published=published,
        index_number=_first(declared["index"]),
        issuer=_first([value for value in declared["issuer"] if NAME.search(value.value)]),
        url=next((found[0] for value in declared["url"] if (found := ADDRESS.search(value.value))), ""),
        doubts=tuple(key for key, sure in certain.items() if not sure),
    )
    return head, tuple(_findings(head, Place(document.name)))


def _findings(head: DraftHead, place: Place) -> Iterator[Finding]:
    values = {
        "agency": head.agency.name if head.agency else "",
        "year": str(head.year or ""),
        "title": head.title,
        "published": head.published.isoformat() if head.published else "",
    }
    for key in head.doubts:
        yield Finding(f"import-{key}-doubtful", place, found=values[key])
    if head.agency and not head.agency.known:
        yield Finding("import-agency-new", place, found=head.agency.name, values={"id": head.agency.id})


def _first(values: Sequence[Declared]) -> str:
    return next((value.value for value in sorted(values, key=lambda value: value.rank)), "")


def _title(declared: Mapping[str, Sequence[Declared]], opening: Sequence[str], stem: str) -> str:
    lines = [line for text in opening[:8] for line in ([text] if len(text) <= LONGEST else lines_of(text))]
    return tidy(find_title([value.value for value in declared["title"]], lines) or find_title([stem], []))


def _published(declared: Mapping[str, Sequence[Declared]], outline: Outline) -> tuple[dt.date | None, bool]:
    """The day of publication, and whether nothing speaks against it."""
    ranked = sorted(declared["published"], key=lambda value: value.rank)
    days = [day for value in ranked for day in list(days_in(value.value))[:1]]
    if days:
        return days[0], len(set(days)) == 1
    lines = [line.text for line in outline.title_lines[:DEPTH] if not NO_DAY.search(plain(line.text))]
    if day := next((day for line in lines for day in days_in(line)), None):
        return day, True
    if day := next((day for value in declared["made"] for day in days_in(value.value)), None):
        return day, False
    texts = [
        block.text
        for part in outline.parts
        if part.section != "statistics"
        for block in part.blocks
        if isinstance(block, Text)
    ]
    for text in reversed(texts[-SIGNATURE:]):
        tail = in_digits(text[-40:])
        days = list(days_in(tail))
        if days and tail.rstrip("。)").endswith("日"):
            return days[-1], False
    return None, True


def _year(
    title: str, opening: Sequence[str], outline: Outline, stem: str, published: dt.date | None
) -> tuple[int | None, bool]:
    """The year reported on, and whether what the document says of it agrees."""
    votes: Counter[int] = Counter()
    for year in set(years_in(title)[:1]):
        votes[year] += ENOUGH
    start = [block.text for block in outline.of("overview") if isinstance(block, Text)][:2]
    said = "".join(opening)[:4000] + "".join(start)[:2000]
    for year in set(periods_in(said)[:1]):
        votes[year] += ENOUGH
    for found in NOW.finditer(in_digits(said)):
        votes[int(found[1])] += 2
        break
    named = years_in(start[0][:40]) if start else []
    for year in named[:1]:
        votes[year] += 1
    stems = set(STEM_YEAR.findall(in_digits(stem)))
    for year in map(int, stems if len(stems) == 1 else ()):
        votes[year] += 1
    if published:
        votes[published.year - 1] += 1
    ranked = votes.most_common(2)
    if not ranked:
        return None, True
    rival = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0], ranked[0][1] >= ENOUGH > rival


def _agency(
    title: str, declared: Mapping[str, Sequence[Declared]], opening: Sequence[str], stem: str, known: Known
) -> FoundAgency | None:
    issuers = [value.value for value in sorted(declared["issuer"], key=lambda value: value.rank)]
    authors = [author[1] for text in opening if (author := AUTHOR.search(in_digits(text[:400])))]
    found = _names(known).find(agency_in(title) if title else "", [*issuers, *authors, agency_in(stem)])
    by_file = max((id_ for id_ in known.agencies if id_ in stem), key=len, default="")
    return FoundAgency(_names(known).of(by_file), sure=False) if found is None and by_file else found


@lru_cache(maxsize=4)
def _names(known: Known) -> AgencyNames:
    return AgencyNames(known)
