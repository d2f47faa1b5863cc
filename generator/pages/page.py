"""A page: an address, a template, and a view, which is all that the template may use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from generator.languages import Label, Language
from generator.links import way_up


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """Words with the language they are in: names and titles stay Chinese on English pages."""

    text: str
    language: Language

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        """All of it: a page with many is known by its digest."""
        return f"Words({self.text!r}, {self.language!r})"


def words(label: Label, language: Language) -> Words:
    """A label as a page in this language shows it."""
    return Words(label.to(language), label.language_of(language))


@dataclass(frozen=True, slots=True, repr=False)
class Link:
    """A way to another page of the same language; `address` is relative to the language's root."""

    words: Words
    address: str

    def __repr__(self) -> str:
        """All of it, as of words."""
        return f"Link({self.words!r}, {self.address!r})"

    @property
    def menu(self) -> str:
        """The part of the site it leads to: the first part of its address."""
        return self.address.partition("/")[0]


@dataclass(frozen=True, kw_only=True)
class View:
    """What every page has: its address within its language, the language, the pages above it.

    `title` is empty where the template takes it from the catalogue; `synthetic` says that made-up data is shown.
    """

    address: str
    language: Language
    title: Words | None = None
    trail: tuple[Link, ...] = ()
    synthetic: bool = False

    @property
    def root(self) -> str:
        """The way up to the root of the page's language."""
        return way_up(self.address)

    @property
    def menu(self) -> str:
        """The part of the site it belongs to: the first part of its address."""
        return self.address.partition("/")[0]


@dataclass(frozen=True)
class Page:
    """A page to be rendered. `address` is relative to the site's root, so it carries the language's prefix."""

    address: str
    template: str
    view: View

    @cached_property
    def digest(self) -> str:
        """The digest of all that the page is made from, besides the templates, the configuration and the code.

        Views are frozen dataclasses of plain values, so their `repr` tells them whole and in fixed order.
        """
        return hashlib.sha256(repr((self.address, self.template, self.view)).encode()).hexdigest()
