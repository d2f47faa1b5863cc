"""Faults that show in a report by itself: a draft with something changed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.sample.draft import deadline
from generator.sample.fault import Fault
from generator.sample.relations import broken, cells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.forms.form import Section
    from generator.sample.draft import Draft
    from generator.sample.fault import Lot

Planted = tuple["Draft", Fault]

At = tuple[str, str, int]
"""Section, row, and the number of the column from 0."""

UNTOLD: Final = (
    *("requests.online", "requests.in-person", "requests.letter", "requests.fax"),
    *("completed.extended", "answers.not-existing", "answers.refused-privacy"),
    *("review.upheld", "litigation.corrected"),
)
"""Rows of the statistical table that belong to a sum and that no sentence repeats."""

TOLD: Final = frozenset({"received", "carried-in", "carried-over"})
"""Rows of the requests whose cells the text or the next year's report repeats."""

NEGATIVE: Final[Mapping[str, At]] = {
    "national-2021": ("disclosure", "coercive-measures", 0),
    "national-2014": ("statistics", "complaints", 0),
}
"""Cells that stand in no sum, by form."""


def _sum_wrong(draft: Draft, lot: Lot) -> Planted | None:
    at = _counted(draft, lot)
    return at and _with_cell(draft, lot, "sum-wrong", at, lambda sound: int(sound) + 1 + lot.chance.below(9))


def _cell_unread(draft: Draft, lot: Lot) -> Planted | None:
    at = _counted(draft, lot)
    return at and _with_cell(draft, lot, "cell-unread", at, lambda _: "?")


def _cell_blank(draft: Draft, lot: Lot) -> Planted | None:
    at = _counted(draft, lot)
    return at and _with_cell(draft, lot, "cell-blank", at, lambda _: "_")


def _cell_negative(draft: Draft, lot: Lot) -> Planted | None:
    at = NEGATIVE.get(draft.form)
    return at and _with_cell(draft, lot, "cell-negative", at, lambda _: f"-{1 + lot.chance.below(9)}")


def _row_missing(draft: Draft, lot: Lot) -> Planted | None:
    """A row that no sum needs: in the requests one in which no request was counted."""
    form = lot.forms[draft.form]
    rows = [("statistics", key) for key in ("responses.other", "complaints", "training.meetings")]
    rows += [("disclosure", key) for key in ("penalties", "coercive-measures", "fees")]
    requests = draft.tables.get("requests", {})
    rows += [("requests", key) for key in form.tables["requests"].rows if key not in requests] if requests else []
    rows = [row for row in rows if row[0] in draft.tables]
    if not rows:
        return None
    section, key = lot.chance.one_of(rows)
    sound = " ".join(map(str, cells_of(form.tables[section], draft.tables[section], key)))
    tables = {**draft.tables, section: {**draft.tables[section], key: ()}}
    return replace(draft, tables=tables), Fault("row-missing", f"{section}.{key}", "", sound)


def _date_late(draft: Draft, lot: Lot) -> Planted | None:
    last = deadline(draft.agency, draft.year)
    if last is None or draft.published is None:
        return None
    late = last + dt.timedelta(days=1 + lot.chance.below(60))
    fault = Fault("date-late", "published", late.isoformat(), draft.published.isoformat())
    return replace(draft, published=late), fault


def _date_missing(draft: Draft, _lot: Lot) -> Planted:
    sound = draft.published.isoformat() if draft.published else ""
    return replace(draft, published=None), Fault("date-missing", "published", "", sound)


def _text_differs(draft: Draft, lot: Lot) -> Planted | None:
    """The text tells another number of requests received than the table."""
    match = re.search(r"新收(?:政府信息公开)?申请(\d+)件", draft.narrative.get("applications", ""))
    if match is None or not draft.tables:
        return None
    text, wrong = draft.narrative["applications"], str(int(match[1]) + 1 + lot.chance.below(9))
    changed = {**draft.narrative, "applications": text[: match.start(1)] + wrong + text[match.end(1) :]}
    return replace(draft, narrative=changed), Fault("text-differs", "narrative.applications", wrong, match[1])


def _counted(draft: Draft, lot: Lot) -> At | None:
    """A cell that a sum needs, and that neither a sentence nor the next year's report repeats."""
    if "statistics" in draft.tables:
        return "statistics", lot.chance.one_of(UNTOLD), 0
    if "requests" not in draft.tables:
        return None
    if lot.chance.below(5) == 0:
        return "proceedings", lot.chance.one_of(("review", "litigation-direct")), lot.chance.below(4)
    rows = [key for key in lot.forms[draft.form].tables["requests"].rows if key not in TOLD]
    return "requests", lot.chance.one_of(rows), lot.chance.between(1, 5)


def _with_cell(draft: Draft, lot: Lot, kind: str, at: At, change: Callable[[int | str], int | str]) -> Planted:
    """The draft with another cell at a place."""
    section, key, column = at
    form = lot.forms[draft.form]
    table = form.tables[section]
    cells = [*cells_of(table, draft.tables[section], key)]
    sound = cells[column]
    cells[column] = change(sound)
    changed = replace(draft, tables={**draft.tables, section: {**draft.tables[section], key: tuple(cells)}})
    address = f"{section}.{key}.{_column(table, key, column)}"
    return changed, Fault(kind, address, str(cells[column]), str(sound), broken(changed, form))


def _column(section: Section, key: str, column: int) -> str:
    return section.rows[key][1].column_leaves[column].key or ""


MISTAKES: Final[Mapping[str, Callable[[Draft, Lot], Planted | None]]] = {
    "sum-wrong": _sum_wrong,
    "row-missing": _row_missing,
    "cell-unread": _cell_unread,
    "cell-blank": _cell_blank,
    "cell-negative": _cell_negative,
    "date-late": _date_late,
    "date-missing": _date_missing,
    "text-differs": _text_differs,
}
"""By kind: the draft with the fault and the fault, or None where a report can't have it. A date can always miss."""
