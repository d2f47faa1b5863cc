"""Sources to agencies, regions and reports, with every mistake of every file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.collection.tables import read_figures
from generator.datafiles.reading import DataFile, read_data_file
from generator.datafiles.schema import known_keys, validate
from generator.findings import Finding, Place, errors_among
from generator.forms.reading import section_names
from generator.models.agency import Agency, AgencyFile
from generator.models.region import Region, RegionsFile
from generator.models.report import Report, ReportHead
from generator.text import nearest, quote

if TYPE_CHECKING:
    from generator.collection.source import Source
    from generator.forms.form import Form
    from generator.forms.reading import Forms

Findings = tuple[Finding, ...]


def read_regions(source: Source) -> tuple[tuple[tuple[Region, Place], ...], Findings]:
    """The declared regions, each with its place."""
    file, findings = read_data_file(source.path, source.content)
    declared, mistakes = validate(RegionsFile, file, file.values) if file else (None, ())
    if file is None or declared is None:
        return (), (*findings, *mistakes)
    places = [file.place_of_value(("regions", n, "code")) for n in range(len(declared.regions))]
    return tuple(zip(declared.regions, places, strict=True)), findings


def read_agency(source: Source) -> tuple[Agency | None, Findings]:
    """One agency; its id is the name of its file."""
    file, findings = read_data_file(source.path, source.content)
    declared, mistakes = validate(AgencyFile, file, file.values) if file else (None, ())
    if declared is None:
        return None, (*findings, *mistakes)
    return Agency(**dict(declared), id=PurePosixPath(source.path).stem, path=source.path), findings


def read_report(source: Source, forms: Forms) -> tuple[Report | None, Findings]:
    """One report; None where it has errors."""
    file, findings = read_data_file(source.path, source.content)
    if file is None:
        return None, findings
    tables = [key for key in file.values if key in section_names(forms)]
    figures, mistakes = [], list(findings)
    for key in tables:
        table, wrong = read_figures(file, key, forms)
        mistakes.extend(wrong)
        figures.extend([table] if table else [])
    rest = {key: value for key, value in file.values.items() if key not in tables}
    narrative_form, rest = _take_narrative_form(file, rest, forms, figures[0].form if figures else None, mistakes)
    head, wrong = validate(ReportHead, file, rest)
    mistakes.extend(_with_sections(finding, forms) for finding in wrong)
    mistakes.extend(_check_place(file, file.values))
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
    found = {"nearest": nearest(str(name), forms), "expected": "、".join(forms), "section": "narrative"}
    mistakes.append(Finding("form-unknown", file.place_of_value(("narrative", "form")), None, quote(name), found))
    return default, rest


def _with_sections(finding: Finding, forms: Forms) -> Finding:
    """An unknown key at the top of a report may be a misspelt table as well as a misspelt key."""
    if finding.code != "key-unknown" or finding.values.get("nearest"):
        return finding
    near = nearest(finding.found, [*known_keys(ReportHead), *section_names(forms)])
    return Finding(finding.code, finding.place, None, finding.found, {**finding.values, "nearest": near})


def _check_place(file: DataFile, values: dict[str, Any]) -> list[Finding]:
    """The folder names the agency and the file's name the year: both must say what the file says."""
    path = PurePosixPath(file.path)
    findings = []
    year, agency = values.get("year"), values.get("agency")
    if isinstance(year, int) and str(year) != path.stem:
        place = file.place_of_value(("year",))
        findings.append(Finding("year-not-file-name", place, None, str(year), {"expected": path.stem}))
    if isinstance(agency, str) and agency and agency != path.parent.name:
        place = file.place_of_value(("agency",))
        findings.append(Finding("agency-not-folder", place, None, quote(agency), {"expected": path.parent.name}))
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
            values={"key": key, "nearest": nearest(key, form.narrative)},
        )
        for key in unknown
    ]
