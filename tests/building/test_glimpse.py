"""The front page of a preview before all is read: soon there, and whole after the first update."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.building.live import LiveSite
from generator.building.reading import ALONE
from generator.cli import cli
from generator.errors import ContentError


def portal(folder: Path, reports: int) -> Path:
    order = ["--agencies", str(reports), "--years", "2023-2023", "--into", str(folder)]
    assert CliRunner().invoke(cli, ["sample", *order]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portal(tmp_path_factory.mktemp("glimpse") / "many", ALONE + 10)


def test_the_front_page_and_its_files_are_there_before_the_reports_are_read(many, tmp_path):
    site = LiveSite(many, tmp_path / "cache")
    early = site.glimpse()
    reports = len(list(many.glob("content/reports/*/*.toml")))
    assert str(reports) in early["index.html"].decode()
    assert {"index.html", "assets/style.css"} <= early.keys()
    assert site.file("index.html") is None


def test_what_only_the_reports_say_is_left_out_until_they_are_read(many, tmp_path):
    site = LiveSite(many, tmp_path / "cache")
    early = site.glimpse()["index.html"].decode()
    site.update(frozenset())
    whole = site.file("index.html").decode()
    assert ("<dd>—</dd>" in early, "<dd>—</dd>" in whole) == (True, False)
    assert ('id="latest"' in early, 'id="latest"' in whole) == (False, True)
    assert "<dd>0</dd>" not in early


def test_after_a_glimpse_the_site_is_what_it_is_without_one(many, tmp_path):
    site, other = LiveSite(many, tmp_path / "cache"), LiveSite(many, tmp_path / "other")
    early = site.glimpse()["index.html"]
    assert site.update(frozenset()) == other.update(frozenset())
    agency = min(path.name for path in (many / "content" / "reports").iterdir())
    for address in ("index.html", f"agencies/{agency}/2023.html", "years/2023.html"):
        assert site.file(address) == other.file(address) is not None
    assert site.file("index.html") != early


def test_few_reports_are_read_before_anything_is_shown(tmp_path):
    assert LiveSite(portal(tmp_path / "few", 3), tmp_path / "cache").glimpse() == {}


def test_what_is_wrong_is_told_by_the_update_after_a_glimpse(tmp_path):
    folder = portal(tmp_path / "broken", 3)
    (folder / "content" / "regions.toml").write_text("regions = 1", encoding="utf-8")
    site = LiveSite(folder, tmp_path / "cache")
    assert site.glimpse() == {}
    with pytest.raises(ContentError):
        site.update(frozenset())
