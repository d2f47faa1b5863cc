"""A draft as the text of a data file, laid out as one written by hand; and the file of an agency it proposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.datafiles.writing import number_literal, text_block, text_literal
from generator.forms.layout import table_as_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form
    from generator.importers.draft import Draft, DraftAgency, DraftFact

NO_TABLE: Final = "narrative"
"""The form that the text of a report without tables follows."""

_WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_FACT_KEY: Final = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")


def report_as_toml(draft: Draft, agency: str, year: int, title: str, forms: Mapping[str, Form]) -> str:
    """The data file of a report by this agency, for this year."""
    return "".join([*_head(draft, agency, year, title), *_tables(draft, forms), *_facts(draft), *_texts(draft, forms)])


def agency_as_toml(agency: DraftAgency, region: str) -> str:
    """The data file of an agency that the collection does not have yet."""
    return (
        f"kind = {text_literal(agency.kind)}\nregion = {text_literal(region)}\n"
        f"\n[[names]]\nname = {text_literal(agency.name)}\n"
    )


def narrative_form(draft: Draft, forms: Mapping[str, Form]) -> str:
    """The form whose sections the texts are: that of the first table if it has them all, else one that has the most."""
    used = [table.form for table in draft.tables] or [NO_TABLE]
    sections = {text.section for text in draft.texts}
    return max((*used[:1], NO_TABLE, *forms), key=lambda key: len(sections & forms[key].narrative.keys()))


def _head(draft: Draft, agency: str, year: int, title: str) -> Iterator[str]:
    head = draft.head
    yield f"agency = {text_literal(agency)}\nyear = {year}\ntitle = {text_literal(title)}\n"
    if head.published:
        yield f"published = {head.published.isoformat()}\n"
    yield "\n[source]\n"
    if _WEB_ADDRESS.fullmatch(head.url):
        yield f"url = {text_literal(head.url)}\n"
    yield f"file = {text_literal(draft.name)}\nsha256 = {text_literal(draft.sha256)}\n"
    if head.index_number:
        yield f"index-number = {text_literal(head.index_number)}\n"
    if head.issuer:
        yield f"issuer = {text_literal(head.issuer)}\n"
    if draft.notes:
        yield f"note = {text_literal(' '.join(draft.notes))}\n"


def _tables(draft: Draft, forms: Mapping[str, Form]) -> Iterator[str]:
    for table in draft.tables:
        words = {key: [cell.word for cell in cells] for key, cells in table.rows.items()}
        yield table_as_toml(table.form, forms[table.form].tables[table.section], words)


def _facts(draft: Draft) -> Iterator[str]:
    keys: set[str] = set()
    for fact in draft.facts:
        key = name = fact.key if _FACT_KEY.fullmatch(fact.key) else "figure"
        number = 1
        while key in keys:
            number += 1
            key = f"{name}-{number}"
        keys.add(key)
        yield f"\n[[facts]]\nkey = {text_literal(key)}\nlabel = {text_literal(fact.label)}\n"
        yield f"value = {number_literal(fact.value)}\n"
        yield f"unit = {text_literal(fact.unit)}\n" if fact.unit else ""
        yield _parts(fact)


def _parts(fact: DraftFact) -> str:
    if not fact.parts:
        return ""
    if not any(part.label for part in fact.parts):
        return f"parts = [{', '.join(number_literal(part.value) for part in fact.parts)}]\n"
    lines = [
        f"  {{ label = {text_literal(part.label)}, value = {number_literal(part.value)} }},\n" for part in fact.parts
    ]
    return f"parts = [\n{''.join(lines)}]\n"


def _texts(draft: Draft, forms: Mapping[str, Form]) -> Iterator[str]:
    if not draft.texts:
        return
    form = narrative_form(draft, forms)
    known = forms[form].narrative
    named = form != (draft.tables[0].form if draft.tables else NO_TABLE)
    yield "\n[narrative]\n" + (f"form = {text_literal(form)}\n" if named else "")
    texts: dict[str, list[str]] = {}
    for text in draft.texts:
        texts.setdefault(text.section if text.section in known else next(reversed(known)), []).append(text.markdown)
    for key in known:
        if key in texts:
            markdown = "\n\n".join(text.strip() for text in texts[key])
            yield f"{key} = {text_block(markdown)}\n"
