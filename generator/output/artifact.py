"""An artifact: one file of the site; and what takes artifacts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from generator.errors import OutputError
from generator.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


class Output(Protocol):
    """What takes the artifacts of one build. Nothing of the published site changes before `publish`."""

    def write(self, artifact: Artifact) -> None:
        """Take one artifact; OutputError where its path was taken before."""

    def publish(self) -> None:
        """Put all that was written in the place of what was published before, in one step."""

    def discard(self) -> None:
        """Forget all that was written."""


class Paths:
    """The paths and digests of what was written: no path is written twice."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}

    def add(self, artifact: Artifact) -> None:
        """Note an artifact."""
        if artifact.path in self.digests:
            raise OutputError("address-twice", address=artifact.path)
        self.digests[artifact.path] = artifact.digest


def manifest(digests: Mapping[str, str], inputs: Iterable[str], version: str) -> Artifact:
    """`manifest.json`: every file with its SHA-256, the inputs' digest, the version. The search index is not listed."""
    listed = {
        "version": version,
        "inputs": digest("\n".join(inputs).encode()),
        "files": dict(sorted(digests.items())),
    }
    return Artifact(MANIFEST, (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode())
