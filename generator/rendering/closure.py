"""Which templates a template is made of, and the digest of all of them. Needs no Jinja, so that looking is cheap."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rendering.theme import Theme

TAG: Final = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
PLAIN: Final = re.compile(
    r"""\s*(?:"([^"]*)"|'([^']*)')(?:\s+(?:ignore\s+missing|with(?:out)?\s+context|as\s+\w+|import\s[\w\s,]+))*\s*"""
)


class Closures:
    """The digests of the templates of a theme, each with those it extends, includes and imports."""

    def __init__(self, theme: Theme) -> None:
        self._folders = theme.templates
        self._sources: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """The digest of a template and of all it is made of; of all templates where it names one by a value."""
        found: set[str] = set()
        waiting = {name}
        while waiting:
            at = waiting.pop()
            found.add(at)
            references = _references(self._source(at))
            waiting.update((self._all() if references is None else references) - found)
        parts = [(at, self._source(at)) for at in sorted(found)]
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _source(self, name: str) -> str:
        """The text of a template, empty where there is none."""
        if name not in self._sources:
            places = (folder / name for folder in self._folders)
            file = next((place for place in places if place.is_file()), None)
            self._sources[name] = file.read_text(encoding="utf-8", errors="replace") if file else ""
        return self._sources[name]

    def _all(self) -> set[str]:
        return set(self._names())

    def _names(self) -> Iterator[str]:
        for folder in self._folders:
            yield from (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _references(source: str) -> set[str] | None:
    """The templates that a template names; None where it names one by a value."""
    found = set()
    for tag in TAG.finditer(source):
        plain = PLAIN.fullmatch(tag[1])
        if plain is None:
            return None
        found.add(plain[1] or plain[2] or "")
    return found
