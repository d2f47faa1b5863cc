"""Rows about agencies: in lists of agencies, over the years, in the table of what the collection holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.pieces import Pieces, markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from generator.messages import Messages
    from generator.pages.agency import AgencyView
    from generator.pages.coverage import CoverageRow, Mark
    from generator.pages.listing import AgencyItem
    from generator.pages.page import Link


class AgencyLists(Pieces):
    """The filters that write them in one language."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(messages)
        self._marks: dict[str, tuple[str, str]] = {}

    def agency_rows(self, page: AgencyView, root: str) -> Markup:
        """The reports of an agency, the latest first: year, title, day of publication, forms."""
        written = []
        for row, forms in zip(reversed(page.reports), reversed(page.forms), strict=True):
            links = "<br>".join([self._link(form, root) for form in forms])
            written.append(
                f'<tr><th scope="row"><a href="{root}{self._escaped[row.address]}">{row.year}</a></th>'
                f'<td class="text title">{self._words(row.title)}</td><td class="text">{self._published(row)}</td>'
                f'<td class="text">{links}</td></tr>\n'
            )
        return markup("".join(written))

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
        return markup("".join(written))

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
        return markup("".join(written))

    def agency_links(self, agencies: Iterable[tuple[Link, Link]], root: str) -> Markup:
        """Agencies, each with its region."""
        written = [
            f'<li>{self._link(agency, root)} <span class="detail">{self._link(region, root)}</span></li>\n'
            for agency, region in agencies
        ]
        return markup("".join(written))

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
