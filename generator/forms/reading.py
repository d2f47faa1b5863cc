"""Finds and reads the forms: those of this package, then those a portal adds in `content/forms/`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.datafiles.reading import read_data_file
from generator.datafiles.schema import validate
from generator.files import walk_files
from generator.findings import Finding, Place
from generator.forms.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OWN_FORMS = Path(__file__).parent

Forms = dict[str, Form]


def load_forms(*folders: Path, root: Path | None = None) -> tuple[Forms, tuple[Finding, ...]]:
    """Every form by its key, those of this package first. A portal can add forms but not change the meaning of one."""
    forms: Forms = {}
    findings: list[Finding] = []
    for folder in (OWN_FORMS, *folders):
        for path in walk_files(folder):
            if path.suffix != ".toml" or path.name == "indicators.toml":
                continue
            shown = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name
            form, mistakes = read_form(shown, path.read_bytes())
            findings.extend(mistakes)
            if form and form.key in forms:
                findings.append(Finding("declared-twice", Place(shown), found=form.key))
            elif form:
                forms[form.key] = form
    return forms, tuple(findings)


def read_form(path: str, content: bytes) -> tuple[Form | None, tuple[Finding, ...]]:
    """One form from its bytes, with what is wrong with it."""
    file, findings = read_data_file(path, content)
    if file is None:
        return None, findings
    form, mistakes = validate(Form, file, file.values)
    if form is None:
        return None, (*findings, *mistakes)
    doubts = tuple(Finding("declared-twice", Place(path), found=key) for key in _twice(form))
    return form, (*findings, *doubts)


def _twice(form: Form) -> Iterable[str]:
    addresses = Counter(address for section in form.sections for address in section.addresses)
    sections = Counter(section.key for section in form.sections)
    return sorted(key for counts in (addresses, sections) for key, count in counts.items() if count > 1)


def section_names(forms: Mapping[str, Form]) -> list[str]:
    """The keys of every table that any form has."""
    return sorted({key for form in forms.values() for key in form.tables})
