"""What the preview needs of a site: its files when asked for, and that it takes in changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from generator.findings import Finding

EVERYTHING: frozenset[Path] = frozenset()
"""The changes of which is only known that there may be some: the site looks at all its files."""


class Site(Protocol):
    """A site that is rendered on demand.

    The preview calls all its functions on one thread, which is not the one that made the site.
    """

    def file(self, address: str) -> bytes | None:
        """A file of the site, such as `agencies/index.html` or `assets/style.css`; None where there is none.

        GeneratorError where it can't be rendered.
        """

    def update(self, changed: frozenset[Path]) -> tuple[Finding, ...]:
        """Take in changed files; gives all findings there are now, not only those of these files.

        Where one of them is an error, the last good state stays, and a ContentError may be raised instead. An empty
        set means EVERYTHING.
        """
