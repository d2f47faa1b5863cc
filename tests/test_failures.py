"""The one door: what leaves a command becomes words and an exit status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.console import Console
from generator.errors import ContentError, OutputError
from generator.failures import run
from generator.findings import Finding, Place

CONSOLE = Console("en")


def failing(error: BaseException):
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize("status", [0, 1])
def test_the_status_of_a_command_that_returns_is_its_own(status):
    assert run(lambda: status, CONSOLE) == status


def test_an_expected_failure_is_told_in_words_and_gives_1(capsys):
    error = OutputError("not-writable", folder="/a/b", reason="No space left on device")

    assert run(failing(error), Console("en")) == 1

    told = capsys.readouterr()
    assert told.err == "Can't write /a/b: No space left on device. Check permissions and disk space.\n"
    assert told.out == ""


def test_every_finding_of_broken_content_is_told(capsys):
    findings = tuple(Finding("value-empty", Place(f"{name}.toml", 3, 5), values={"key": "title"}) for name in "ab")

    assert run(failing(ContentError(findings)), Console("en")) == 1

    told = capsys.readouterr().err
    assert "a.toml:3:5 error [value-empty]\n  “title” is empty.\n" in told
    assert "b.toml:3:5 error [value-empty]\n" in told
    assert "2 errors\n" in told


def test_an_interruption_gives_130(capsys):
    assert run(failing(KeyboardInterrupt()), Console("en")) == 130

    assert capsys.readouterr().err == "Interrupted; the site was left as it was.\n"


def test_a_fault_of_ours_gives_3_and_a_log_to_paste(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert run(failing(ZeroDivisionError("by zero")), Console("en")) == 3

    told = capsys.readouterr().err
    assert "ZeroDivisionError: by zero" in told
    assert "Traceback" not in told
    log = Path(re.search(r"the log (\S+)\.\n", told)[1])
    assert log.parent == tmp_path
    assert re.match(r"yangguang \d+\.\d+\.\d+, Python \d", log.read_text(encoding="utf-8"))
    assert "ZeroDivisionError: by zero" in log.read_text(encoding="utf-8")


def test_the_trace_is_shown_when_asked_for(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    run(failing(ZeroDivisionError()), Console("en"), debug=True)
    run(failing(OutputError("address-twice", address="a.html")), Console("en"), debug=True)

    assert capsys.readouterr().err.count("Traceback") == 2


def test_an_exit_asked_for_is_no_failure():
    with pytest.raises(SystemExit):
        run(failing(SystemExit(0)), CONSOLE)
