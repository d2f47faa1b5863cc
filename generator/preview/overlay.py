"""The overlay: what is wrong, as HTML on top of the last good page; and the preview's own script in each page.

It stands in a shadow tree, so that neither its styles nor the site's touch the other's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from generator.files import digest
from generator.findings import Severity
from generator.preview.editor import editor_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.messages import Messages
    from generator.preview.problems import Problem

LISTED: Final = 200
"""So many problems are listed; of the others is told how many they are."""
_HEAD: Final = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Overlay:
    """Writes overlays in one language. `own` is the address of the preview's own files, with a slash at the end."""

    messages: Messages
    own: str
    editor: str
    """The address of the reader's editor, as `preview.editor` has it."""

    def problems(self, problems: Sequence[Problem], *, links: bool, page: bool = True) -> str:
        """The list of what is wrong; empty where nothing is. `page` is whether a page stands below it."""
        if not problems:
            return ""
        listed = "".join(self._problem(problem, links=links) for problem in problems[:LISTED])
        title = self.messages("preview.title" if page else "preview.title-without-page")
        more = len(problems) - LISTED
        rest = f'<p class="more">{escape(self.messages("preview.more", number=more))}</p>' if more > 0 else ""
        return (
            f'<section role="alertdialog" aria-labelledby="title" aria-describedby="list" data-key="{_key(problems)}">'
            f'<details open><summary><span id="title">{escape(title)}</span> '
            f'<span class="count">{escape(self._count(problems))}</span> '
            f'<span class="hide">{escape(self.messages("preview.hide"))}</span>'
            f'<span class="show">{escape(self.messages("preview.show"))}</span></summary>'
            f'<div class="scroll" tabindex="0"><ol id="list">{listed}</ol>{rest}</div></details></section>'
        )

    def early(self) -> str:
        """That the page is not whole yet, since the reports are still being read."""
        words = escape(self.messages("preview.early"))
        return f'<section role="status" class="early" data-key="early"><p>{words}</p></section>'

    def page(self, content: bytes, mark: str, address: str, problems: str) -> bytes:
        """A page with the preview's script and with what is wrong, or what else is to be said of it."""
        script = (
            f'<script src="{escape(self.own)}preview.js" data-address="{escape(address)}" data-mark="{mark}"></script>'
        )
        host = (
            f'<div id="yangguang-preview" lang="{self.messages.language}"><template shadowrootmode="open">'
            f'<link rel="stylesheet" href="{escape(self.own)}preview.css"><div id="problems">{problems}</div>'
            "</template></div>"
        )
        head = _HEAD.search(content)
        begin = head.end() if head else 0
        end = content.rfind(b"</body>")
        end = end if end >= begin else len(content)
        return b"".join((content[:begin], script.encode(), content[begin:end], host.encode(), content[end:]))

    def bare_page(self, text: str, link: str = "") -> bytes:
        """A page of the preview's own, where the site has none: a sentence, and where to go on."""
        way = f'<p><a href="{escape(link)}">{escape(link)}</a></p>' if link else ""
        return (
            f'<!doctype html><html lang="{self.messages.language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{escape(text)}</title>'
            f'<link rel="stylesheet" href="{escape(self.own)}preview.css"></head>'
            f'<body class="bare"><main><h1>{escape(text)}</h1>{way}</main></body></html>'
        ).encode()

    def _problem(self, problem: Problem, *, links: bool) -> str:
        place = f"<code>{escape(problem.place)}</code>"
        href = problem.file and links and editor_link(self.editor, problem.file, problem.line, problem.column)
        if href:
            words = escape(self.messages("preview.open"))
            place = f'<a href="{escape(href)}" title="{words}">{place}</a>'
        cure = f'<p class="remedy">{escape(problem.remedy)}</p>' if problem.remedy else ""
        return (
            f'<li class="{problem.severity}"><p class="place">{place if problem.place else ""} '
            f'<span class="label">{escape(problem.label)}</span></p>'
            f'<p class="message">{escape(problem.message)}</p>{cure}</li>'
        )

    def _count(self, problems: Sequence[Problem]) -> str:
        numbers = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
        words = (self.messages.count(f"count.{severity}", number) for severity, number in numbers.items() if number)
        return self.messages("list.separator").join(words)


def _key(problems: Sequence[Problem]) -> str:
    """Tells one list of problems from another, so that one that was hidden stays hidden."""
    return digest(repr([(problem.label, problem.place, problem.message) for problem in problems]).encode())[:16]
