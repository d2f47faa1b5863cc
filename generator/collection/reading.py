"""Sources to agencies, regions and reports, with every mistake of every file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from generator.collection.tables import form_names, read_figures
from generator.datafiles.reading import DataFile, read_data_file
from generator.datafiles.schema import known_keys, validate
from generator.findings import Finding, Place, errors_among
from generator.forms.reading import section_names
from generator.models.agency import Agency, AgencyFile, Name
from generator.models.region import Region, RegionsFile
from generator.models.report import Report, ReportHead
from generator.text import nearest, quote

if TYPE_CHECKING:
    from generator.collection.source import Source
    from generator.forms.form import Form
    from generator.forms.reading import Forms
    from generator.languages import Label

Findings = tuple[Finding, ...]

AGENCY_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REGION_CODE: Final = re.compile(r"[0-9]{4}[0-9A-Z]{2,8}")


def place_in(source: Source, *keys: str | int) -> Place:
    """Where a value stands in a source; read again, so that places cost nothing where nothing is to be said."""
    file, _ = read_data_file(source.path, source.content)
    return file.place_of_value(keys) if file else Place(source.path)


def agency_of(source: Source) -> str:
    """The agency that a report's data file names, sound or not; empty where it names none."""
    file, _ = read_data_file(source.path, source.content)
    agency = file.values.get("agency") if file else None
    return agency.strip() if isinstance(agency, str) else ""


def place_of_region(source: Source, code: str, key: str) -> Place:
    """Where something about a region stands in the file of regions."""
    file, _ = read_data_file(source.path, source.content)
    regions = file.values.get("regions", ()) if file else ()
    numbers = [number for number, region in enumerate(regions) if region.get("code") == code]
    return file.place_of_value(("regions", numbers[0], key)) if file and numbers else Place(source.path)


def read_regions(source: Source) -> tuple[tuple[Region, ...] | None, Findings]:
    """The declared regions; None where they can't be read."""
    file, findings = read_data_file(source.path, source.content)
    declared, mistakes = validate(RegionsFile, file, file.values) if file else (None, ())
    regions = declared.regions if declared else _salvage_regions(file.values.get("regions")) if file else None
    return regions, (*findings, *mistakes)


def _salvage_regions(listed: object) -> tuple[Region, ...] | None:
    """Of a file with mistakes, enough of each region to check what names it; None where a region has no code.

    The site is not built from these.
    """
    if not isinstance(listed, list) or not all(isinstance(region, dict) and "code" in region for region in listed):
        return None
    return tuple(
        Region.model_construct(
            code=str(region["code"]), name=str(region.get("name")), parent=_text(region, "parent"), zone=False
        )
        for region in listed
    )


def _text(values: dict[str, Any], key: str) -> str | None:
    return value if isinstance(value := values.get(key), str) else None


def read_agency(source: Source) -> tuple[Agency | None, Findings]:
    """One agency; its id is the name of its file."""
    file, findings = read_data_file(source.path, source.content)
    findings = (*_check_id(source.path), *findings)
    declared, mistakes = validate(AgencyFile, file, file.values) if file else (None, ())
    if declared is None:
        return _salvage_agency(source, file.values) if file else None, (*findings, *mistakes)
    return Agency(**dict(declared), id=PurePosixPath(source.path).stem, path=source.path), findings


def _salvage_agency(source: Source, values: dict[str, Any]) -> Agency:
    """Of a file with mistakes, enough to check what it names; the site is not built from this."""
    key = PurePosixPath(source.path).stem
    return Agency.model_construct(
        id=key,
        path=source.path,
        kind="other",
        names=(Name(name=key),),
        region=region if REGION_CODE.fullmatch(region := _text(values, "region") or "") else "",
        parent=_text(values, "parent"),
        successor=_text(values, "successor"),
    )


def _check_id(path: str) -> Findings:
    """An agency's id is part of addresses, and two that differ only in capitals are one on many disks and hosts."""
    if AGENCY_ID.fullmatch(PurePosixPath(path).stem):
        return ()
    return (Finding("file-name-invalid", Place(path), None, PurePosixPath(path).name, {"expected": "agency-id"}),)


def read_report(source: Source, forms: Forms) -> tuple[Report | None, Findings]:
    """One report; None where it has errors."""
    file, findings = read_data_file(source.path, source.content)
    if file is None:
        return None, findings
    known = section_names(forms)
    tables = [key for key in file.values if key in known]
    figures, mistakes = [], list(findings)
    for key in tables:
        table, wrong = read_figures(file, key, forms)
        mistakes.extend(wrong)
        figures.extend([table] if table else [])
    rest = {key: value for key, value in file.values.items() if key not in tables}
    narrative_form, rest = _take_narrative_form(file, rest, forms, figures[0].form if figures else None, mistakes)
    head, wrong = validate(ReportHead, file, rest)
    mistakes.extend(_with_sections(finding, forms, narrative_form) for finding in wrong)
    mistakes.extend(_check_place(file, file.values))
    mistakes.extend(_check_facts(file, file.values.get("facts")))
    mistakes.extend(_check_narrative(file, file.values.get("narrative"), narrative_form))
    if head is None or narrative_form is None or errors_among(mistakes):
        return None, tuple(mistakes)
    order = [section.key for section in narrative_form.sections]
    narrative = dict(sorted(head.narrative.items(), key=lambda item: order.index(item[0])))
    head = head.model_copy(update={"narrative": narrative})
    figures.sort(key=lambda table: [*table.form.tables].index(table.section.key))
    return Report(head, tuple(figures), narrative_form, source.path, source.digest), tuple(mistakes)


def _take_narrative_form(
    file: DataFile, values: dict[str, Any], forms: Forms, first: Form | None, mistakes: list[Finding]
) -> tuple[Form | None, dict[str, Any]]:
    """The form whose sections the text follows: the one it names, else that of the first table, else `narrative`."""
    narrative = values.get("narrative")
    default = first or forms.get("narrative")
    if not isinstance(narrative, dict) or "form" not in narrative:
        return default, values
    name = narrative["form"]
    rest = {**values, "narrative": {key: value for key, value in narrative.items() if key != "form"}}
    if isinstance(name, str) and name in forms:
        return forms[name], rest
    place, keys = file.place_of_value(("narrative", "form")), ("narrative", "form")
    found: dict[str, str | Label] = {"key": "form", "choices": form_names(forms)}
    if isinstance(name, str):
        found["nearest"] = nearest(name, forms)
        mistakes.append(Finding("form-unknown", place, None, quote(name), found))
    else:
        mistakes.append(Finding("text-expected", place, None, quote(file.written_with_marks(keys)), found))
    return default, rest


def _with_sections(finding: Finding, forms: Forms, narrative: Form | None) -> Finding:
    """The finding with the name of its section; an unknown key may be a misspelt table as well as a misspelt key."""
    section = narrative.narrative.get(str(finding.values.get("key"))) if narrative else None
    if section and finding.subject is None and finding.code != "key-missing":
        return replace(finding, subject=section.label)
    if finding.code != "key-unknown" or finding.values.get("nearest"):
        return finding
    near = nearest(finding.found, [*known_keys(ReportHead), *section_names(forms)])
    label = next((form.tables[near].label for form in forms.values() if near in form.tables), None)
    values: dict[str, str | Label] = {"nearest": near, "nearest-key": near}
    if label is not None:
        values["nearest-label"] = label
    return Finding(finding.code, finding.place, None, finding.found, values)


def _check_place(file: DataFile, given: dict[str, Any]) -> list[Finding]:
    """The folder names the agency and the file's name the year: both must say what the file says."""
    path = PurePosixPath(file.path)
    findings = []
    year, agency = given.get("year"), given.get("agency")
    if (
        isinstance(year, int)
        and not isinstance(year, bool)
        and str(year) != path.stem
        and ("year",) not in file.set_aside
    ):
        place = file.place_of_value(("year",))
        values = {"expected": path.stem, "suffix": path.suffix}
        findings.append(Finding("year-not-file-name", place, None, str(year), values))
    if isinstance(agency, str) and agency and agency != path.parent.name:
        place = file.place_of_value(("agency",))
        findings.append(Finding("agency-not-folder", place, None, quote(agency), {"expected": path.parent.name}))
    return findings


def _check_facts(file: DataFile, facts: object) -> list[Finding]:
    """A fact's key is its address: no two facts of a report have the same."""
    first: dict[str, int] = {}
    findings = []
    for number, fact in enumerate(facts if isinstance(facts, list) else ()):
        key = fact.get("key") if isinstance(fact, dict) else None
        if isinstance(key, str) and key in first:
            line = str(file.place_of_value(("facts", first[key], "key")).line)
            place = file.place_of_value(("facts", number, "key"))
            findings.append(Finding("key-twice", place, None, quote(key), {"key": key, "line": line}))
        elif isinstance(key, str):
            first[key] = number
    return findings


def _check_narrative(file: DataFile, narrative: object, form: Form | None) -> list[Finding]:
    if not isinstance(narrative, dict) or form is None:
        return []
    unknown = [key for key in narrative if key != "form" and key not in form.narrative]
    return [
        Finding(
            "key-unknown",
            file.place_of_key(("narrative", key)),
            found=quote(key),
            values=_near_section(key, form),
        )
        for key in unknown
    ]


def _near_section(key: str, form: Form) -> dict[str, str | Label]:
    near = nearest(key, form.narrative)
    return {"nearest": near, "nearest-label": form.narrative[near].label} if near else {}
