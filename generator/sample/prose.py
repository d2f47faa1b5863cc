"""The text of made-up reports: pieces of `texts/sentences.toml`, with the figures of the report's own tables."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from generator.sample.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.sample.chance import Chance

SECTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "national-2021": {
        key: (key,)
        for key in (
            *("overview", "proactive", "applications", "management"),
            *("platform", "supervision", "problems", "other"),
        )
    },
    "national-2014": {
        "overview": ("overview", "supervision"),
        "proactive": ("proactive", "management", "platform"),
        "applications": ("applications",),
        "fees": ("fees",),
        "proceedings": ("proceedings",),
        "problems": ("problems",),
        "other": ("other",),
    },
    "narrative": {
        "overview": ("overview", "supervision"),
        "proactive": ("proactive", "management"),
        "applications": ("applications",),
        "consultations": ("consultations",),
        "fees": ("fees",),
        "proceedings": ("proceedings",),
        "problems": ("problems",),
    },
}
"""For each form, the keys of its texts, each with the names of the pieces it is made of."""

SELDOM_LEFT_OUT: Final = frozenset({"management", "platform", "other", "consultations"})
SELDOM: Final = 0.07

BETWEEN: Final = "\0"
"""Keeps texts apart while all their values are put in at once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a list in all the ways it can be written, usual and longer; `when` as in the file."""

    usual: tuple[str, ...]
    longer: tuple[str, ...]
    when: str


@cache
def pieces() -> Mapping[str, tuple[Piece, ...]]:
    """All pieces by name."""
    entries = tomllib.loads(text_of("sentences.toml"))
    return {name: tuple(map(_piece, listed)) for name, listed in entries.items()}


def write_prose(form: str, values: Mapping[str, object], chance: Chance, *, longer: bool) -> dict[str, str]:
    """The texts of a report by their keys."""
    when = "requests" if values["accepted"] else "none"
    roll, known = chance.roll, pieces()
    texts = {}
    for key, names in SECTIONS[form].items():
        if key in SELDOM_LEFT_OUT and roll() < SELDOM:
            continue
        paragraphs = []
        for name in names:
            for piece in known[name]:
                if piece.when in ("", when):
                    ways = piece.longer if longer else piece.usual
                    paragraphs.append(ways[int(roll() * len(ways))])
        texts[key] = "\n\n".join(paragraphs)
    filled = BETWEEN.join(texts.values()) % values
    return dict(zip(texts, filled.split(BETWEEN), strict=True))


def _piece(entry: Mapping[str, Any]) -> Piece:
    sentences, marker = entry["from"], entry.get("list", "")
    fewest, most = entry.get("take", (1, 1))
    more = 1 if most > 1 and most < len(sentences) else 0
    usual = _ways(sentences, range(fewest, most + 1), marker)
    return Piece(usual, _ways(sentences, range(fewest + more, most + more + 1), marker), entry.get("when", ""))


def _ways(sentences: Sequence[str], counts: range, marker: str) -> tuple[str, ...]:
    return tuple(
        _paragraph(sentences[start : start + count], marker)
        for count in counts
        for start in range(len(sentences) - count + 1)
    )


def _paragraph(chosen: Sequence[str], marker: str) -> str:
    if marker == "-":
        return "- " + "\n- ".join(chosen)[:-1] + "。"
    if marker:
        return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(chosen, 1))
    return "".join(chosen)
