"""What the measurements were made on and with. No names of machines and no paths."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import Final

from generator import __version__

LIBRARIES: Final = ("jinja2", "markdown-it-py", "pydantic")


def describe_machine() -> dict[str, str | int | float]:
    """The processor, how many of it this process may use, the memory in gigabytes, the system."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": platform.system(),
    }


def _processor() -> str:
    told = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return told[1] if told else platform.machine()


def describe_versions() -> dict[str, str]:
    """The versions of Python, of this program, and of the libraries that a page is made with."""
    own = {"python": platform.python_version(), "yangguang": __version__}
    return own | {library: version(library) for library in LIBRARIES}
