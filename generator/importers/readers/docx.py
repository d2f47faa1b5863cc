"""DOCX: paragraphs with the numbers that Word shows, tables with their spans, text boxes after their paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importers.readers.docx_body import Body
from generator.importers.readers.docx_numbers import Numbering
from generator.importers.readers.docx_styles import Styles
from generator.importers.readers.packages import Package
from generator.importers.readers.parts import Parts
from generator.importers.readers.spacing import collapse
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

_CORE = "docProps/core.xml"
_CORE_NAMES = frozenset({"title", "subject", "keywords", "created", "modified"})


def read_docx(content: bytes) -> Parts:
    """The parts of a DOCX.

    Raises:
        Unreadable: the file is damaged, locked, hostile or too large.
    """
    package = Package(content)
    name = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "word/document.xml")
    root = package.part(name)
    if root is None:
        raise Unreadable("import-damaged")
    related = {kind: target for kind, target in package.related(name).values() if kind in {"styles", "numbering"}}
    styles = Styles(package.part(related.get("styles", "")))
    numbering = Numbering(package.part(related.get("numbering", "")))
    return Parts(tuple(Body(styles, numbering).blocks(root)), _core(package))


def _core(package: Package) -> Mapping[str, str]:
    """What the file's properties say; a title that Word made up from the first line is as good as another."""
    root = package.part(_CORE)
    found = (
        {}
        if root is None
        else {child.tag.rpartition("}")[2]: collapse(child.text or "") for child in root.iter("{*}*")}
    )
    return {name: value for name, value in sorted(found.items()) if value and name in _CORE_NAMES}
