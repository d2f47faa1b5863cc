"""One published document to drafts: read it, find its sections, recognise head, tables, texts and figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.importers.draft import Draft, DraftAgency, DraftHead
from generator.importers.readers.bounds import check_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.forms.reading import Forms
    from generator.importers.known import Known


@dataclass(frozen=True, slots=True)
class Told:
    """What the editor says about the documents beforehand: the agency's id, the year; empty or None where nothing."""

    agency: str = ""
    year: int | None = None


def read_drafts(
    content: bytes, name: str, known: Known, forms: Forms, told: Told
) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """The reports in a document, one, or all those of a collection that moves in; and what is wrong with the whole.

    Raises:
        Unreadable: nothing can be read from it.
    """
    from generator.importers.portals import read_collection  # noqa: PLC0415 - only a worker needs the recognisers

    check_size(len(content))
    moving = read_collection(content, name, known, forms)
    if moving is None:
        return import_document(content, name, known, forms, told), ()
    drafts = [replace(draft, head=told_head(draft.head, known, told)) for draft in moving.drafts]
    return tuple(drafts), moving.findings


def import_document(content: bytes, name: str, known: Known, forms: Forms, told: Told) -> tuple[Draft, ...]:
    """The report that a document is; the reports of several years where it compares them side by side.

    Raises:
        Unreadable: nothing can be read from it.
    """
    from generator.importers.readers import read_document  # noqa: PLC0415 - as above
    from generator.importers.recognising.facts import find_facts  # noqa: PLC0415
    from generator.importers.recognising.head import recognise_head  # noqa: PLC0415
    from generator.importers.recognising.narrative import recognise_narrative  # noqa: PLC0415
    from generator.importers.recognising.outline import make_outline  # noqa: PLC0415
    from generator.importers.recognising.tables import recognise_tables  # noqa: PLC0415

    document = read_document(content, name)
    outline = make_outline(document)
    head, about_head = recognise_head(document, outline, known)
    head = told_head(head, known, told)
    others = partial(known.reports.cells, head.agency.id) if head.agency else None
    tables, about_tables = recognise_tables(document, forms, others, head.year)
    texts, notes, about_texts = recognise_narrative(outline, forms, tables)
    facts = find_facts(outline, tables)
    about_head = tuple(finding for finding in about_head if finding.code not in _answered(told, known))
    findings = (*document.findings, *about_head, *about_tables, *about_texts)
    draft = Draft(name, document.sha256, head, tables, texts, facts, notes, findings)
    if told.year is not None:
        return (draft,)
    further = []
    for year in _compared(about_tables, head.year):
        tables, about_tables = recognise_tables(document, forms, others, year)
        head = replace(draft.head, year=year, title="", published=None)
        further.append(Draft(name, document.sha256, head, tables, findings=(*document.findings, *about_tables)))
    return (draft, *further)


def _compared(findings: Iterable[Finding], year: int | None) -> list[int]:
    """The other years whose reports a document has beside that of this year."""
    listed = [finding.found for finding in findings if finding.code == "import-years-compared"]
    return [
        int(word) for word in ",".join(listed).replace(" ", "").split(",") if word.isdecimal() and int(word) != year
    ]


def _answered(told: Told, known: Known) -> set[str]:
    """What need not be said about a head, since the editor has said it."""
    codes = {"import-year-doubtful"} if told.year is not None else set()
    codes |= {"import-agency-doubtful"} if told.agency else set()
    return codes | ({"import-agency-new"} if told.agency in known.agencies else set())


def told_head(head: DraftHead, known: Known, told: Told) -> DraftHead:
    """The head with what the editor said in the place of what was read."""
    doubts = set(head.doubts)
    if told.agency:
        doubts.discard("agency")
        agency = known.agencies.get(told.agency)
        read = head.agency.name if head.agency else told.agency
        head = replace(
            head,
            agency=DraftAgency(agency.id, agency.name.zh_hans, known=True, kind=agency.kind, region=agency.region)
            if agency
            else DraftAgency(
                told.agency,
                read,
                known=False,
                kind=head.agency.kind if head.agency else "other",
                region=head.agency.region if head.agency else "",
            ),
        )
    if told.year is not None:
        doubts.discard("year")
        head = replace(head, year=told.year)
    return replace(head, doubts=tuple(key for key in head.doubts if key in doubts))


def refusals(draft: Draft, name: str) -> Iterable[Finding]:
    """What keeps a draft from becoming a data file: nobody knows whose or of which year it is, or nothing was found.

    `name` is what the document is told by.
    """
    place = Place(name)
    if not draft.tables and not draft.texts and not draft.facts:
        yield Finding("import-nothing-found", place)
        return
    if draft.head.agency is None:
        yield Finding("import-no-agency", place)
    if draft.head.year is None:
        yield Finding("import-no-year", place)
