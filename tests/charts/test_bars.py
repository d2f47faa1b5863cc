"""Bars are as long as their numbers, whatever their words are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.charts.bars import LONGEST, Bar, BarChart, draw_bars

SVG = "{http://www.w3.org/2000/svg}"
CHART = BarChart(
    "CPU a page",
    "Ours takes 500 microseconds a page, plain Jinja2 3,600.",
    "microseconds",
    (Bar("ours", 500, "500 µs", marked=True), Bar("plain Jinja2", 3600, "3,600 µs"), Bar("一无所有", 0, "0")),
)
words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)
bars = st.builds(Bar, words, st.floats(0, 1e9), words, st.booleans())


def lengths(drawing: etree._Element) -> list[float]:
    return [float(bar.attrib["width"]) for bar in drawing.iter(SVG + "rect")]


def test_a_bar_is_as_long_as_its_number():
    ours, plain, none = lengths(etree.fromstring(draw_bars(CHART)))
    assert plain == LONGEST
    assert ours == pytest.approx(LONGEST * 500 / 3600, abs=0.01)
    assert none == 0


def test_a_chart_says_in_words_what_it_shows():
    drawing = etree.fromstring(draw_bars(CHART))
    assert drawing.attrib["role"] == "img"
    assert [child.tag for child in drawing][:2] == [SVG + "title", SVG + "desc"]
    assert drawing.findtext(SVG + "title") == CHART.title
    assert drawing.findtext(SVG + "desc") == CHART.description
    texts = [text.text for text in drawing.iter(SVG + "text")]
    assert texts == ["CPU a page", "microseconds", "ours", "500 µs", "plain Jinja2", "3,600 µs", "一无所有", "0"]


def test_a_chart_within_a_page_brings_no_colours_and_no_styles():
    drawn = draw_bars(CHART)
    assert "<style" not in drawn
    assert "#" not in drawn
    assert 'fill="currentColor"' in drawn


def test_a_chart_of_its_own_is_readable_on_light_and_dark_screens():
    drawn = draw_bars(CHART, alone=True)
    assert "prefers-color-scheme:dark" in drawn
    assert etree.fromstring(drawn).find(SVG + "style") is not None


def test_only_a_marked_bar_stands_out():
    drawing = etree.fromstring(draw_bars(CHART))
    assert [bar.attrib["class"].split()[1:] for bar in drawing.iter(SVG + "rect")] == [["chart-bar-marked"], [], []]


@pytest.mark.parametrize("value", [-1, math.nan, math.inf])
def test_a_number_that_is_no_length_is_refused(value: float):
    with pytest.raises(ValueError, match=str(value)):
        draw_bars(BarChart("", "", "", (Bar("a", value, ""),)))


@settings(max_examples=60, deadline=None)
@given(words, words, words, st.lists(bars, max_size=6).map(tuple), st.booleans())
def test_every_chart_is_sound_xml_with_its_words_as_given(title, description, unit, drawn, alone):
    chart = BarChart(title, description, unit, drawn)
    text = draw_bars(chart, alone=alone)
    drawing = etree.fromstring(text)
    assert text == draw_bars(chart, alone=alone)
    assert drawing.findtext(SVG + "title") == title
    told = [words.text or "" for words in drawing.iter(SVG + "text")]
    assert told == [title, unit, *(word for bar in drawn for word in (bar.label, bar.shown))]
    most = max((bar.value for bar in drawn), default=0) or 1
    assert lengths(drawing) == [pytest.approx(LONGEST * bar.value / most, abs=0.01) for bar in drawn]
    width = float(drawing.attrib["width"])
    ends = [float(b.attrib["x"]) + float(b.attrib["width"]) for b in drawing.iter(SVG + "rect")]
    assert all(0 <= end <= width for end in ends)
