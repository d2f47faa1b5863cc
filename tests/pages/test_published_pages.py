"""The built pages read back: every cell and fact of every report, against the data files read by another route."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from pathlib import Path

WORDS = re.compile(r"(?:[^\s（]|（[^）]*）)+")
PUBLISHED = {"_": ""}


def data_files(project: Path) -> list[Path]:
    return sorted((project / "content" / "reports").glob("*/*.toml"))


def rows(table: dict[str, object], at: str = "") -> dict[str, str]:
    found = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= rows(value, f"{at}{key}.")
        elif key != "form" or at:
            found[f"{at}{key}"] = str(value)
    return found


def page_of(site: dict[str, bytes], path: Path, prefix: str = "") -> html.HtmlElement:
    return html.fromstring(site[f"{prefix}agencies/{path.parent.name}/{path.stem}.html"].decode())


def test_every_cell_of_every_report_is_on_its_page_as_published(project: Path, real_site: dict[str, bytes]) -> None:
    checked = 0
    for path in data_files(project):
        report = tomllib.loads(path.read_text(encoding="utf-8"))
        page = page_of(real_site, path)
        for table in ("disclosure", "requests", "proceedings", "statistics"):
            for key, row in rows(report.get(table, {})).items():
                shown = [
                    (cell.get("id"), cell.text_content())
                    for cell in page.xpath("//td[starts-with(@id, $row)]", row=f"{table}.{key}.")
                    if cell.get("id").count(".") == f"{table}.{key}.".count(".")
                ]
                written = [PUBLISHED.get(word, word) for word in WORDS.findall(row)]
                assert [text for _, text in shown] == written, (path, table, key)
                checked += len(written)
    assert checked == 7 * (22 + 161 + 15) + 20 * (10 + 175 + 15) + (10 + 161 + 15) + 34 + 32 + 30


def test_every_fact_is_on_its_page_with_its_unit_and_parts(project: Path, real_site: dict[str, bytes]) -> None:
    for path in data_files(project):
        report = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str)
        page = page_of(real_site, path)
        for fact in report.get("facts", ()):
            (row,) = page.xpath("//tr[@id=$key]", key=f"facts.{fact['key']}")
            value, unit = (cell.text_content() for cell in row.xpath("td")[:2])
            parts = [part.text_content() for part in row.xpath("td[3]//span[@class='figure']")]
            assert (value, unit) == (str(fact["value"]), fact.get("unit", ""))
            assert parts == [str(part["value"]) for part in fact.get("parts", ())]


def test_all_languages_show_the_same_figures(project: Path, real_site: dict[str, bytes]) -> None:
    for path in data_files(project):
        shown = [
            [(cell.get("id"), cell.text_content()) for cell in page_of(real_site, path, prefix).xpath("//td[@id]")]
            for prefix in ("", "zh-hant/", "en/")
        ]
        assert shown[0] == shown[1] == shown[2]


def test_every_head_a_cell_names_is_a_head_of_its_table(project: Path, real_site: dict[str, bytes]) -> None:
    for path in data_files(project):
        for table in page_of(real_site, path).xpath("//table[contains(@class, 'form')]"):
            heads = set(table.xpath(".//th/@id"))
            named = [set(cell.get("headers").split()) for cell in table.xpath(".//td[@headers]")]
            assert named
            assert all(names and names <= heads for names in named)


def test_the_numbers_of_the_sentences_lead_to_cells_that_hold_them(project: Path, real_site: dict[str, bytes]) -> None:
    followed = 0
    for path in data_files(project):
        page = page_of(real_site, path)
        for link in page.xpath("//section[contains(@class, 'summary')]//a[contains(@class, 'figure')]"):
            address = link.get("href").removeprefix("#")
            (target,) = page.xpath("//*[@id=$id]", id=address)
            text = target.xpath("td")[0].text_content() if target.tag == "tr" else target.text_content()
            assert text == link.text_content()
            followed += 1
    assert followed > 300
