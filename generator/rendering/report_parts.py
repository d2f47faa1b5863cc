"""Parts of a report's page that differ from report to report in their number, written whole: facts, sentences, links.

In a template each of them would be a loop, and pages with other numbers of them could not share a skeleton.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from generator.rendering.sentences import Sentences
from generator.rendering.written import Foreign, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.messages import Messages
    from generator.pages.page import Link, Words
    from generator.pages.report import FactView
    from generator.pages.summary import Sentence

MOST_KEPT: Final = 2_000


class ReportParts:
    """The filters that write them in one language, as bytes and as markup: both are the same text."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._sentences = Sentences(messages)
        self._between = b" " if messages.language == "en" else b""
        self._own = Written()
        self._foreign = Foreign()
        self._links: dict[tuple[int, str], tuple[Link, bytes]] = {}

    def write_sentence(self, sentence: Sentence) -> bytes:
        """A sentence in plain words, each number leading to its cell."""
        return self._sentences.write(sentence)

    def write_sentences(self, sentences: Iterable[Sentence]) -> bytes:
        """Sentences one after another."""
        between, write = self._between, self._sentences.write
        return b"".join([write(sentence) + between for sentence in sentences])

    def write_fact_rows(self, facts: Iterable[FactView]) -> bytes:
        """Facts as rows of a table: what, how much, of which unit, with its parts."""
        between = self._messages.gettext("parts.separator").encode() % {}
        rows = []
        for fact in facts:
            unit = self._words(fact.unit) if fact.unit.text else b""
            parts = between.join(
                [b'%b <span class="figure">%b</span>' % (self._words(p.words), self._own[p.value]) for p in fact.parts]
            )
            rows.append(
                b'<tr id="%b"><th scope="row">%b</th><td>%b</td><td class="text">%b</td><td class="text">%b</td></tr>\n'
                % (self._own[fact.address], self._words(fact.words), self._own[fact.value], unit, parts)
            )
        return b"".join(rows)

    def write_facts(self, facts: Sequence[FactView]) -> bytes:
        """Facts in a row, each leading to its row in the table."""
        separator, end = (self._messages.gettext(f"list.{name}").encode() % {} for name in ("separator", "end"))
        written = [
            b'%b <a class="figure" href="#%b">%b</a>%b'
            % (
                self._words(fact.words),
                self._own[fact.address],
                self._own[fact.value],
                b" " + self._words(fact.unit) if fact.unit.text else b"",
            )
            for fact in facts
        ]
        return separator.join(written) + end if written else b""

    def write_links(self, links: Iterable[Link], root: str) -> bytes:
        """Links as items of a list. Views share links, so those that were written are told by identity."""
        written = []
        for link in links:
            kept = self._links.get((id(link), root))
            written.append(kept[1] if kept else self._keep(link, root))
        return b"".join(written)

    def texts(self) -> Mapping[str, Callable[..., bytes]]:
        """Every filter by the name templates use."""
        return {
            "sentence": self.write_sentence,
            "sentences": self.write_sentences,
            "fact_rows": self.write_fact_rows,
            "facts": self.write_facts,
            "link_items": self.write_links,
        }

    def as_mapping(self) -> Mapping[str, Callable[..., Any]]:
        """The same as they are called in a template."""
        return {name: _marked(write) for name, write in self.texts().items()}

    def _words(self, value: Words) -> bytes:
        return (self._own if value.language == self._messages.language else self._foreign[value.language])[value.text]

    def _keep(self, link: Link, root: str) -> bytes:
        address = str(escape(root)) + str(escape(link.address))
        item = b'<li><a href="%b">%b</a></li>\n' % (address.encode(), self._words(link.words))
        if len(self._links) >= MOST_KEPT:
            self._links.clear()
        self._links[id(link), root] = (link, item)
        return item


def _marked(write: Callable[..., bytes]) -> Callable[..., Markup]:
    def marked(*args: Any) -> Markup:  # noqa: ANN401 - as the filter's
        return Markup(write(*args).decode())  # noqa: S704 - each filter escapes what it is given

    return marked
