"""The live preview: builds at every change, shows what is wrong, heals."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from portals import make_portal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE_SECONDS = 60
Get = tuple[int, str]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, Callable[[str], Get]]]:
    """A portal that is being served, and a way to get its pages."""
    portal = make_portal(tmp_path / "portal")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port), "--portal", str(portal), "--lang", "en"]
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:

        def get(path: str) -> Get:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()
            except OSError:
                return 0, ""

        wait_until(lambda: get("index.html")[0] == 200)
        yield portal, get
        process.send_signal(signal.SIGINT)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "the preview did not change in time"
        time.sleep(0.05)


def test_pages_are_served_with_the_script_that_reloads_them(preview: tuple[Path, Callable[[str], Get]]) -> None:
    _, get = preview
    assert "livereload.js" in get("")[1]
    assert get("agencies/")[0] == 200
    assert get("nowhere.html")[0] == 404


def test_a_change_is_built_a_mistake_is_shown_and_healed(preview: tuple[Path, Callable[[str], Get]]) -> None:
    portal, get = preview
    agency = portal / "content/agencies/sample-bureau.toml"
    sound = agency.read_text(encoding="utf-8")
    agency.write_text(sound.replace("样本局", "试样局"), encoding="utf-8")
    wait_until(lambda: "试样局" in get("agencies/index.html")[1])
    agency.write_text(sound.replace("kind", "knid"), encoding="utf-8")
    wait_until(lambda: get("agencies/index.html")[0] == 500)
    assert "content/agencies/sample-bureau.toml:2:1" in get("")[1]
    assert get("assets/style.css")[0] == 200
    agency.write_text(sound, encoding="utf-8")
    wait_until(lambda: get("agencies/index.html")[0] == 200)
