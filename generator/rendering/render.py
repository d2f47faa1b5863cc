"""Pages to artifacts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator import __version__
from generator.errors import ThemeError
from generator.links import language_prefix, way_up
from generator.output.artifact import Artifact
from generator.pages.page import Link, Words, words
from generator.rendering.environment import make_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment

    from generator.collection.prose import Prose
    from generator.config import Config
    from generator.languages import Language
    from generator.pages.page import Page
    from generator.rendering.theme import Theme

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The content security policy the site keeps to. Pagefind's search runs WebAssembly, hence `wasm-unsafe-eval`."""

HEADERS = f"""/*
  Content-Security-Policy: {POLICY}; frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/assets/*
  Cache-Control: public, max-age=31536000, immutable
"""
"""The file `_headers` as Cloudflare Pages reads it."""


@dataclass(frozen=True, slots=True)
class Portal:
    """What every template may use besides its page: the portal's name, languages, prose pages, policy, assets."""

    title: Words
    description: Words | None
    languages: tuple[tuple[Language, str], ...]
    """Each language with the prefix of its addresses."""
    prose: tuple[Link, ...]
    policy: str
    """The policy as pages must carry it, empty where the host sends it as a header."""
    assets: Mapping[str, str]
    """Each static file with its address and a mark of its content, so that caches notice a change."""
    version: str


class Renderer:
    """Renders pages; one environment a language, made when first needed."""

    def __init__(self, theme: Theme, config: Config, prose: Mapping[Language, Sequence[Prose]]) -> None:
        self.theme = theme
        self.config = config
        self.prose = prose
        self.static = {path: file.read_bytes() for path, file in theme.static_files().items()}
        self._environments: dict[Language, tuple[Environment, Portal]] = {}

    def static_artifacts(self) -> Iterator[Artifact]:
        """The theme's static files, and what the chosen host needs beside the pages."""
        for path, content in self.static.items():
            yield Artifact(path, content)
        if self.config.host == "cloudflare-pages":
            yield Artifact("_headers", HEADERS.encode())
        if self.config.host == "github-pages":
            yield Artifact(".nojekyll", b"")

    def render(self, page: Page) -> Artifact:
        """One page."""
        environment, portal = self._environment(page.view.language)
        try:
            template = environment.get_template(f"{page.template}.html")
            site_root, root = self._roots(page)
            html = template.render(page=page.view, portal=portal, kind=page.template, root=root, site_root=site_root)
        except TemplateError as error:
            raise _theme_error(error, page) from error
        return Artifact(page.address, html.encode())

    def _roots(self, page: Page) -> tuple[str, str]:
        """The ways to the root of the site and of the language.

        They are absolute, where the site's address is known, on the one page that a host serves at any depth.
        """
        if page.template != "not_found" or self.config.address is None:
            return way_up(page.address), page.view.root
        site_root = urlsplit(self.config.address).path.rstrip("/") + "/"
        return site_root, site_root + page.address.removesuffix(page.view.address)

    def _environment(self, language: Language) -> tuple[Environment, Portal]:
        if language not in self._environments:
            self._environments[language] = (make_environment(self.theme, language), self._portal(language))
        return self._environments[language]

    def _portal(self, language: Language) -> Portal:
        config = self.config

        return Portal(
            title=words(config.title, language),
            description=words(config.description, language) if config.description else None,
            languages=tuple((known, language_prefix(known, config.languages[0])) for known in config.languages),
            prose=tuple(Link(Words(p.title, p.language), f"{p.key}/index.html") for p in self.prose[language]),
            policy=POLICY if config.host == "github-pages" else "",
            assets={path: f"{path}?{hashlib.sha256(c).hexdigest()[:8]}" for path, c in self.static.items()},
            version=__version__,
        )


def _theme_error(error: TemplateError, page: Page) -> ThemeError:
    """A broken template is told with its file and line."""
    if isinstance(error, TemplateNotFound):
        return ThemeError("no-template", template=error.name or page.template)
    if isinstance(error, TemplateSyntaxError):
        return ThemeError(
            "template-broken", template=error.filename or error.name, line=error.lineno, reason=error.message
        )
    template, line = _last_template_line(error)
    code = "template-undefined" if isinstance(error, UndefinedError) else "template-broken"
    return ThemeError(code, template=template or page.template, line=line, reason=error.message)


def _last_template_line(error: BaseException) -> tuple[str, int]:
    at, found = error.__traceback__, ("", 0)
    while at is not None:
        if at.tb_frame.f_code.co_filename.endswith(".html"):
            found = (at.tb_frame.f_code.co_filename, at.tb_lineno)
        at = at.tb_next
    return found
