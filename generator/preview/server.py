"""The preview server: livereload with a watcher of its own. Livereload's, Tornado's and watchfiles' only home.

Livereload's own watcher polls, and drops a second change within three seconds of the first; this one waits until
changes settle, builds in a thread beside the server, and then tells the browsers.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from watchfiles import watch

from generator.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

HOST = "127.0.0.1"
SETTLED_MILLISECONDS = 150


@dataclass
class Preview:
    """What is served: the folder, what is watched, and how to build; `problem` is what the last build failed on."""

    folder: Path
    watched: Sequence[Path]
    build: Callable[[], str]
    problem_title: str
    language: str
    problem: str = ""
    _building: threading.Lock = field(default_factory=threading.Lock)
    """Held while a build runs: the first one runs beside the watcher."""

    def rebuild(self) -> None:
        """Build once more."""
        with self._building:
            self.problem = self.build()


class SettledWatcher(Watcher):  # type: ignore[misc]  # livereload has no types
    """Watches folders and builds again once changes have settled."""

    def __init__(self, preview: Preview, loop: IOLoop) -> None:
        super().__init__()
        self.preview = preview
        self.loop = loop
        self.stopped = threading.Event()
        self.watching = threading.Event()
        self._tasks: dict[str, Any] = {"content": {}}

    def begin(self) -> None:
        """Begin to watch; from here on no change is missed."""
        threading.Thread(target=self._run, daemon=True).start()
        self.watching.wait()

    def _run(self) -> None:
        pause = SETTLED_MILLISECONDS
        folders, stopped = self.preview.watched, self.stopped
        for changes in watch(*folders, debounce=pause, rust_timeout=pause, yield_on_timeout=True, stop_event=stopped):
            self.watching.set()
            if changes:
                self.preview.rebuild()
                self.loop.add_callback(LiveReloadHandler.reload_waiters, "*")

    def start(self, _callback: Callable[[], None]) -> bool:
        """Livereload asks to begin; True tells it not to poll."""
        return True

    def examine(self) -> tuple[None, None]:
        """Nothing to poll."""
        return None, None


class Pages(StaticFileHandler):  # type: ignore[misc]  # livereload has no types
    """The folder's files; while the last build has failed, pages show why instead."""

    preview: Preview

    async def get(self, path: str, *, include_body: bool = True) -> None:
        """One file, or what is wrong with the content."""
        if self.preview.problem and (path.endswith((".html", "/")) or not path):
            self.set_status(500)
            self.finish(_problem_page(self.preview))
            return
        await super().get(path, include_body)


def _problem_page(preview: Preview) -> str:
    title, problem = escape(preview.problem_title), escape(preview.problem)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    body = f"<h1>{title}</h1><pre>{problem}</pre>"
    return f'<!doctype html><html lang="{preview.language}"><head>{head}</head><body>{body}</body></html>'


class PreviewServer(Server):  # type: ignore[misc]  # livereload has no types
    """Livereload's server with our pages; it says nothing of each request."""

    pages: type[Pages]

    def get_web_handlers(self, script: object) -> list[Any]:  # noqa: ARG002 - livereload gives it
        """One handler for every address."""
        return [(r"/(.*)", self.pages, {"path": str(self.pages.preview.folder), "default_filename": "index.html"})]

    def _setup_logging(self) -> None:
        for name in ("livereload", "tornado.access", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def serve_folder(preview: Preview, port: int, ready: Callable[[], None]) -> None:
    """Build, say when ready, then serve on this machine until interrupted; OutputError where the port is taken."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise OutputError("port-taken", port=port, reason=os.strerror(error.errno or 0)) from error
    watcher = SettledWatcher(preview, IOLoop.current())
    watcher.begin()
    preview.rebuild()
    ready()
    server = PreviewServer(watcher=watcher)
    server.pages = type("PreviewPages", (Pages,), {"preview": preview})
    try:
        server.serve(port=port, host=HOST, root=str(preview.folder), restart_delay=0)
    finally:
        watcher.stopped.set()
