"""`yangguang check`: reads everything, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pipeline import load_content

if TYPE_CHECKING:
    from pathlib import Path

    from generator.console import Console


def check(portal: Path, console: Console, jobs: int = 1) -> int:
    """Read a portal's content and tell every finding; ContentError where there are errors."""
    with console.progress() as progress:
        content = load_content(portal, progress, jobs=jobs)
    console.findings(content.findings)
    console.say(
        "check.done",
        reports=console.messages.count("count.reports", content.collection.count_reports()),
        agencies=console.messages.count("count.agencies", content.collection.count_agencies()),
        findings=console.count(content.findings),
    )
    return 0
