"""The JSON of KIROGOVCOMPARE: one report with its figures under names of its own, and the texts of its sections."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from generator.files import digest
from generator.importers.document import Document, Spot, Text
from generator.importers.draft import Draft, DraftCell, DraftHead, DraftTable
from generator.importers.portals.moving import Moving, moved_cell, moved_table
from generator.importers.recognising.agencies import AgencyNames
from generator.importers.recognising.narrative import recognise_narrative
from generator.importers.recognising.outline import make_outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.reading import Forms
    from generator.importers.known import Known

FORM: Final = "national-2021"
"""The only form that its tables follow."""

_MOST_DIGITS: Final = 18
"""What a cell's number has at most; one written with a larger exponent is told as it stands."""

Paths = tuple[str, ...]

DISCLOSURE: Final[Mapping[str, tuple[Paths, ...]]] = {
    "regulations": tuple(("regulations", key) for key in ("made", "repealed", "valid")),
    "normative-documents": tuple(("normativeDocuments", key) for key in ("made", "repealed", "valid")),
    "licences": (("licensing", "processed"),),
    "penalties": (("punishment", "processed"),),
    "coercive-measures": (("coercion", "processed"),),
    "fees": (("fees", "amount"),),
}
APPLICANTS: Final[tuple[Paths, ...]] = (
    ("naturalPerson",),
    *(("legalPerson", key) for key in ("commercial", "research", "social", "legal", "other")),
    ("total",),
)
REQUESTS: Final[Mapping[str, Paths]] = {
    "received": ("newReceived",),
    "carried-in": ("carriedOver",),
    "granted": ("results", "granted"),
    "granted-in-part": ("results", "partialGrant"),
    "refused.state-secret": ("results", "denied", "stateSecret"),
    "refused.forbidden-by-law": ("results", "denied", "lawForbidden"),
    "refused.security-and-stability": ("results", "denied", "safetyStability"),
    "refused.third-party-rights": ("results", "denied", "thirdPartyRights"),
    "refused.internal-affairs": ("results", "denied", "internalAffairs"),
    "refused.process-information": ("results", "denied", "processInfo"),
    "refused.enforcement-files": ("results", "denied", "enforcementCase"),
    "refused.administrative-inquiry": ("results", "denied", "adminQuery"),
    "unable.not-held": ("results", "unableToProvide", "noInfo"),
    "unable.needs-creation": ("results", "unableToProvide", "needCreation"),
    "unable.still-unclear": ("results", "unableToProvide", "unclear"),
    "unprocessed.petition": ("results", "notProcessed", "complaint"),
    "unprocessed.repeated": ("results", "notProcessed", "repeat"),
    "unprocessed.publication": ("results", "notProcessed", "publication"),
    "unprocessed.excessive": ("results", "notProcessed", "massiveRequests"),
    "unprocessed.reconfirmation": ("results", "notProcessed", "confirmInfo"),
    "other.not-clarified-in-time": ("results", "other", "overdueCorrection"),
    "other.fee-not-paid": ("results", "other", "overdueFee"),
    "other.rest": ("results", "other", "otherReasons"),
    "total": ("results", "totalProcessed"),
    "carried-over": ("results", "carriedForward"),
}
PROCEEDINGS: Final[Mapping[str, tuple[Paths, ...]]] = {
    row: tuple((block, key) for key in ("maintain", "correct", "other", "unfinished", "total"))
    for row, block in (
        ("review", "review"),
        ("litigation-direct", "litigationDirect"),
        ("litigation-after-review", "litigationPostReview"),
    )
}
TABLES: Final[tuple[tuple[str, str, Mapping[str, tuple[Paths, ...]]], ...]] = (
    ("disclosure", "activeDisclosureData", DISCLOSURE),
    ("requests", "tableData", {row: tuple((*who, *what) for who in APPLICANTS) for row, what in REQUESTS.items()}),
    ("proceedings", "reviewLitigationData", PROCEEDINGS),
)
"""The key of each table, its name there, and the way to each cell of each row."""


def read_kirogovcompare(content: bytes, name: str, known: Known, forms: Forms) -> Moving | None:
    """The report of such a file; None for any other file."""
    if content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return None
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    parsed = _find(values)
    if parsed is None:
        return None
    sections = [section for section in parsed["sections"] if isinstance(section, dict)]
    draft = Draft(name, digest(content), _head(values, known), tuple(_tables(sections)))
    texts, notes, findings = recognise_narrative(make_outline(_texts(draft, sections)), forms, draft.tables)
    return Moving((replace(draft, texts=texts, notes=notes, findings=findings),))


def _find(values: dict[str, Any]) -> dict[str, Any] | None:
    """The part of the file that lists its sections, however deeply its export wraps it."""
    at: Any = values
    for key in ("active_version", "parsed_json"):
        at = at[key] if isinstance(at, dict) and key in at else at
    sections = at.get("sections") if isinstance(at, dict) else None
    names = {name for _, name, _ in TABLES}
    found = isinstance(sections, list) and any(isinstance(s, dict) and names & s.keys() for s in sections)
    return at if found else None


def _head(values: dict[str, Any], known: Known) -> DraftHead:
    source = values["source"] if isinstance(values.get("source"), dict) else {}
    name = _text(values.get("unit_name") or source.get("organization_name"))
    year = values.get("year") or source.get("report_year")
    title = _text(source.get("report_title"))
    found = AgencyNames(known).find(name or title)
    year = int(year) if isinstance(year, int) and 2007 <= year <= 2100 else None  # noqa: PLR2004 - as reports have it
    doubts = [] if found is None or found.sure else ["agency"]
    if not title and found and year:
        title = f"{found.agency.name}{year}年政府信息公开工作年度报告"
        doubts.append("title")
    return DraftHead(found.agency if found else None, year, title, doubts=tuple(doubts))


def _tables(sections: list[dict[str, Any]]) -> Iterator[DraftTable]:
    for key, name, rows in TABLES:
        number, data = next(((n, s[name]) for n, s in enumerate(sections, 1) if isinstance(s.get(name), dict)), (0, {}))
        if data:
            spot = Spot(table=number)
            cells = {row: tuple(_cell(data, path, spot) for path in paths) for row, paths in rows.items()}
            yield moved_table(key, FORM, cells)


def _cell(data: dict[str, Any], path: Paths, spot: Spot) -> DraftCell:
    value: Any = data
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return moved_cell(None, spot)
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS:
        value = f"{value:f}"
    return moved_cell(str(value), spot)


def _texts(draft: Draft, sections: list[dict[str, Any]]) -> Document:
    """Its texts as a document."""
    blocks: list[Text] = []
    for number, section in enumerate(sections, 1):
        blocks.append(Text(_text(section.get("title")), Spot(table=number), level=1))
        lines = _text(section.get("content") or section.get("text")).splitlines()
        blocks.extend(Text(" ".join(line.split())) for line in lines if line.strip())
    return Document(draft.name, "json", draft.sha256, tuple(block for block in blocks if block.text))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
