"""An output that keeps the site in memory, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.state import new_state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path
    from typing import Self

    from generator.state import State


class MemoryOutput:
    """The site as a mapping from path to bytes; `site` is what was published last."""

    def __init__(self) -> None:
        self.written: dict[str, bytes] = {}
        self.site: dict[str, bytes] = {}

    @property
    def cache(self) -> Path | None:
        """Nothing is kept."""
        return None

    @property
    def writer(self) -> Self:
        """It writes itself."""
        return self

    def write(self, path: str, content: bytes) -> None:
        """Take one file."""
        self.written[path] = content

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """Take one file in pieces."""
        self.written[path] = b"".join(pieces)

    def state(self, *, full: bool) -> State:  # noqa: ARG002 - nothing is left from one build to the next
        """An empty state."""
        return new_state()

    def published(self, path: str) -> Path | None:  # noqa: ARG002 - there are no files
        """No file."""
        return None

    def staged(self, path: str) -> Path | None:  # noqa: ARG002 - there are no files
        """No file."""
        return None

    def publish(self, state: State, gone: Collection[str]) -> None:  # noqa: ARG002 - nothing was there before
        """Make what was written the site."""
        self.site, self.written = self.written, {}
        state.close()

    def discard(self) -> None:
        """Forget all that was written."""
        self.written = {}
