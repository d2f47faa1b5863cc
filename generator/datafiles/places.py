"""Where each key and value of a TOML or JSON text stands. Tree-sitter's only home.

Read only when something is to be said about a file, so that sound files do not pay for it.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import tree_sitter_json
import tree_sitter_toml
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

Keys = tuple[str | int, ...]

_QUOTATION_MARKS: Final = ("'''", '"""', "'", '"')
_ESCAPE: Final = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)")
_CONTINUATION: Final = re.compile(r"\\[ \t\r]*\n\s*")
LONGEST_WRITTEN: Final = 200


@dataclass(frozen=True, slots=True)
class Span:
    """The line and column, from 1 and in characters, of a key and of its value, and the value as it is written."""

    key: tuple[int, int]
    value: tuple[int, int]
    written: str


def find_spans(text: str, *, is_json: bool) -> dict[Keys, Span]:
    """The span of every value, by the keys that lead to it."""
    source = text.encode()
    lines = source.split(b"\n")
    root = _parser(is_json=is_json).parse(source).root_node
    found = _json_values(root.named_children[0], (), root) if is_json and root.named_children else _toml_values(root)
    spans: dict[Keys, Span] = {}
    for keys, key, value in found:
        spans.setdefault(keys, Span(_position(key, lines), _position(value, lines), _written(value)))
    return spans


def steps_into(written: str, offset: int) -> tuple[int, int]:
    """How many lines down, and which column from 0 in the last, a character of a written text stands."""
    mark = next((mark for mark in _QUOTATION_MARKS if written.startswith(mark)), "")
    at = len(mark)
    if len(mark) > 1:
        at += len(written[at:]) - len(written[at:].removeprefix("\r").removeprefix("\n"))
    literal = not mark.startswith('"')
    for _ in range(offset):
        at = at if literal else _after(_CONTINUATION, written, at)
        escaped = at if literal else _after(_ESCAPE, written, at)
        at = max(escaped, at + 1)
    at = at if literal else _after(_CONTINUATION, written, at)
    before = written[: min(at, len(written))]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


@cache
def _parser(*, is_json: bool) -> Parser:
    return Parser(Language(tree_sitter_json.language() if is_json else tree_sitter_toml.language()))


def _position(node: Node, lines: list[bytes]) -> tuple[int, int]:
    row, column = node.start_point
    return row + 1, len(lines[row][:column].decode(errors="replace")) + 1


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The place behind a pattern, or the same place where it does not stand there."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _written(node: Node) -> str:
    """A value as it is written; of a table, its head; of a list or an object, the beginning."""
    whole = node.type in ("string", "quoted_key") or node.end_byte - node.start_byte <= LONGEST_WRITTEN
    text = (node.text or b"").decode(errors="replace") if whole else ""
    if node.parent is not None and node.parent.type in ("table", "table_array_element"):
        return f"[[{text}]]" if node.parent.type == "table_array_element" else f"[{text}]"
    return text


def _toml_values(root: Node) -> Iterator[tuple[Keys, Node, Node]]:
    counts: dict[Keys, int] = {}
    for node in root.children:
        if node.type == "pair":
            yield from _toml_pair(node, ())
        elif node.type in ("table", "table_array_element"):
            key = node.named_children[0]
            at = _within_arrays(_toml_keys(key), counts)
            if node.type == "table_array_element":
                yield at, key, key
                counts[at] = counts.get(at, -1) + 1
                at = (*at, counts[at])
            yield at, key, key
            for pair in node.named_children[1:]:
                if pair.type == "pair":
                    yield from _toml_pair(pair, at)


def _within_arrays(keys: Keys, counts: dict[Keys, int]) -> Keys:
    """`[a.b]` below `[[a]]` belongs to the last element of a."""
    at: Keys = ()
    for key in keys[:-1]:
        at = (*at, key)
        if at in counts:
            at = (*at, counts[at])
    return (*at, *keys[-1:])


def _toml_pair(pair: Node, at: Keys) -> Iterator[tuple[Keys, Node, Node]]:
    if not pair.named_children:
        return
    key, value = pair.named_children[0], pair.named_children[-1]
    keys = _toml_keys(key)
    for depth in range(1, len(keys)):
        yield (*at, *keys[:depth]), key, key
    yield from _toml_value(value, (*at, *keys), key)


def _toml_value(value: Node, at: Keys, key: Node) -> Iterator[tuple[Keys, Node, Node]]:
    yield at, key, value
    if value.type == "array":
        for index, item in enumerate(child for child in value.named_children if child.type != "comment"):
            yield from _toml_value(item, (*at, index), item)
    elif value.type == "inline_table":
        for pair in value.named_children:
            if pair.type == "pair":
                yield from _toml_pair(pair, at)


def _toml_keys(node: Node) -> Keys:
    if node.type == "dotted_key":
        return tuple(key for child in node.named_children for key in _toml_keys(child))
    text = (node.text or b"").decode()
    if node.type == "quoted_key":
        try:
            return tuple(tomllib.loads(f"{text} = 0"))
        except tomllib.TOMLDecodeError:
            return (text,)
    return (text,)


def _json_values(value: Node, at: Keys, key: Node) -> Iterator[tuple[Keys, Node, Node]]:
    yield at, key, value
    if value.type == "array":
        for index, item in enumerate(value.named_children):
            yield from _json_values(item, (*at, index), item)
    elif value.type == "object":
        for pair in value.named_children:
            name, inner = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if name is not None and inner is not None:
                yield from _json_values(inner, (*at, json.loads(name.text or b'""')), name)
