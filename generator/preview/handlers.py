"""Answers to browsers: the site's files, what is wrong with them, and the preview's own files."""

from __future__ import annotations

import asyncio
import mimetypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import quote

from tornado.web import HTTPError, RequestHandler

from generator.preview.addresses import OWN, Stand, file_address, is_own_machine
from generator.preview.overlay import Overlay
from generator.preview.preview import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.preview.preview import Preview

Result = TypeVar("Result")
CLIENT: Final = Path(__file__).parent / "client"
NOT_FOUND: Final = "404.html"
EARLY: Final = "early"
"""The mark of what is shown before all is read; no other page has it."""


@dataclass
class Serving:
    """What all handlers share. Everything the preview is asked runs on the one thread of `worker`."""

    preview: Preview
    stand: Stand
    editor: str
    policy: str
    """The content security policy that the site's host sends, empty where it sends none."""
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "preview"))
    looked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when it is known what can be shown before the first update."""
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    """Set after the first update."""
    glimpse: Mapping[str, bytes] = field(default_factory=dict)
    """What is shown until then. A page of it asks for its state at once, and that waits for the update."""

    @cached_property
    def overlay(self) -> Overlay:
        """What is wrong, in words."""
        return Overlay(self.preview.wording.messages, f"{self.stand.path}{OWN}/", self.editor)

    async def show(self, address: str) -> Shown:
        """What is shown at an address, as soon as there is anything to show."""
        await self.looked.wait()
        early = None if self.ready.is_set() else self.glimpse.get(address)
        if early is not None:
            return Shown(early, broken=False, problems=(), mark=EARLY)
        await self.ready.wait()
        return await self.run(lambda: self.preview.show(address))

    async def run(self, work: Callable[[], Result]) -> Result:
        """Work on the preview's thread."""
        return await asyncio.get_running_loop().run_in_executor(self.worker, work)


class _Handler(RequestHandler):
    """What all answers have in common."""

    serving: Serving

    def initialize(self, serving: Serving) -> None:
        """Tornado makes a handler for each request."""
        self.serving = serving

    def set_default_headers(self) -> None:
        """Nothing is taken from a cache without asking."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")

    async def head(self, *arguments: str) -> None:
        """As `get`; Tornado leaves out the content."""
        await self.get(*arguments)

    async def get(self, *arguments: str) -> None:
        """Each handler answers in its own way."""
        raise NotImplementedError

    def links(self) -> bool:
        """Whether the reader sits at this machine, where files can be opened in an editor."""
        forwarded = {"X-Forwarded-For", "Forwarded"} & set(self.request.headers)
        asked = (self.request.host_name or "").strip("[]")
        return not forwarded and is_own_machine(self.request.remote_ip or "") and is_own_machine(asked)


class Pages(_Handler):
    """The site's files; pages carry the preview's script and what is wrong."""

    async def get(self, asked: str) -> None:  # type: ignore[override]
        """One file, or the page for addresses that do not exist."""
        address = file_address(asked)
        if address is None:
            raise HTTPError(404)
        shown = await self.serving.show(address)
        if shown.content is None and not asked.endswith(("/", ".html")) and asked:
            folder = await self.serving.show(f"{asked}/index.html")
            if folder.content is not None:
                self.redirect(f"{self.serving.stand.path}{quote(asked)}/")
                return
        if address.endswith(".html") or shown.content is None:
            await self._page(address, shown)
            return
        kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.finish(shown.content)

    async def _page(self, address: str, shown: Shown) -> None:
        content, overlay = shown.content, self.serving.overlay
        if content is None:
            self.set_status(500 if shown.broken else 404)
            instead = None if shown.broken else (await self.serving.show(NOT_FOUND)).content
            words = overlay.messages("preview.no-page" if shown.broken else "preview.not-found")
            content = instead or overlay.bare_page(words, "" if shown.broken else self.serving.stand.path)
        problems = overlay.problems(shown.problems, links=self.links(), page=shown.content is not None)
        told = overlay.early() if shown.mark == EARLY else problems
        if self.serving.policy:
            self.set_header("Content-Security-Policy", self.serving.policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(overlay.page(content, shown.mark, address, told))


class State(_Handler):
    """What a page that is on screen should be now: the mark it should have, its text, and what is wrong."""

    async def get(self) -> None:  # type: ignore[override]
        """As JSON: `mark`, `problems`, and the `page` where the browser has one of another mark."""
        await self.serving.ready.wait()
        shown = await self.serving.show(file_address(self.get_query_argument("address")) or "")
        problems = self.serving.overlay.problems(shown.problems, links=self.links(), page=shown.content is not None)
        state = {"mark": shown.mark, "problems": problems}
        if shown.content is not None and self.get_query_argument("mark", "") not in ("", shown.mark):
            state["page"] = shown.content.decode(errors="replace")
        self.finish(state)


class Client(_Handler):
    """The preview's own script and styles."""

    async def get(self, name: str) -> None:  # type: ignore[override]
        """One of the two files."""
        self.set_header("Content-Type", "text/javascript" if name.endswith(".js") else "text/css")
        self.finish((CLIENT / name).read_bytes())


class Outside(_Handler):
    """Addresses outside the sub-path: `/` leads into it, others are told where it is."""

    async def get(self) -> None:  # type: ignore[override]
        """The way to the site."""
        path, overlay = self.serving.stand.path, self.serving.overlay
        if f"{self.request.path}/" in ("//", path):
            self.redirect(path)
            return
        self.set_status(404)
        self.finish(overlay.bare_page(overlay.messages("preview.outside"), path))
