"""Files of other collections: one module for each format. A file may hold many reports, and needs no recogniser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.importers.portals.csv_file import read_csv
from generator.importers.portals.kirogovcompare import read_kirogovcompare
from generator.importers.portals.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.forms.reading import Forms
    from generator.importers.known import Known

__all__ = ["FORMATS", "Moving", "read_collection"]

FORMATS: Final[tuple[Callable[[bytes, str, Known, Forms], Moving | None], ...]] = (read_csv, read_kirogovcompare)
"""How files of other collections are read; each gives None for a file that is none of its own."""


def read_collection(content: bytes, name: str, known: Known, forms: Forms) -> Moving | None:
    """The reports in a file of another collection; None where it is something else."""
    found = (read(content, name, known, forms) for read in FORMATS)
    return next((moving for moving in found if moving is not None), None)
