"""The catalogues: the same keys and the same values in every language, and no key without words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from generator.console import CATALOGUES
from generator.findings import CODES
from generator.languages import LANGUAGES
from generator.messages import load_messages
from generator.rendering.theme import BUILT_IN

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = (CATALOGUES, BUILT_IN / "messages")
VALUE = re.compile(r"%\((\w+(?:-\w+)*)\)s|\{(\w+)\}")


def read(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as file:
        catalogue = read_po(file)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: "".join(message.string)
        for message in catalogue
        if message.id
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=["terminal", "theme"])
def test_both_written_languages_have_the_same_keys_with_words(folder: Path) -> None:
    chinese, english = read(folder / "zh_Hans.po"), read(folder / "en.po")
    assert chinese.keys() == english.keys()
    assert all(chinese.values())
    assert all(english.values())


def test_messages_of_pages_and_sentences_use_the_same_values_in_both_languages() -> None:
    chinese, english = read(FOLDERS[1] / "zh_Hans.po"), read(FOLDERS[1] / "en.po")
    assert [key for key in chinese if set(VALUE.findall(chinese[key])) != set(VALUE.findall(english[key]))] == []


def test_traditional_chinese_is_derived() -> None:
    messages = load_messages([BUILT_IN / "messages"], "zh-Hant")
    assert messages("nav.agencies") == "機關"
    assert messages.count("count.reports", 3) == "3份報告"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_words_and_a_remedy(language: str) -> None:
    messages = load_messages([CATALOGUES], language)
    assert all(messages.gettext(f"finding.{code}") for code in CODES)
    assert all(messages.gettext(f"finding.{code}.remedy") for code in CODES)


def test_a_key_without_words_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        load_messages([CATALOGUES], "en")("no.such.key")
