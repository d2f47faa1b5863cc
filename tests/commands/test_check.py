"""`yangguang check`: reads everything, writes nothing, speaks the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli

TESTS = Path(__file__).parents[1]
SOUND, BROKEN = TESTS / "sites" / "riverside", TESTS / "sites_broken" / "everything"


def run(portal: Path, *arguments: str, **environment: str | None):
    unset = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG"))
    return CliRunner(env={**unset, **environment}).invoke(cli, ["check", "--portal", str(portal), *arguments])


def test_sound_content_is_summed_up_on_standard_output():
    result = run(SOUND, "--lang", "en")

    assert result.exit_code == 0
    assert result.stdout == "Checked 4 reports of 2 agencies: no findings.\n"
    assert result.stderr == ""


def test_findings_go_to_standard_error_and_leave_standard_output_empty():
    result = run(BROKEN, "--lang", "en")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "25 errors" in result.stderr


def test_a_check_writes_nothing():
    before = sorted(TESTS.glob("sites_broken/everything/**/*"))

    run(BROKEN)

    assert sorted(TESTS.glob("sites_broken/everything/**/*")) == before


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["--lang", "zh"], {"LC_ALL": "en_US.UTF-8"}, "没有“language”这个键。"),
        (["--lang", "zh-Hans"], {}, "没有“language”这个键。"),
        (["--lang", "zh-Hant"], {}, "沒有“language”這個鍵。"),
        (["--lang", "en"], {"LC_ALL": "zh_CN.UTF-8"}, "There is no key “language”."),
        ([], {"LC_ALL": "zh_CN.UTF-8"}, "没有“language”这个键。"),
        ([], {"LC_ALL": "zh_TW.UTF-8"}, "沒有“language”這個鍵。"),
        ([], {"LANG": "zh_HK.UTF-8"}, "沒有“language”這個鍵。"),
        ([], {"LC_MESSAGES": "zh_CN", "LANG": "en_GB.UTF-8"}, "没有“language”这个键。"),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "There is no key “language”."),
        ([], {"LC_ALL": "de_DE.UTF-8"}, "There is no key “language”."),
    ],
)
def test_the_language_is_the_option_s_or_else_the_locale_s(arguments, environment, words):
    assert words in run(BROKEN, *arguments, **environment).stderr


def test_an_unknown_language_is_wrong_use():
    assert run(BROKEN, "--lang", "fr").exit_code == 2


def test_a_quiet_check_tells_errors_only():
    assert run(SOUND, "--quiet").output == ""
    assert "warning" not in run(TESTS / "sites_broken" / "cell-not-a-count", "--quiet", "--lang", "en").stderr
    assert "form-unknown" in run(TESTS / "sites_broken" / "cell-not-a-count", "--quiet").stderr
