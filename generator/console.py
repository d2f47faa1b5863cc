"""The only module that prints: findings, progress and summaries, in Chinese or English. Rich's only home.

What was asked for goes to standard output; findings and progress go to standard error.
"""

from __future__ import annotations

import locale
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from generator.findings import Severity
from generator.languages import Label
from generator.messages import load_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.findings import Finding
    from generator.languages import Language
    from generator.messages import Messages

CATALOGUES: Final = Path(__file__).parent / "catalogues"
STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def language_of(choice: str | None) -> Language:
    """The language of the terminal: as chosen by `--lang`, else as the locale says."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    chosen = (choice or told or locale.getlocale()[0] or "en").replace("_", "-").lower()
    if not chosen.startswith("zh"):
        return "en"
    return "zh-Hant" if any(part in chosen for part in ("hant", "tw", "hk", "mo")) else "zh-Hans"


class Console:
    """Says things in one language; `quiet` leaves only errors and what was asked for."""

    def __init__(self, language: Language = "en", *, quiet: bool = False) -> None:
        self.language = language
        self.quiet = quiet
        self.messages: Messages = load_messages([CATALOGUES], language)
        self._out = RichConsole(highlight=False, soft_wrap=True, markup=False)
        self._error = RichConsole(stderr=True, highlight=False, soft_wrap=True, markup=False)

    def say(self, key: str, /, **values: object) -> None:
        """A result, on standard output."""
        if not self.quiet:
            self._out.print(self.messages(key, **values))

    def fail(self, key: str, /, **values: object) -> None:
        """A failure, on standard error."""
        self._error.print(Text(self.messages(key, **values), "bold red"))

    def warn(self, text: str) -> None:
        """Plain words on standard error."""
        self._error.print(text)

    def findings(self, findings: Sequence[Finding]) -> None:
        """Every finding in its place, then how many there are of each severity."""
        shown = [f for f in findings if not self.quiet or f.severity is Severity.ERROR]
        for finding in shown:
            self._error.print(self.finding(finding))
        if shown:
            self._error.print(self.count(shown))

    def count(self, findings: Sequence[Finding]) -> str:
        """How many findings there are of each severity."""
        parts = []
        for severity in Severity:
            number = sum(finding.severity is severity for finding in findings)
            if number:
                parts.append(self.messages.count(f"count.{severity}", number))
        return self.messages("list.separator").join(parts) or self.messages("count.none")

    def finding(self, finding: Finding) -> Text:
        """A finding in words: place, severity and code; what is wrong, with what stands there; what to do."""
        severity = self.messages(f"severity.{finding.severity}")
        return Text.assemble(
            Text(f"{finding.place} ", "bold"),
            Text(f"{severity} [{finding.code}]", STYLES[finding.severity]),
            "\n  ",
            explain(finding, self.messages),
            "\n  ",
            Text(remedy(finding, self.messages), "dim"),
        )

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, int], Callable[[], object]]]:
        """A progress bar for long work; nothing where the output is no terminal."""
        if self.quiet or not self._error.is_terminal:
            yield lambda _name, _length: bool
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._error, transient=True) as bar:

            def begin(name: str, length: int) -> Callable[[], object]:
                task = bar.add_task(self.messages(f"progress.{name}"), total=length)
                return lambda: bar.advance(task)

            yield begin


def _values(finding: Finding, messages: Messages) -> dict[str, str]:
    values = {
        key: value.to(messages.language) if isinstance(value, Label) else value for key, value in finding.values.items()
    }
    values["found"] = finding.found
    values["path"] = finding.place.path
    if values.get("key"):
        values["key"] = _key_name(values["key"], messages)
    if "reason" in values:
        values["reason"] = _reason(values["reason"], messages)
    return {**dict.fromkeys(("expected", "nearest", "other"), ""), **values}


def explain(finding: Finding, messages: Messages) -> str:
    """What is wrong, with the official name of the cell or key and what stands there."""
    subject = f"{finding.subject.to(messages.language)}{messages('finding.colon')}" if finding.subject else ""
    return subject + messages(f"finding.{finding.code}", **_values(finding, messages))


def remedy(finding: Finding, messages: Messages) -> str:
    """What to do about it."""
    values = _values(finding, messages)
    near = messages("finding.nearest", **values) if values["nearest"] else ""
    return near + messages(f"finding.{finding.code}.remedy", **values)


def _key_name(key: str, messages: Messages) -> str:
    """A key with its official name, where it has one."""
    try:
        return messages("key.named", key=key, name=messages(f"key.{key}"))
    except KeyError:
        return key


def _reason(reason: str, messages: Messages) -> str:
    """What the TOML or JSON reader says, in the terminal's language where the catalogue knows it."""
    for number, beginning in enumerate(SYNTAX_REASONS, 1):
        if reason.startswith(beginning):
            return messages(f"syntax.{number}")
    return reason


SYNTAX_REASONS: Final = (
    "Unterminated string",
    "Illegal character",
    "Expected '=' after a key",
    "Invalid value",
    "Expected newline or end of document",
    "Unclosed array",
    "Unclosed inline table",
    "Invalid initial character for a key part",
    "Invalid statement",
    "Expected ']",
    "Unescaped '\\' in a string",
    "Expecting property name",
    "Expecting ',' delimiter",
    "Expecting value",
    "Expecting ':' delimiter",
    "Extra data",
    "Expected \"'''\"",
)
"""How the standard library's readers begin what they say; `syntax.<n>` in the catalogue says it in our words."""
