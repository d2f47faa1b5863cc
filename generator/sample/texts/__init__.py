"""What made-up portals say: sentences, pages, and the heads of files."""

from __future__ import annotations

from importlib.resources import files


def text_of(name: str) -> str:
    """One of the files beside this one."""
    return (files("generator.sample.texts") / name).read_text(encoding="utf-8")
