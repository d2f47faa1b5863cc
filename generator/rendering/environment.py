"""The Jinja environment of one language: search path, filters, messages; an undefined name is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.messages import load_messages
from generator.rendering.filters import Filters

if TYPE_CHECKING:
    from generator.languages import Language
    from generator.rendering.theme import Theme


def make_environment(theme: Theme, language: Language) -> Environment:
    """The environment for the pages of one language."""
    messages = load_messages(theme.messages, language)
    environment = Environment(
        loader=FileSystemLoader(theme.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(messages, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(Filters(messages).as_mapping())
    return environment
