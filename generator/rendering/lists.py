"""Rows of lists and tables, written whole: a page may have hundreds, so templates leave them to these filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup, escape

from generator.rendering.written import LONGEST_KEPT, MOST_KEPT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from generator.messages import Messages
    from generator.pages.agency import Series
    from generator.pages.coverage import CoverageRow, Mark
    from generator.pages.listing import AgencyItem, Row, TotalView, Value
    from generator.pages.page import Link, Words


class Publication(Protocol):
    """What has a day of publication and may be late: a row of a list, or the page of a report."""

    @property
    def published(self) -> dt.date | None:
        """The day, if it is known."""

    @property
    def timing(self) -> str:
        """Whether that was in time."""


class Escaped(dict[str, str]):
    """Texts as they stand in HTML: names and addresses come again and again."""

    def __missing__(self, text: str) -> str:
        escaped = _escape(text)
        if len(text) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[text] = escaped
        return escaped


class Lists:
    """The filters that write rows in one language. Each gives the same bytes for the same rows on every page."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self.language = messages.language
        self.with_units = messages.language != "en"
        self._escaped = Escaped()
        self._marks: dict[str, tuple[str, str]] = {}

    def value(self, value: Value | None, root: str) -> Markup:
        """An indicator: the number, or what the cell holds instead, leading to the cell."""
        return _markup(self._values((value,), root))

    def values(self, values: Iterable[Value | None], root: str) -> Markup:
        """A row of indicators."""
        return _markup(self._values(values, root))

    def published(self, row: Publication) -> Markup:
        """The day of publication, or that it is not known, and whether that was late."""
        return _markup(self._published(row))

    def report_rows(self, rows: Iterable[Row], root: str, *, with_region: bool = True) -> Markup:
        """Reports: agency, region, day of publication, indicators."""
        written = []
        for row in rows:
            region = f'<td class="text">{self._link(row.region, root)}</td>' if with_region else ""
            written.append(
                f'<tr>\n<th scope="row"><a href="{root}{self._escaped[row.address]}">{self._words(row.agency.words)}'
                f'</a></th>\n{region}<td class="text">{self._published(row)}</td>\n'
                f"{self._values(row.values, root)}\n</tr>\n"
            )
        return _markup("".join(written))

    def series_rows(self, series: Iterable[Series], root: str) -> Markup:
        """Indicators, each with its values side by side."""
        written = []
        for one in series:
            unit = f' <span class="detail">{self._escaped[one.unit]}</span>' if self.with_units else ""
            head = f'<th scope="row">{self._words(one.words)}{unit}</th>'
            written.append(f"<tr>{head}{self._values(one.values, root)}</tr>\n")
        return _markup("".join(written))

    def total_rows(self, totals: Iterable[TotalView]) -> Markup:
        """Totals with what they rest on."""
        coverage = self.messages.gettext("total.coverage")
        written = []
        for row in totals:
            unit = f" {self._escaped[row.unit]}" if self.with_units else ""
            mark = ' class="outcome"' if row.is_outcome else ""
            total = '<td class="absent">—' if row.sum is None else f"<td>{self.messages.number(row.sum)}{unit}"
            rests_on = coverage % {"counted": row.counted, "reports": row.reports}
            written.append(
                f'<tr{mark}>\n<th scope="row">{self._words(row.words)}</th>\n{total}</td>'
                f'<td class="text">{rests_on}</td>\n</tr>\n'
            )
        return _markup("".join(written))

    def agency_items(self, items: Iterable[AgencyItem], root: str, *, with_region: bool = True) -> Markup:
        """Agencies: kind, region, the years with reports."""
        nothing, synthetic = self.messages("agency.no-reports"), self.messages("synthetic.mark")
        written = []
        for item in items:
            detail = self.messages(f"kind.{item.kind}")
            if with_region:
                detail += f" · {self._link(item.region, root)}"
            if item.synthetic:
                detail += f" · {synthetic}"
            mark = "" if item.years else ' class="without"'
            years = "".join([f'<a href="{root}{self._escaped[way]}">{year}</a> ' for year, way in item.years])
            written.append(
                f"<li{mark}>\n{self._link(item.link, root)}\n"
                f'<span class="detail">{detail}</span>\n<span class="years">{years or nothing}</span>\n</li>\n'
            )
        return _markup("".join(written))

    def coverage_rows(self, rows: Iterable[CoverageRow], root: str) -> Markup:
        """Agencies, each with a mark for every year."""
        nothing = (
            '<td class="absent"><span aria-hidden="true">—</span>'
            f'<span class="visually-hidden">{self.messages("coverage.none")}</span></td>'
        )
        written = []
        for row in rows:
            marks = "".join([self._mark(mark, root) if mark else nothing for mark in row.marks])
            written.append(f'<tr><th scope="row">{self._link(row.agency, root)}</th>{marks}</tr>\n')
        return _markup("".join(written))

    def as_mapping(self) -> Mapping[str, Callable[..., Any]]:
        """Every filter by the name templates use."""
        return {
            "value": self.value,
            "values": self.values,
            "published": self.published,
            "report_rows": self.report_rows,
            "series_rows": self.series_rows,
            "total_rows": self.total_rows,
            "agency_items": self.agency_items,
            "coverage_rows": self.coverage_rows,
        }

    def _words(self, value: Words) -> str:
        text = self._escaped[value.text]
        return text if value.language == self.language else f'<span lang="{value.language}">{text}</span>'

    def _link(self, link: Link, root: str) -> str:
        return f'<a href="{root}{self._escaped[link.address]}">{self._words(link.words)}</a>'

    def _published(self, row: Publication) -> str:
        day = row.published
        if day is None:
            shown = self.messages("report.undated")
        else:
            shown = f'<time datetime="{day.isoformat()}">{self.messages.day(day)}</time>'
        return (
            f'{shown} <span class="mark late">{self.messages("timing.late")}</span>' if row.timing == "late" else shown
        )

    def _values(self, values: Iterable[Value | None], root: str) -> str:
        """A row; its addresses are escaped in one go, with what stands in none of them between."""
        row = list(values)
        ways = _escape("\0".join([value.address if value else "" for value in row])).split("\0")
        return "".join([self._value(value, root + way) for value, way in zip(row, ways, strict=True)]) if row else ""

    def _value(self, value: Value | None, way: str) -> str:
        if value is None:
            return f'<td class="absent" title="{_escape(self.messages("cell.absent"))}">—</td>'
        number = value.number
        if type(number) is int:
            return f'<td><a href="{way}">{number:,}</a></td>'
        if number is not None:
            return f'<td><a href="{way}">{self.messages.number(number)}</a></td>'
        shown = _escape(self.messages(f"cell.{value.meaning}"))
        return f'<td class="{value.meaning}"><a href="{way}">{shown}</a></td>'

    def _mark(self, mark: Mark, root: str) -> str:
        timing = mark.timing
        if timing not in self._marks:
            words, sign = self.messages(f"timing.{timing}"), self.messages(f"timing.sign.{timing}")
            self._marks[timing] = (
                words,
                f'"><span aria-hidden="true">{sign}</span><span class="visually-hidden">{words}</span></a></td>',
            )
        words, ending = self._marks[timing]
        day = f" {mark.published}" if mark.published else ""
        return f'<td><a class="mark {timing}" href="{root}{self._escaped[mark.address]}" title="{words}{day}{ending}'


def _escape(text: str) -> str:
    return str.__str__(escape(text))


def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - each filter escapes what it is given
