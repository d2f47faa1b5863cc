"""The preview's server: Tornado answers, livereload tells browsers of changes, a thread watches.

Livereload's own watcher polls, and drops a second change within three seconds of the first; and its own server puts
an inline script into pages, which the site's content security policy forbids. So only its protocol is taken.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import socket
import threading
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher as Unused
from tornado.httpserver import HTTPServer
from tornado.web import Application

from generator.errors import OutputError
from generator.preview.addresses import OWN, Stand
from generator.preview.handlers import Client, Outside, Pages, Serving, State
from generator.preview.site import EVERYTHING
from generator.preview.watching import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.preview.preview import Outcome, Preview

    Told = Callable[[Outcome, float], object]

ASK_AGAIN: Final = f"{OWN}/state"
"""What livereload is told has changed where each page must ask for itself whether it did."""


def serve_preview(  # noqa: PLR0913 - what touches the world comes in by argument
    preview: Preview,
    watched: Sequence[Path],
    stand: Stand,
    *,
    editor: str = "",
    policy: str = "",
    ready: Callable[[], object],
    told: Told,
) -> None:
    """Serve until interrupted. OutputError where the port can't be used.

    `ready` is called when the first page can be shown, `told` after each update, with the seconds it took.
    """
    try:
        listening = socket.create_server((stand.host, stand.port), family=stand.family)
        listening.settimeout(0)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise OutputError("port-taken", port=stand.port, reason=reason) from error
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(Serving(preview, stand, editor, policy), listening, Watcher(watched), ready, told))


async def _serve(
    serving: Serving, listening: socket.socket, watcher: Watcher, ready: Callable[[], object], told: Told
) -> None:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    first_is_done = threading.Event()
    server = HTTPServer(_application(serving))
    server.add_socket(listening)

    def update(changed: frozenset[Path]) -> None:
        began = perf_counter()
        outcome = serving.preview.update(changed)
        loop.call_soon_threadsafe(_tell_browsers, outcome)
        told(outcome, perf_counter() - began)

    def fail(error: BaseException) -> None:
        if not ended.done():
            ended.set_exception(error)

    def follow() -> None:
        try:
            for changed in watcher.bursts():
                first_is_done.wait()
                serving.worker.submit(update, changed).result()
        except BaseException as error:  # noqa: BLE001 - handed to the server, which ends with it
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(fail, error)

    try:
        threading.Thread(target=follow, name="watcher", daemon=True).start()
        await serving.run(watcher.begun.wait)
        serving.glimpse = await serving.run(serving.preview.glimpse)
        serving.looked.set()
        if serving.glimpse:
            ready()
        await serving.run(lambda: update(EVERYTHING))
        first_is_done.set()
        serving.ready.set()
        if not serving.glimpse:
            ready()
        serving.glimpse = {}
        await ended
    finally:
        watcher.stop()
        first_is_done.set()
        server.stop()
        for browser in LiveReloadHandler.waiters.copy():
            browser.ws_connection.stream.close()
        await server.close_all_connections()
        serving.worker.shutdown(wait=False, cancel_futures=True)


def _application(serving: Serving) -> Application:
    logging.getLogger("livereload").setLevel(logging.CRITICAL)
    LiveReloadHandler.watcher = Unused()
    LiveReloadHandler.live_css = True
    path, shared = re.escape(serving.stand.path), {"serving": serving}
    handlers: list[Any] = [
        (rf"{path}{OWN}/livereload", LiveReloadHandler),
        (rf"{path}{OWN}/livereload\.js", LiveReloadJSHandler),
        (rf"{path}{OWN}/state", State, shared),
        (rf"{path}{OWN}/(preview\.(?:js|css))", Client, shared),
        (rf"{path}(.*)", Pages, shared),
        (r".*", Outside, shared),
    ]
    return Application(handlers, log_function=lambda _handler: None)


def _tell_browsers(outcome: Outcome) -> None:
    """Style sheets are exchanged in the page; otherwise each page asks whether it changed."""
    for path in [style.name for style in outcome.styles] or [ASK_AGAIN]:
        LiveReloadHandler.reload_waiters(path)
