"""`content/portal.toml` to a frozen Config, read once; defaults stand beside the fields."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.datafiles.labels import Words
from generator.datafiles.reading import read_data_file
from generator.datafiles.schema import Schema, validate
from generator.findings import Finding, Place
from generator.languages import LANGUAGES, Language
from generator.portal import CONFIG_PATH


def _each_once(languages: tuple[Language, ...]) -> tuple[Language, ...]:
    if len(set(languages)) != len(languages):
        message = "each language once"
        raise ValueError(message)
    return languages


class Config(Schema):
    """What this portal is.

    `address` is where the site will stand, with the sub-path if there is one; only the page for addresses that do
    not exist needs it, since a host serves it at any depth. `host` fits the published folder to its host: `static`
    writes pages only, `cloudflare-pages` adds the file `_headers`, `github-pages` (which can send no headers) writes
    the content security policy into each page.
    """

    title: Words
    description: Words | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(_each_once)] = LANGUAGES
    theme: str = "default"
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")] | None = None
    host: Literal["static", "cloudflare-pages", "github-pages"] = "static"


def read_config(portal: Path) -> tuple[Config | None, tuple[Finding, ...]]:
    """The portal's configuration, or None with every mistake in it."""
    try:
        content = (portal / CONFIG_PATH).read_bytes()
    except OSError as error:
        return None, (Finding("file-unreadable", Place(CONFIG_PATH), found=os.strerror(error.errno or 0)),)
    file, findings = read_data_file(CONFIG_PATH, content)
    if file is None:
        return None, findings
    config, mistakes = validate(Config, file, file.values)
    return (None if findings else config), (*findings, *mistakes)
