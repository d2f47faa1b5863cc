"""A theme: where its templates, static files and messages are looked for.

Search path: the portal's own (`content/theme/`), the theme, its parents, the built-in theme. A theme is a folder
`themes/<name>/` of the portal with `theme.toml`, `templates/`, `static/` and `messages/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.datafiles.reading import read_data_file
from generator.datafiles.schema import Schema, validate
from generator.errors import ContentError, ThemeError
from generator.files import walk_files
from generator.findings import Finding, Place
from generator.portal import BUILT_IN, CONFIG_PATH, DEFAULT_THEME
from generator.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ThemeFile(Schema):
    """What `theme.toml` says."""

    name: str = ""
    parent: str = DEFAULT_THEME


@dataclass(frozen=True, slots=True)
class Theme:
    """The folders a theme is made of, those that win first."""

    folders: tuple[Path, ...]

    @property
    def templates(self) -> tuple[Path, ...]:
        """Where templates are looked for."""
        return tuple(folder / "templates" for folder in self.folders)

    @property
    def messages(self) -> tuple[Path, ...]:
        """Where catalogues are looked for, those that win last."""
        return tuple(folder / "messages" for folder in reversed(self.folders))

    def static_files(self) -> dict[str, Path]:
        """Every static file by its address in the site, in fixed order."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            static = folder / "static"
            found.update((path.relative_to(static).as_posix(), path) for path in walk_files(static))
        return dict(sorted(found.items()))


def open_theme(portal: Path, name: str) -> Theme:
    """The theme a portal names, with its parents."""
    return Theme((portal / "content" / "theme", *_with_parents(portal, name)))


def check_theme(portal: Path, name: str) -> tuple[Finding, ...]:
    """What is wrong with the theme a portal names, as findings."""
    try:
        open_theme(portal, name)
    except ContentError as error:
        return error.findings
    except ThemeError as error:
        file, _ = read_data_file(CONFIG_PATH, (portal / CONFIG_PATH).read_bytes())
        place = file.place_of_value(("theme",)) if file else Place(CONFIG_PATH)
        values = {"nearest": str(error.values["nearest"])}
        return (Finding("theme-unknown", place, None, str(error.values["theme"]), values),)
    return ()


def _with_parents(portal: Path, name: str) -> Iterator[Path]:
    seen: list[str] = []
    while name != DEFAULT_THEME:
        folder = portal / "themes" / name
        if name in seen or not (folder / "theme.toml").is_file():
            themes = [path.name for path in (portal / "themes").glob("*") if path.is_dir()]
            raise ThemeError("no-theme", theme=name, nearest=nearest(name, [*themes, DEFAULT_THEME]) or DEFAULT_THEME)
        seen.append(name)
        yield folder
        name = _parent(folder / "theme.toml", portal)
    yield BUILT_IN


def _parent(path: Path, portal: Path) -> str:
    file, findings = read_data_file(path.relative_to(portal).as_posix(), path.read_bytes())
    theme, mistakes = validate(ThemeFile, file, file.values) if file else (None, ())
    if theme is None:
        raise ContentError((*findings, *mistakes))
    return theme.parent
