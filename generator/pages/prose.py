"""A prose page, such as `about`: Markdown written by the portal's editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import prose_address
from generator.pages.page import View, Words

if TYPE_CHECKING:
    from generator.collection.prose import Prose
    from generator.languages import Language


@dataclass(frozen=True, kw_only=True)
class ProseView(View):
    """All that a prose page shows."""

    text: Words


def prose_page(prose: Prose, language: Language) -> ProseView:
    """The view of a prose page; its text may be in another language than the page."""
    return ProseView(
        address=prose_address(prose.key),
        language=language,
        title=Words(prose.title, prose.language),
        text=Words(prose.text, prose.language),
    )
