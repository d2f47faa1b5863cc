"""What a person settles goes into the data file and changes nothing else there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from portals import make_portal
from published import published

from generator.cli import cli

DRAFT = "content/reports/sample-bureau/2022.toml"
REVIEW = "content/reports/sample-bureau/2022.review.toml"
ROW = "disclosure.normative-documents"
CELLS = {f"{ROW}.issued": "11", f"{ROW}.repealed": "1", f"{ROW}.in-force": "110"}


def run(*arguments: object):
    return CliRunner().invoke(cli, ["import", *map(str, arguments), "--lang", "en"])


def accept(*arguments: object):
    return run("--accept", *arguments)


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal with a draft of which two cells are in doubt, which the test stands in."""
    place = make_portal(tmp_path / "portal")
    report = tmp_path / "report.txt"
    report.write_text(published(year=2022, cells=CELLS, glued=(ROW,)), encoding="utf-8")
    monkeypatch.chdir(place)
    assert run(report).exit_code == 0
    return place


def settle(portal: Path, **values: str) -> None:
    """Write values into the review file, by the last word of the cell or by the key."""
    lines = (portal / REVIEW).read_text("utf-8").split("\n")
    name = ""
    for number, line in enumerate(lines):
        if line.startswith(("cell = ", "key = ")):
            name = line.split('"')[1].rpartition(".")[2].replace("-", "_")
        if line == 'value = ""' and name in values:
            lines[number] = f'value = "{values[name]}"'
    (portal / REVIEW).write_text("\n".join(lines), encoding="utf-8")


def row(portal: Path) -> str:
    lines = (portal / DRAFT).read_text("utf-8").splitlines()
    return next(line for line in lines if line.startswith("normative-documents"))


def settle_in_data_file(portal: Path) -> None:
    text = (portal / DRAFT).read_text("utf-8")
    (portal / DRAFT).write_text(text.replace(row(portal), 'normative-documents = "11 1 110"'), encoding="utf-8")


def test_the_review_tells_each_doubt_with_its_place_its_text_and_the_candidates(portal):
    text = (portal / REVIEW).read_text("utf-8")

    assert f'cell = "{ROW}.issued"\nname = "二、主动公开政府信息情况 · 行政规范性文件 · 本年制发件数"' in text
    assert 'text = "11 1110"' in text
    assert 'where = "文本第' in text
    assert "candidates = [" in text


def test_values_go_into_the_data_file_and_every_other_byte_stays(portal):
    before = (portal / DRAFT).read_bytes()
    old = row(portal)
    settle(portal, issued="11", repealed="1", in_force="110")

    result = accept()

    assert result.exit_code == 0
    assert row(portal) == 'normative-documents = "    11        1      110"'
    assert (portal / DRAFT).read_bytes() == before.replace(old.encode(), row(portal).encode())
    assert not (portal / REVIEW).exists()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_that_an_editor_has_written_stay(portal, mark):
    content = mark + (portal / DRAFT).read_text("utf-8").replace("\n", "\r\n")
    (portal / DRAFT).write_bytes(content.encode())
    old = row(portal)
    settle(portal, issued="11", repealed="1", in_force="110")

    assert accept().exit_code == 0
    assert (portal / DRAFT).read_bytes() == content.replace(old, row(portal)).encode()
    assert row(portal).endswith('11        1      110"')


def test_what_is_left_is_told_with_its_place_and_the_review_stays(portal):
    settle(portal, repealed="1")

    result = accept()

    assert result.exit_code == 0
    assert f"{REVIEW}:" in result.stderr
    assert "import-doubt-open" in result.stderr
    assert f"{DRAFT}: 1 settled, " in result.stdout
    assert (portal / REVIEW).is_file()
    settle(portal, issued="11", in_force="110")
    assert accept().exit_code == 0
    assert row(portal).endswith('11        1      110"')
    assert not (portal / REVIEW).exists()


def test_cells_settled_in_the_data_file_itself_count_too(portal):
    settle_in_data_file(portal)

    assert accept().exit_code == 0
    assert not (portal / REVIEW).exists()


@pytest.mark.parametrize("value", ["abc", "1 2", "（三）", "1,1"])
def test_a_value_that_is_no_cell_is_refused_with_its_place_and_nothing_is_written(portal, value):
    before = (portal / DRAFT).read_bytes()
    settle(portal, issued="11", repealed=value, in_force="110")
    line = (portal / REVIEW).read_text("utf-8").split("\n").index(f'value = "{value}"') + 1

    result = accept()

    assert result.exit_code == 1
    assert f"{REVIEW}:{line}:" in result.stderr
    assert "cell-invalid" in result.stderr
    assert (portal / DRAFT).read_bytes() == before
    assert (portal / REVIEW).is_file()


@pytest.mark.parametrize("value", ["_", "/", "?", "22（其中修订16件）", "-3"])
def test_every_meaning_of_a_cell_can_be_what_is_settled(portal, value):
    settle(portal, issued=value, repealed="1", in_force="110")

    assert accept().exit_code == 0
    assert value in row(portal)
    assert not (portal / REVIEW).exists()


def test_a_cell_that_is_settled_otherwise_in_both_files_is_refused(portal):
    settle_in_data_file(portal)
    settle(portal, repealed="7")

    result = accept()

    assert result.exit_code == 1
    assert "import-settled-twice" in result.stderr


def test_one_report_can_be_named_by_either_file(portal):
    settle(portal, issued="11", repealed="1", in_force="110")

    assert accept(DRAFT).exit_code == 0
    assert not (portal / REVIEW).exists()


def test_a_broken_review_is_told_and_not_taken(portal):
    (portal / REVIEW).write_text("[[doubts]\ncell = 1\n", encoding="utf-8")

    result = accept()

    assert result.exit_code == 1
    assert f"{REVIEW}:1:" in result.stderr


def test_a_review_without_its_report_is_told(portal):
    (portal / DRAFT).unlink()

    assert "import-review-alone" in accept().stderr


def test_an_agency_that_is_settled_moves_the_report(portal):
    (portal / "content/agencies/other-bureau.toml").write_text(
        'kind = "department"\nregion = "990100"\n\n[[names]]\nname = "另一局"\n', encoding="utf-8"
    )
    with (portal / REVIEW).open("a", encoding="utf-8") as file:
        file.write('\n[[head]]\nkey = "agency"\nread = "sample-bureau"\nvalue = ""\n')
    settle(portal, agency="other-bureau", issued="11", repealed="1", in_force="110")

    assert accept().exit_code == 0
    moved = portal / "content/reports/other-bureau/2022.toml"
    assert moved.read_text("utf-8").startswith('agency = "other-bureau"\nyear = 2022\n')
    assert not (portal / DRAFT).exists()
    assert not list((portal / "content/reports").rglob("*.review.toml"))


@pytest.mark.parametrize(("key", "value"), [("published", "2023-02-30"), ("year", "abc"), ("agency", "no-such")])
def test_a_head_that_can_t_be_is_refused(portal, key, value):
    with (portal / REVIEW).open("a", encoding="utf-8") as file:
        file.write(f'\n[[head]]\nkey = "{key}"\nread = "x"\nvalue = "{value}"\n')

    result = accept()

    assert result.exit_code == 1
    assert "import-head-invalid" in result.stderr
    assert (portal / DRAFT).is_file()
