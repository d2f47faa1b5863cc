"""A draft as the bytes of a data file, TOML or JSON; and the files of agencies and regions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.sample.draft import Draft, DraftFact
    from generator.sample.layout import TableLayout
    from generator.sample.places import SampleAgency, SampleRegion
    from generator.sample.requests import Rows

    Layouts = Mapping[tuple[str, str], TableLayout]

NOTE = "虚构的样本数据，没有原报告。"
SITE = "https://www.example.org"


def report_as_toml(draft: Draft, layouts: Layouts) -> str:
    """The data file of a report, laid out as one written by hand."""
    parts = [
        f'agency = "{draft.agency.id}"\nyear = {draft.year}\ntitle = "{draft.title}"\n',
        f"published = {draft.published.isoformat()}\n" if draft.published else "",
        f'\n[source]\nurl = "{SITE}/{draft.name}.html"\nnote = "{NOTE}"\n',
    ]
    parts += [layouts[draft.form, section].toml(rows) for section, rows in draft.tables.items()]
    parts += [_fact_as_toml(fact) for fact in draft.facts]
    parts.append("\n[narrative]\n")
    parts += [f"{key} = '''\n{text}\n'''\n" for key, text in draft.narrative.items()]
    return "".join(parts)


def report_as_json(draft: Draft, layouts: Layouts) -> str:
    """The same with the keys of TOML as JSON, the form for many files."""
    values: dict[str, Any] = {"agency": draft.agency.id, "year": draft.year, "title": draft.title}
    if draft.published:
        values["published"] = draft.published.isoformat()
    values["source"] = {"url": f"{SITE}/{draft.name}.html", "note": NOTE}
    for section, rows in draft.tables.items():
        values[section] = {"form": draft.form, **_nested(layouts[draft.form, section], rows)}
    if draft.facts:
        values["facts"] = [_fact(fact) for fact in draft.facts]
    values["narrative"] = {key: f"{text}\n" for key, text in draft.narrative.items()}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def agency_as_toml(agency: SampleAgency) -> str:
    """The data file of an agency."""
    parent = f'parent = "{agency.parent}"\n' if agency.parent else ""
    head = f'kind = "{agency.kind}"\nregion = "{agency.region}"\n{parent}synthetic = true\n'
    former = ""
    if agency.former:
        former = f'\n[[names]]\nname = "{agency.former}"\nen = "{agency.former_english}"\nuntil = 2018-12-31\n'
    since = "since = 2019-01-01\n" if agency.former else ""
    name = f'\n[[names]]\nname = "{agency.name}"\nen = "{agency.english}"\nshort = "{agency.short}"\n{since}'
    link = ""
    if agency.kind == "government":
        link = f'\n[[links]]\nlabel = "{agency.place}门户网站（虚构）"\nurl = "{SITE}/{agency.region}/"\n'
    return head + former + name + link


def regions_as_toml(regions: Iterable[SampleRegion]) -> str:
    """Regions as a part of the file of regions."""
    return "".join(
        f'\n[[regions]]\ncode = "{region.code}"\nname = "{region.name}"\nen = "{region.english}"\n'
        + (f'parent = "{region.parent}"\n' if region.parent else "")
        + ("zone = true\n" if region.zone else "")
        for region in regions
    )


def _fact_as_toml(fact: DraftFact) -> str:
    label = f'{{ zh-Hans = "{fact.label}", en = "{fact.english}" }}'
    text = f'\n[[facts]]\nkey = "{fact.key}"\nlabel = {label}\nvalue = {fact.value}\nunit = "{fact.unit}"\n'
    if not fact.parts:
        return text
    if not fact.parts[0][0]:
        return f"{text}parts = [{', '.join(str(number) for _, number in fact.parts)}]\n"
    lines = "".join(f'  {{ label = "{label}", value = {number} }},\n' for label, number in fact.parts)
    return f"{text}parts = [\n{lines}]\n"


def _fact(fact: DraftFact) -> dict[str, Any]:
    label = {"zh-Hans": fact.label, "en": fact.english}
    values = {"key": fact.key, "label": label, "value": fact.value, "unit": fact.unit}
    if fact.parts:
        named = [{"label": name, "value": number} for name, number in fact.parts]
        values["parts"] = named if fact.parts[0][0] else [number for _, number in fact.parts]
    return values


def _nested(layout: TableLayout, rows: Rows) -> dict[str, Any]:
    """The rows of a table, with a table for each part of a key before a dot."""
    table: dict[str, Any] = {}
    for row in layout.rows:
        cells = rows.get(row.key)
        if cells == ():
            continue
        *above, last = row.key.split(".")
        at = table
        for word in above:
            at = at.setdefault(word, {})
        text = row.zeros.removeprefix(row.before) if cells is None else row.cells % cells
        at[last] = " ".join(text.rstrip('"\n').split())
    return table


def writer_for(name: str) -> Callable[[Draft, Layouts], str]:
    """How to write reports in a format."""
    return report_as_json if name == "json" else report_as_toml
