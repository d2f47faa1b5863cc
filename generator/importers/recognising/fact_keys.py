"""The keys of facts: from the table of known labels in `facts.toml`, else the label in pinyin."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importers.draft import DraftFact

PINYIN: Final = 6
"""Characters of a label that make a key."""


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    words: tuple[re.Pattern[str], ...]
    units: tuple[str, ...]
    without: re.Pattern[str] | None


def with_keys(facts: Sequence[DraftFact]) -> tuple[DraftFact, ...]:
    """The facts, those without a key with one in pinyin."""
    nameless = [fact.label for fact in facts if not fact.key]
    if not nameless:
        return tuple(facts)
    from generator.pinyin import pinyin_of  # noqa: PLC0415 - its dictionaries take a fifth of a second to load

    slugs = dict(zip(nameless, map(_slug, pinyin_of([plain(label)[:PINYIN] for label in nameless])), strict=True))
    return tuple(fact if fact.key else replace(fact, key=slugs[fact.label]) for fact in facts)


def _slug(syllables: str) -> str:
    words = [word for word in re.split(r"[^a-z0-9]+", syllables) if word][:PINYIN]
    slug = "-".join(words)
    return slug if slug[:1].isalpha() else f"figure-{slug}".strip("-")


def known_key(label: str, unit: str) -> str:
    """The key that the table of known labels gives; empty where none fits."""
    form = plain(label)
    for entry in _entries():
        if entry.units and unit.lstrip("余多") not in entry.units and unit not in entry.units:
            continue
        if all(word.search(form) for word in entry.words) and not (entry.without and entry.without.search(form)):
            return entry.key
    return ""


@cache
def _entries() -> tuple[_Entry, ...]:
    table = tomllib.loads(Path(__file__).with_name("facts.toml").read_text("utf-8"))
    return tuple(
        _Entry(
            entry["key"],
            tuple(re.compile(word) for word in entry["words"]),
            tuple(entry.get("units", ())),
            re.compile(entry["without"]) if "without" in entry else None,
        )
        for entry in table["facts"]
    )
