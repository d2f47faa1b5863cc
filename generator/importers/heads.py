"""What a review asks about a report's head: what stands there now, and how an answer is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from generator.datafiles.reading import read_data_file
from generator.datafiles.writing import text_literal
from generator.importers.editing import edit_of_key, edited, kept_in_manner
from generator.importers.placing import write_aside

if TYPE_CHECKING:
    from pathlib import Path

    from generator.datafiles.reading import DataFile
    from generator.findings import Finding
    from generator.importers.holdings import Holdings
    from generator.models.review import HeadDoubt

HEADS: Final = ("agency", "year", "title", "published", "url", "region")


def current_value(data: DataFile, key: str, holdings: Holdings) -> str:
    """What stands in the data file now, or of a region in the agency's."""
    if key == "region":
        agency = holdings.agencies.get(str(data.values.get("agency")))
        return agency.region if agency else ""
    values = data.values.get("source", {}) if key == "url" else data.values
    value = values.get(key, "") if isinstance(values, dict) else ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def literal_of(doubt: HeadDoubt, value: str, holdings: Holdings) -> str | None:
    """How a value is written in the data file; None where it is none."""
    if doubt.key == "year":
        return value if value.isascii() and value.isdecimal() and 2007 <= int(value) <= 2100 else None  # noqa: PLR2004
    if doubt.key == "published":
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            return None
    known = {"agency": holdings.agencies, "region": holdings.regions}.get(doubt.key)
    if known is not None and value not in known:
        return None
    if doubt.key == "url" and not value.startswith(("http://", "https://")):
        return None
    return text_literal(value) if doubt.key in HEADS else None


def settle_region(path: Path, shown: str, region: str) -> tuple[Finding, ...]:
    """Write the region into an agency's file, if it is there; what is wrong with the file."""
    if not path.is_file():
        return ()
    content = path.read_bytes()
    data, findings = read_data_file(shown, content)
    if data and ("region",) in data.spans:
        text = edited(data.text, [edit_of_key(data, "region", text_literal(region))])
        write_aside(path, kept_in_manner(text, content))
    return findings
