"""How long the tests of `make torture` look for something that goes wrong."""

from __future__ import annotations

import os
import time
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTES = float(os.environ.get("TORTURE", "3"))
"""The time for each of these tests: `make torture TORTURE=60` takes an hour."""


def rounds() -> Iterator[int]:
    """Numbers until the time is over, one at least."""
    end = time.monotonic() + 60 * MINUTES
    for number in count():
        yield number
        if time.monotonic() > end:
            return
