"""The preview's server: pages with the overlay, the last good ones where something is wrong, and livereload."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from preview.previewed import TEMPLATE, Notes, livereload, served, wait_until

from generator.errors import OutputError
from generator.findings import Finding
from generator.preview.addresses import Stand
from generator.preview.server import serve_preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from preview.previewed import Served

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "notes", policy=POLICY) as preview:
        yield preview


def test_a_page_carries_the_previews_script_and_other_files_are_as_they_are(notes: Served) -> None:
    page = notes.page("")
    assert page.index("__preview__/preview.js") < page.index("<title>")
    assert "<script>" not in page
    assert "<h1>First</h1>" in page
    assert "alertdialog" not in page
    assert notes.page("style.css") == "h1 { color: blue }"
    assert notes.get("/style.css").headers["Content-Type"] == "text/css; charset=utf-8"
    assert notes.get("/index.html").headers["Content-Security-Policy"] == POLICY


def test_a_change_is_on_the_page_when_browsers_are_told(notes: Served) -> None:
    before = notes.state()
    told = livereload(notes, lambda: notes.write("index.toml", "<h1>Second</h1>"))
    assert told["command"] == "reload"
    assert "<h1>Second</h1>" in notes.page()
    assert notes.state()["mark"] != before["mark"]
    assert "<h1>Second</h1>" in notes.state(f"index.html&mark={before['mark']}")["page"]
    assert "page" not in notes.state(f"index.html&mark={notes.state()['mark']}")
    assert f'data-mark="{notes.state()["mark"]}"' in notes.page()


def test_a_page_that_a_change_does_not_touch_keeps_its_mark(notes: Served) -> None:
    before = notes.state()
    notes.saved("other.toml", "<h1>Other</h1>")
    assert notes.state() == before
    notes.saved("search.js", "export default 1;")
    assert notes.state()["mark"] != before["mark"], "a script is loaded by pages whose bytes do not tell of it"


def test_only_a_style_sheet_that_changed_alone_is_exchanged_in_the_page(notes: Served) -> None:
    told = livereload(notes, lambda: notes.write("style.css", "h1 { color: red }"))
    assert (told["path"], told["liveCSS"]) == ("style.css", True)

    def both() -> None:
        notes.write("style.css", "h1 { color: green }")
        notes.write("index.toml", "<h1>Third</h1>")

    assert not livereload(notes, both)["path"].endswith(".css")


def test_a_mistake_is_listed_on_the_last_good_page_and_vanishes_when_mended(notes: Served) -> None:
    notes.saved("index.toml", "<h1>Second</h1>\n  a mistake <b>\n")
    page, state = notes.page(), notes.state()
    assert "<h1>First</h1>" in page
    assert 'role="alertdialog"' in page
    assert state["problems"] in page
    assert "index.toml:2:5" in state["problems"]
    assert "error [conflict-marker]" in state["problems"]
    assert "1 error" in state["problems"]
    assert f'href="vscode://file{notes.folder}/index.toml:2:5"' in state["problems"]
    notes.saved("index.toml", "<h1>Third</h1>")
    assert notes.state()["problems"] == ""
    assert "<h1>Third</h1>" in notes.page()
    assert "alertdialog" not in notes.page()


def test_all_findings_are_listed_errors_first_and_what_stands_there_is_no_markup(notes: Served) -> None:
    notes.saved("index.toml", "doubt\nmistake\nmistake\n")
    problems = notes.state()["problems"]
    places = [problems.index(f"index.toml:{place}<") for place in ("2:1", "3:1", "1:1")]
    assert places == sorted(places)
    assert "2 errors, 1 warning" in problems
    notes.saved("<b>.toml", "mistake")
    assert "&lt;b&gt;.toml:1:1" in notes.state()["problems"]
    assert "<b>.toml" not in notes.state()["problems"]


def test_very_many_mistakes_are_counted_and_the_first_are_listed(notes: Served) -> None:
    notes.saved("index.toml", "mistake\n" * 1000)
    assert notes.state()["problems"].count("<li") == 200
    assert "And 800 more." in notes.state()["problems"]
    assert "1,000 errors" in notes.state()["problems"]


def test_warnings_alone_do_not_cover_the_page(notes: Served) -> None:
    notes.saved("index.toml", "<h1>a doubt</h1>")
    assert notes.state()["problems"] == ""
    assert "<h1>a doubt</h1>" in notes.page()


def test_a_broken_template_is_listed_with_its_line_on_the_page_served_last(notes: Served) -> None:
    notes.saved("other.toml", "<h1>Other</h1>")
    good = notes.page()
    notes.saved("page.html", TEMPLATE.replace("%s", "broken"))
    page = notes.get("/index.html")
    assert page.status == 200
    assert "<h1>First</h1>" in page.text
    assert "page.html:10:1" in page.text
    assert "unexpected end" in page.text
    assert str(notes.folder) not in page.text.replace(f"vscode://file{notes.folder}", "")
    never_seen = notes.get("/other.html")
    assert never_seen.status == 500
    assert "There is no good page to show yet." in never_seen.text
    assert "page.html:10:1" in never_seen.text
    notes.saved("page.html", TEMPLATE)
    assert notes.page().partition("</title>")[2] == good.partition("</title>")[2]


def test_a_page_that_was_never_good_shows_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "index.toml").write_text("mistake", encoding="utf-8")
    with served(tmp_path / "notes", language="zh-Hans") as preview:
        answer = preview.get("/index.html")
        assert answer.status == 500
        assert "index.toml:1:1" in answer.text
        assert "有错误" in answer.text
        preview.saved("index.toml", "<h1>Good</h1>")
        assert "<h1>Good</h1>" in preview.page()


class Faulty(Notes):
    """A site with a fault of the program's own."""

    def update(self, changed: frozenset[Path]) -> tuple[Finding, ...]:
        findings = super().update(changed)
        return (findings[:0]) if b"fault" not in self.files["index.toml"] else (findings[1 // 0],)


def test_a_fault_of_the_program_is_shown_and_the_preview_goes_on(tmp_path: Path) -> None:
    with served(tmp_path / "notes", site=Faulty(tmp_path / "notes")) as preview:
        preview.saved("index.toml", "fault")
        assert "ZeroDivisionError" in preview.state()["problems"]
        preview.saved("index.toml", "<h1>Good</h1>")
        assert preview.state()["problems"] == ""


class Slow(Notes):
    """A site that shows its first page before it has read the rest, for which it waits."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.may_read = threading.Event()

    def glimpse(self) -> dict[str, bytes]:
        return {"index.html": b"<html><head></head><body><h1>So far</h1></body></html>"}

    def update(self, changed: frozenset[Path]) -> tuple[Finding, ...]:
        self.may_read.wait()
        return super().update(changed)


def test_a_page_shown_before_all_is_read_becomes_the_whole_page(tmp_path: Path) -> None:
    site = Slow(tmp_path / "notes")
    with served(tmp_path / "notes", site=site) as preview, ThreadPoolExecutor(2) as browsers:
        try:
            page = preview.page()
            assert "<h1>So far</h1>" in page
            assert "The reports are still being read" in page
            mark = re.search('data-mark="([^"]+)"', page)[1]
            state = browsers.submit(preview.state, f"index.html&mark={mark}")
            other = browsers.submit(preview.page, "style.css")
            assert not state.done()
            assert not other.done()
        finally:
            site.may_read.set()
        assert "<h1>First</h1>" in state.result()["page"]
        assert state.result()["problems"] == ""
        assert other.result() == "h1 { color: blue }"
        assert "<h1>First</h1>" in preview.page()
        assert "still being read" not in preview.page()


def test_an_address_without_a_file_is_not_found_until_it_is_there(notes: Served) -> None:
    answer = notes.get("/nowhere.html")
    assert answer.status == 404
    assert "There is no page at this address." in answer.text
    assert "preview.js" in answer.text
    assert notes.get("/../notes/index.toml").status == 404
    assert notes.get("/%2e%2e/index.toml").status == 404
    notes.saved("nowhere.toml", "<h1>Here</h1>")
    assert notes.get("/nowhere.html").status == 200
    notes.saved("404.toml", "<h1>Our own words</h1>")
    other = notes.get("/elsewhere.html")
    assert (other.status, "Our own words" in other.text) == (404, True)


def test_a_folder_is_its_index(notes: Served) -> None:
    notes.saved("deep/index.toml", "<h1>Deep</h1>")
    assert "<h1>Deep</h1>" in notes.get("/deep/").text
    answer = notes.get("/deep")
    assert (answer.status, answer.headers["Location"]) == (302, "/deep/")


def test_under_a_sub_path_everything_is_inside_and_outside_is_the_way_there(tmp_path: Path) -> None:
    with served(tmp_path / "notes", path="/a/b%20c/") as preview:
        page = preview.get("/a/b%20c/index.html")
        assert page.status == 200
        assert 'src="/a/b%20c/__preview__/preview.js"' in page.text
        for name in ("preview.js", "preview.css", "livereload.js"):
            assert preview.get(f"/a/b%20c/__preview__/{name}").status == 200
            assert preview.get(f"/__preview__/{name}").status == 404
        for outside in ("/", "/a/b%20c"):
            assert preview.get(outside).headers["Location"] == "/a/b%20c/"
        assert 'href="/a/b%20c/"' in preview.get("/index.html").text
        told = livereload(preview, lambda: preview.write("index.toml", "<h1>Second</h1>"))
        assert told["command"] == "reload"


def test_files_can_be_opened_in_an_editor_from_this_machine_only(notes: Served) -> None:
    notes.saved("index.toml", "mistake")
    assert "vscode:" in notes.get("/index.html").text
    for headers in ({"Host": "preview.example.org"}, {"X-Forwarded-For": "192.0.2.7"}):
        page = notes.get("/index.html", **headers).text
        assert "index.toml:1:1" in page
        assert "vscode:" not in page
        assert str(notes.folder) not in page


def test_only_this_machine_is_answered_unless_told_otherwise(notes: Served) -> None:
    assert notes.stand.host == "127.0.0.1"
    others = socket.gethostbyname(socket.gethostname())
    if others.startswith("127."):
        others = "127.0.0.2"
    connection = http.client.HTTPConnection(others, notes.stand.port, timeout=5)
    with pytest.raises(ConnectionRefusedError):
        connection.request("GET", "/")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        stand = Stand(port=other.getsockname()[1])
        with pytest.raises(OutputError) as caught:
            serve_preview(None, [], stand, ready=bool, told=lambda *_: None)
    assert caught.value.code == "port-taken"


def test_changes_come_one_update_at_a_time_and_none_is_lost(notes: Served) -> None:
    for number in range(30):
        notes.write("index.toml", f"<h1>Number {number}</h1>")
    wait_until(lambda: "Number 29" in notes.page())


def test_a_checkout_of_five_thousand_files_with_pauses_is_one_update(notes: Served) -> None:
    def check_out() -> None:
        for number in range(5000):
            notes.write(f"{number}.toml", "x")
            if number % 500 == 499:
                time.sleep(0.06)

    before = len(notes.outcomes)
    livereload(notes, check_out)
    notes.saved("index.toml", "<h1>Afterwards</h1>")
    assert len(notes.outcomes) == before + 2
    assert [len(changed) for changed in notes.site.updates[-2:]] == [5000, 1]
    assert notes.get("/4999.html").status == 200
