"""How to build: what the command line chooses and the pipeline heeds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """In how many processes, all anew or only what changed, with or without an index for search."""

    jobs: int = 1
    full: bool = False
    search: bool = False
