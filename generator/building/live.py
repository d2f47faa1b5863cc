"""A site kept in memory for a preview: pages are made when they are asked for, from a state that follows the files."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.building.look import is_readable, mark_readable, reader_digest, roots
from generator.building.reading import ALONE, Reading, read_ground
from generator.building.shard import make_renderer
from generator.collection.collection import Collection
from generator.collection.look import look_again
from generator.findings import errors_among
from generator.links import HOME, language_prefix
from generator.pages.home import home_page
from generator.pages.page import Page
from generator.pages.plan import page_at
from generator.portal import BUILT_IN, PROGRAM
from generator.state import NAME, new_state, open_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.building.reading import Ground
    from generator.collection.look import Look
    from generator.findings import Finding
    from generator.rendering.render import Renderer
    from generator.state import State


class _Nowhere:
    """A preview writes nothing."""

    def write(self, path: str, content: bytes) -> None:
        """Write nothing."""

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write nothing."""


class LiveSite:
    """A portal's site while its files are edited.

    `cache` is a folder that holds its state from one day to the next; `built` one where a build has left its own.
    """

    def __init__(self, portal: Path, cache: Path, built: Path | None = None, jobs: int = 1) -> None:
        self.portal = portal
        self.cache = cache
        self.built = built
        self.jobs = jobs
        self._state: State | None = None
        self._look: Look | None = None
        self._ground: Ground | None = None
        self._collection: Collection | None = None
        self._renderer: Renderer | None = None
        self._begun: Reading | None = None
        """What `glimpse` has read already."""

    def file(self, address: str) -> bytes | None:
        """A file of the site, rendered now; None where there is none."""
        if self._collection is None or self._renderer is None:
            return None
        if address in self._renderer.static:
            return self._renderer.static[address]
        page = page_at(self._collection, address, self._renderer.config.languages)
        return self._renderer.render(page).content if page else None

    def glimpse(self) -> Mapping[str, bytes]:
        """The front pages and the theme's files before the first update, which then goes on from here.

        The pages show what is known before the reports are read, and leave the rest out. Empty where these are few and
        soon read.
        """
        state, ground = self._open(), read_ground(self.portal)
        try:
            reading = Reading(self.portal, state, ground=ground)
        except BaseException:
            self._take_back(state)
            raise
        self._begun, self._ground = reading, ground
        if len(reading.intake.reports) <= ALONE or errors_among(reading.findings):
            return {}
        renderer = self._renderer = make_renderer(reading.setup(_Nowhere(), self.cache))
        languages = renderer.config.languages
        shown = dict(renderer.static)
        for language in languages:
            view = replace(home_page(reading.collection, language), figures=None, latest=())
            page = Page(language_prefix(language, languages[0]) + HOME, "home", view)
            shown[page.address] = renderer.render(page).content
        return shown

    def update(self, changed: frozenset[Path]) -> tuple[Finding, ...]:
        """Take in changed files, none for all; gives every finding. ContentError leaves the site as it was."""
        if self._state and self._ground is not None and any(map(self._is_form, changed or [self.portal])):
            self._renew()
        begun, self._begun = self._begun, None
        state = self._open()
        look = look_again(self._look, roots(self.portal), changed) if self._look and changed else None
        ground = self._ground if begun or (changed and not any(map(self._is_ground, changed))) else None
        ground = ground or read_ground(self.portal)
        try:
            reading = begun or Reading(self.portal, state, look, ground)
            reading.read_only(self.jobs, bool)
            reading.refuse_errors()
            reading.taker.tally(reading.touched())
            state.keep_folders(reading.look.folders)
        except BaseException:
            self._take_back(state)
            raise
        findings = reading.findings
        self._follow(self._commit(state), reading, ground)
        return findings

    def _open(self) -> State:
        """The state, open for changes; an empty one where what is kept was read by another program or other forms."""
        if self._state is None:
            state, reader = open_state(self.cache) or self._borrow(), reader_digest(self.portal)
            if state and not is_readable(state, reader):
                state.close()
                state = None
            self._state = state or new_state(self.cache)
            mark_readable(self._state, reader)
        return self._state

    def _borrow(self) -> State | None:
        """The state that the last build of the site left, copied: it has read the same files."""
        if self.built is None or not (self.built / NAME).is_file():
            return None
        self.cache.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.built / NAME, self.cache / NAME)
        return open_state(self.cache)

    def _commit(self, state: State) -> State:
        fresh = state.fresh
        state.commit()
        if fresh:
            state = open_state(self.cache) or state
        else:
            state.begin()
        self._state = state
        return state

    def _take_back(self, state: State) -> None:
        """Forget what an update with mistakes has changed; a state that is new can only be thrown away."""
        if state.fresh:
            state.close()
            self._state = None
        else:
            state.roll_back()

    def _follow(self, state: State, reading: Reading, ground: Ground) -> None:
        """Answer from the state as it is now."""
        reading.collection = self._collection = Collection(state.connection, ground.forms, reading.collection.prose)
        if self._renderer is None or ground is not self._ground or reading.intake.prose:
            self._renderer = make_renderer(reading.setup(_Nowhere(), self.cache))
        self._look, self._ground = reading.look, ground

    def _renew(self) -> None:
        """Let go of a state that was read by other forms or by another program than those there are now."""
        if self._state and not is_readable(self._state, reader_digest(self.portal)):
            self._state.close()
            self._state = None
            self._look = None

    def _is_form(self, path: Path) -> bool:
        """Whether a file, or one in a folder, has to do with how data files are read."""
        folders = (self.portal / "content" / "forms", PROGRAM)
        return any(folder in (path, *path.parents) or path in folder.parents for folder in folders)

    def _is_ground(self, path: Path) -> bool:
        """Whether a file has to do with the configuration, the forms, the theme or the program."""
        content = self.portal / "content"
        folders = (content / "forms", content / "theme", self.portal / "themes", BUILT_IN, PROGRAM)
        return path == content / "portal.toml" or any(folder in path.parents for folder in folders)
