"""A long search for a text whose HTML is not markdown-it-py's. `make torture` runs it."""

from __future__ import annotations

from random import Random
from secrets import randbits

import pytest
from markdown_texts import PIECES, TYPICAL, edited, expected, narratives, top_blocks
from torture import rounds

from generator.rendering.markdown import Markdown


def pieced_text(random: Random) -> str:
    return "".join(random.choices(PIECES, k=random.randint(1, 14)))


def edited_text(random: Random, texts: tuple[str, ...]) -> str:
    edits = [
        (random.randint(0, 2000), random.choice((0, 0, 1, 2, 3, 40)), random.choice(PIECES), random.randint(0, 2))
        for _ in range(random.randint(1, 5))
    ]
    return edited(random.choice(texts), edits)


@pytest.mark.torture
def test_no_text_is_found_that_becomes_anything_else() -> None:
    seed = randbits(32)
    random = Random(seed)  # noqa: S311 - nothing secret
    whole = (*narratives(), *[TYPICAL] * 5)
    parts = tuple(part for text in whole for part in text.split("\n\n"))
    for case in rounds():
        text = random.choice((pieced_text(random), edited_text(random, parts), edited_text(random, whole)))
        shift = random.randint(0, 5)
        markdown = Markdown()
        assert markdown.render(text, shift=shift) == expected(text, shift), f"seed {seed}, case {case}: {text!r}"
        assert markdown.counts.blocks == top_blocks(text), f"seed {seed}, case {case}: {text!r}"
