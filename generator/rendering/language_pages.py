"""The pages of one language: its environments, and errors of templates as ours. Jinja comes in here, not before."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateError

from generator.messages import load_messages
from generator.rendering import checking
from generator.rendering.environment import Codes, make_environment, make_watched_environment
from generator.rendering.filters import Filters
from generator.rendering.markdown import Markdown
from generator.rendering.markdown.library import render_plainly
from generator.rendering.mistakes import theme_error
from generator.rendering.two_stage import TwoStage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.languages import Language
    from generator.rendering.theme import Theme


RECURRING: Final = frozenset(
    {"report", "agency", "agencies_letter", "region", "region_year", "coverage_region", "year", "years"}
)
"""The kinds of page of which there are so many alike that skeletons pay."""
KEPT_TEXTS: Final = 64
"""So many rendered texts are kept: a report's text stands on its pages in several languages."""


class Library:
    """The templates of a theme, compiled once for all languages; `kept` is a folder for what can be used again.

    Without `two_stage` pages are made by plain Jinja and texts by markdown-it-py alone: the bytes are the same.
    `keeps_texts` says that a text comes again, in another language.

    What is kept of stage one holds the checks of this version, so it is kept under their digest.
    """

    def __init__(self, theme: Theme, kept: Path | None, *, two_stage: bool, keeps_texts: bool) -> None:
        self.theme = theme
        self.kept = kept
        self.two_stage = two_stage
        self.plain = Codes(kept and kept / "templates")
        checks = hashlib.sha256(Path(checking.__file__).read_bytes()).hexdigest()[:12]
        self.watched = Codes(kept and kept / f"templates-{checks}")
        self.markdown = Markdown()
        write: Callable[..., str] = self.markdown.render if two_stage else render_plainly
        self.write_markdown = lru_cache(maxsize=KEPT_TEXTS)(write) if keeps_texts else write


class LanguagePages:
    """Renders the pages of one language."""

    def __init__(self, library: Library, language: Language) -> None:
        messages = load_messages(library.theme.messages, language, library.kept)
        filters = Filters(messages, library.write_markdown)
        self.environment = make_environment(library.theme, language, filters=filters, codes=library.plain)
        self.stages: TwoStage | None = None
        if library.two_stage:
            watched = make_watched_environment(library.theme, filters, library.watched)
            self.stages = TwoStage(self.environment, watched)

    def render(self, kind: str, variables: Mapping[str, Any]) -> bytes:
        """The bytes of a page of a kind."""
        name = f"{kind}.html"
        try:
            if self.stages is not None and kind in RECURRING:
                return self.stages.render(name, variables)
            return self.environment.get_template(name).render(variables).encode()
        except TemplateError as error:
            raise theme_error(error, kind) from error
