"""`yangguang serve`: a live preview that follows every change."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.live import LiveSite
from generator.portal import BUILT_IN
from generator.preview.editor import EDITORS
from generator.preview.indexing import Indexed
from generator.preview.preview import Preview
from generator.preview.problems import Wording
from generator.preview.server import serve_preview
from generator.rendering.render import POLICY
from generator.workers.pool import usable_processors

if TYPE_CHECKING:
    from generator.console import Console
    from generator.findings import Finding
    from generator.preview.addresses import Stand
    from generator.preview.preview import Outcome
    from generator.preview.site import Site


CACHE = ".preview-cache"
BUILT_CACHE = ".site-cache"
"""The folder of a portal in which the state of its preview is kept, so that the next one begins at once."""


def serve(
    portal: Path, console: Console, stand: Stand, *, editor: str = EDITORS["vscode"], search: bool = False
) -> int:
    """Serve a portal's site until interrupted; with `search`, let an index follow it.

    `editor` is the address that opens a place in the reader's editor, with `{path}`, `{line}` and `{column}`.
    """
    with ExitStack() as stack:
        live = LiveSite(portal, portal / CACHE, portal / BUILT_CACHE, usable_processors())
        site: Site = live
        if search:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yangguang-"))) / "site"
            indexed = Indexed(site, _build_command(portal, folder), folder)
            stack.callback(indexed.close)
            site = indexed
        serve_preview(
            Preview(site, Wording(console.messages, portal), early=live.glimpse),
            (portal / "content", portal / "themes", BUILT_IN),
            stand,
            editor=editor,
            policy=f"{POLICY}; frame-ancestors 'self'",
            ready=lambda: _tell_where(console, stand),
            told=_Teller(console),
        )
    return 0


def _build_command(portal: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--quiet", "--portal", str(portal), "--output", str(folder)]


def _tell_where(console: Console, stand: Stand) -> None:
    console.say("serve.ready", address=stand.address)
    if stand.is_open:
        console.say("serve.open")


class _Teller:
    """Tells on the terminal what came of an update, and of findings only those that were not told already."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.told: tuple[Finding, ...] | None = None
        """What was told last; None before the first update, of whose time nobody asks."""

    def __call__(self, outcome: Outcome, seconds: float) -> None:
        fresh = outcome.findings if self.told is None or outcome.findings != self.told else ()
        self.console.findings(fresh)
        for problem in outcome.problems if not outcome.findings else ():
            self.console.warn(f"{problem.place} {problem.label}\n  {problem.message}".lstrip())
        if not outcome.problems and self.told is not None:
            self.console.say("serve.built", milliseconds=round(seconds * 1000))
        self.told = outcome.findings
