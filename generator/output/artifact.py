"""An artifact: one file of the site; what takes artifacts; and the list of them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from generator.files import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from generator.state import State

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: its path relative to the site's root, with `/`, and its bytes."""

    path: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return digest(self.content)


class Writer(Protocol):
    """What a shard writes with, wherever it is done."""

    def write(self, path: str, content: bytes) -> None:
        """Write one file of the site aside."""

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file at the top of the site in pieces."""


class Output(Protocol):
    """Where the site of a build goes. Nothing of the published site changes before `publish`."""

    @property
    def writer(self) -> Writer:
        """What writes aside, here or in another process."""

    @property
    def cache(self) -> Path | None:
        """A folder for what the next build can use again and anybody can throw away; None where nothing is kept."""

    def state(self, *, full: bool) -> State:
        """What the last build left, or an empty state where it is to be a full build."""

    def published(self, path: str) -> Path | None:
        """The file at a path of the published site; None where a site is no folder."""

    def staged(self, path: str) -> Path | None:
        """The file that is written aside for a path of the site; None where a site is no folder."""

    def publish(self, state: State, gone: Collection[str]) -> None:
        """Put all that was written in the place of what was published before, remove what is gone, commit the state."""

    def discard(self) -> None:
        """Forget all that was written."""
