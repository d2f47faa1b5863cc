"""Random reports of every form, and what becomes of them on the way to a reader: pages, documents, texts, noise."""

from __future__ import annotations

import datetime as dt
import html
import random
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from generator.commands.export import official_words
from generator.exports.contents import contents_of
from generator.exports.word import report_as_docx
from generator.exports.workbook import report_as_workbook
from generator.forms.reading import load_forms
from generator.languages import traditional
from generator.models.agency import Agency, Name
from generator.models.cell import Cells
from generator.models.report import Figures, Report, ReportHead, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.exports.contents import Content
    from generator.exports.grid import Grid, GridCell
    from generator.forms.form import Form, Section

FORMS = load_forms()[0]
CELLS = Cells()
WORDS = official_words()
AGENCY = Agency(
    id="sample-bureau",
    path="content/agencies/sample-bureau.toml",
    kind="department",
    region="990101",
    names=(Name(name="示例市样本局"),),
)
ODD = ("_", "/", "1,234", "-3", "0.5", "22（其中修订16件）", "2笔", "984361元", "4166.241619")
TEXTS = (
    "本机关认真贯彻落实条例，各项工作有序推进，公开的质量有所提高。",
    "下一步将加强培训，完善制度，拓宽渠道。",
    "没有其他需要报告的事项。",
    "一是加强组织领导。二是健全工作机制，明确专人负责。",
)
MISSPELT = {"予": "子", "复议": "法复议", "其他": "其它", "属于": "属干", "申请": "申清"}
RADICALS = {"一": "⼀", "行": "⾏", "人": "⼈", "工": "⼯", "自": "⾃"}
LONG_ENOUGH = 8
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
MENU = "".join(
    f'<li><a href="/{number}">{name}</a></li>'
    for number, name in enumerate(["首页", "政务公开", "办事服务", "互动交流"])
).join(['<div class="nav"><ul>', "</ul></div>"])
Rows = dict[str, list[str]]


SEEDS = st.integers(0, 2**32)


def chance_of(seed: int) -> random.Random:
    """Chance that is the same for the same seed."""
    return random.Random(seed)  # noqa: S311 - nothing here is secret


def make_report(chance: random.Random, *, odd: bool = True) -> Report:
    """A report whose figures agree with its form's arithmetic; `odd` strews in what else stands in cells."""
    form = chance.choice(list(FORMS.values()))
    year = chance.randint(form.since, min(form.until or 2025, 2025))
    most = chance.choice([1, 9, 60, 1500])
    figures = []
    for section in form.tables.values():
        rows = agreeing(form, section, chance, most)
        for _ in range(chance.choice([0, 0, 1, 4]) if odd else 0):
            row = rows[chance.choice(list(rows))]
            row[chance.randrange(len(row))] = chance.choice(ODD)
        figures.append(Figures(form, section, {key: tuple(map(CELLS.__getitem__, row)) for key, row in rows.items()}))
    head = ReportHead.model_construct(
        agency=AGENCY.id,
        year=year,
        title=f"示例市样本局{year}年政府信息公开工作年度报告",
        published=dt.date(year + 1, 1, chance.randint(1, 31)),
        source=Source(index_number=f"QR{chance.randint(1, 999):06}/{year}-00012", issuer=AGENCY.name.zh_hans),
        narrative={key: chance.choice(TEXTS) for key in form.narrative},
    )
    return Report(head, tuple(figures), form, "", "")


def reports(*, odd: bool = True) -> st.SearchStrategy[Report]:
    """Such reports."""
    return SEEDS.map(lambda seed: make_report(chance_of(seed), odd=odd))


def agreeing(form: Form, section: Section, numbers: random.Random, most: int) -> Rows:
    """Figures that agree with all relations of their section."""
    values = {
        (key, column.key): numbers.choice([0, 0, numbers.randint(0, most)])
        for key, (_, block) in section.rows.items()
        for column in block.column_leaves
    }
    relations = [relation for relation in form.relations if relation.section == section.key]
    for relation in sorted(relations, key=lambda relation: (relation.each == "row", len(relation.equals))):
        by_row = relation.each == "column"
        known = list(section.rows) if by_row else list(section.columns)
        left, right = (
            [key for name in names for key in known if fnmatchcase(key, name)]
            for names in (relation.sum, relation.equals)
        )
        for along in section.columns if by_row else section.rows:
            place: Callable[[str], tuple[str, str]] = (
                (lambda k, a=along: (k, a)) if by_row else (lambda k, a=along: (a, k))
            )
            if all(place(key) in values for key in (*left, *right)):
                if len(right) > 1:
                    values[place(left[1])] = 0
                    values[place(left[0])] = sum(values[place(key)] for key in right)
                else:
                    values[place(right[0])] = sum(values[place(key)] for key in left)
    return {
        key: [str(values[key, column.key]) for column in block.column_leaves]
        for key, (_, block) in section.rows.items()
    }


@dataclass
class Noise:
    """What happens to a report's words on the way; each kind or none, as chance has it."""

    chance: random.Random
    script: Callable[[str], str] = str
    misspelt: float = 0.0
    radicals: float = 0.0
    wide: float = 0.0
    broken: float = 0.0
    repeated: bool = False

    def digits(self, text: str) -> str:
        """A cell, its digits full width or not."""
        return text.translate(FULL_WIDTH) if text.isdecimal() and self.chance.random() < self.wide else text

    def breaks(self, text: str, between: str) -> str:
        """A label, or one that a narrow column broke over two lines."""
        if self.chance.random() >= self.broken or len(text) < LONG_ENOUGH:
            return text
        at = self.chance.randrange(4, len(text) - 2)
        return text[:at] + between + text[at:]

    def label(self, text: str) -> str:
        """A label as somebody typed it or a PDF gave it."""
        if self.chance.random() < self.misspelt:
            wrong, right = self.chance.choice(list(MISSPELT.items()))
            text = text.replace(wrong, right, 1)
        if self.chance.random() < self.radicals:
            for plain, radical in RADICALS.items():
                text = text.replace(plain, radical)
        return self.script(text)

    def maybe(self, text: str, share: float = 0.5) -> str:
        """A text or nothing."""
        return text if self.chance.random() < share else ""


def noises(chance: random.Random) -> Noise:
    """Some kinds of noise."""
    script = chance.choice([str, str, traditional])
    return Noise(
        chance,
        script,
        misspelt=chance.choice([0.0, 0.0, 0.2]),
        radicals=chance.choice([0.0, 0.0, 0.5]),
        wide=chance.choice([0.0, 0.0, 0.3]),
        broken=chance.choice([0.0, 0.0, 0.3]),
        repeated=chance.random() < 1 / 3,
    )


def words_of(report: Report) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """The words of a data file for each table of a report."""
    return {
        (table.section.key, table.form.key): {
            key: tuple(cell.text or "_" for cell in cells) for key, cells in table.rows.items()
        }
        for table in report.figures
    }


def shown(content: Content, index: int) -> str:
    """What stands in a cell."""
    return content.cells[index].text


def as_page(report: Report, noise: Noise) -> bytes:
    """A page of a site, as it was saved: menus, spans, inline styles of Word, some charset."""
    body = [f"<h1>{noise.script(report.head.title)}</h1>", f"<p>发布时间：{report.head.published} 字体：大 中 小</p>"]
    for content in contents_of(report):
        body.append(f"<p><b>{in_spans(noise.label(content.heading), noise)}</b></p>")
        body += [
            f"<p style='mso-x:1'>{noise.script(html.escape(text))}</p>" for text in content.text.split("\n") if text
        ]
        if content.grid:
            body.append(html_table(content, noise))
            body.append(noise.maybe(f"<p>— {noise.chance.randint(1, 9)} —</p>", 0.3))
    charset = noise.chance.choice(["utf-8", "gb18030", "utf-8-sig"])
    if noise.script is traditional:
        charset = noise.chance.choice(["utf-8", "utf-8-sig"])
    named = {"gb18030": "gb2312"}.get(charset, "utf-8")
    page = (
        f"<!DOCTYPE html><html><head><meta charset={named}><title>{report.head.title}</title>"
        f"<style>p {{ color: red }}</style></head><body>{noise.maybe(MENU)}<script>var a = '三、';</script>"
        f"{''.join(body)}{noise.maybe('<p>扫一扫在手机打开当前页</p>')}{noise.maybe(MENU)}</body></html>"
    )
    return page.encode(charset, "replace")


def in_spans(text: str, noise: Noise) -> str:
    """A text that Word cut into pieces."""
    if noise.chance.random() < 0.5 or len(text) < 3:
        return html.escape(text)
    at = noise.chance.randrange(1, len(text))
    return f"<span lang=EN-US>{html.escape(text[:at])}</span><span>{html.escape(text[at:])}<o:p></o:p></span>"


def html_table(content: Content, noise: Noise) -> str:
    """A table with the spans of its form."""
    rows = []
    for row in content.grid.rows():
        cells = []
        for cell in row:
            spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
            if cell.index < 0:
                inner = "<br>".join(
                    in_spans(part, noise) for part in noise.breaks(noise.label(cell.text), "\n").split("\n")
                )
            else:
                inner = in_spans(noise.digits(shown(content, cell.index)), noise)
            cells.append(
                f"<td{spans}>{noise.chance.choice(['{}', '<p>{}</p>', ' {}&nbsp;', '<b>{}</b>']).format(inner)}</td>"
            )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    if noise.repeated and (cut := page_break(content.grid)):
        heads = next(at for at, row in enumerate(content.grid.rows()) if any(cell.index >= 0 for cell in row))
        rows[cut:cut] = ["</table><p>— 2 —</p><table border=1>", *rows[:heads]]
    return f"<table border=1>{noise.maybe('<tbody>')}{''.join(rows)}</table>"


def page_break(grid: Grid) -> int:
    """A row in the lower half of a table that no span reaches over; 0 where there is none."""
    spanned = {cell.row + y for cell in grid.cells for y in range(1, cell.rows)}
    return next((row for row in range(grid.height // 2, grid.height) if row not in spanned), 0)


def as_lines(report: Report, noise: Noise) -> bytes:
    """Plain text with one cell a line, now and then a label on two."""

    def table(content: Content) -> list[str]:
        cells = ((cell, word) for cell, word in _words(content, noise) if word)
        broken = (noise.breaks(word, "\n") if cell.index < 0 else word for cell, word in cells)
        return [line for words in broken for line in words.split("\n")]

    return _text(report, noise, table)


def as_tabs(report: Report, noise: Noise) -> bytes:
    """Plain text with tabs between the cells of a row."""
    return _text(report, noise, lambda content: ["\t".join(row) for row in _rows(content, noise)])


def as_pipes(report: Report, noise: Noise) -> bytes:
    """Plain text with strokes between the cells of a row."""
    return _text(report, noise, lambda content: [f"| {' | '.join(row)} |" for row in _rows(content, noise)])


def as_archive(report: Report, noise: Noise) -> bytes:
    """An archive's text: a head of keys, and tables in which the cells of a row ran together."""
    text = _text(report, noise, lambda content: ["".join(_glued(row, noise) for row in _rows(content, noise))])
    _, _, rest = text.decode().partition("\n\n")
    head = f"标题: {report.head.title}\n发布时间: {report.head.published}\n正文:\n"
    return (head + rest).encode()


def _words(content: Content, noise: Noise) -> Iterator[tuple[GridCell, str]]:
    for cell in content.grid.cells:
        yield cell, noise.label(cell.text) if cell.index < 0 else noise.digits(shown(content, cell.index))


def _rows(content: Content, noise: Noise) -> Iterator[list[str]]:
    for _, row in groupby(_words(content, noise), key=lambda found: found[0].row):
        yield [word for _, word in row]


def _glued(row: list[str], noise: Noise) -> str:
    labels = [word for word in row if not word.replace(",", "").replace("-", "").isdigit()]
    numbers = row[len(labels) :]
    between = noise.chance.choice(["", " "]) if numbers else ""
    cut = noise.chance.randrange(len(numbers)) if numbers else 0
    glued = "".join(numbers[:cut]) + noise.chance.choice(["", " "]) + "".join(numbers[cut:])
    return "".join(labels) + between + glued.strip() + noise.chance.choice(["", " "])


def _text(report: Report, noise: Noise, table: Callable[[Content], list[str]]) -> bytes:
    lines = [noise.script(report.head.title), f"发布时间：{report.head.published}", ""]
    for content in contents_of(report):
        lines.append(noise.label(content.heading))
        lines += [noise.script(line) for line in content.text.split("\n") if line]
        if content.grid:
            lines += table(content)
            lines += [noise.maybe(f"— {noise.chance.randint(1, 9)} —", 0.3)]
    return "\n".join(lines).encode()


def as_docx(report: Report, noise: Noise) -> bytes:
    """The official DOCX, by our own hand."""
    del noise
    return report_as_docx(report, AGENCY, WORDS)


def as_workbook(report: Report, noise: Noise) -> bytes:
    """A workbook as somebody filled it in."""
    del noise
    return report_as_workbook(report, AGENCY, WORDS)


WRITERS: Mapping[str, Callable[[Report, Noise], bytes]] = {
    "html": as_page,
    "docx": as_docx,
    "xlsx": as_workbook,
    "lines.txt": as_lines,
    "tabs.txt": as_tabs,
    "pipes.md": as_pipes,
    "archive.txt": as_archive,
}
