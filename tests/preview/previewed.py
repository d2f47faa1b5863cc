"""A small site over a folder of notes, served as the preview serves a portal's; and a browser's side of livereload."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tornado.websocket import websocket_connect

from generator.console import CATALOGUES
from generator.errors import ThemeError
from generator.findings import Finding, Place
from generator.messages import load_messages
from generator.preview.addresses import Stand
from generator.preview.preview import Preview
from generator.preview.problems import Wording
from generator.preview.server import serve_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.preview.preview import Outcome

PATIENCE_SECONDS = 30
TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<title>Notes</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
</head>
<body>
%s
</body>
</html>
"""


class Notes:
    """A site with a page for each `.toml` file, in the frame of `page.html`; other files are served as they are.

    The word `mistake` in a note is an error, the word `doubt` a warning, the word `broken` in the frame breaks pages.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.updates: list[frozenset[Path]] = []

    def file(self, address: str) -> bytes | None:
        if address in self.files and not address.endswith(".html"):
            return self.files[address]
        note = self.files.get(address.removesuffix(".html") + ".toml")
        if note is None or not address.endswith(".html"):
            return None
        frame = self.files["page.html"].decode()
        if "broken" in frame:
            line = frame[: frame.index("broken")].count("\n") + 1
            path = str(self.folder / "page.html")
            raise ThemeError("template-broken", template=path, line=line, reason="unexpected end")
        return (frame % note.decode()).encode()

    def glimpse(self) -> dict[str, bytes]:
        return {}

    def update(self, changed: frozenset[Path]) -> tuple[Finding, ...]:
        self.updates.append(changed)
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        files = {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}
        findings = tuple(
            Finding(code, Place(name, number, line.index(word) + 1), None, word)
            for name, content in sorted(files.items())
            if name.endswith(".toml")
            for number, line in enumerate(content.decode().splitlines(), 1)
            for word, code in (("doubt", "cell-not-a-count"), ("mistake", "conflict-marker"))
            if word in line
        )
        if not any(finding.found == "mistake" for finding in findings):
            self.files = files
        return findings


@dataclass
class Served:
    """A preview that runs, and what it told."""

    folder: Path
    site: Notes
    stand: Stand
    outcomes: list[Outcome] = field(default_factory=list)

    def get(self, address: str, **headers: str) -> http.client.HTTPResponse:
        """The answer to a request for an address of the host, with its `text`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.stand.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def page(self, name: str = "index.html") -> str:
        return self.get(self.stand.path + name).text

    def state(self, name: str = "index.html") -> dict[str, str]:
        return json.loads(self.get(f"{self.stand.path}__preview__/state?address={name}").text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def saved(self, name: str, text: str) -> None:
        """Write a file, and wait until the preview took it in."""
        before = len(self.outcomes)
        self.write(name, text)
        wait_until(lambda: len(self.outcomes) > before)


def wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.01)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def served(
    folder: Path, path: str = "/", policy: str = "", site: Notes | None = None, language: str = "en"
) -> Iterator[Served]:
    """A folder that is being previewed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {
        "page.html": TEMPLATE,
        "index.toml": "<h1>First</h1>",
        "style.css": "h1 { color: blue }",
    }.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    preview = Served(folder, site or Notes(folder), Stand(port=free_port(), path=path))
    begun: list[tuple[asyncio.AbstractEventLoop, asyncio.Task]] = []

    def run() -> None:
        with suppress(asyncio.CancelledError):
            serve_preview(
                Preview(
                    preview.site, Wording(load_messages([CATALOGUES], language), folder), early=preview.site.glimpse
                ),
                [folder],
                preview.stand,
                editor="vscode://file/{path}:{line}:{column}",
                policy=policy,
                ready=lambda: begun.append((asyncio.get_running_loop(), asyncio.current_task())),
                told=lambda outcome, _seconds: preview.outcomes.append(outcome),
            )

    thread = threading.Thread(target=run)
    thread.start()
    wait_until(lambda: begun or not thread.is_alive())
    loop, task = begun[0]
    try:
        yield preview
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


def livereload(preview: Served, change: Callable[[], object]) -> dict[str, object]:
    """What a browser that listens is told first when something is changed."""
    with ThreadPoolExecutor(1) as thread:  # Playwright keeps a loop in the main thread
        return thread.submit(asyncio.run, _listen(preview, change)).result()


async def _listen(preview: Served, change: Callable[[], object]) -> dict[str, object]:
    address = f"ws://127.0.0.1:{preview.stand.port}{preview.stand.path}__preview__/livereload"
    connection = await websocket_connect(address)
    await connection.write_message(json.dumps({"command": "hello", "protocols": []}))
    await connection.read_message()
    await connection.write_message(json.dumps({"command": "info", "url": preview.stand.address}))
    # An answer to a second greeting tells that the first was taken in.
    await connection.write_message(json.dumps({"command": "hello", "protocols": []}))
    await connection.read_message()
    change()
    told = json.loads(await asyncio.wait_for(connection.read_message(), PATIENCE_SECONDS))
    connection.close()
    return told
