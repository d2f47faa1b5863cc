"""`yangguang export`: reports as documents and lists that others can use, and that `yangguang import` reads back."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.collection.reading import read_report
from generator.collection.source import Source
from generator.console import CATALOGUES
from generator.errors import MissingExtraError, NotFoundError, OutputError
from generator.files import digest
from generator.findings import errors_among
from generator.forms.reading import load_forms
from generator.importers.holdings import look_into
from generator.messages import load_messages
from generator.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.console import Console
    from generator.findings import Finding
    from generator.importers.holdings import Holdings, ReportKey
    from generator.messages import Messages
    from generator.models.agency import Agency
    from generator.models.report import Report

    Writer = Callable[[Report, Agency, Messages], bytes]

FORMATS: Final = ("docx", "xlsx", "csv")
NEEDS: Final = {"docx": "docx", "xlsx": "openpyxl"}
"""The packages of the extra `import` that writing a format takes."""
FOLDER: Final = "export"
LIST: Final = "reports.csv"


@dataclass(frozen=True, slots=True)
class Order:
    """The kind of file; the agency's id and the year, empty or None for all; where to; whether over files."""

    kind: str
    agency: str = ""
    year: int | None = None
    into: Path | None = None
    force: bool = False


def export(portal: Path, console: Console, order: Order) -> int:
    """Write the reports that are ordered; 1 where one has mistakes and was left out, as is told."""
    need_package(order.kind)
    forms, _ = load_forms(portal / "content" / "forms", root=portal)
    holdings = look_into(portal / "content", forms)
    keys = _chosen(holdings, order)
    findings: list[Finding] = []
    with console.progress() as progress:
        step = progress("exporting", len(keys))
        reports = _reports(holdings, keys, findings, step)
        try:
            where = _write_list(reports, order) if order.kind == "csv" else _write_each(reports, holdings, keys, order)
        except OSError as error:
            folder = order.into or Path()
            raise OutputError("not-writable", folder=folder, reason=error.strerror) from error
    left_out = len({finding.place.path for finding in findings})
    console.findings(findings)
    console.say("export.done", reports=console.messages.count("count.reports", len(keys) - left_out), place=where)
    return 1 if findings else 0


def need_package(kind: str) -> None:
    """Refuse where the package that writes a format is not installed."""
    package = NEEDS.get(kind)
    if package and find_spec(package) is None:
        raise MissingExtraError("extra-missing", packages=package)


def official_words() -> Messages:
    """The words of documents that follow the official forms, whatever the terminal's language."""
    return load_messages([CATALOGUES], "zh-Hans")


def find_agency(agencies: Mapping[str, Agency], name: str) -> Agency:
    """The agency of an id."""
    if name not in agencies:
        raise NotFoundError("agency-unknown", agency=name, nearest=nearest(name, agencies) or "—")
    return agencies[name]


def write_new(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file that is not there yet, or the same as it is; over another one only if forced."""
    if path.exists() and not force and path.read_bytes() != content:
        raise OutputError("file-exists", file=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _chosen(holdings: Holdings, order: Order) -> Sequence[ReportKey]:
    if order.agency:
        find_agency(holdings.agencies, order.agency)
    keys = [
        (agency, year)
        for agency, year in sorted(holdings.reports)
        if order.agency in ("", agency) and order.year in (None, year)
    ]
    if not keys:
        raise NotFoundError("no-such-report", report=f"{order.agency} {order.year or ''}".strip() or "—")
    for agency, _ in keys:
        find_agency(holdings.agencies, agency)
    return keys


def _reports(
    holdings: Holdings, keys: Iterable[ReportKey], findings: list[Finding], step: Callable[[], object]
) -> Iterator[Report]:
    """The reports that have no mistakes, one after another; the mistakes of the others."""
    for key in keys:
        path = holdings.reports[key]
        content = (holdings.folder / path).read_bytes()
        report, found = read_report(Source("report", f"content/{path}", content, digest(content)), holdings.forms)
        findings.extend(errors_among(found))
        if report:
            yield report
        step()


def _write_list(reports: Iterable[Report], order: Order) -> Path:
    from generator.exports.figures import reports_as_csv  # noqa: PLC0415 - each format takes its own

    path = order.into or Path(LIST)
    path = path / LIST if path.is_dir() else path
    write_new(path, b"".join(reports_as_csv(reports)), force=order.force)
    return path


def _write_each(reports: Iterable[Report], holdings: Holdings, keys: Sequence[ReportKey], order: Order) -> Path:
    """A file for each report: the one that is named, or files in a folder."""
    writer, messages = _writer(order.kind), official_words()
    alone = len(keys) == 1 and bool(order.agency) and order.year is not None
    folder = order.into or (Path() if alone else Path(FOLDER))
    named = folder if alone and order.into and not order.into.is_dir() else None
    for report in reports:
        path = named or folder / f"{report.agency}-{report.year}.{order.kind}"
        write_new(path, writer(report, holdings.agencies[report.agency], messages), force=order.force)
    return folder if named or not alone else folder / f"{keys[0][0]}-{keys[0][1]}.{order.kind}"


def _writer(kind: str) -> Writer:
    if kind == "docx":
        from generator.exports.word import report_as_docx  # noqa: PLC0415 - each format takes its own

        return report_as_docx
    from generator.exports.workbook import report_as_workbook  # noqa: PLC0415 - as above

    return report_as_workbook
