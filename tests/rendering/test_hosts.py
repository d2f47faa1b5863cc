"""What a portal's settings change for its host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portals import built, make_portal

if TYPE_CHECKING:
    from pathlib import Path


def site_with(folder: Path, line: str) -> dict[str, bytes]:
    portal = make_portal(folder)
    settings = portal / "content/portal.toml"
    settings.write_text(line + "\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    return built(portal)


def test_other_hosts_send_the_policy_themselves(starter_site: dict[str, bytes]) -> None:
    assert not [path for path, content in starter_site.items() if b"http-equiv" in content]
    assert "_headers" not in starter_site


def test_the_page_for_missing_addresses_works_at_any_depth_where_the_sites_address_is_known(tmp_path: Path) -> None:
    site = site_with(tmp_path, 'address = "https://www.example.org/open/reports/"')
    ways = re.findall(r'(?:href|src|action)="([^"#]*)"', site["404.html"].decode())
    assert ways
    assert all(way.startswith("/open/reports/") for way in ways)
    assert 'href="/open/reports/en/agencies/index.html"' in site["en/404.html"].decode()
    assert b'href="/open' not in site["index.html"]


def test_the_first_language_stands_at_the_root_and_others_below_it(tmp_path: Path) -> None:
    portal = make_portal(tmp_path)
    settings = portal / "content/portal.toml"
    text = settings.read_text(encoding="utf-8").replace('["zh-Hans", "zh-Hant", "en"]', '["en", "zh-Hans"]')
    settings.write_text(text, encoding="utf-8")
    english = built(portal)
    assert b'<html lang="en">' in english["index.html"]
    assert b'<html lang="zh-Hans">' in english["zh-hans/index.html"]
    assert not [path for path in english if path.startswith(("en/", "zh-hant/"))]
