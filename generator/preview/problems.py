"""What is wrong, in words: findings and failures as the overlay lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.console import explain, remedy
from generator.errors import ContentError, GeneratorError
from generator.findings import Severity, errors_among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.findings import Finding
    from generator.messages import Messages


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. Where no file is to blame, `file` is None and `place` empty."""

    severity: Severity
    label: str
    """The severity and the code, in words."""
    message: str
    remedy: str = ""
    place: str = ""
    """`path:line:column`, the path as a reader knows it."""
    file: Path | None = None
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts what is wrong into the words of one language; places are told relative to the portal's folder."""

    messages: Messages
    root: Path

    def findings(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """All findings, errors first, where one of them is an error; else nothing is wrong."""
        listed = tuple(findings)
        if not errors_among(listed):
            return ()
        weights = list(Severity)
        return tuple(map(self._finding, sorted(listed, key=lambda finding: weights.index(finding.severity))))

    def exception(self, error: Exception) -> tuple[Problem, ...]:
        """Why a site could not take in changes or render a page."""
        if isinstance(error, ContentError):
            return tuple(map(self._finding, error.findings))
        file, line = _place_of(error)
        shown = _shown(file, self.root) if file else ""
        if isinstance(error, GeneratorError):
            values = {**error.values, "template": shown} if file else error.values
            code, message = error.code, self.messages(f"failure.{error.code}", **values)
        else:
            code = "fault"
            message = self.messages("preview.fault", error=f"{type(error).__name__}: {error}")
        place = f"{shown}:{line}:1" if file else ""
        return (Problem(Severity.ERROR, self._label(Severity.ERROR, code), message, "", place, file, line),)

    def _finding(self, finding: Finding) -> Problem:
        place = finding.place
        label = self._label(finding.severity, finding.code)
        words = explain(finding, self.messages), remedy(finding, self.messages)
        file = self.root / place.path
        return Problem(finding.severity, label, *words, str(place), file, place.line, place.column)

    def _label(self, severity: Severity, code: str) -> str:
        return f"{self.messages(f'severity.{severity}')} [{code}]"


def _place_of(error: Exception) -> tuple[Path | None, int]:
    """The template that is to blame, and the line in it."""
    if isinstance(error, GeneratorError):
        template, line = Path(str(error.values.get("template") or "")), error.values.get("line")
        return (template, line) if template.is_absolute() and isinstance(line, int) else (None, 1)
    at, found, line = error.__traceback__, None, 1
    while at is not None:
        file = Path(at.tb_frame.f_code.co_filename)
        if file.suffix == ".html":
            found, line = file, at.tb_lineno
        at = at.tb_next
    return found, line


def _shown(file: Path, root: Path) -> str:
    """A path as the portal's reader knows it: below the portal, else below the folder of themes."""
    if file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    parts = file.parts
    return Path(*parts[parts.index("themes") :]).as_posix() if "themes" in parts else file.name
