"""An output that keeps the site in memory, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.output.artifact import Paths

if TYPE_CHECKING:
    from generator.output.artifact import Artifact


class MemoryOutput:
    """The site as a mapping from path to bytes; `site` is what was published last."""

    def __init__(self) -> None:
        self.paths = Paths()
        self.written: dict[str, bytes] = {}
        self.site: dict[str, bytes] = {}

    def write(self, artifact: Artifact) -> None:
        """Take one artifact."""
        self.paths.add(artifact)
        self.written[artifact.path] = artifact.content

    def publish(self) -> None:
        """Make what was written the site."""
        self.site, self.written, self.paths = self.written, {}, Paths()

    def discard(self) -> None:
        """Forget all that was written."""
        self.written, self.paths = {}, Paths()
