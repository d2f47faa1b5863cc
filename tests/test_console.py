"""What the terminal says: every code has its words in each language, and the words are whole."""

from __future__ import annotations

import re
import string

import pytest
from babel.messages.pofile import read_po

from generator.console import CATALOGUES, SYNTAX_REASONS, Console, explain, language_of, remedy
from generator.findings import CODES, Finding, Place, Severity
from generator.forms.reading import load_forms
from generator.languages import LANGUAGES, Label
from generator.messages import load_messages

MESSAGES = {language: load_messages([CATALOGUES], language) for language in LANGUAGES}
HOLE = re.compile(r"%\(([\w-]+)\)s")


def catalogue(name: str) -> dict[str, tuple[str, ...]]:
    with (CATALOGUES / f"{name}.po").open(encoding="utf-8") as file:
        messages = [message for message in read_po(file) if message.id]
    return {
        message.id[0] if isinstance(message.id, tuple) else message.id: (
            message.string if isinstance(message.string, tuple) else (message.string,)
        )
        for message in messages
    }


def test_both_catalogues_say_the_same_things():
    assert catalogue("zh_Hans").keys() == catalogue("en").keys()


def test_no_message_is_empty():
    assert not [key for name in ("zh_Hans", "en") for key, words in catalogue(name).items() if not all(words)]


def test_both_languages_put_the_same_values_into_a_message():
    chinese, english = catalogue("zh_Hans"), catalogue("en")

    for key in chinese:
        assert {hole for words in chinese[key] for hole in HOLE.findall(words)} == {
            hole for words in english[key] for hole in HOLE.findall(words)
        }, key


def test_english_messages_are_in_english():
    allowed = {"22（其中修订16件）"}

    for key, words in catalogue("en").items():
        for word in words:
            plain = word
            for sample in allowed:
                plain = plain.replace(sample, "")
            assert not re.search(r"[\u3400-\u9fff]", plain), key


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_says_what_is_wrong_and_what_to_do(code, language):
    keys = (f"finding.{code}", f"finding.{code}.remedy")

    assert all(MESSAGES[language].gettext(key).strip() for key in keys)


@pytest.mark.parametrize("reason", sorted({*SYNTAX_REASONS.values(), "other"}))
def test_each_reason_of_a_syntax_error_has_words(reason):
    assert MESSAGES["en"].gettext(f"syntax.{reason}")


def test_no_message_about_a_finding_is_for_nothing():
    known = {f"finding.{code}{end}" for code in CODES for end in ("", ".remedy", ".remedy.json")}
    known |= {"finding.colon", "finding.nearest", "finding.line-before", "finding.looks-like"}

    assert {key for key in catalogue("en") if key.startswith("finding.")} <= known


def test_a_finding_is_told_with_place_name_and_remedy():
    finding = Finding(
        "row-unknown",
        Place("content/reports/a/2024.toml", 14, 1),
        Label("主动公开政府信息情况", "Proactive disclosure"),
        "licenses",
        {"nearest": "licences", "nearest-label": Label("行政许可", "Administrative licences")},
    )

    assert Console("zh-Hans").finding(finding).plain == (
        "content/reports/a/2024.toml:14:1 错误 [row-unknown]\n"
        "  主动公开政府信息情况：没有“licenses”这一行。\n"
        "  是不是想写“licences”（行政许可）？请改正行名，或核对 form 是否写对；各行的键见术语表或 docs/forms.md。"
    )
    assert explain(finding, MESSAGES["en"]) == "Proactive disclosure: There is no row “licenses”."
    assert remedy(finding, MESSAGES["en"]).startswith("Did you mean “licences” (Administrative licences)? Correct")


def test_traditional_chinese_is_derived():
    finding = Finding("value-empty", Place("a.toml"), values={"key": "title"})

    assert explain(finding, MESSAGES["zh-Hant"]) == "“title”（標題）是空的。"


def test_percent_signs_in_a_file_are_shown_as_they_are():
    finding = Finding("key-unknown", Place("a.toml"), Label("%s 100%"), "%(x)s", {"nearest": "%d"})

    assert "%(x)s" in explain(finding, MESSAGES["en"])
    assert "%s 100%" in explain(finding, MESSAGES["en"])
    assert "%d" in remedy(finding, MESSAGES["en"])


def test_square_brackets_in_a_file_are_not_taken_for_styles(capsys):
    Console("en").findings([Finding("syntax-broken", Place("a.toml"), found="[bold]x[/]", values={"reason": "?"})])

    assert "[bold]x[/]" in capsys.readouterr().err


def test_findings_are_counted_by_severity():
    findings = [Finding("row-missing", Place("a")), *[Finding("value-empty", Place("a", line)) for line in (1, 2)]]

    assert Console("en").count(findings) == "2 errors, 1 warning"
    assert Console("zh-Hans").count(findings) == "2个错误，1个警告"
    assert Console("en").count([]) == "no findings"


def test_quiet_keeps_errors_and_drops_the_rest(capsys):
    console = Console("en", quiet=True)

    console.findings([Finding("row-missing", Place("a")), Finding("conflict-marker", Place("b"))])
    console.say("serve.built", pages="3 pages")

    told = capsys.readouterr()
    assert "conflict-marker" in told.err
    assert "row-missing" not in told.err
    assert told.out == ""


def test_no_progress_is_drawn_where_the_output_is_no_terminal(capsys):
    with Console("en").progress() as progress:
        progress("reading", 3)()

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("choice", "language"),
    [("zh", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("zh_TW.UTF-8", "zh-Hant"), ("en", "en")],
)
def test_a_language_is_chosen_by_its_name(choice, language):
    assert language_of(choice) == language


def test_every_severity_has_a_name():
    assert all(MESSAGES["zh-Hans"].gettext(f"severity.{severity}") for severity in Severity)


def test_every_table_and_row_of_a_form_can_be_named_in_english():
    forms, _ = load_forms()
    letters = set(string.printable) | set("’—–·“”")

    for form in forms.values():
        for section in form.tables.values():
            for row, block in section.rows.values():
                name = section.name_of(row, block.column_leaves[0]).to("en")
                assert set(name) <= letters, name
