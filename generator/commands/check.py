"""`yangguang check`: reads everything, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pipeline import load_content

if TYPE_CHECKING:
    from pathlib import Path

    from generator.console import Console


def check(portal: Path, console: Console) -> int:
    """Read a portal's content and tell every finding; ContentError where there are errors."""
    with console.progress() as progress:
        content = load_content(portal, progress)
    console.findings(content.findings)
    console.say(
        "check.done",
        reports=console.messages.count("count.reports", len(content.collection.reports)),
        agencies=console.messages.count("count.agencies", len(content.collection.agencies)),
        findings=console.count(content.findings),
    )
    return 0
