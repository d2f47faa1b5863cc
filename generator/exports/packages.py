"""Office documents are ZIP files that tell when they were made. Ours don't: the same report gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_IN_XML: Final[Mapping[int, None]] = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if code not in {9, 10, 13}}
"""For `str.translate`: the characters that no XML can hold."""
_FIRST: Final = (1980, 1, 1, 0, 0, 0)
_WRITTEN: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PROPERTIES: Final = "docProps/core.xml"


def timeless(package: bytes) -> bytes:
    """A package with the same parts and no times but the first that a ZIP file can tell."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == _PROPERTIES:
                content = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            part = zipfile.ZipInfo(name, _FIRST)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return result.getvalue()
