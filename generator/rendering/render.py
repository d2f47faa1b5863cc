"""Pages to artifacts. Jinja is imported when the first page is rendered, so that finding nothing to do is cheap."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator import __version__
from generator.links import language_prefix, way_up
from generator.messages import digest_messages
from generator.output.artifact import Artifact
from generator.pages.page import Link, Words, words
from generator.rendering.closure import Closures
from generator.rendering.markdown import MarkdownCounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.collection.prose import Prose
    from generator.config import Config
    from generator.languages import Language
    from generator.pages.page import Page
    from generator.rendering.language_pages import LanguagePages, Library
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
    """Renders pages; what a language needs is made when first needed.

    `two_stage` chooses between skeletons and plain Jinja: the bytes are the same. `kept` is a folder for compiled
    templates and read catalogues, which can be used again and thrown away.
    """

    def __init__(
        self,
        theme: Theme,
        config: Config,
        prose: Mapping[Language, Sequence[Prose]],
        *,
        two_stage: bool = True,
        kept: Path | None = None,
    ) -> None:
        self.theme = theme
        self.config = config
        self.prose = prose
        self.static = {path: file.read_bytes() for path, file in theme.static_files().items()}
        self._two_stage = two_stage
        self._kept = kept
        self._library: Library | None = None
        self._pages: dict[Language, LanguagePages] = {}
        self._portals: dict[Language, Portal] = {}
        self._closures = Closures(theme)
        self._digests: dict[tuple[str, Language], str] = {}

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
        language = page.view.language
        site_root, root = self._roots(page)
        variables = {
            "page": page.view,
            "portal": self._portal(language),
            "kind": page.template,
            "root": root,
            "site_root": site_root,
        }
        return Artifact(page.address, self._language(language).render(page.template, variables))

    @property
    def markdown(self) -> MarkdownCounts:
        """How many blocks of Markdown were rendered so far, and how many of them in the short way."""
        return self._library.markdown.counts if self._library else MarkdownCounts()

    def digest(self, kind: str, language: Language) -> str:
        """The digest of all that goes into the pages of one kind and language besides their views and the code."""
        if (kind, language) not in self._digests:
            templates = self._closures.digest(f"{kind}.html")
            words = digest_messages(self.theme.messages, language)
            parts = (kind, language, templates, words, repr(self._portal(language)), self.config.address)
            self._digests[kind, language] = hashlib.sha256(repr(parts).encode()).hexdigest()
        return self._digests[kind, language]

    def _roots(self, page: Page) -> tuple[str, str]:
        """The ways to the root of the site and of the language.

        They are absolute, where the site's address is known, on the one page that a host serves at any depth.
        """
        if page.template != "not_found" or self.config.address is None:
            return way_up(page.address), page.view.root
        site_root = urlsplit(self.config.address).path.rstrip("/") + "/"
        return site_root, site_root + page.address.removesuffix(page.view.address)

    def _language(self, language: Language) -> LanguagePages:
        if language not in self._pages:
            from generator.rendering.language_pages import LanguagePages, Library  # noqa: PLC0415 - Jinja is heavy

            if self._library is None:
                several = len(self.config.languages) > 1
                self._library = Library(self.theme, self._kept, two_stage=self._two_stage, keeps_texts=several)
            self._pages[language] = LanguagePages(self._library, language)
        return self._pages[language]

    def _portal(self, language: Language) -> Portal:
        if language not in self._portals:
            self._portals[language] = self._make_portal(language)
        return self._portals[language]

    def _make_portal(self, language: Language) -> Portal:
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
