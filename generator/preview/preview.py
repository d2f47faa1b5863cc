"""The state of a preview: the site, what is wrong with it, and the last good pages. Knows no server and no browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.errors import ContentError
from generator.files import digest
from generator.preview.kept import LastGood

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.findings import Finding
    from generator.preview.problems import Problem, Wording
    from generator.preview.site import Site

STYLE: Final = ".css"
_WRITTEN_INTO_PAGES: Final = frozenset({".toml", ".json", ".md", ".html", ".po"})
"""Files that are seen in the bytes of pages; others, such as scripts, are loaded by them."""
_NONE: Final[tuple[Finding, ...]] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an update."""

    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    styles: tuple[Path, ...]
    """The changed style sheets, where nothing else changed: browsers can take them without reloading the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown at an address; `content` is None where there is nothing, not even an older page.

    Then `broken` tells that there may be something once the problems are mended.
    """

    content: bytes | None
    broken: bool
    problems: tuple[Problem, ...]
    mark: str
    """Changes when a browser has to take the page anew."""


@dataclass
class Preview:
    """A site with its problems. Its functions are called by one thread at a time, like the site's."""

    site: Site
    wording: Wording
    problems: tuple[Problem, ...] = ()
    was_good: bool = False
    """Whether the site was free of errors at least once: before, it has no pages."""
    early: Callable[[], Mapping[str, bytes]] = dict
    """Gives the files that the site can show before its first update."""
    _kept: LastGood = field(default_factory=LastGood)
    _loaded_by_pages: int = 0
    """How often files changed that pages load."""

    def glimpse(self) -> Mapping[str, bytes]:
        """The files that can be shown before the first update, in which whatever goes wrong here is told."""
        try:
            return self.early()
        except Exception:  # noqa: BLE001 - see above
            return {}

    def update(self, changed: frozenset[Path]) -> Outcome:
        """Take in changed files. Whatever goes wrong becomes a problem: a preview goes on."""
        before, findings = self.problems, _NONE
        try:
            findings = self.site.update(changed)
            self.problems = self.wording.findings(findings)
        except ContentError as error:
            findings = error.findings
            self.problems = self.wording.exception(error)
        except Exception as error:  # noqa: BLE001 - told in the overlay
            self.problems = self.wording.exception(error)
        self.was_good = self.was_good or not self.problems
        styles = tuple(sorted(path for path in changed if path.suffix == STYLE))
        only_styles = len(styles) == len(changed) and not before and not self.problems
        if not changed or not all(path.suffix in _WRITTEN_INTO_PAGES or path in styles for path in changed):
            self._loaded_by_pages += 1
        return Outcome(self.problems, findings, styles if only_styles else ())

    def show(self, address: str) -> Shown:
        """The file at an address, or its last good bytes where it can't be rendered."""
        content, problems, broken = None, self.problems, not self.was_good
        if self.was_good:
            try:
                content = self.site.file(address)
            except Exception as error:  # noqa: BLE001 - told in the overlay
                content, broken = self._kept.get(address), True
                problems = tuple(dict.fromkeys((*problems, *self.wording.exception(error))))
            else:
                self._keep(address, content)
        return Shown(content, broken, problems, f"{digest(content or b'')[:16]}-{self._loaded_by_pages}")

    def _keep(self, address: str, content: bytes | None) -> None:
        if content is None:
            self._kept.forget(address)
        elif address.endswith(".html"):
            self._kept.keep(address, content)
