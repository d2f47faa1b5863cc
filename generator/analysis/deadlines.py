"""When a report was due.

Regulation on the Disclosure of Government Information (国务院令第711号, 2019), article 49: departments by
31 January, the government's own report by 31 March. Townships and other bodies are not named there: no deadline
is assumed. Before report year 2018 every body had until 31 March (国令第492号).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from generator.models.agency import Agency

Timing = Literal["on-time", "late", "undated", "no-deadline"]
FIRST_YEAR_OF_ARTICLE_49 = 2019


def deadline(agency: Agency, year: int) -> dt.date | None:
    """The last day on which an agency's report for a year was in time."""
    if agency.kind not in ("government", "department"):
        return None
    if agency.kind == "department" and year >= FIRST_YEAR_OF_ARTICLE_49:
        return dt.date(year + 1, 1, 31)
    return dt.date(year + 1, 3, 31)


def timing(agency: Agency, year: int, published: dt.date | None) -> Timing:
    """Whether an agency's report for a year was published in time."""
    due = deadline(agency, year)
    if published is None:
        return "undated"
    if due is None:
        return "no-deadline"
    return "on-time" if published <= due else "late"
