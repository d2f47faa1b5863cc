"""`yangguang import`: published documents become drafts, never over what is there, and a person settles the doubts."""

from __future__ import annotations

import pickle
import tomllib
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from portals import make_portal
from published import FORMS, published, words_in

from generator.cli import cli
from generator.commands.import_ import import_
from generator.console import Console
from generator.importers.archives import find_items
from generator.importers.batch import Importer, Order
from generator.importers.holdings import look_into
from generator.importers.importing import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DRAFT = "content/reports/sample-bureau/2022.toml"
REVIEW = "content/reports/sample-bureau/2022.review.toml"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new portal, which the test stands in; `documents/` beside it holds a report for 2022."""
    place = make_portal(tmp_path / "portal")
    write(tmp_path / "documents/report.txt", published(year=2022, cells={"requests.received.natural": "3"}))
    monkeypatch.chdir(place)
    return place


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    return path


def run(*arguments: object):
    return CliRunner().invoke(cli, ["import", *map(str, arguments), "--lang", "en"])


def check(portal: Path):
    return CliRunner().invoke(cli, ["check", "--portal", str(portal), "--lang", "en"])


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_document_becomes_a_data_file_that_loads(portal):
    result = run("../documents/report.txt")

    draft = tomllib.loads((portal / DRAFT).read_text("utf-8"))
    assert (result.exit_code, draft["agency"], draft["year"]) == (0, "sample-bureau", 2022)
    assert draft["title"] == "示例市样本局2022年政府信息公开工作年度报告"
    assert draft["published"].isoformat() == "2023-01-20"
    assert draft["source"]["file"] == "report.txt"
    assert draft["requests"]["received"].split() == ["3", "0", "0", "0", "0", "0", "0"]
    assert draft["narrative"]["other"] == "本年度没有收取信息处理费。\n"
    assert check(portal).exit_code == 0


@pytest.mark.usefixtures("portal")
def test_it_says_what_was_read_and_what_to_do_next():
    lines = run("../documents/report.txt").stdout.splitlines()

    assert lines[0].startswith("report.txt → 示例市样本局 2022: 二 100 %, 三 ")
    assert "200 cells, 0 settled, 0 in doubt" in lines[0]
    assert lines[1] == "Import: 1 report drafted."
    assert lines[3] == f"  {REVIEW}"
    assert "yangguang import --accept" in lines[4]


def test_columns_of_a_draft_stand_below_their_names(portal):
    run("../documents/report.txt")

    lines = (portal / DRAFT).read_text("utf-8").splitlines()
    names = next(line for line in lines if line.startswith("#") and "natural" in line)
    row = next(line for line in lines if line.startswith("received "))
    assert len(names) == len(row) - 1
    assert names.index("business") + len("business") == row.index("0") + 1


def test_a_document_that_was_imported_is_passed_over(portal):
    run("../documents/report.txt")
    before = tree(portal)

    result = run("../documents/report.txt")

    assert (result.exit_code, result.stdout) == (0, "Import: 1 imported before.\n")
    assert tree(portal) == before


@pytest.mark.usefixtures("portal")
def test_with_force_it_is_read_again_and_found_unchanged():
    run("../documents/report.txt")

    assert "unchanged" in run("../documents/report.txt", "--force").stdout


def test_a_report_that_is_there_is_not_overwritten_and_the_difference_is_told_cell_by_cell(portal, tmp_path):
    run("../documents/report.txt")
    before = tree(portal)
    other = write(tmp_path / "other.txt", published(year=2022, cells={"requests.received.natural": "4"}))

    result = run(other)

    assert result.exit_code == 1
    assert "import-exists" in result.stderr
    assert (
        "Requests received and handled · 1. Requests newly received this year · Natural persons: 3 → 4" in result.stdout
    )
    assert tree(portal) == before


def test_with_force_it_is_replaced_and_the_difference_is_told_too(portal, tmp_path):
    run("../documents/report.txt")
    other = write(tmp_path / "other.txt", published(year=2022, cells={"requests.received.natural": "4"}))

    result = run(other, "--force")

    assert result.exit_code == 0
    assert "Natural persons: 3 → 4" in result.stdout
    assert words_in((portal / DRAFT).read_text("utf-8"), "received")[0] == "4"


def test_agency_and_year_can_be_told(portal, tmp_path):
    report = write(tmp_path / "x.txt", published("某某机关", 2020))

    assert run(report, "--agency", "sample-bureau", "--year", "2021").exit_code == 0
    assert (portal / "content/reports/sample-bureau/2021.toml").is_file()


def test_an_agency_that_is_not_known_is_proposed_and_the_portal_still_builds(portal, tmp_path):
    report = write(tmp_path / "x.txt", published("别处市财政局", 2022))

    result = run(report)

    (agency,) = {path.stem for path in (portal / "content/agencies").iterdir()} - {"sample-bureau"}
    assert result.exit_code == 0
    assert "import-agency-new" in result.stderr
    assert (
        tomllib.loads((portal / f"content/agencies/{agency}.toml").read_text("utf-8"))["names"][0]["name"]
        == "别处市财政局"
    )
    review = tomllib.loads((portal / f"content/reports/{agency}/2022.review.toml").read_text("utf-8"))
    assert {"agency", "region"} <= {doubt["key"] for doubt in review["head"]}
    assert check(portal).exit_code == 0


def test_a_new_agency_is_asked_about_once_and_its_region_is_settled_in_its_file(portal, tmp_path):
    for year in (2020, 2021):
        write(tmp_path / f"new/{year}.txt", published("别处市财政局", year))

    run(tmp_path / "new")

    reviews = sorted((portal / "content/reports").rglob("*.review.toml"))
    first, second = (tomllib.loads(path.read_text("utf-8")).get("head", []) for path in reviews)
    assert ([doubt["key"] for doubt in first], second) == (["agency", "region"], [])
    agency = reviews[0].parent.name
    text = reviews[0].read_text("utf-8").replace('value = ""', f'value = "{agency}"', 1)
    reviews[0].write_text(text.replace('value = ""', 'value = "990100"', 1), encoding="utf-8")
    assert run("--accept").exit_code == 0
    assert not list((portal / "content/reports").rglob("*.review.toml"))
    assert 'region = "990100"' in (portal / f"content/agencies/{agency}.toml").read_text("utf-8")
    assert check(portal).stdout.endswith("no findings.\n")


def test_a_second_document_for_the_same_report_is_refused(portal, tmp_path):
    write(tmp_path / "documents/second.txt", published(year=2022, cells={"requests.received.natural": "4"}))

    result = run("../documents")

    assert result.exit_code == 1
    assert "import-same-report" in result.stderr
    assert words_in((portal / DRAFT).read_text("utf-8"), "received")[0] == "3"


@pytest.mark.usefixtures("portal")
def test_a_copy_of_a_file_is_told_and_passed_over(tmp_path):
    write(tmp_path / "documents/report2.txt", (tmp_path / "documents/report.txt").read_text("utf-8"))

    result = run("../documents")

    assert result.exit_code == 0
    assert "documents/report2.txt is the same file as documents/report.txt." in result.stdout


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, "一封信，什么报告也不是。".encode()])
def test_a_file_that_is_no_report_costs_one_finding_and_the_others_go_on(portal, tmp_path, content):
    (tmp_path / "documents/a.txt").write_bytes(content)

    result = run("../documents")

    assert result.exit_code == 1
    assert "1 error" in result.stderr
    assert (portal / DRAFT).is_file()


@pytest.mark.usefixtures("portal")
def test_other_files_of_a_folder_are_passed_over_and_counted(tmp_path):
    write(tmp_path / "documents/report_files/style.css", "")
    write(tmp_path / "documents/picture.png", "")

    assert "2 other files passed over" in run("../documents").stdout


@pytest.mark.parametrize("in_gbk", [True, False])
def test_documents_in_an_archive_are_read_whatever_the_encoding_of_their_names(portal, tmp_path, in_gbk):
    name = "年报/样本局.txt"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(Entry(name) if in_gbk else name, published(year=2022))

    result = run(tmp_path / "all.zip")

    assert result.stdout.startswith("all.zip/年报/样本局.txt → ")
    assert (portal / DRAFT).is_file()


class Entry(zipfile.ZipInfo):
    """An entry as Chinese Windows packs it: its name in GBK, and no mark that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the library's name
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def test_the_same_documents_give_the_same_files_whatever_the_number_of_processes(tmp_path):
    for year in range(2015, 2023):
        write(tmp_path / f"documents/{year}.txt", published(year=year, cells={"requests.received.natural": str(year)}))
    trees = []
    for jobs in (1, 3):
        portal = make_portal(tmp_path / f"portal{jobs}")
        assert run(tmp_path / "documents", "--portal", portal, "--jobs", jobs).exit_code == 0
        trees.append(tree(portal))

    assert trees[0] == trees[1]
    assert len([name for name in trees[0] if name.endswith(".review.toml")]) == 8


@pytest.mark.usefixtures("portal")
def test_an_import_goes_on_where_it_stopped(tmp_path):
    for year in (2020, 2021):
        write(tmp_path / f"documents/{year}.txt", published(year=year))
    run(tmp_path / "documents/2020.txt")

    result = run("../documents")

    assert "Import: 2 reports drafted, 1 imported before." in result.stdout


def test_a_neighbouring_year_of_the_same_import_settles_a_doubt(portal, tmp_path):
    rows = "disclosure.normative-documents."
    for year, (issued, repealed, force) in {2021: ("5", "2", "100"), 2022: ("11", "2", "109")}.items():
        cells = {rows + "issued": issued, rows + "repealed": repealed, rows + "in-force": force}
        glued = ("disclosure.normative-documents",) if year == 2022 else ()
        write(
            tmp_path / f"documents/report{'' if year == 2022 else year}.txt",
            published(year=year, cells=cells, glued=glued),
        )

    run("../documents")

    assert words_in((portal / DRAFT).read_text("utf-8"), "normative-documents") == ["11", "2", "109"]


def test_drafts_can_go_into_another_folder(portal, tmp_path):
    result = run("../documents/report.txt", "--into", tmp_path / "elsewhere")

    assert result.exit_code == 0
    assert list((tmp_path / "elsewhere/reports").glob("*/2022.toml"))
    assert not (portal / DRAFT).exists()


@pytest.mark.usefixtures("portal")
def test_nothing_to_import_is_wrong_use():
    result = run()

    assert result.exit_code == 2
    assert "ZIP" in result.stderr


@pytest.mark.usefixtures("portal")
def test_packages_that_are_not_installed_are_named(monkeypatch):
    monkeypatch.setattr("generator.commands.import_.EXTRA", ("lxml", "no_such_package"))

    result = run("../documents/report.txt")

    assert result.exit_code == 1
    assert "no_such_package" in result.stderr
    assert "lxml" not in result.stderr


class InterruptedConsole(Console):
    """A terminal at which Ctrl+C is pressed after the second document."""

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, int], Callable[[], object]]]:
        done = []

        def step() -> None:
            done.append(1)
            if len(done) == 2:
                raise KeyboardInterrupt

        yield lambda _name, _length: step


def test_an_interruption_leaves_what_is_done_and_the_next_import_goes_on(portal, tmp_path, capsys):
    for year in range(2015, 2020):
        write(tmp_path / f"documents/{year}.txt", published(year=year))

    status = import_([tmp_path / "documents"], portal / "content", InterruptedConsole("en"), Told())

    told = capsys.readouterr()
    assert status == 130
    assert "Interrupted after 2 of 6 documents; what was imported stays." in " ".join(told.err.split())
    assert len(list((portal / "content/reports/sample-bureau").glob("20??.review.toml"))) == 2
    assert "4 reports drafted, 2 imported before" in run("../documents").stdout
    assert len(list((portal / "content/reports/sample-bureau").glob("20??.review.toml"))) == 6
    assert not list((portal / "content").rglob(".*"))


def test_a_csv_moves_many_reports_in_and_again_only_what_is_new(portal, tmp_path):
    lines = [
        f"sample-bureau,{year},national-2021,proceedings.review.{column},{year - 2000}"
        for year in (2021, 2022)
        for column in ("upheld", "corrected", "other", "pending", "total")
    ]
    text = "\n".join(["agency,year,form,cell,value", *lines, ""])
    file = write(tmp_path / "all.csv", text, "utf-8-sig")

    assert "2 reports drafted" in run(file).stdout
    assert words_in((portal / DRAFT).read_text("utf-8"), "review") == ["22"] * 5
    file.write_text(text + "\n".join(lines[:5]).replace(",2021,", ",2020,") + "\n", encoding="utf-8")
    assert "1 report drafted, 2 unchanged" in run(file).stdout
    assert check(portal).exit_code == 0


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize("agency", ["../../elsewhere", "Bureau", "a b", "局"])
def test_an_id_that_can_be_no_agency_s_is_wrong_use(agency):
    result = run("../documents/report.txt", "--agency", agency)

    assert result.exit_code == 2
    assert agency in result.stderr


def sent(value):
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def test_what_a_process_is_given_can_be_sent_to_another_machine_s_kind_of_process(portal, tmp_path):
    """Where processes are not forked, as on macOS and Windows, all of it goes through pickle."""
    order = Order(look_into(portal / "content", FORMS), Told())
    (item,) = find_items([tmp_path / "documents"]).items

    importer = Importer(sent(order))
    outcome = sent(importer.read(sent(item)))

    assert [draft.head.year for draft in outcome.drafts] == [2022]
    assert importer._known.reports.cells("sample-bureau", 2024)  # noqa: SLF001 - nothing else asks in this test
