"""The one place where an exception becomes a message and an exit status.

0 done; 1 expected failure, told in full; 2 wrong use (Click); 3 a fault of ours, with a log to paste; 130 interrupted.
"""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import ContentError, GeneratorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.console import Console

DONE, EXPECTED, FAULT, INTERRUPTED = 0, 1, 3, 130


def run(command: Callable[[], int], console: Console, *, debug: bool = False) -> int:
    """Run a command and tell its failure; gives the exit status."""
    try:
        return command()
    except ContentError as error:
        console.findings(error.findings)
        console.fail("failure.content")
        return EXPECTED
    except GeneratorError as error:
        if debug:
            console.warn(traceback.format_exc())
        console.fail(f"failure.{error.code}", **error.values)
        return EXPECTED
    except KeyboardInterrupt:
        console.fail("failure.interrupted")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the door itself: nothing unforeseen leaves without a log
        trace = traceback.format_exc()
        if debug:
            console.warn(trace)
        console.fail("failure.fault", error=f"{type(error).__name__}: {error}", log=_write_log(trace))
        return FAULT


def _write_log(trace: str) -> Path:
    head = f"yangguang {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    with tempfile.NamedTemporaryFile("w", prefix="yangguang-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(head + trace)
    return Path(file.name)
