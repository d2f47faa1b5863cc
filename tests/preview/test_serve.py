"""`yangguang serve` on a whole portal: follows changes, shows what is wrong and heals, and ends in peace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from portals import make_portal
from preview.previewed import free_port, wait_until

if TYPE_CHECKING:
    from pathlib import Path


class Serve:
    """The command, running."""

    def __init__(self, portal: Path, *options: str, language: str = "en") -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "generator", "serve", "--port", str(self.port), "--portal", str(portal)]
        self.process = subprocess.Popen(
            [*command, "--lang", language, *options],
            env={**os.environ, "PYTHONWARNINGS": "default", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""


@contextmanager
def serving(portal: Path, *options: str, language: str = "en") -> Iterator[Serve]:
    serve = Serve(portal, *options, language=language)
    try:
        wait_until(lambda: serve.get("")[0] or serve.process.poll() is not None)
        yield serve
    finally:
        serve.process.kill()
        serve.process.communicate()


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return make_portal(tmp_path / "portal")


def test_a_portal_is_served_and_every_change_followed(portal: Path) -> None:
    with serving(portal) as serve:
        assert serve.get("agencies/")[0] == 200
        assert serve.get("nowhere.html")[0] == 404
        agency = portal / "content/agencies/sample-bureau.toml"
        sound = agency.read_text(encoding="utf-8")
        agency.write_text(sound.replace("样本局", "试样局"), encoding="utf-8")
        wait_until(lambda: "试样局" in serve.get("agencies/index.html")[1])
        agency.write_text(sound.replace("kind", "knid"), encoding="utf-8")
        wait_until(lambda: "content/agencies/sample-bureau.toml:2:1" in serve.get("agencies/index.html")[1])
        status, page = serve.get("agencies/index.html")
        assert status == 200
        assert "试样局" in page, "the last good page stands below"
        assert "“knid”" in page
        agency.write_text(sound, encoding="utf-8")
        wait_until(lambda: "试样局" not in serve.get("agencies/index.html")[1])
        assert "alertdialog" not in serve.get("agencies/index.html")[1]


def test_a_mistake_in_the_configuration_or_in_a_template_is_shown_with_its_place(portal: Path) -> None:
    with serving(portal, language="zh") as serve:
        config = portal / "content/portal.toml"
        sound = config.read_text(encoding="utf-8")
        config.write_text("colour = 'red'\n" + sound, encoding="utf-8")
        wait_until(lambda: "content/portal.toml:1:1" in serve.get("")[1])
        assert "有错误" in serve.get("")[1]
        config.write_text(sound, encoding="utf-8")
        wait_until(lambda: "alertdialog" not in serve.get("")[1])
        template = portal / "content/theme/templates/_slot_footer.html"
        template.parent.mkdir(parents=True)
        template.write_text("<p>\n{{ nothing.there }}</p>", encoding="utf-8")
        wait_until(lambda: "content/theme/templates/_slot_footer.html:2:1" in serve.get("")[1])
        template.write_text("<p>mended</p>", encoding="utf-8")
        wait_until(lambda: "<p>mended</p>" in serve.get("")[1])


def test_the_terminal_tells_each_finding_once_and_an_interrupt_ends_it_in_peace(portal: Path) -> None:
    with serving(portal, "--path", "annual/reports") as serve:
        agency = portal / "content/agencies/sample-bureau.toml"
        sound = agency.read_text(encoding="utf-8")
        agency.write_text(sound.replace("kind", "knid"), encoding="utf-8")
        wait_until(lambda: "knid" in serve.get("annual/reports/")[1])
        agency.write_text(sound.replace("kind", "knid") + "\n\n", encoding="utf-8")
        (portal / "content/pages/more.md").write_text("+++\ntitle = 'More'\n+++\nText\n", encoding="utf-8")
        agency.write_text(sound, encoding="utf-8")
        wait_until(lambda: serve.get("annual/reports/more/")[0] == 200)
        serve.process.send_signal(signal.SIGINT)
        out, err = serve.process.communicate(timeout=30)
    assert serve.process.returncode == 0
    assert out.startswith(f"Preview at http://127.0.0.1:{serve.port}/annual/reports/ (Ctrl+C ends it)\n")
    assert "Up to date again" in out
    assert err.count("key-unknown") == 1
    assert "Traceback" not in err


def test_an_index_for_search_follows_where_it_is_asked_for(portal: Path) -> None:
    with serving(portal, "--search") as serve:
        assert serve.get("search/index.html")[0] == 200
        wait_until(lambda: serve.get("pagefind/shards.json")[0] == 200)


def test_an_editor_that_can_not_be_linked_to_is_wrong_use(portal: Path) -> None:
    serve = Serve(portal, "--editor", "notepad")
    assert serve.process.wait(timeout=60) == 2
    assert "vscode, vscodium" in serve.process.communicate()[1]
