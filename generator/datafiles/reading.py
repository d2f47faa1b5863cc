"""Bytes to a data file: encoding, conflict markers, syntax. Every mistake is found, not only the first."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.datafiles.places import Keys, Span, find_spans
from generator.findings import Finding, Place
from generator.text import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BROKEN_LINES = 50
_ASIDE = "set-aside-line-"
_AT = re.compile(r"^(?P<reason>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_DATE_LIKE = re.compile(r"=\s*(?P<date>\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\S*)")
_RECOVERABLE = re.compile(r"^\s*(\[|[\w.\"'-]+\s*=|[^\s=]+\s*(=.*)?$)")


@dataclass(frozen=True)
class DataFile:
    """A TOML or JSON file: its path in the portal, its text, and what it says."""

    path: str
    text: str
    values: dict[str, Any]

    @cached_property
    def spans(self) -> dict[Keys, Span]:
        """Where each key and value stands."""
        return find_spans(self.text, is_json=self.path.endswith(".json"))

    def place_of_key(self, keys: Keys) -> Place:
        """Where a key stands, or the nearest table around it."""
        span = self._span(keys)
        return Place(self.path, *span.key) if span else Place(self.path)

    def place_of_value(self, keys: Keys) -> Place:
        """Where a value stands, or the nearest value around it."""
        span = self._span(keys)
        return Place(self.path, *span.value) if span else Place(self.path)

    def place_in_text(self, keys: Keys, offset: int) -> Place:
        """Where a part of a one-line text stands, `offset` characters behind its opening quotation mark."""
        place = self.place_of_value(keys)
        return Place(place.path, place.line, place.column + 1 + offset)

    def _span(self, keys: Keys) -> Span | None:
        return next((self.spans[keys[:n]] for n in range(len(keys), 0, -1) if keys[:n] in self.spans), None)


def read_data_file(path: str, content: bytes) -> tuple[DataFile | None, tuple[Finding, ...]]:
    """A data file from its bytes, with all that is wrong with it as a file; None where nothing can be read."""
    text, findings = _decode(path, content)
    text, conflicts = _without_conflicts(path, text)
    findings = (*findings, *conflicts)
    values, mistakes = _read_json(path, text) if path.endswith(".json") else _read_toml(path, text)
    return None if values is None else DataFile(path, text, values), (*findings, *mistakes)


def _decode(path: str, content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text; a file in another encoding is named and read all the same, so that its other mistakes are found too."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        name, text = _decode_otherwise(content)
    else:
        if "\0" not in text:
            return text, ()
        line = 1
        name, text = _decode_otherwise(content)
    return text, (Finding("encoding-not-utf-8", Place(path, line), found=name),)


def _decode_otherwise(content: bytes) -> tuple[str, str]:
    """Name and text of the encoding a spreadsheet program has most likely used."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16", content.decode("utf-16", errors="replace")
    zeros = content[:200].count(0)
    if zeros > len(content[:200]) // 5:
        little = content[1:200:2].count(0) >= content[0:200:2].count(0)
        return "UTF-16", content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return "GBK", content.decode("gb18030")
    except UnicodeDecodeError:
        return "?", content.decode("utf-8", errors="replace")


def _without_conflicts(path: str, text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with our side of each Git conflict, its lines numbered as before."""
    if not _CONFLICT.search(text):
        return text, ()
    findings, kept, dropping = [], [], False
    for number, line in enumerate(text.split("\n"), 1):
        marker = _CONFLICT.match(line)
        kept.append("" if marker or dropping else line)
        if marker:
            dropping = marker[1][0] in "|="
            if marker[1][0] == "<":
                findings.append(Finding("conflict-marker", Place(path, number), found=quote(line)))
    first = text.count("\n", 0, next(_CONFLICT.finditer(text)).start()) + 1
    return "\n".join(kept), tuple(findings or [Finding("conflict-marker", Place(path, first))])


def _read_toml(path: str, text: str) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    """What a TOML text says. A line that can't be read is told and set aside, then the rest is read again."""
    findings: list[Finding] = []
    lines = text.replace("\r\n", "\n").split("\n")
    for _ in range(MOST_BROKEN_LINES):
        try:
            values = tomllib.loads("\n".join(lines), parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            reason, number, column = _where(str(error), lines)
            findings.append(_broken_toml(path, lines[number - 1], Place(path, number, column), reason))
            if not _set_aside(lines, number, reason):
                break
        except (RecursionError, ValueError) as error:
            findings.append(Finding("file-unreadable", Place(path), found=quote(error)))
            break
        else:
            return {key: value for key, value in values.items() if not key.startswith(_ASIDE)}, tuple(findings)
    return None, tuple(findings)


def _where(message: str, lines: list[str]) -> tuple[str, int, int]:
    """Reason, line and column of a syntax error. One at the end of the file is told where the open text began."""
    found = _AT.match(message)
    if found and found["line"]:
        return found["reason"], int(found["line"]), int(found["column"])
    opened = [number for number, line in enumerate(lines, 1) if "'''" in line or '"""' in line]
    number = opened[-1] if opened and "string" in message else len(lines)
    return found["reason"] if found else message, number, 1


def _set_aside(lines: list[str], number: int, reason: str) -> bool:
    """Take a broken line out of the reading; False where that would only break the lines after it."""
    line = lines[number - 1]
    if not _RECOVERABLE.match(line) or reason.startswith("Unclosed") or "end of document" in reason:
        return False
    if line.lstrip().startswith("["):
        lines[number - 1] = f"[{_ASIDE}{number}]"
    else:
        lines[number - 1] = ""
    return True


def _broken_toml(path: str, line: str, place: Place, reason: str) -> Finding:
    date = _DATE_LIKE.search(line)
    if date:
        return Finding("date-invalid", Place(path, place.line, date.start("date") + 1), found=quote(date["date"]))
    if reason.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline")):
        key = line.split("=", maxsplit=1)[0].strip()
        indent = len(line) - len(line.lstrip())
        return Finding("key-twice", Place(path, place.line, indent + 1), found=quote(key))
    return Finding("syntax-broken", place, found=quote(line), values={"reason": reason})


def _read_json(path: str, text: str) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    twice: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(_repeated(key for key, _ in pairs))
        return dict(pairs)

    try:
        values = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        line = text.split("\n")[error.lineno - 1]
        place = Place(path, error.lineno, error.colno)
        return None, (Finding("syntax-broken", place, found=quote(line), values={"reason": error.msg}),)
    except (RecursionError, ValueError) as error:
        return None, (Finding("file-unreadable", Place(path), found=quote(error)),)
    findings = tuple(_json_key_twice(path, text, key) for key in twice)
    if not isinstance(values, dict):
        return None, (*findings, Finding("table-expected", Place(path), found=quote(values)))
    return values, findings


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _json_key_twice(path: str, text: str, key: str) -> Finding:
    places = [match.start() for match in re.finditer(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:", text)]
    at = places[-1] if places else 0
    line = text.count("\n", 0, at) + 1
    return Finding("key-twice", Place(path, line, at - text.rfind("\n", 0, at)), found=quote(key))
