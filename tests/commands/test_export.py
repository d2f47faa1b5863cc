"""`yangguang export` and `yangguang new report`: out of a portal, and back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from portals import make_portal

from generator.cli import cli


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new portal with a report for 2024, which the test stands in."""
    place = make_portal(tmp_path / "portal")
    monkeypatch.chdir(place)
    return place


def run(*arguments: object):
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", "en"])


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_report_that_is_exported_imports_without_a_difference(portal, kind):
    old = next(portal.glob("content/reports/sample-bureau/*.toml"))
    one = ("--agency", "sample-bureau", "--year", old.stem)
    assert run("export", kind, *one, "--into", f"../out.{kind}").exit_code == 0
    result = run("import", f"../out.{kind}")
    assert (result.exit_code, "unchanged" in result.stdout) == (0, True), result.output


def test_figures_that_moved_out_as_csv_move_in_again(portal):
    old = portal / "content/reports/sample-bureau/2024.toml"
    before = tomllib.loads(old.read_text("utf-8"))
    assert run("export", "csv", "--into", "../figures.csv").exit_code == 0
    old.unlink()
    assert run("import", "../figures.csv").exit_code == 0
    after = tomllib.loads(old.read_text("utf-8"))
    for key in ("title", "published", "disclosure", "requests", "proceedings"):
        assert _words(after[key]) == _words(before[key])
    assert {key: text.strip() for key, text in after["narrative"].items()} == {
        key: text.strip() for key, text in before["narrative"].items()
    }


def _words(value: object) -> object:
    """A table without the blanks that line its cells up."""
    if isinstance(value, dict):
        return {key: _words(inner) for key, inner in value.items()}
    return value.split() if isinstance(value, str) else value


def test_all_reports_go_into_a_folder(portal):
    result = run("export", "docx")
    assert (result.exit_code, result.stdout) == (0, "Exported 1 report: export\n")
    assert [path.name for path in (portal / "export").iterdir()] == ["sample-bureau-2024.docx"]


def test_a_file_that_is_there_is_not_overwritten_unless_forced(portal):
    (portal / "reports.csv").write_text("mine")
    result = run("export", "csv")
    assert (result.exit_code, (portal / "reports.csv").read_text()) == (1, "mine")
    assert "reports.csv is there already" in result.stderr
    assert run("export", "csv", "--force").exit_code == 0
    assert (portal / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbfagency,year,form,cell,value\r\n")


def test_a_report_with_mistakes_is_left_out_and_told(portal):
    data = portal / "content/reports/sample-bureau/2024.toml"
    (portal / "content/reports/sample-bureau/2023.toml").write_text(
        data.read_text("utf-8").replace("year = 2024", "year = 1066"), "utf-8"
    )
    result = run("export", "csv")
    assert (result.exit_code, result.stdout) == (1, "Exported 1 report: reports.csv\n")
    assert "2023.toml" in result.stderr


def test_an_agency_that_is_not_there_is_told_with_the_nearest(portal):
    result = run("export", "docx", "--agency", "sample-buero")
    assert result.exit_code == 1
    assert "nearest is: sample-bureau" in result.stderr
    assert not (portal / "export").exists()


def test_reports_of_an_agency_that_is_not_declared_are_not_left_out_silently(portal):
    (portal / "content/agencies/sample-bureau.toml").unlink()
    result = run("export", "csv")
    assert result.exit_code == 1
    assert "There is no agency “sample-bureau”" in result.stderr


def test_an_empty_report_loads_and_every_cell_of_it_is_unread(portal):
    result = run("new", "report", "--agency", "sample-bureau", "--year", "2020")
    text = (portal / "content/reports/sample-bureau/2020.toml").read_text("utf-8")
    assert result.exit_code == 0
    assert text.count("?") == 22 + 161 + 15
    assert "0 errors" not in run("check").stdout
    assert run("check").exit_code == 0


def test_a_new_workbook_is_named_after_agency_and_year_and_imports(portal):
    assert run("new", "report", "--agency", "sample-bureau", "--year", "2022", "--xlsx").exit_code == 0
    assert (portal / "sample-bureau-2022.xlsx").is_file()
    assert run("import", "sample-bureau-2022.xlsx").exit_code == 0
    assert (portal / "content/reports/sample-bureau/2022.toml").is_file()


def test_a_report_that_is_there_is_not_begun_anew(portal):
    before = (portal / "content/reports/sample-bureau/2024.toml").read_bytes()
    for further in ([], ["--xlsx"]):
        result = run("new", "report", "--agency", "sample-bureau", "--year", "2024", *further)
        assert (result.exit_code, "is there already" in result.stderr) == (1, True)
    assert (portal / "content/reports/sample-bureau/2024.toml").read_bytes() == before


def test_a_form_can_be_chosen_and_an_unknown_one_is_refused(portal):
    chosen = ("new", "report", "--agency", "sample-bureau", "--year", "2016", "--form")
    assert "national-2014" in run(*chosen, "nothing").stderr
    assert run(*chosen, "fujian-2016").exit_code == 0
    assert 'form = "fujian-2016"' in (portal / "content/reports/sample-bureau/2016.toml").read_text("utf-8")


@pytest.mark.parametrize("wrong", [["report"], ["report", "--agency", "a"], ["demo", "--year", "2020"]])
def test_wrong_use_of_new_is_told_and_makes_nothing(portal, wrong):
    before = sorted(portal.iterdir())
    result = run("new", *wrong)
    assert result.exit_code == 2
    assert sorted(portal.iterdir()) == before
