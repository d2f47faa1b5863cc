"""Whatever a report is written as, and whatever happens to it on the way, it is imported with the figures it had."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importers.noise import AGENCY, FORMS, TEXTS, WRITERS, Noise, chance_of, noises, reports, words_of
from torture import rounds

from generator.importers.importing import Told, import_document
from generator.importers.known import Known

KNOWN = Known({AGENCY.id: AGENCY}, {})
BORDERED = ("html", "docx", "xlsx", "tabs.txt", "pipes.md")
"""What keeps each cell apart from the next, blank or not."""
FILLED = "lines.txt"
"""One cell a line: a blank one leaves no line, so its row may be in doubt."""
GLUED = "archive.txt"
CHANCES = st.integers(0, 2**32)
thorough = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=10)


def imported(report, kind: str, noise: Noise):
    content = WRITERS[kind](report, noise)
    draft = import_document(content, f"{AGENCY.id}.{kind.rpartition('.')[2] or kind}", KNOWN, FORMS, Told())[0]
    tables = {
        (table.section, table.form): {key: tuple(cell.word for cell in cells) for key, cells in table.rows.items()}
        for table in draft.tables
    }
    return draft, tables


def check_exact(report, kind: str, noise: Noise) -> None:
    draft, tables = imported(report, kind, noise)
    assert tables == words_of(report)
    assert (draft.head.agency.id, draft.head.year, draft.head.published) == (
        report.agency,
        report.year,
        report.head.published,
    )


def check_never_wrong(report, kind: str, noise: Noise) -> None:
    """Each cell is the one that was written, or left unread."""
    _, tables = imported(report, kind, noise)
    written = words_of(report)
    for section, rows in tables.items():
        for key, words in rows.items():
            assert all(a in ("?", b) for a, b in zip(words, written[section][key], strict=True)), (section, key, words)


@pytest.mark.parametrize("kind", BORDERED)
@thorough
@given(report=reports(), chance=CHANCES)
def test_figures_between_borders_come_back_as_they_were(kind, report, chance):
    check_exact(report, kind, noises(chance_of(chance)))


@thorough
@given(report=reports(odd=False), chance=CHANCES)
def test_figures_one_a_line_come_back_as_they_were(report, chance):
    check_exact(report, FILLED, noises(chance_of(chance)))


@thorough
@given(report=reports(), chance=CHANCES)
def test_figures_one_a_line_among_blanks_are_never_read_wrongly(report, chance):
    check_never_wrong(report, FILLED, noises(chance_of(chance)))


@thorough
@given(report=reports(odd=False), chance=CHANCES)
def test_figures_that_ran_together_are_never_read_wrongly(report, chance):
    check_never_wrong(report, GLUED, noises(chance_of(chance)))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@thorough
@given(report=reports())
def test_what_we_export_comes_back_with_its_title_and_texts(kind, report):
    draft, _ = imported(report, kind, Noise(chance_of(0)))
    assert (draft.head.title, draft.head.issuer) == (report.head.title, report.head.source.issuer)
    assert draft.head.index_number == (report.head.source.index_number if kind == "docx" else "")
    assert {text.section: text.markdown for text in draft.texts} == report.head.narrative
    assert set(report.head.narrative.values()) <= set(TEXTS)


@pytest.mark.torture
@pytest.mark.parametrize("kind", [*BORDERED, FILLED, GLUED])
def test_no_noise_makes_a_wrong_figure(kind):
    check = check_exact if kind in BORDERED else check_never_wrong

    for number in rounds():

        @settings(thorough, max_examples=50, database=None)
        @given(report=reports(odd=kind != GLUED), chance=st.integers(number << 32, (number + 1) << 32))
        def search(report, chance) -> None:
            check(report, kind, noises(chance_of(chance)))

        search()
