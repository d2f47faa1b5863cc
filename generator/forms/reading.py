"""Finds and reads the forms: those of this package, then those a portal adds in `content/forms/`."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from generator.datafiles.reading import read_data_file
from generator.datafiles.schema import validate
from generator.files import walk_files
from generator.findings import Finding, Place
from generator.forms.form import Chain, Form, Relation
from generator.forms.indicators import load_indicators
from generator.languages import Label
from generator.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OWN_FORMS = Path(__file__).parent

Forms = dict[str, Form]


def load_forms(*folders: Path, root: Path | None = None) -> tuple[Forms, tuple[Finding, ...]]:
    """Every form by its key, those of this package first. A portal can add forms but not change the meaning of one."""
    forms: Forms = {}
    first: dict[str, str] = {}
    findings: list[Finding] = []
    for folder in (OWN_FORMS, *folders):
        for path in walk_files(folder):
            if path.suffix != ".toml" or path.name == "indicators.toml":
                continue
            shown = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name
            form, mistakes = read_form(shown, path.read_bytes(), ours=folder == OWN_FORMS)
            findings.extend(mistakes)
            if form and form.key in forms:
                findings.append(Finding("declared-twice", Place(shown), None, form.key, {"other": first[form.key]}))
            elif form:
                forms[form.key], first[form.key] = form, shown
    return forms, tuple(findings)


def read_form(path: str, content: bytes, *, ours: bool = False) -> tuple[Form | None, tuple[Finding, ...]]:
    """One form from its bytes, with what is wrong with it; ours are checked as a whole by our tests."""
    file, findings = read_data_file(path, content)
    if file is None:
        return None, findings
    form, mistakes = validate(Form, file, file.values)
    if form is None:
        return None, (*findings, *mistakes)
    if ours:
        return form, findings
    doubts = [*_twice(form, path), *_nameless(form, path), *_unknown(form, path)]
    return (None if doubts else form), (*findings, *doubts)


def _twice(form: Form, path: str) -> Iterator[Finding]:
    """Keys of sections and addresses of cells that are given more than once."""
    counts = Counter(section.key for section in form.sections)
    counts.update(address for section in form.sections for address in section.addresses)
    for key, count in sorted(counts.items()):
        if count > 1:
            yield Finding("declared-twice", Place(path), None, key, {"other": path})


def _nameless(form: Form, path: str) -> Iterator[Finding]:
    """Rows and columns of cells that have no key."""
    for section in form.sections:
        for block in section.blocks:
            for head in (*block.row_leaves, *block.column_leaves):
                if head.key is None:
                    yield Finding("form-head-without-key", Place(path), section.label, head.label.zh_hans)


def _unknown(form: Form, path: str) -> Iterator[Finding]:
    """What relations, chains and indicators name and the form does not have."""
    named: tuple[Relation | Chain, ...] = (*form.relations, *form.chains)
    for relation in named:
        section = form.tables.get(relation.section)
        if section is None:
            near = nearest(relation.section, form.tables)
            yield Finding("form-names-nothing", Place(path), form.name, relation.section, {"nearest": near})
            continue
        known = section.rows if relation.each == "column" else section.columns
        before = relation.before if isinstance(relation, Chain) else ()
        for name in (*before, *relation.sum, *relation.equals):
            if not any(fnmatchcase(key, name) for key in known):
                yield Finding("form-names-nothing", Place(path), section.label, name, {"nearest": nearest(name, known)})
    indicators = [indicator.key for indicator in load_indicators()]
    for indicator, patterns in form.indicators.items():
        if indicator not in indicators:
            yield Finding(
                "form-names-nothing", Place(path), form.name, indicator, {"nearest": nearest(indicator, indicators)}
            )
        addresses = [address for section in form.sections for address in section.addresses]
        for pattern in patterns:
            if not any(fnmatchcase(address, pattern) for address in addresses):
                near = nearest(pattern, addresses)
                yield Finding("form-names-nothing", Place(path), Label(indicator), pattern, {"nearest": near})


def section_names(forms: Mapping[str, Form]) -> list[str]:
    """The keys of every table that any form has."""
    return sorted({key for form in forms.values() for key in form.tables})
