"""`yangguang serve`: a live preview that builds again at every change."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import ContentError, GeneratorError
from generator.output.directory import DirectoryOutput
from generator.pipeline import build_site
from generator.preview.server import HOST, Preview, serve_folder
from generator.rendering.theme import BUILT_IN
from generator.search import build_index

if TYPE_CHECKING:
    from generator.console import Console


def serve(portal: Path, console: Console, *, port: int = 8000, search: bool = False) -> int:
    """Serve a portal's site on this machine until interrupted; with `search`, index it at every build too."""
    with tempfile.TemporaryDirectory(prefix="yangguang-") as temporary:
        folder = Path(temporary) / "site"

        def build() -> str:
            """Build once; gives what went wrong, in words, or nothing."""
            try:
                output = DirectoryOutput(folder)
                built = build_site(portal, output, finish=lambda: build_index(output.staging) if search else None)
            except ContentError as error:
                console.findings(error.findings)
                return "\n\n".join(console.finding(finding).plain for finding in error.findings)
            except GeneratorError as error:
                console.fail(f"failure.{error.code}", **error.values)
                return console.messages(f"failure.{error.code}", **error.values)
            console.say("serve.built", pages=console.messages.count("count.pages", built.pages))
            return ""

        watched = [portal / "content", portal / "themes", BUILT_IN]
        title = console.messages("serve.broken")
        preview = Preview(folder, [path for path in watched if path.is_dir()], build, title, console.language)
        serve_folder(preview, port, lambda: console.say("serve.ready", address=f"http://{HOST}:{port}/"))
    return 0
