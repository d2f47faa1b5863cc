"""What can go wrong in the world, as against in the data (which gives findings).

GeneratorError
├── ContentError      the data files have errors: raised by the pipeline, carries every finding
├── PortalError       there is no portal here: raised by config
├── NotFoundError     a command asks for an agency, report or form that the portal lacks: raised by commands
├── NotEmptyError     a folder holds something of somebody else's: raised by output and by the command new
├── ThemeError        a theme is missing or a template is broken: raised by rendering
├── OutputError       two pages want one address, or the site can't be written: raised by output
├── WorkerError       a worker process dies over the same piece of work each time: raised by workers
├── SearchError       the search index can't be built: raised by search
└── MissingExtraError packages that only some commands need are not installed: raised by the command import

`failures.py` is the one place where they become a message and an exit status.
"""

from __future__ import annotations

import copyreg
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.findings import Finding


class GeneratorError(Exception):
    """An expected failure. Its words stand in the catalogue under `failure.<code>`, with these values."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is else made again from its `args`, which here are not what its class is called with.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class ContentError(GeneratorError):
    """The data files have errors; the site is not built."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("content", count=len(findings))
        self.findings = findings


class PortalError(GeneratorError):
    """No portal was found."""


class NotFoundError(GeneratorError):
    """A command asks for something that the portal does not have."""


class NotEmptyError(GeneratorError):
    """A folder that is to be written holds something that is not ours."""


class ThemeError(GeneratorError):
    """A theme is missing, or one of its templates is broken."""


class OutputError(GeneratorError):
    """Two pages want the same address, or the site can't be written."""


class WorkerError(GeneratorError):
    """A worker process died over the same piece of work each time."""


class SearchError(GeneratorError):
    """The search index can't be built."""


class MissingExtraError(GeneratorError):
    """Packages that only some commands need are not installed."""
