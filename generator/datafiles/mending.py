"""A TOML text with broken lines: each is told and set aside, so that the rest can be read and checked too."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from generator.findings import Finding, Place
from generator.text import quote

if TYPE_CHECKING:
    from generator.datafiles.places import Keys

MOST_BROKEN_LINES: Final = 50
_ASIDE: Final = "set-aside-line-"
_AT: Final = re.compile(
    r"^(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)
_DATE_LIKE: Final = re.compile(r"=\s*(?P<date>\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}[^\s#]*)")
_KEY: Final = re.compile(r"""^\s*(?P<key>(?:[A-Za-z0-9_.-]|"[^"]*"|'[^']*')+)\s*=""")
_ANY_KEY: Final = re.compile(r"^\s*(?P<key>[^\s=#\[\]{}]+)\s*=")
_FIRST_WORD: Final = re.compile(r"^\s*(?P<key>[A-Za-z0-9_.-]+)")
_HEAD: Final = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<key>[A-Za-z0-9_.-]+)")
_WHOLE_HEAD: Final = re.compile(r"^\s*\[\[?[A-Za-z0-9_.-]+\]\]?\s*(#.*)?$")
_OPENS_TEXT: Final = re.compile(r"""^\s*[A-Za-z0-9_."'-]+\s*=\s*(?P<mark>'''|\"{3})""")
_OPENS_BRACKET: Final = re.compile(r"^\s*[A-Za-z0-9_.\"'-]+\s*=\s*(?P<bracket>[\[{])")
_TWICE: Final = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate inline")


@dataclass
class TomlText:
    """A TOML text while it is being read: its lines without the broken ones, and what it says in the end."""

    path: str
    lines: list[str]
    written: list[str]
    findings: list[Finding] = field(default_factory=list)
    set_aside: set[Keys] = field(default_factory=set)
    values: dict[str, Any] | None = None

    @property
    def text(self) -> str:
        """The text that was read: broken lines are empty, so that all others keep their numbers."""
        return "\n".join(self.lines)

    def tell(self, code: str, number: int, column: int, found: str, **values: str) -> None:
        """Note a finding about a line."""
        self.findings.append(Finding(code, Place(self.path, number, column), found=quote(found), values=values))

    def _table_above(self, number: int) -> Keys:
        """The keys of the table that a line stands in."""
        heads = [head for head in map(_HEAD.match, self.written[: number - 1]) if head]
        if not heads:
            return ()
        keys: Keys = tuple(heads[-1]["key"].split("."))
        same = sum(head["key"] == heads[-1]["key"] for head in heads)
        return (*keys, same - 1) if heads[-1]["open"] == "[[" else keys

    def drop(self, first: int, last: int) -> None:
        """Set lines aside, and note the keys that stood in them."""
        for number in range(first, last + 1):
            key = _FIRST_WORD.match(self.lines[number - 1])
            if key:
                self.set_aside.add((*self._table_above(number), *key["key"].split(".")))
            self.lines[number - 1] = ""


def read_toml(path: str, text: str) -> TomlText:
    """What a TOML text says. `values` is None where it can't be read even without its broken lines."""
    lines = text.replace("\r\n", "\n").split("\n")
    read = TomlText(path, lines, list(lines))
    for turn in range(MOST_BROKEN_LINES):
        try:
            values = tomllib.loads(read.text, parse_float=read_number)
        except tomllib.TOMLDecodeError as error:
            if turn == 0:
                _close_texts(read)
                if read.findings:
                    continue
            _mend(read, str(error))
        except RecursionError:
            read.tell("nested-too-deeply", 1, 1, "")
            break
        except ValueError as error:
            if not _drop_long_number(read):
                read.tell("file-unreadable", 1, 1, str(error))
                break
        else:
            read.values = {key: value for key, value in values.items() if not key.startswith(_ASIDE)}
            break
    return read


def read_number(text: str) -> Decimal:
    """A number with a point, or what is said to be none; one beyond all bounds is infinite."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def _drop_long_number(read: TomlText) -> bool:
    """Python reads no whole number of more than 4300 digits."""
    for number, line in enumerate(read.lines, 1):
        digits = re.search(r"[+-]?[\d_]{4300,}", line)
        if digits:
            key = _ANY_KEY.match(line)
            read.tell("number-too-long", number, digits.start() + 1, digits[0], key=key["key"] if key else "")
            read.drop(number, number)
            return True
    return False


def _close_texts(read: TomlText) -> None:
    """Find each text in three quotation marks that runs into the next key or table, and set it aside."""
    odd = any(read.text.count(mark) % 2 for mark in ("'''", '"""'))
    first, mark = 0, ""
    for number, line in enumerate([*read.lines, ""], 1):
        opens, ends = _OPENS_TEXT.match(line), number > len(read.lines)
        if first and (opens or ends or (odd and _WHOLE_HEAD.match(line))):
            column = read.written[first - 1].index(mark) + 1
            read.tell("syntax-broken", first, column, read.written[first - 1], reason="Expected \"'''\"")
            read.drop(first, min(number - 1, len(read.lines)))
            first = 0
        if first and mark in line:
            first = 0
        elif not first and opens and opens["mark"] not in line[opens.end() :]:
            first, mark = number, opens["mark"]


def _mend(read: TomlText, message: str) -> None:
    """Tell one syntax error, and set aside the lines it makes unreadable."""
    found = _AT.match(message)
    reason = found["reason"] if found else message
    at_line = bool(found and found["line"])
    number = int(found["line"]) if found and found["line"] else _last_line(read.lines)
    column = int(found["column"]) if found and found["column"] else 1
    opened = _open_bracket(read.lines, number, at_end=not at_line)
    if opened and (reason.startswith("Unclosed") or not at_line or _starts_anew(read.lines[number - 1])):
        line = read.lines[opened - 1]
        bracket = _OPENS_BRACKET.match(line)
        column = bracket.start("bracket") + 1 if bracket else 1
        kind = "Unclosed array" if bracket and bracket["bracket"] == "[" else "Unclosed inline table"
        read.tell("syntax-broken", opened, column, line, reason=kind)
        read.drop(opened, number - 1 if opened < number and at_line else number)
        return
    line = read.lines[number - 1]
    _tell_broken(read, number, line, column, reason)
    _set_aside(read, number, line)


def _last_line(lines: list[str]) -> int:
    """The last line on which anything stands: what an error at the end of the text is about."""
    return next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 1)


def _starts_anew(line: str) -> bool:
    return bool(_KEY.match(line) or _WHOLE_HEAD.match(line))


def _open_bracket(lines: list[str], number: int, *, at_end: bool) -> int:
    """The line before this one (or this one, at the end of the text) whose bracket is still open; 0 for none."""
    for first in range(number, 0, -1):
        if _OPENS_BRACKET.match(lines[first - 1]):
            last = number if at_end or first == number else number - 1
            inside = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*', "", "\n".join(lines[first - 1 : last]))
            depth = sum(inside.count(sign) for sign in "[{") - sum(inside.count(sign) for sign in "]}")
            return first if depth > 0 else 0
        if first < number and _starts_anew(lines[first - 1]):
            return 0
    return 0


def _tell_broken(read: TomlText, number: int, line: str, column: int, reason: str) -> None:
    date, key = _DATE_LIKE.search(line), _ANY_KEY.match(line)
    name = key["key"] if key else ""
    if date and not reason.startswith(_TWICE):
        read.tell("date-invalid", number, date.start("date") + 1, date["date"], key=name)
    elif reason.startswith(_TWICE):
        head = _HEAD.match(line)
        name = name or (head["key"] if head else line.strip())
        start = len(line) - len(line.lstrip(" \t[")) + 1
        read.tell("key-twice", number, start, name, key=name, line=str(_line_before(read.lines, number, name) or ""))
    elif not line.strip():
        read.tell("syntax-broken", number, 1, line, reason=reason)
    else:
        read.tell("syntax-broken", number, _offending(line, column, reason), line, reason=reason)


def _offending(line: str, column: int, reason: str) -> int:
    """The column of the word that is wrong: an open quotation mark is told where it begins, not where the line ends."""
    marks = [at for at, sign in enumerate(line, 1) if sign in "\"'"]
    if reason.startswith(("Unterminated", "Illegal character", 'Expected "\'"')) and len(marks) % 2:
        return marks[-1]
    return min(column, len(line) + 1)


def _line_before(lines: list[str], number: int, name: str) -> int:
    """The nearest line above on which the same key or table was given."""
    for above in range(number - 1, 0, -1):
        found = _ANY_KEY.match(lines[above - 1]) or _HEAD.match(lines[above - 1])
        if found and found["key"] == name:
            return above
    return 0


def _set_aside(read: TomlText, number: int, line: str) -> None:
    """Take a broken line out of the reading; a table's head is mended, so that what stands below it is read."""
    head = _HEAD.match(line)
    if head and not _ANY_KEY.match(line):
        mended = f"[[{head['key']}]]" if head["open"] == "[[" else f"[{head['key']}]"
        read.lines[number - 1] = f"[{_ASIDE}{number}]" if line.strip() == mended else mended
    elif line.strip().startswith("["):
        read.lines[number - 1] = f"[{_ASIDE}{number}]"
    elif line.strip():
        read.drop(number, number)
    else:
        read.drop(_last_line(read.lines[:number]), number)
