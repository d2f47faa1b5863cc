"""What a portal's settings change for its host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portals import built, make_portal

from generator.rendering.render import POLICY

if TYPE_CHECKING:
    from pathlib import Path


def site_with(folder: Path, line: str) -> dict[str, bytes]:
    portal = make_portal(folder)
    settings = portal / "content/portal.toml"
    settings.write_text(line + "\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    return built(portal)


def test_cloudflare_pages_gets_its_headers_in_a_file(tmp_path: Path) -> None:
    headers = site_with(tmp_path, 'host = "cloudflare-pages"')["_headers"].decode()
    assert f"Content-Security-Policy: {POLICY}; frame-ancestors 'self'" in headers


def test_github_pages_gets_the_policy_in_every_page(tmp_path: Path) -> None:
    site = site_with(tmp_path, 'host = "github-pages"')
    pages = [content.decode() for path, content in site.items() if path.endswith(".html")]
    assert all('http-equiv="Content-Security-Policy"' in page for page in pages)
    assert site[".nojekyll"] == b""


def test_other_hosts_send_the_policy_themselves(tmp_path: Path) -> None:
    site = built(make_portal(tmp_path))
    assert not [path for path, content in site.items() if b"http-equiv" in content]
    assert "_headers" not in site


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
