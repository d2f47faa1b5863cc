"""What rows of lists are put together from in one language: words, ways to pages, days of publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup, escape

from generator.rendering.written import LONGEST_KEPT, MOST_KEPT

if TYPE_CHECKING:
    import datetime as dt

    from generator.messages import Messages
    from generator.pages.page import Link, Words


class Publication(Protocol):
    """What has a day of publication and may be late: a row of a list, or the page of a report."""

    @property
    def published(self) -> dt.date | None:
        """The day, if it is known."""

    @property
    def timing(self) -> str:
        """Whether that was in time."""


class Escaped(dict[str, str]):
    """Texts as they stand in HTML: names and addresses come again and again."""

    def __missing__(self, text: str) -> str:
        written = escaped(text)
        if len(text) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[text] = written
        return written


class Pieces:
    """Writes them."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self.language = messages.language
        self._escaped = Escaped()
        self._days: dict[tuple[dt.date | None, bool], str] = {}

    def published(self, row: Publication) -> Markup:
        """The day of publication, or that it is not known, and whether that was late."""
        return markup(self._published(row))

    def published_bytes(self, row: Publication) -> bytes:
        """The same as bytes."""
        return self._published(row).encode()

    def _words(self, value: Words) -> str:
        text = self._escaped[value.text]
        return text if value.language == self.language else f'<span lang="{value.language}">{text}</span>'

    def _link(self, link: Link, root: str) -> str:
        return f'<a href="{root}{self._escaped[link.address]}">{self._words(link.words)}</a>'

    def _published(self, row: Publication) -> str:
        key = row.published, row.timing == "late"
        written = self._days.get(key)
        if written is None:
            if len(self._days) >= MOST_KEPT:
                self._days.clear()
            written = self._days[key] = self._day(*key)
        return written

    def _day(self, day: dt.date | None, late: bool) -> str:  # noqa: FBT001 - a part of a key
        if day is None:
            shown = self.messages("report.undated")
        else:
            shown = f'<time datetime="{day.isoformat()}">{self.messages.day(day)}</time>'
        return f'{shown} <span class="mark late">{self.messages("timing.late")}</span>' if late else shown


def escaped(text: str) -> str:
    """A text as it stands in HTML."""
    return str.__str__(escape(text))


def markup(text: str) -> Markup:
    """What a filter gives."""
    return Markup(text)  # noqa: S704 - each filter escapes what it is given
