"""`yangguang new report`: an empty report to fill in, as a data file or as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.export import find_agency, need_package, official_words, write_new
from generator.errors import NotFoundError, OutputError
from generator.exports.empty import empty_report, empty_report_as_toml, fit
from generator.forms.reading import load_forms
from generator.importers.holdings import look_into, read_existing, report_path

if TYPE_CHECKING:
    from generator.console import Console
    from generator.forms.form import Form
    from generator.importers.holdings import Holdings


def new_report(portal: Path, console: Console, agency: str, year: int, form: str = "") -> int:
    """Write an empty data file into the portal, every cell marked as unread."""
    holdings, chosen = _chosen(portal, agency, year, form)
    path = portal / "content" / report_path(agency, year)
    text = empty_report_as_toml(empty_report(holdings.agencies[agency], year, chosen))
    write_new(path, text.encode(), force=False)
    console.say("new.report-done", file=path)
    return 0


def new_workbook(  # noqa: PLR0913, PLR0917 - one for each option
    portal: Path, console: Console, agency: str, year: int, form: str = "", file: Path | None = None
) -> int:
    """Write a workbook to be filled in, which `yangguang import` reads."""
    need_package("xlsx")
    from generator.exports.workbook import report_as_workbook  # noqa: PLC0415 - needs the package

    holdings, chosen = _chosen(portal, agency, year, form)
    known = holdings.agencies[agency]
    path = file or Path(f"{agency}-{year}.xlsx")
    content = report_as_workbook(empty_report(known, year, chosen), known, official_words())
    try:
        write_new(path, content, force=False)
    except OSError as error:
        raise OutputError("not-writable", folder=path, reason=error.strerror) from error
    console.say("new.workbook-done", file=path)
    return 0


def _chosen(portal: Path, agency: str, year: int, form: str) -> tuple[Holdings, Form]:
    forms, _ = load_forms(portal / "content" / "forms", root=portal)
    holdings = look_into(portal / "content", forms)
    find_agency(holdings.agencies, agency)
    if (agency, year) in holdings.reports:
        raise OutputError("file-exists", file=portal / "content" / holdings.reports[agency, year])
    if form:
        if form not in forms:
            raise NotFoundError("form-not-there", form=form, known=", ".join(forms))
        return holdings, forms[form]
    used = [
        report.forms[0].key
        for key in sorted(holdings.reports, key=lambda key: abs(key[1] - year))
        if key[0] == agency and (report := read_existing(holdings.folder, holdings.reports[key], forms))
    ]
    return holdings, fit(forms, year, used)
