"""The only module that prints: findings, progress and summaries, in Chinese or English. Rich's only home.

What was asked for goes to standard output; findings and progress go to standard error.
"""

from __future__ import annotations

import locale
import os
import sys
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.findings import Severity
from generator.languages import Label
from generator.messages import load_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console as RichConsole
    from rich.text import Text

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
        self.kept: Path | None = None
        """A folder for read catalogues; without one they are read each time."""

    @cached_property
    def messages(self) -> Messages:
        """The words of the terminal."""
        return load_messages([CATALOGUES], self.language, self.kept)

    @cached_property
    def _error(self) -> RichConsole:
        from rich.console import Console as RichConsole  # noqa: PLC0415 - a build without findings does not need it

        return RichConsole(stderr=True, highlight=False, soft_wrap=True, markup=False)

    def say(self, key: str, /, **values: object) -> None:
        """A result, on standard output."""
        if not self.quiet:
            print(self.messages(key, **values))  # noqa: T201 - this is the module that prints

    def fail(self, key: str, /, **values: object) -> None:
        """A failure, on standard error."""
        self._error.print(self.messages(key, **values), style="bold red")

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
        from rich.text import Text  # noqa: PLC0415 - as above

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
        if self.quiet or not sys.stderr.isatty():
            yield lambda _name, _length: bool
            return
        from rich.progress import (  # noqa: PLC0415 - as above
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

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
    values = {"found": finding.found, "path": finding.place.path, **values}
    key = values.get("key", "")
    if key:
        values["bare-key"] = key
        values["key"] = _key_name(key, messages)
        values["example"] = _word(f"example.{key}", messages) or f"{key} = …"
    if "reason" in values:
        reason = _reason(values["reason"])
        values["reason"] = messages(f"syntax.{reason}")
        values["cure"] = _word(f"syntax.{reason}.remedy", messages) or messages("syntax.other.remedy")
    if finding.code in ("value-invalid", "file-name-invalid"):
        values["expected"] = _word(f"expected.{values.get('expected', '')}", messages) or messages("expected.other")
    if finding.code == "choice-unknown":
        choices = values["expected"].split()
        values["expected"] = messages("list.words").join(_choice_name(choice, messages) for choice in choices)
    if finding.code in ("cells-too-many", "cells-too-few"):
        values["cells"] = messages.count("count.cells", int(values.get("expected", 0)))
    if finding.code == "encoding-not-utf-8":
        values["guess"] = messages("finding.looks-like", name=finding.found) if finding.found else ""
    if values.get("line"):
        values["before"] = messages("finding.line-before", line=values["line"])
    return {**dict.fromkeys(("expected", "nearest", "other", "before", "example", "key", "bare-key"), ""), **values}


def explain(finding: Finding, messages: Messages) -> str:
    """What is wrong, with the official name of the cell or key and what stands there."""
    subject = f"{finding.subject.to(messages.language)}{messages('finding.colon')}" if finding.subject else ""
    return subject + messages(f"finding.{finding.code}", **_values(finding, messages))


def remedy(finding: Finding, messages: Messages) -> str:
    """What to do about it."""
    values = _values(finding, messages)
    near = messages("finding.nearest", nearest=_nearest(values, messages)) if values["nearest"] else ""
    key = f"finding.{finding.code}.remedy"
    in_json = finding.place.path.endswith(".json") and _word(f"{key}.json", messages)
    return near + (messages(f"{key}.json", **values) if in_json else messages(key, **values))


def _nearest(values: dict[str, str], messages: Messages) -> str:
    """The nearest known word, with its official name where it has one."""
    word = values["nearest"]
    name = values.get("nearest-label") or _word(f"key.{values.get('nearest-key', '')}", messages)
    return messages("key.named", key=word, name=name) if name not in ("", word) else messages("key.plain", key=word)


def _key_name(key: str, messages: Messages) -> str:
    """A key with its official name, where it has one."""
    name = _word(f"key.{key}", messages)
    named = name and name != key
    return messages("key.named", key=key, name=name) if named else messages("key.plain", key=key)


def _choice_name(choice: str, messages: Messages) -> str:
    name = _word(f"choice.{choice}", messages)
    return messages("choice.named", key=choice, name=name) if name and name != choice else choice


def _word(key: str, messages: Messages) -> str:
    """The words of a key that not every catalogue has."""
    try:
        return messages.gettext(key)
    except KeyError:
        return ""


def _reason(reason: str) -> str:
    """The name in the catalogue of what the TOML or JSON reader says."""
    return next((name for beginning, name in SYNTAX_REASONS.items() if reason.startswith(beginning)), "other")


SYNTAX_REASONS: Final = {
    "Unterminated string": "open-quotation",
    "Illegal character '\\n'": "open-quotation",
    "Illegal character": "illegal-character",
    "Found invalid character": "illegal-character",
    "Invalid control character": "illegal-character",
    'Expected "\'"': "open-quotation",
    "Expected \"'''\"": "open-text",
    "Expected '=' after a key": "no-equals-sign",
    "Invalid value": "value",
    "Invalid hex value": "escape",
    "Escaped character": "escape",
    "Unescaped '\\' in a string": "escape",
    "Invalid \\": "escape",
    "Expected newline or end of document": "surplus",
    "Extra data": "surplus",
    "Unclosed array": "open-bracket",
    "Unclosed inline table": "open-brace",
    "Invalid initial character for a key part": "key",
    "Invalid statement": "statement",
    "Expected ']": "open-head",
    "Expecting property name": "json-key",
    "Expecting ',' delimiter": "json-comma",
    "Illegal trailing comma": "json-trailing-comma",
    "Expecting value": "json-value",
    "Expecting ':' delimiter": "json-colon",
}
"""How the standard library's readers begin what they say; `syntax.<name>` in the catalogue says it in our words."""
