"""Texts of views as they stand in a page: escaped, as bytes, and kept where they may come again."""

from __future__ import annotations

from typing import Final

from markupsafe import escape

LONGEST_KEPT: Final = 200
MOST_KEPT: Final = 20_000


class Written(dict[str, bytes]):
    """Texts as they stand in a page, with the elements around them: names and addresses come again and again."""

    def __init__(self, before: str = "", behind: str = "") -> None:
        super().__init__()
        self.before = before
        self.behind = behind

    def __missing__(self, text: str) -> bytes:
        written = f"{self.before}{escape(text)}{self.behind}".encode()
        if len(text) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[text] = written
        return written


class Foreign(dict[str, Written]):
    """Words in other languages than the page's, by language."""

    def __missing__(self, language: str) -> Written:
        made = self[language] = Written(f'<span lang="{language}">', "</span>")
        return made
