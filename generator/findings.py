"""What the reader, the importer and the audit say about a place: one kind of finding for all.

A finding is data. Its words stand in the message catalogues under its code, so that it can be told in any language.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.languages import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(StrEnum):
    """How much a finding weighs: an error keeps the site from being built, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


CODES: Final[Mapping[str, Severity]] = MappingProxyType(
    {
        # the file as such
        "file-unreadable": Severity.ERROR,
        "file-unexpected": Severity.WARNING,
        "file-name-invalid": Severity.ERROR,
        "encoding-not-utf-8": Severity.ERROR,
        "conflict-marker": Severity.ERROR,
        "syntax-broken": Severity.ERROR,
        "nested-too-deeply": Severity.ERROR,
        "head-missing": Severity.ERROR,
        "head-not-closed": Severity.ERROR,
        "key-twice": Severity.ERROR,
        # keys and values of any data file
        "key-unknown": Severity.ERROR,
        "key-missing": Severity.ERROR,
        "value-empty": Severity.ERROR,
        "text-expected": Severity.ERROR,
        "number-expected": Severity.ERROR,
        "whole-number-expected": Severity.ERROR,
        "number-too-long": Severity.ERROR,
        "date-invalid": Severity.ERROR,
        "list-expected": Severity.ERROR,
        "table-expected": Severity.ERROR,
        "yes-or-no-expected": Severity.ERROR,
        "choice-unknown": Severity.ERROR,
        "value-invalid": Severity.ERROR,
        # the portal
        "theme-unknown": Severity.ERROR,
        # one form
        "form-head-without-key": Severity.ERROR,
        "form-names-nothing": Severity.ERROR,
        # one report
        "year-not-file-name": Severity.ERROR,
        "agency-not-folder": Severity.ERROR,
        "form-missing": Severity.ERROR,
        "form-unknown": Severity.ERROR,
        "section-not-in-form": Severity.ERROR,
        "row-unknown": Severity.ERROR,
        "row-missing": Severity.WARNING,
        "row-not-text": Severity.ERROR,
        "cells-too-many": Severity.ERROR,
        "cells-too-few": Severity.ERROR,
        "cell-invalid": Severity.ERROR,
        "cell-not-a-count": Severity.WARNING,
        # the collection
        "agency-undeclared": Severity.ERROR,
        "region-undeclared": Severity.ERROR,
        "parent-circular": Severity.ERROR,
        "report-twice": Severity.ERROR,
        "declared-twice": Severity.ERROR,
        # import
        "import-empty": Severity.ERROR,
        "import-too-large": Severity.ERROR,
        "import-too-many-parts": Severity.ERROR,
        "import-too-many-pages": Severity.ERROR,
        "import-table-too-large": Severity.ERROR,
        "import-nested-too-deeply": Severity.ERROR,
        "import-unpacks-too-large": Severity.ERROR,
        "import-entities": Severity.ERROR,
        "import-locked": Severity.ERROR,
        "import-cut-off": Severity.ERROR,
        "import-damaged": Severity.ERROR,
        "import-format-unknown": Severity.ERROR,
        "import-no-text": Severity.ERROR,
        "import-too-slow": Severity.ERROR,
        "import-program-missing": Severity.ERROR,
        "import-not-converted": Severity.ERROR,
        "import-format-other": Severity.WARNING,
        "import-page-without-text": Severity.WARNING,
        "import-cut-short": Severity.WARNING,
        "import-charset-repaired": Severity.WARNING,
        "import-charset-broken": Severity.WARNING,
        "import-agency-new": Severity.WARNING,
        "import-agency-doubtful": Severity.WARNING,
        "import-year-doubtful": Severity.WARNING,
        "import-title-doubtful": Severity.NOTE,
        "import-published-doubtful": Severity.NOTE,
        "import-section-missing": Severity.WARNING,
        "import-row-unsure": Severity.WARNING,
        "import-cells-doubtful": Severity.WARNING,
        "import-cells-unreadable": Severity.WARNING,
        "import-settled-by-arithmetic": Severity.NOTE,
        "import-settled-by-neighbour": Severity.NOTE,
        "import-settled-by-text": Severity.NOTE,
        "import-row-absent": Severity.WARNING,
        "import-columns-empty": Severity.WARNING,
        "import-figures-left": Severity.WARNING,
        "import-table-unknown": Severity.WARNING,
        "import-years-compared": Severity.WARNING,
        "import-table-unsure": Severity.WARNING,
        "import-two-reports": Severity.WARNING,
        "import-unreadable": Severity.ERROR,
        "import-archive-broken": Severity.ERROR,
        "import-archive-locked": Severity.ERROR,
        "import-archive-too-many": Severity.ERROR,
        "import-archive-bomb": Severity.ERROR,
        "import-archive-nested": Severity.WARNING,
        "import-process-died": Severity.ERROR,
        "import-fault": Severity.ERROR,
        "import-nothing-found": Severity.ERROR,
        "import-no-agency": Severity.ERROR,
        "import-no-year": Severity.ERROR,
        "import-same-report": Severity.ERROR,
        "import-exists": Severity.ERROR,
        "import-agency-id-taken": Severity.ERROR,
        "import-csv-line": Severity.ERROR,
        "import-csv-unknown": Severity.ERROR,
        "import-csv-twice": Severity.ERROR,
        "import-review-open": Severity.WARNING,
        "import-review-alone": Severity.ERROR,
        "import-review-cell-gone": Severity.ERROR,
        "import-settled-twice": Severity.ERROR,
        "import-doubt-open": Severity.WARNING,
        "import-head-open": Severity.WARNING,
        "import-head-invalid": Severity.ERROR,
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the file, relative to the portal's folder, and the line and column in it, from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is to be said about a place.

    `subject` is the official name of the cell, row or key it is about; `found` is what stands there;
    `values` are the further words its message needs (see the catalogue entries `finding.<code>`).
    """

    code: str
    place: Place
    subject: Label | None = None
    found: str = ""
    values: Mapping[str, str | Label] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            message = f"{self.code} is not in the table of codes"
            raise ValueError(message)

    @property
    def severity(self) -> Severity:
        """The weight its code gives it."""
        return CODES[self.code]


def pack_finding(finding: Finding) -> str:
    """A finding as JSON."""

    def packed(value: str | Label | None) -> str | list[str] | None:
        return [value.zh_hans, value.en, value.zh_hant] if isinstance(value, Label) else value

    place, values = finding.place, {key: packed(value) for key, value in finding.values.items()}
    return json.dumps(
        [finding.code, place.path, place.line, place.column, packed(finding.subject), finding.found, values]
    )


def unpack_finding(content: str) -> Finding:
    """A finding from its JSON."""
    code, path, line, column, subject, found, values = json.loads(content)
    labels = {key: Label(*value) if isinstance(value, list) else value for key, value in values.items()}
    return Finding(code, Place(path, line, column), Label(*subject) if subject else None, found, labels)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file, line and column, each once."""
    unique = {(f.place.path, f.place.line, f.place.column, f.code, f.found): f for f in findings}
    return tuple(unique[key] for key in sorted(unique))


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that keep the site from being built."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
