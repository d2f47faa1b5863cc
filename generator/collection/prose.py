"""Prose pages: `content/pages/<key>.md` in Simplified Chinese, `<key>.en.md` and `<key>.zh-Hant.md` beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.datafiles.reading import read_data_file, read_text
from generator.datafiles.schema import Filled, Schema, Whole, validate
from generator.findings import Finding, Place
from generator.languages import LANGUAGES, Language, traditional
from generator.text import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.collection.source import Source

KEY: Final = re.compile(r"[a-z][a-z0-9-]*")
HEAD: Final = re.compile(r"\+\+\+[ \t]*\n(?P<head>.*?)(?<=\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
RESERVED: Final = frozenset(
    {"agencies", "regions", "years", "coverage", "glossary", "search", "assets", "pagefind", "indicators", "compare"}
    | {"explore", "audit", "data", "zh-hans", "zh-hant", "en", "404", "index", "manifest"}
)
"""First parts of addresses that a prose page can't take."""


class ProseHead(Schema):
    """The head of a prose page, between two lines of `+++`; `order` is its place among the links to such pages."""

    title: Filled
    order: Whole = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """A prose page in one language: its key, title and Markdown, and the language it is really in."""

    key: str
    language: Language
    title: str
    text: str
    order: int = 0


def read_prose(source: Source) -> tuple[Prose | None, tuple[Finding, ...]]:
    """One prose page from its bytes."""
    key, _, language = PurePosixPath(source.path).stem.partition(".")
    if not KEY.fullmatch(key) or key in RESERVED or (language and language not in LANGUAGES):
        found = PurePosixPath(source.path).name
        expected = "page-name-free" if key in RESERVED else "page-name"
        return None, (Finding("file-name-invalid", Place(source.path), found=found, values={"expected": expected}),)
    text, findings = read_text(source.path, source.content)
    head = HEAD.match(text.replace("\r\n", "\n"))
    if head is None:
        first = quote(text.split("\n", 1)[0])
        code = "head-not-closed" if first == "+++" else "head-missing"
        return None, (*findings, Finding(code, Place(source.path), found=first))
    file, mistakes = read_data_file(source.path, f"\n{head['head']}".encode())
    findings = (*findings, *mistakes)
    declared, mistakes = validate(ProseHead, file, file.values) if file else (None, ())
    if declared is None:
        return None, (*findings, *mistakes)
    body = text.replace("\r\n", "\n")[head.end() :]
    found_language = next((known for known in LANGUAGES if known == language), LANGUAGES[0])
    return Prose(key, found_language, declared.title, body, declared.order), findings


def prose_by_language(pages: Sequence[Prose], languages: Sequence[Language]) -> Mapping[Language, tuple[Prose, ...]]:
    """The prose pages of each language; one not written in it is taken from Simplified Chinese."""
    by_key: dict[str, dict[Language, Prose]] = defaultdict(dict)
    for page in pages:
        by_key[page.key][page.language] = page
    ordered = sorted(by_key.values(), key=lambda known: min((page.order, page.key) for page in known.values()))
    return {language: tuple(_in_language(known, language) for known in ordered) for language in languages}


def _in_language(known: Mapping[Language, Prose], language: Language) -> Prose:
    if language in known:
        return known[language]
    page = known.get("zh-Hans") or next(iter(known.values()))
    if language == "zh-Hant" and page.language == "zh-Hans":
        return Prose(page.key, language, traditional(page.title), traditional(page.text), page.order)
    return page
