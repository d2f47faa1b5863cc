"""The Markdown of a narrative as paragraphs for office documents: headings, items, and runs of plain or bold text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING: Final = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ITEM: Final = re.compile(r"\s*[-*+]\s+")
_INLINE: Final = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\*\*(?P<bold>\S(?:.*?\S)?)\*\*"
    r"|!?\[(?P<label>[^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<address>https?://[^<>\s]*)>"
)
_LATIN: Final = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an item of a list, or a heading within a section."""

    runs: tuple[Run, ...]
    heading: bool = False
    item: bool = False

    @property
    def text(self) -> str:
        """Its text without any emphasis."""
        return "".join(run.text for run in self.runs)


def paragraphs_of(markdown: str) -> Iterator[Paragraph]:
    """The paragraphs of a text. What has no simple counterpart in them, such as a table, stays as typed."""
    lines: list[str] = []
    item = False
    for line in (*markdown.splitlines(), ""):
        heading = _HEADING.fullmatch(line)
        begins = _ITEM.match(line)
        if lines and (heading or begins or not line.strip()):
            yield Paragraph(_runs(lines), item=item)
            lines = []
        if heading:
            yield Paragraph(_runs([heading[1]]), heading=True)
        elif line.strip():
            item = begins is not None if not lines else item
            lines.append(line[begins.end() :] if begins else line)


def _runs(lines: list[str]) -> tuple[Run, ...]:
    """The lines of a paragraph as one; between Latin words a break is a space, between Chinese characters nothing."""
    text = ""
    for line in map(str.strip, lines):
        apart = text and _LATIN.match(text[-1]) and _LATIN.match(line)
        text += (" " if apart else "") + line.removesuffix("\\")
    return tuple(run for run in _inline(text) if run.text)


def _inline(text: str) -> Iterator[Run]:
    plain, at = "", 0
    for match in _INLINE.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        if match["bold"] is None:
            plain += next(found for found in match.groups() if found is not None)
            continue
        yield Run(plain)
        yield Run("".join(run.text for run in _inline(match["bold"])), bold=True)
        plain = ""
    yield Run(plain + text[at:])
