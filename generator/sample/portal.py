"""A whole made-up portal, written file by file: nothing is kept of an agency when its reports are written."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import NotEmptyError, OutputError
from generator.sample.draft import draw_report
from generator.sample.faults import draw_faulty, lots
from generator.sample.layout import lay_out
from generator.sample.places import entries
from generator.sample.standing import Year, begin_year, profile_of
from generator.sample.texts import text_of
from generator.sample.writing import agency_as_toml, regions_as_toml, writer_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import TextIO

    from generator.forms.form import Form
    from generator.sample.draft import Draft
    from generator.sample.fault import Fault
    from generator.sample.order import Order
    from generator.sample.places import SampleAgency


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """A report and the fault planted in it, if one was."""

    draft: Draft
    fault: Fault | None


def write_portal(order: Order, folder: Path, forms: Mapping[str, Form], step: Callable[[], object] = bool) -> None:
    """Write a portal into a folder that is missing or empty; `step` is called after each report."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmptyError("folder-not-empty", folder=folder)
    try:
        _write(order, folder, forms, step)
    except OSError as error:
        raise OutputError("not-writable", folder=folder, reason=error.strerror) from error


def draw_reports(order: Order, agencies: Iterator[SampleAgency], forms: Mapping[str, Form]) -> Iterator[DrawnReport]:
    """The reports of some agencies in their order, earliest year first; those of each agency follow each other."""
    waiting = lots(order, forms)
    place, lot = next(waiting, (-1, None))
    count = 0
    for agency in agencies:
        profile = profile_of(order.seed, agency)
        before, _ = begin_year(profile, order.first - 1)
        for number in order.years:
            now, chance = begin_year(profile, number)
            year = Year(profile, number, before, now)
            if lot is not None and count == place:
                yield DrawnReport(*draw_faulty(year, chance, lot))
                place, lot = next(waiting, (-1, None))
            else:
                yield DrawnReport(draw_report(year, chance), None)
            before = now
            count += 1


def _write(order: Order, folder: Path, forms: Mapping[str, Form], step: Callable[[], object]) -> None:
    content = folder / "content"
    for name in ("agencies", "reports", "pages"):
        (content / name).mkdir(parents=True)
    languages = f"languages = {json.dumps(order.languages)}"
    _put(f"{content}/portal.toml", text_of("portal.toml").replace('languages = ["zh-Hans"]', languages))
    for name in ("about.md", "about.en.md"):
        _put(f"{content}/pages/{name}", text_of(name))
    layouts, as_text = lay_out(forms), writer_for(order.suffix)
    with ExitStack() as stack:
        regions = stack.enter_context((content / "regions.toml").open("w", encoding="utf-8", newline="\n"))
        faults = stack.enter_context((folder / "faults.json").open("w", encoding="utf-8", newline="\n"))
        regions.write(text_of("regions.toml"))
        separator = "["
        for drawn in draw_reports(order, _agencies(order, f"{content}", regions), forms):
            path = f"content/reports/{drawn.draft.name}.{order.suffix}"
            _put(f"{folder}/{path}", as_text(drawn.draft, layouts))
            if drawn.fault:
                faults.write(f"{separator}\n{_fault(path, drawn.fault)}")
                separator = ","
            step()
        faults.write("\n]\n" if separator == "," else "[]\n")


def _agencies(order: Order, content: str, regions: TextIO) -> Iterator[SampleAgency]:
    """The agencies, each after its own file and those of its regions are written."""
    for new_regions, agency in entries(order.agencies):
        regions.write(regions_as_toml(new_regions))
        _put(f"{content}/agencies/{agency.id}.toml", agency_as_toml(agency))
        os.mkdir(f"{content}/reports/{agency.id}")  # noqa: PTH102 - one for each agency; a Path costs more than the folder
        yield agency


def _put(path: str, text: str) -> None:
    """Write a file that is not there yet; a file object would cost more than the file."""
    content = text.encode()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        while content:
            content = content[os.write(file, content) :]
    finally:
        os.close(file)


def _fault(path: str, fault: Fault) -> str:
    return json.dumps(
        {
            "path": path,
            "kind": fault.kind,
            "address": fault.address,
            "found": fault.found,
            "sound": fault.sound,
            "relations": fault.relations,
        },
        ensure_ascii=False,
    )
