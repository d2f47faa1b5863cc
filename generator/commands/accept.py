"""`yangguang import --accept`: what a person has settled in review files goes into the data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.forms.reading import load_forms
from generator.importers.accepting import accept, find_reviews
from generator.importers.holdings import look_into

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.console import Console


def accept_reviews(paths: Sequence[Path], content: Path, console: Console) -> int:
    """Take over what is settled in these review files, or in all; 1 where something in them is wrong."""
    forms, _ = load_forms(content / "forms")
    holdings = look_into(content, forms)
    words = console.messages
    accepted = [accept(place, holdings) for place in find_reviews(content, paths)]
    console.findings([finding for one in accepted for finding in (*one.findings, *one.open)])
    for one in accepted:
        key = "import.accepted-all" if one.done else "import.accepted"
        left = words.number(len(one.open) + len(one.findings))
        console.say(key, path=one.path, settled=words.number(one.settled), open=left)
    done = sum(one.done for one in accepted)
    console.say("import.accepted-done", done=words.number(done), open=words.number(len(accepted) - done))
    return 1 if any(one.findings for one in accepted) else 0
