"""The Jinja environment of one language: search path, filters, messages; an undefined name is an error.

The environments of all languages share compiled templates, so that each template is compiled once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from generator.messages import load_messages
from generator.rendering.checking import WatchedEnvironment
from generator.rendering.filters import Filters
from generator.rendering.watching import watch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

    from generator.languages import Language
    from generator.rendering.theme import Theme

OPTIONS: Final[Mapping[str, Any]] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "extensions": ["jinja2.ext.i18n"],
}


class Codes(BytecodeCache):
    """Compiled templates, shared by environments of one kind; in a folder too, if one is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._files: FileSystemBytecodeCache | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._files = FileSystemBytecodeCache(str(folder), "%s.code")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Look for the code of a template."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._files is not None:
            try:
                self._files.load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - whatever stands in the file: the template is compiled again
                bucket.reset()
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._keep(bucket)
        if self._files is not None:
            self._files.dump_bytecode(bucket)

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


def make_environment(
    theme: Theme, language: Language, *, filters: Filters | None = None, codes: Codes | None = None
) -> Environment:
    """The environment for the pages of one language. `filters` are the language's, `codes` compiled templates."""
    environment = Environment(**_options(theme, codes))  # noqa: S701 - it escapes: the options say so
    _equip(environment, filters or Filters(load_messages(theme.messages, language)))
    return environment


def make_watched_environment(theme: Theme, filters: Filters, codes: Codes) -> WatchedEnvironment:
    """The environment of stage one for the same pages."""
    environment = WatchedEnvironment(**_options(theme, codes))
    _equip(environment, filters)
    watch(environment, filters)
    return environment


def _options(theme: Theme, codes: Codes | None) -> dict[str, Any]:
    return {**OPTIONS, "loader": FileSystemLoader(theme.templates), "bytecode_cache": codes}


def _equip(environment: Environment, filters: Filters) -> None:
    environment.install_gettext_translations(filters.messages, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(filters.as_mapping())
