"""What a person has settled in a review file goes into the data file. A review with nothing left is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.collection.source import REVIEW_END
from generator.datafiles.reading import read_data_file
from generator.datafiles.schema import validate
from generator.findings import Finding, Place, errors_among
from generator.importers.answers import Accepted, Pair, take_cell, take_heads
from generator.importers.editing import Edit, edited, kept_in_manner
from generator.importers.heads import settle_region
from generator.importers.holdings import SUFFIXES
from generator.importers.placing import write_aside
from generator.models.review import Review

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.importers.holdings import Holdings

MOVING: Final = ("agency", "year")
"""What a data file's place says too."""


def find_reviews(folder: Path, named: Iterable[Path]) -> list[Path]:
    """The review files that are meant by some data files, review files or folders; all of them where none is named."""
    found: list[Path] = []
    for path in [*named] or [folder / "reports"]:
        if path.is_dir():
            found.extend(path.rglob(f"*{REVIEW_END}"))
        elif path.name.endswith(REVIEW_END):
            found.append(path)
        elif path.suffix in SUFFIXES:
            found.append(path.with_name(path.stem + REVIEW_END))
    return sorted(dict.fromkeys(path.resolve() for path in found))


def accept(place: Path, holdings: Holdings) -> Accepted:
    """Take what is settled in a review file into its data file."""
    folder = holdings.folder.resolve()
    stem = place.with_name(place.name.removesuffix(REVIEW_END))
    path = next((p for end in SUFFIXES if (p := stem.with_name(stem.name + end)).is_file()), stem.with_suffix(".toml"))
    accepted = Accepted(_shown(path, folder))
    pair = _read(place, path, folder, accepted)
    if pair is None:
        return accepted
    edits: list[Edit] = []
    for number, doubt in enumerate(pair.review.doubts):
        take_cell(pair, number, doubt, holdings, accepted, edits)
    heads = dict(take_heads(pair, holdings, accepted, edits))
    if errors_among(accepted.findings):
        return accepted
    text = kept_in_manner(edited(pair.data.text, edits), path.read_bytes())
    moved = _move(pair, heads, folder, accepted) if heads.keys() & {*MOVING} else path
    if moved is None:
        return accepted
    if edits or moved != path:
        write_aside(moved, text)
    if "region" in heads:
        agency = folder / "agencies" / f"{heads.get('agency', pair.data.values.get('agency'))}.toml"
        accepted.findings.extend(settle_region(agency, _shown(agency, folder), heads["region"]))
    if moved != path:
        path.unlink()
    if accepted.done:
        place.unlink()
    elif moved != path:
        write_aside(moved.with_name(moved.stem + REVIEW_END), pair.file.text)
        place.unlink()
    accepted.path = _shown(moved, folder)
    return accepted


def _read(place: Path, path: Path, folder: Path, accepted: Accepted) -> Pair | None:
    shown = _shown(place, folder)
    for needed in (place, path):
        if not needed.is_file():
            accepted.findings.append(Finding("import-review-alone", Place(shown), found=needed.name))
            return None
    file, findings = read_data_file(shown, place.read_bytes())
    data, others = read_data_file(accepted.path, path.read_bytes())
    accepted.findings.extend([*findings, *others])
    review, mistakes = validate(Review, file, file.values) if file else (None, ())
    accepted.findings.extend(mistakes)
    if file is None or data is None or review is None or errors_among(accepted.findings):
        return None
    return Pair(review, file, data, path)


def _shown(path: Path, folder: Path) -> str:
    return f"content/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else path.as_posix()


def _move(pair: Pair, heads: dict[str, str], folder: Path, accepted: Accepted) -> Path | None:
    """Where the data file belongs now; None where there is a report already."""
    agency = heads.get("agency", str(pair.data.values.get("agency")))
    year = heads.get("year", str(pair.data.values.get("year")))
    place = folder / "reports" / agency / f"{year}{pair.path.suffix}"
    if place.exists():
        there = Finding("import-exists", Place(_shown(place, folder)), found=pair.path.name)
        accepted.findings.append(there)
        return None
    return place
