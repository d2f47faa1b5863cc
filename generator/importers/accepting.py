"""What a person has settled in a review file goes into the data file. A review with nothing left is deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from generator.collection.source import REVIEW_END
from generator.datafiles.reading import DataFile, read_data_file
from generator.datafiles.schema import validate
from generator.findings import Finding, Place, errors_among
from generator.importers.editing import Edit, edit_of_key, edit_of_word, edited
from generator.importers.heads import current_value, literal_of, settle_region
from generator.importers.holdings import SUFFIXES
from generator.importers.placing import write_aside
from generator.models.cell import Meaning, read_cell, split_row
from generator.models.review import Doubt, Review
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.datafiles.places import Keys
    from generator.forms.form import Section
    from generator.importers.holdings import Holdings

MOVING: Final = ("agency", "year")
"""What a data file's place says too."""


@dataclass
class Accepted:
    """What became of one review: how many values went into the data file, what is wrong, what is still open.

    `path` is the data file, below the folder of content.
    """

    path: str
    settled: int = 0
    findings: list[Finding] = field(default_factory=list)
    open: list[Finding] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not self.findings and not self.open


@dataclass(frozen=True)
class _Pair:
    """A review with the two files it is about."""

    review: Review
    file: DataFile
    data: DataFile
    path: Path


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
        _take_cell(pair, number, doubt, holdings, accepted, edits)
    heads = dict(_take_heads(pair, holdings, accepted, edits))
    if errors_among(accepted.findings):
        return accepted
    text = edited(pair.data.text, edits)
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


def _read(place: Path, path: Path, folder: Path, accepted: Accepted) -> _Pair | None:
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
    return _Pair(review, file, data, path)


def _shown(path: Path, folder: Path) -> str:
    return f"content/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else path.as_posix()


def _take_cell(  # noqa: PLR0913, PLR0917 - what a value meets on its way
    pair: _Pair,
    number: int,
    doubt: Doubt,
    holdings: Holdings,
    accepted: Accepted,
    edits: list[Edit],
) -> None:
    """Settle one cell, or say what is wrong or still open."""
    place = pair.file.place_of_value(("doubts", number, "value"))
    found = _find_cell(pair.data, doubt.cell, holdings)
    if found is None:
        there = pair.file.place_of_value(("doubts", number, "cell"))
        accepted.findings.append(Finding("import-review-cell-gone", there, None, quote(doubt.cell)))
        return
    section, keys, offset, word = found
    row, at = section.places[doubt.cell]
    head, block = section.rows[row]
    name, value = section.name_of(head, block.column_leaves[at]), doubt.value.strip()
    cell, current = read_cell(value), read_cell(word)
    unread = current is None or current.meaning is Meaning.UNREAD
    if value and (cell is None or len(split_row(value)) != 1):
        accepted.findings.append(Finding("cell-invalid", place, name, quote(value)))
    elif value and not unread and value != word:
        accepted.findings.append(Finding("import-settled-twice", place, name, quote(value), {"other": quote(word)}))
    elif not value and unread:
        accepted.open.append(
            Finding("import-doubt-open", place, name, quote(doubt.text), {"candidates": " | ".join(doubt.candidates)})
        )
    elif value and unread:
        accepted.settled += 1
        if value != word:
            edits.append(edit_of_word(pair.data, keys, offset, word, value))


def _find_cell(data: DataFile, address: str, holdings: Holdings) -> tuple[Section, Keys, int, str] | None:
    """The section of a cell, the keys of its row, and its offset and word in that; None where the file lacks it."""
    table = data.values.get(address.partition(".")[0])
    form = holdings.forms.get(str(table.get("form"))) if isinstance(table, dict) else None
    section = form.tables.get(address.partition(".")[0]) if form else None
    if section is None or address not in section.places:
        return None
    row, at = section.places[address]
    keys: Keys = (section.key, *row.split("."))
    value: Any = data.values
    for key in keys:
        value = value.get(str(key)) if isinstance(value, dict) else None
    words = split_row(value) if isinstance(value, str) else []
    return (section, keys, *words[at]) if at < len(words) else None


def _take_heads(pair: _Pair, holdings: Holdings, accepted: Accepted, edits: list[Edit]) -> Iterator[tuple[str, str]]:
    """Settle what stands outside the tables; gives what was settled otherwise than it was read."""
    for number, doubt in enumerate(pair.review.head):
        place, value = pair.file.place_of_value(("head", number, "value")), doubt.value.strip()
        subject = None
        if not value:
            if current_value(pair.data, doubt.key, holdings) in ("", doubt.read):
                values = {"key": doubt.key}
                accepted.open.append(Finding("import-head-open", place, subject, quote(doubt.read), values))
            continue
        literal = literal_of(doubt, value, holdings)
        if literal is None:
            near = nearest(value, holdings.agencies if doubt.key == "agency" else holdings.regions)
            values = {"key": doubt.key, "nearest": near if doubt.key in ("agency", "region") else ""}
            accepted.findings.append(Finding("import-head-invalid", place, subject, quote(value), values))
            continue
        accepted.settled += 1
        if value == current_value(pair.data, doubt.key, holdings):
            continue
        yield doubt.key, value
        if doubt.key != "region":
            edits.append(edit_of_key(pair.data, doubt.key, literal))


def _move(pair: _Pair, heads: dict[str, str], folder: Path, accepted: Accepted) -> Path | None:
    """Where the data file belongs now; None where there is a report already."""
    agency = heads.get("agency", str(pair.data.values.get("agency")))
    year = heads.get("year", str(pair.data.values.get("year")))
    place = folder / "reports" / agency / f"{year}{pair.path.suffix}"
    if place.exists():
        there = Finding("import-exists", Place(_shown(place, folder)), found=pair.path.name)
        accepted.findings.append(there)
        return None
    return place
