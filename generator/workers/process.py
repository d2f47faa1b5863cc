"""What happens inside a process of a pool: it makes its worker once, and does items with it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Method = Literal["fork", "spawn"]
"""How a process begins: as a copy of its parent (quick, not on every system), or anew."""

_setup: tuple[Callable[[Any], Any], Any]
_made: list[Any] = []


def begin_process(make_worker: Callable[[Any], Any], argument: Any) -> None:  # noqa: ANN401 - whatever the worker is made from
    """Prepare this process. Its parent decides when it ends: an interrupt is the parent's to handle."""
    global _setup  # noqa: PLW0603 - a process belongs to one pool all its life
    _setup = make_worker, argument
    _made.clear()
    gc.freeze()  # what a fork inherited, such as an open database, stays the parent's to close
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def work(function: Callable[[Any, Any], Any], item: Any) -> Any:  # noqa: ANN401 - the function's own types
    """Do one item. The worker is made here, so that what making it raises comes through as itself."""
    try:
        if not _made:
            make_worker, argument = _setup
            _made.append(make_worker(argument))
        return function(_made[0], item)
    except Exception as error:
        if not _can_be_sent(error):
            raise RuntimeError(traceback.format_exc()) from None
        raise


def _can_be_sent(error: Exception) -> bool:
    """Whether an exception can be made again in the parent; one that can't would look like a death there."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - whatever it is, it can't be sent
        return False
    return True


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
