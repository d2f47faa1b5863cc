"""TOML texts that differ only in their values: what stands around the values is read once for all that share it.

A text is taken apart into its values and its shape. A shape's own text, with a mark for each value, is read by the
ordinary reader; a mark that does not come back as one whole value shows that the text is not what it seems.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from generator.datafiles.quick import read_quickly

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_SHAPES: Final = 1_000
MOST_SEEN: Final = 20_000
MOST_WORDS: Final = 20_000

_REFUSED: Final = bytes({*range(32), 127} - {9, 10}) + b"\\<>"
_COMMENT: Final = re.compile(r"\n#[^\n\0]*(?=\n)")
_BARE: Final = re.compile(r"= (\[?[0-9-][0-9, -]*\]?)(?=\n| \})")
_INTEGER: Final = r"(?:0|-?[1-9][0-9]{0,17})"
_INTEGERS: Final = re.compile(rf"{_INTEGER}|\[{_INTEGER}(?:, {_INTEGER})*\]")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIGNS: Final = re.compile('[\0\1"]')
_MARK: Final = re.compile("\ue000([0-9]+)\ue000")

Plan = TypeVar("Plan")


class Slot(int):
    """Stands for a value in what a shape says: the value's number among those of a text."""

    __slots__ = ()


class Shapes(Generic[Plan]):
    """Shapes that were seen, each with the plan that `make` makes of what it says.

    A plan is made when a shape is seen again: many files may have shapes of their own.
    """

    def __init__(self, make: Callable[[dict[str, Any]], Plan]) -> None:
        self._make = make
        self._seen: set[int] = set()
        self._plans: dict[str, Plan | None] = {}

    def read(self, content: bytes) -> tuple[Plan, Sequence[Any]] | None:
        """The plan for a text and its values; None where it is to be read in the ordinary way."""
        try:
            shape, values = _take_apart(content)
        except ValueError:
            return None
        if shape not in self._plans and not self._is_known(shape, len(values)):
            return None
        plan = self._plans[shape]
        return None if plan is None else (plan, values)

    def _is_known(self, shape: str, values: int) -> bool:
        """Whether a shape without a plan was seen before; then it gets one, or None where it can't have one."""
        if hash(shape) not in self._seen:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen.add(hash(shape))
            return False
        if len(self._plans) >= MOST_SHAPES:
            self._plans.clear()
        try:
            tree = _read_marked(_marked(shape), values)
            self._plans[shape] = self._make(tree)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._plans[shape] = None
        return True


def fill(tree: Any, values: Sequence[Any]) -> Any:
    """What a text of this shape says: the tree with these values in its slots."""
    if type(tree) is Slot:
        return values[tree]
    if type(tree) is dict:
        return {key: fill(inner, values) for key, inner in tree.items()}
    return [fill(inner, values) for inner in tree]


def _take_apart(content: bytes) -> tuple[str, list[Any]]:
    r"""The shape of a text and its values; ValueError where it has none.

    In a shape `\0` stands for a text in three marks, `"` for one in single marks, `\1` for a number, a day or a list of
    numbers after an equals sign. Lines that are comments are no part of it.
    """
    if len(content.translate(None, _REFUSED)) != len(content):
        raise ValueError
    long = content.decode().split("'''")
    short = _COMMENT.sub("", "\n" + "\0".join(long[::2])).split('"')
    bare = _BARE.split('"'.join(short[::2]))
    texts = short[1::2]
    inside = "".join(texts)
    if not len(long) & len(short) & 1 or "\n" in inside or "\0" in inside:
        raise ValueError
    values = texts + [_WORDS[word] for word in bare[1::2]]
    values += [text[1:] if text[:1] == "\n" else text for text in long[1::2]]
    return "\1".join(bare[::2]), values


class _Words(dict[str, Any]):
    """Numbers, lists of numbers and days by how they are written; ValueError for what is none of these."""

    def __missing__(self, word: str) -> int | dt.date | list[int]:
        value: int | dt.date | list[int]
        if _DAY.fullmatch(word):
            value = dt.date.fromisoformat(word)
        elif _INTEGERS.fullmatch(word):
            value = json.loads(word)
        else:
            raise ValueError(word)
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = value
        return value


_WORDS: Final = _Words()


def _marked(shape: str) -> str:
    """A text of this shape with a mark for each value, numbered in the values' order."""
    short, bare = shape.count('"'), shape.count("\1")
    numbers = {'"': count(), "\1": count(short), "\0": count(short + bare)}
    words = {'"': '"{}"', "\1": '= "{}"', "\0": "'''{}'''"}
    return _SIGNS.sub(lambda sign: words[sign[0]].format(f"\ue000{next(numbers[sign[0]])}\ue000"), shape)


def _read_marked(text: str, values: int) -> dict[str, Any]:
    """What a text says whose values are all marks; ValueError where they are not these, each once."""
    found: list[int] = []
    tree: dict[str, Any] = _with_slots(read_quickly("", text.encode()) or tomllib.loads(text), found)
    if sorted(found) != list(range(values)):
        raise ValueError(text)
    return tree


def _with_slots(value: Any, found: list[int]) -> Any:
    if isinstance(value, dict):
        return {key: _with_slots(inner, found) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_slots(inner, found) for inner in value]
    mark = _MARK.fullmatch(value)
    if mark is None:
        raise ValueError(value)
    found.append(int(mark[1]))
    return Slot(found[-1])
