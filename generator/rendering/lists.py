"""Rows of lists and tables, written whole: a page may have hundreds, so templates leave them to these filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.rendering.agency_lists import AgencyLists
from generator.rendering.pieces import escaped, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markupsafe import Markup

    from generator.messages import Messages
    from generator.pages.agency import Series
    from generator.pages.listing import Row, TotalView, Value


class Lists(AgencyLists):
    """The filters that write rows in one language. Each gives the same bytes for the same rows on every page."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(messages)
        self.with_units = messages.language != "en"

    def value(self, value: Value | None, root: str) -> Markup:
        """An indicator: the number, or what the cell holds instead, leading to the cell."""
        return markup(self._values((value,), root))

    def values(self, values: Iterable[Value | None], root: str) -> Markup:
        """A row of indicators."""
        return markup(self._values(values, root))

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
        return markup("".join(written))

    def series_rows(self, series: Iterable[Series], root: str) -> Markup:
        """Indicators, each with its values side by side."""
        written = []
        for one in series:
            unit = f' <span class="detail">{self._escaped[one.unit]}</span>' if self.with_units else ""
            head = f'<th scope="row">{self._words(one.words)}{unit}</th>'
            written.append(f"<tr>{head}{self._values(one.values, root)}</tr>\n")
        return markup("".join(written))

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
        return markup("".join(written))

    def as_mapping(self) -> Mapping[str, Callable[..., Any]]:
        """Every filter by the name templates use."""
        return {
            "value": self.value,
            "values": self.values,
            "published": self.published,
            "report_rows": self.report_rows,
            "agency_rows": self.agency_rows,
            "series_rows": self.series_rows,
            "total_rows": self.total_rows,
            "agency_items": self.agency_items,
            "agency_links": self.agency_links,
            "coverage_rows": self.coverage_rows,
        }

    def _values(self, values: Iterable[Value | None], root: str) -> str:
        """A row; its addresses are escaped in one go, with what stands in none of them between."""
        row = list(values)
        ways = escaped("\0".join([value.address if value else "" for value in row])).split("\0")
        return "".join([self._value(value, root + way) for value, way in zip(row, ways, strict=True)]) if row else ""

    def _value(self, value: Value | None, way: str) -> str:
        if value is None:
            return f'<td class="absent" title="{escaped(self.messages("cell.absent"))}">—</td>'
        number = value.number
        if type(number) is int:
            return f'<td><a href="{way}">{number:,}</a></td>'
        if number is not None:
            return f'<td><a href="{way}">{self.messages.number(number)}</a></td>'
        shown = escaped(self.messages(f"cell.{value.meaning}"))
        return f'<td class="{value.meaning}"><a href="{way}">{shown}</a></td>'
