"""What a reader makes of a file; `read_document` puts the name, the format and the digest to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.importers.document import Block


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to be said about a document that could be read: the code of a finding, and its words."""

    code: str
    found: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """The blocks of a document in reading order, what it declares about itself, and what is doubtful about it."""

    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
