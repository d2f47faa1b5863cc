"""The title of a report among the lines above its text, and the agency's name and the year within it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.agencies import ORGAN, PLACE
from generator.importers.recognising.dates import in_digits, years_in
from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TITLE: Final = re.compile(
    r"[^,。;:!?《》]{0,50}(?:信息|政务|政府)(?:信息)?公开[^,。;:!?《》]{0,14}"
    r"(?:报告|年报|(统计表|情况表))(?:[(][^()]{1,12}[)])?(?:\.\w+)?"
)
"""A report's title, or that of a table that is all there is."""
SUBJECT: Final = re.compile(r"(?:政府|政务)?信息公开|政务公开|年度?工作报告|年度报告")
YEAR: Final = re.compile(r"(?:20\d\d)年?度?")
AROUND: Final = re.compile(
    r"^(?:关于|印发|公布|发布|公开|中国|[《\"\[(\-_·])+|(?:关于|印发|公布|发布|的|[》\"\])\-_·])+$"
)
SITE: Final = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,30}$")
LINES: Final = 4
"""How many lines a title may be broken into."""
WIDE: Final = r"\u2e80-\u9fff\uf900-\uffee"
SPACE: Final = re.compile(rf"(?<=[{WIDE}])\s+(?=[{WIDE}\d])|(?<=\d)\s+(?=[{WIDE}])")
LOOSE: Final = re.compile(rf"(?<=[{WIDE}])\s+(?=\d)|(?<=\d)\s+(?=[{WIDE}])")
TOKENS: Final = 12
LONGEST: Final = 60


def find_title(declared: Sequence[str], lines: Sequence[str]) -> str:
    """The likeliest title among what is declared and the lines above the text; empty where none looks like one."""
    candidates = [(text, 0) for value in declared for text in _declared(value)]
    for first in range(len(lines)):
        counts = range(1, min(LINES, len(lines) - first) + 1)
        candidates.extend(("".join(lines[first : first + count]), count) for count in counts)
    scored = [(_score(text, count), -at, text) for at, (text, count) in enumerate(candidates)]
    best = max(scored, default=(0, 0, ""))
    return best[2] if best[0] > 0 else ""


def _declared(value: str) -> Iterator[str]:
    yield value
    while SITE.search(value):
        value = SITE.sub("", value)
        yield value


def _score(text: str, lines: int) -> int:
    """How much a text looks like a whole title: it names its subject, a year and an agency, in few lines."""
    form = plain(text)
    found = TITLE.fullmatch(form)
    if not found or (SITE.search(text) and _score(SITE.sub("", text), lines)):
        return 0
    agency = agency_in(text)
    named = bool(ORGAN.search(agency) or PLACE.search(agency))
    begun_before = bool(ORGAN.search(agency)) and plain(text).count("报告") > 1
    return (
        10
        - 6 * bool(found[1])
        + 4 * bool(years_in(in_digits(text)))
        + 4 * named
        - 2 * (lines > 1)
        - lines
        - 3 * begun_before
    )


def lines_of(text: str) -> list[str]:
    """The pieces of a glued text's beginning that may be its title."""
    return [piece for piece in text.split(maxsplit=TOKENS)[:TOKENS] if len(piece) <= LONGEST]


def tidy(title: str) -> str:
    """A title on one line; where a layout put white space around its figures, without any between Chinese words."""
    line = " ".join(title.split())
    return SPACE.sub("", line) if LOOSE.search(line) else line


def agency_in(title: str) -> str:
    """The name of the agency in a title, in plain form; empty where it has none."""
    form = YEAR.sub("", in_digits(title))
    subject = SUBJECT.search(form)
    name = form[: subject.start()] if subject else form
    if name.endswith("人民") and subject and subject[0].startswith("政府"):
        name += "政府"
    while (bare := AROUND.sub("", name)) != name:
        name = bare
    return name
