"""The plain sentences of a report: which are said of which figures, and how they are written. All data is synthetic."""

from __future__ import annotations

import pytest
from random_reports import CELLS, FORMS

from generator.messages import load_messages
from generator.pages.summary import REQUESTS, RESULTS, Sentence, Wording, sayings, sentences
from generator.rendering.sentences import Sentences
from generator.rendering.theme import BUILT_IN

SECTIONS = FORMS["national-2021"].tables


def said(words: dict[str, str]) -> list[Sentence]:
    """What is said of a report with 7 in every cell but these, by address."""
    cells = []
    for section in SECTIONS.values():
        for key, (_, block) in section.rows.items():
            addresses = [f"{section.key}.{key}.{column.key}" for column in block.column_leaves]
            cells += [CELLS[words.get(address, "7")] for address in addresses]
    return list(sentences(sayings([(section, section.widths) for section in SECTIONS.values()]), cells))


def keys(found: list[Sentence]) -> list[str]:
    return [sentence.wording.key.removeprefix("sentence.") for sentence in found]


def test_figures_say_requests_results_proceedings_and_documents() -> None:
    assert keys(said({})) == ["requests", "results", "proceedings", "documents-2021"]


def test_no_results_are_told_where_there_were_no_requests() -> None:
    found = said(dict.fromkeys(REQUESTS.values(), "0"))
    assert keys(found) == ["requests-none", "proceedings", "documents-2021"]


@pytest.mark.parametrize("word", ["_", "/", "?"])
def test_a_sentence_is_left_out_when_a_cell_it_needs_has_no_number(word: str) -> None:
    assert keys(said({"requests.granted.total": word})) == ["requests", "proceedings", "documents-2021"]
    assert keys(said({"requests.received.total": word})) == ["proceedings", "documents-2021"]


def test_a_report_without_a_row_says_nothing_that_needs_it() -> None:
    widths = {key: width for key, width in SECTIONS["requests"].widths.items() if key != "received"}
    assert sentences(sayings([(SECTIONS["requests"], widths)]), [CELLS["7"]] * sum(widths.values())) == ()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_each_number_of_a_sentence_leads_to_its_cell_as_it_was_printed(language: str) -> None:
    writer = Sentences(load_messages([BUILT_IN / "messages"], language))
    numbers = ["1,234", "1<2", "3", "0"]
    sentence = Sentence(Wording("sentence.results", tuple(RESULTS.items())), tuple(numbers))
    html = writer.write(sentence).decode()
    for address, shown in zip(RESULTS.values(), ["1,234", "1&lt;2", "3", "0"], strict=True):
        assert f'<a class="figure" href="#{address}">{shown}</a>' in html
    assert "%" not in html
    assert writer.write(sentence).decode() == html
