"""Whether there is anything to do at all, found out without importing what a build needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.building.look import environment_digest
from generator.findings import unpack_finding
from generator.state import Damaged, open_state

if TYPE_CHECKING:
    from generator.collection.look import Look
    from generator.findings import Finding
    from generator.output.directory import DirectoryOutput


@dataclass(frozen=True)
class Unchanged:
    """What the last build made of the same content: its pages and its findings."""

    pages: int
    findings: tuple[Finding, ...]


def find_unchanged(look: Look, output: DirectoryOutput, *, search: bool) -> Unchanged | None:
    """What stands, where nothing it was made from has changed since; None where there may be something to do."""
    if not output.is_finished:
        return None
    state = open_state(output.cache)
    if state is None:
        return None
    try:
        if (
            state.folders() != look.folders
            or state.note("environment") != environment_digest()
            or bool(state.note("indexed")) != search
            or not output.is_as_left(state)
        ):
            return None
        rows = state.connection.execute("SELECT content FROM finding").fetchall()
        return Unchanged(state.note("pages"), tuple(unpack_finding(content) for (content,) in rows))
    except Damaged:
        return None
    finally:
        state.close()
