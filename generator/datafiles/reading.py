"""Bytes to a data file: encoding, conflict markers, syntax. Every mistake is found, not only the first."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from generator.datafiles.mending import read_number, read_toml
from generator.datafiles.quick import read_quickly
from generator.findings import Finding, Place
from generator.text import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.datafiles.places import Keys, Span

DEEPEST: Final = 50
LONGEST_NUMBER: Final = 40
_CONFLICT: Final = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


@dataclass(frozen=True)
class DataFile:
    """A TOML or JSON file: its path in the portal, its text, and what it says.

    `set_aside` are the keys whose values could not be read: what is wrong with them has been said.
    """

    path: str
    text: str
    values: dict[str, Any]
    set_aside: frozenset[Keys] = frozenset()

    @cached_property
    def spans(self) -> dict[Keys, Span]:
        """Where each key and value stands."""
        from generator.datafiles.places import find_spans  # noqa: PLC0415 - its parsers are for mistakes only

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
        """Where a character of a text stands, `offset` characters from its beginning."""
        from generator.datafiles.places import steps_into  # noqa: PLC0415 - as above

        place, span = self.place_of_value(keys), self._span(keys)
        down, column = steps_into(span.written, offset) if span else (0, 0)
        return Place(place.path, place.line + down, column + (1 if down else place.column))

    def written(self, keys: Keys) -> str:
        """A value as it is written in the file; of a text, what stands between its quotation marks."""
        return _unquoted(self.written_with_marks(keys))

    def written_with_marks(self, keys: Keys) -> str:
        """A value as it is written in the file, with its quotation marks."""
        span = self.spans.get(keys)
        return span.written if span else ""

    def _span(self, keys: Keys) -> Span | None:
        return next((self.spans[keys[:n]] for n in range(len(keys), 0, -1) if keys[:n] in self.spans), None)


def _unquoted(written: str) -> str:
    for mark in ("'''", '"""', "'", '"'):
        if written.startswith(mark) and written.endswith(mark) and len(written) >= 2 * len(mark):
            return written[len(mark) : -len(mark)]
    return written


def read_data_file(path: str, content: bytes) -> tuple[DataFile | None, tuple[Finding, ...]]:
    """A data file from its bytes, with all that is wrong with it as a file; None where nothing can be read."""
    values = read_quickly(path, content)
    if values is not None and not _needs_care(values):
        return DataFile(path, content.decode(), values), ()
    text, findings = read_text(path, content)
    file, mistakes = _read_json(path, text) if path.endswith(".json") else _read_toml(path, text)
    if file is None:
        return None, (*findings, *mistakes)
    file, doubts = _check_size(file)
    return file, (*findings, *mistakes, *doubts)


def read_text(path: str, content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file, whatever its encoding, with our side of each Git conflict; and a finding for each."""
    text, findings = _decode(path, content)
    text, conflicts = _without_conflicts(path, text)
    return text, (*findings, *conflicts)


def _decode(path: str, content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text; a file in another encoding is named and read all the same, so that its other mistakes are found too."""
    if _looks_like_utf_16(content):
        text = _decode_utf_16(content)
        return text.removeprefix("\ufeff"), (Finding("encoding-not-utf-8", Place(path), found="UTF-16"),)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        begin = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[begin : error.start].decode("utf-8-sig", errors="replace")) + 1
        place = Place(path, content.count(b"\n", 0, error.start) + 1, column)
        name, text = _decode_otherwise(content)
        return text, (Finding("encoding-not-utf-8", place, found=name),)


def _looks_like_utf_16(content: bytes) -> bool:
    begin = content[:200]
    return begin[:2] in (b"\xff\xfe", b"\xfe\xff") or begin.count(0) > max(1, len(begin) // 5)


def _decode_utf_16(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    little = content[1:200:2].count(0) >= content[0:200:2].count(0)
    return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")


def _decode_otherwise(content: bytes) -> tuple[str, str]:
    """Name and text of the encoding a spreadsheet program has most likely used."""
    try:
        return "GBK", content.decode("gb18030")
    except UnicodeDecodeError:
        return "", content.decode("utf-8-sig", errors="replace")


def _without_conflicts(path: str, text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with our side of each Git conflict, its lines numbered as before."""
    markers = [match[0][0] for match in _CONFLICT.finditer(text)]
    if "<" not in markers and ">" not in markers:  # a line of equals signs alone underlines a Markdown heading
        return text, ()
    findings, kept, dropping = [], [], False
    for number, line in enumerate(text.split("\n"), 1):
        marker = _CONFLICT.match(line)
        kept.append("" if marker or dropping else line)
        if marker:
            dropping = marker[1][0] in "|="
            if marker[1][0] == ("<" if "<" in markers else ">"):
                findings.append(Finding("conflict-marker", Place(path, number), found=quote(line)))
    return "\n".join(kept), tuple(findings)


def _read_toml(path: str, text: str) -> tuple[DataFile | None, tuple[Finding, ...]]:
    read = read_toml(path, text)
    if read.values is None:
        return None, tuple(read.findings)
    return DataFile(path, read.text, read.values, frozenset(read.set_aside)), tuple(read.findings)


def _read_json(path: str, text: str) -> tuple[DataFile | None, tuple[Finding, ...]]:
    twice: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(_repeated(key for key, _ in pairs))
        return dict(pairs)

    try:
        values = json.loads(text, parse_float=read_number, parse_constant=read_number, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        return None, (_broken_json(path, text, error.pos, error.msg),)
    except (RecursionError, ValueError) as error:
        return None, (Finding("file-unreadable", Place(path), found=quote(error)),)
    findings = [_json_key_twice(path, text, key) for key in twice]
    findings.extend(_half_characters(path, text, values))
    if not isinstance(values, dict):
        place = Place(path, *_line_and_column(text, len(text) - len(text.lstrip())))
        name = PurePosixPath(path).name
        return None, (*findings, Finding("table-expected", place, found=quote(text), values={"key": name}))
    return DataFile(path, text, values), tuple(findings)


def _broken_json(path: str, text: str, at: int, reason: str) -> Finding:
    line, column = _line_and_column(text, at)
    found = quote(text.split("\n")[line - 1])
    return Finding("syntax-broken", Place(path, line, column), found=found, values={"reason": reason})


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _half_characters(path: str, text: str, values: object) -> Iterator[Finding]:
    r"""Half of a pair such as `\ud83d\ude00` is no character and can't be written to any page."""
    if not _SURROGATE.search(text):
        return
    try:
        json.dumps(values, ensure_ascii=False, default=str).encode()
    except (UnicodeEncodeError, RecursionError):
        first = next(_SURROGATE.finditer(text))
        yield _broken_json(path, text, first.start(), "Invalid \\escape")


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _json_key_twice(path: str, text: str, key: str) -> Finding:
    written = {json.dumps(key, ensure_ascii=ascii_only) for ascii_only in (False, True)}
    pattern = "(?:" + "|".join(re.escape(name) for name in sorted(written)) + r")\s*:"
    places = [match.start() for match in re.finditer(pattern, text)]
    first, last = (_line_and_column(text, at) for at in (places[0], places[-1])) if places else ((1, 1), (1, 1))
    return Finding("key-twice", Place(path, *last), found=quote(key), values={"key": key, "line": str(first[0])})


def _check_size(file: DataFile) -> tuple[DataFile | None, tuple[Finding, ...]]:
    """The file without numbers that are too long to be any figure; None where its values lie too deep."""
    findings, dropped = [], set(file.set_aside)
    waiting: list[tuple[Keys, Any]] = [((), file.values)]
    while waiting:
        keys, value = waiting.pop()
        if len(keys) > DEEPEST:
            return None, (_nested_too_deeply(file, keys),)
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            at = (*keys, key)
            if isinstance(inner, dict | list):
                waiting.append((at, inner))
            elif isinstance(inner, int | Decimal) and _too_long(inner):
                findings.append(_long_number(file, at))
                value[key] = 0
                dropped.add(at)
    if not findings:
        return file, ()
    return DataFile(file.path, file.text, file.values, frozenset(dropped)), tuple(findings)


def _needs_care(values: dict[str, Any]) -> bool:
    """Whether there are numbers that the fast reader does not keep as they are written, or tables within tables."""
    waiting: list[tuple[int, Any]] = [(0, values)]
    while waiting:
        depth, value = waiting.pop()
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, float) or depth > DEEPEST // 2 or (isinstance(inner, int) and _too_long(inner)):
                return True
            if isinstance(inner, dict | list):
                waiting.append((depth + 1, inner))
    return False


def _nested_too_deeply(file: DataFile, keys: Keys) -> Finding:
    try:
        place = file.place_of_key(keys[:3])
    except RecursionError:
        place = Place(file.path)
    return Finding("nested-too-deeply", place, found=quote(".".join(map(str, keys[:9]))))


def _long_number(file: DataFile, keys: Keys) -> Finding:
    name = str(next((key for key in reversed(keys) if isinstance(key, str)), ""))
    found = quote(file.written_with_marks(keys))
    return Finding("number-too-long", file.place_of_value(keys), found=found, values={"key": name})


def _too_long(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return not -(10**LONGEST_NUMBER) < number < 10**LONGEST_NUMBER
    return number.is_finite() and max(len(number.as_tuple().digits), abs(number.adjusted())) > LONGEST_NUMBER
