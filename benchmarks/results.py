"""The table as text, as JSON, as a section of the README files, and its chart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.costs import median
from benchmarks.machine import describe_machine, describe_versions
from generator.charts.bars import Bar, BarChart, draw_bars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.rounds import Measured
    from benchmarks.table import Row

PROJECT: Final = Path(__file__).parents[1]
RESULTS: Final = PROJECT / "benchmarks" / "results" / "speed.json"
READMES: Final = {"en": PROJECT / "README.md", "zh": PROJECT / "README.zh.md"}
SECTION: Final = re.compile(r"(<!-- speed -->\n).*?(<!-- /speed -->)", re.DOTALL)

WORDS: Final = {
    "en": {
        "head": "| what | measured | target | met |",
        "at_most": "at most {}",
        "at_least": "at least {}",
        "yes": "yes",
        "no": "no",
        "alt": "Chart: CPU time for one page",
        "title": "CPU time for one page",
        "unit": "microseconds of CPU, whole process, full build of {reports:,} reports, the same bytes",
        "full": "Yangguang",
        "plain": "plain Jinja2 + markdown-it-py",
        "bare": "only writing the files",
        "description": "{full} takes {full_us:,.0f} microseconds, {plain} {plain_us:,.0f}, {bare} {bare_us:,.0f}.",
        "made": "Measured on {processor}, {cores} cores, {memory_gb} GB, with Python {python}, Jinja2 {jinja2}, "
        "markdown-it-py {markdown-it-py} and Pydantic {pydantic}; medians of {rounds} round(s).",
    },
    "zh": {
        "head": "| 项目 | 实测 | 目标 | 达到 |",
        "at_most": "不超过 {}",
        "at_least": "不低于 {}",
        "yes": "是",
        "no": "否",
        "alt": "图：每页所用 CPU 时间",
        "title": "每页所用 CPU 时间",
        "unit": "CPU 微秒，整个进程，完整生成 {reports:,} 份报告，字节相同",
        "full": "阳光",
        "plain": "普通 Jinja2 + markdown-it-py",
        "bare": "只写出文件",
        "description": "{full} {full_us:,.0f} 微秒，{plain} {plain_us:,.0f} 微秒，{bare} {bare_us:,.0f} 微秒。",
        "made": "测试环境：{processor}，{cores} 核，{memory_gb} GB 内存，Python {python}，Jinja2 {jinja2}，"
        "markdown-it-py {markdown-it-py}，Pydantic {pydantic}；共 {rounds} 轮，取中位数。",
    },
}


def as_mapping(measured: Measured, rows: Sequence[Row]) -> dict[str, Any]:
    """All that is written down of a run."""
    return {
        "machine": describe_machine(),
        "versions": describe_versions(),
        "rounds": measured.sizes.rounds,
        "collections": [
            {"reports": reports, "pages": measured.pages[size], "page_bytes": measured.page_bytes[size]}
            for size, reports in measured.reports.items()
        ],
        "rows": [row.as_mapping() for row in rows],
        "microseconds_a_page": {what: _microseconds_a_page(measured, what) for what in ("full", "plain", "bare")},
        "runs": [
            {"what": what, "reports": measured.reports[size], "costs": [cost.as_mapping() for cost in costs]}
            for (what, size), costs in measured.costs.items()
        ],
    }


def _microseconds_a_page(measured: Measured, what: str) -> float:
    size = measured.sizes.reports
    return round(median(measured.costs[what, size]).cpu / measured.pages[size] * 1e6, 1)


def as_text(results: Mapping[str, Any]) -> str:
    """The table for the terminal."""
    lines = [[row["en"], *_figures(row, "en")] for row in results["rows"]]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def as_section(results: Mapping[str, Any], language: str) -> str:
    """The chart and the table for a README."""
    words = WORDS[language]
    made = words["made"].format(**results["machine"], **results["versions"], rounds=results["rounds"])
    rows = [f"| {' | '.join((row[language], *_figures(row, language)))} |" for row in results["rows"]]
    chart = f"![{words['alt']}](benchmarks/results/{_chart_name(language)})"
    return "\n".join([chart, "", words["head"], "| --- | --- | --- | --- |", *rows, "", made, ""])


def _figures(row: Mapping[str, Any], language: str) -> tuple[str, str, str]:
    """What was measured, the target, and whether it was met, in words."""
    words = WORDS[language]
    measured = "–" if row["value"] is None else _shown(row["value"], row["unit"])
    target = words["at_least" if row["at_least"] else "at_most"].format(_shown(row["target"], row["unit"]))
    return measured, target, {True: words["yes"], False: words["no"], None: "–"}[row["met"]]


def _shown(value: float, unit: str) -> str:
    """Three digits that count, and the unit."""
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2  # noqa: PLR2004
    return f"{value:,.{digits}f} {unit}".rstrip()


def draw_chart(results: Mapping[str, Any], language: str) -> str:
    """The cost of a page, in this program and besides it."""
    words = WORDS[language]
    costs = results["microseconds_a_page"]
    bars = tuple(
        Bar(words[what], costs[what], f"{costs[what]:,.0f} µs", marked=what == "full")
        for what in ("bare", "full", "plain")
    )
    names = {what: words[what] for what in costs} | {f"{what}_us": cost for what, cost in costs.items()}
    reports = next(run["reports"] for run in results["runs"] if run["what"] == "plain")
    chart = BarChart(words["title"], words["description"].format(**names), words["unit"].format(reports=reports), bars)
    return draw_bars(chart, alone=True)


def _chart_name(language: str) -> str:
    return f"speed.{language}.svg"


def write_results(results: Mapping[str, Any], path: Path) -> None:
    """The JSON, and the charts beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for language in WORDS:
        path.with_name(_chart_name(language)).write_text(draw_chart(results, language), encoding="utf-8")


def write_readmes(results: Mapping[str, Any]) -> None:
    """The section on speed of both README files."""
    for language, path in READMES.items():
        text = path.read_text(encoding="utf-8")
        section = as_section(results, language)
        path.write_text(SECTION.sub(lambda match: match[1] + section + match[2], text), encoding="utf-8")  # noqa: B023
