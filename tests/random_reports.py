"""Made-up reports and their surroundings as hypothesis strategies: every form, odd cells, odd words. All synthetic."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from generator.forms.reading import load_forms
from generator.languages import LANGUAGES, Label
from generator.models.agency import Agency, Name
from generator.models.cell import Cells
from generator.models.region import Region
from generator.models.report import Fact, Figures, Part, Report, ReportHead, Source
from generator.pages.page import Link, Words
from generator.pages.report import report_page
from generator.pages.surroundings import Surroundings
from generator.rendering.render import POLICY, Portal

FORMS = load_forms()[0]
CELLS = Cells()
PORTAL = Portal(
    title=Words("示例 & 门户", "zh-Hans"),
    description=None,
    languages=(("zh-Hans", ""), ("zh-Hant", "zh-hant/"), ("en", "en/")),
    prose=(Link(Words("关于", "zh-Hans"), "about/index.html"),),
    policy=POLICY,
    assets={"assets/icon.svg": "assets/icon.svg?1", "assets/style.css": "assets/style.css?2"},
    version="0",
)
ODD = '<b>&"quoted"\'</b> 公开 %(year)s {{ page }} %s'
words = st.sampled_from(["示例市样本局", "縣政府", "a", "", " ", "x" * 250, ODD, "en", "agencies"])
filled = words.filter(str.strip)
cell_words = st.sampled_from(["0", "1", "1,234", "-3", "0.5", "/", "／", "_", "?", "3（其中修订1件）", "7（<b>&）"])
days = st.dates(dt.date(2008, 1, 1), dt.date(2030, 12, 31))
regions = (
    Region(code="990000", name="甲子省", en="Jiazi & Co"),
    Region(code="990100", name="<乙丑市>", parent="990000"),
    Region(code="990101", name="丙寅区", en="Bingyin", parent="990100"),
)


@st.composite
def agencies(draw: st.DrawFn) -> Agency:
    """An agency with one or two names."""
    first = Name(name=draw(filled), en=draw(words), until=dt.date(2015, 6, 30))
    last = Name(name=draw(filled), en=draw(words), since=dt.date(2015, 7, 1))
    return Agency(
        id=draw(st.sampled_from(["sample-bureau", "other-office"])),
        path="content/agencies/sample-bureau.toml",
        kind=draw(st.sampled_from(["government", "department", "township", "other"])),
        region="990101",
        names=draw(st.sampled_from([(first, last), (last,)])),
        synthetic=draw(st.booleans()),
    )


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """A fact with its parts."""
    amounts = st.sampled_from([Decimal(0), Decimal("12.50"), Decimal(1234567)])
    parts = st.lists(st.one_of(amounts, st.builds(Part, label=words, value=amounts)), max_size=3)
    label = Label(draw(filled), draw(words))
    return Fact.model_construct(
        key=draw(st.sampled_from(["published", "visits"])),
        label=label,
        value=draw(amounts),
        unit=draw(words),
        parts=tuple(draw(parts)),
    )


@st.composite
def figures(draw: st.DrawFn) -> tuple[Figures, ...]:
    """The tables of a form, now and then without some rows or with tables of another form."""
    form = draw(st.sampled_from(sorted(FORMS)))
    found = []
    for section in FORMS[form].tables.values():
        if draw(st.integers(0, 9)):
            kept = {key: draw(st.integers(0, 19)) > 0 for key in section.rows}
            plain = draw(st.integers(0, 3)) > 0
            rows = {
                key: tuple(CELLS["7" if plain else draw(cell_words)] for _ in block.column_leaves)
                for key, (_, block) in section.rows.items()
                if kept[key]
            }
            found.append(Figures(FORMS[form], section, rows))
    return tuple(found)


@st.composite
def reports(draw: st.DrawFn, agency: Agency) -> Report:
    """A report of an agency."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    keys = draw(st.lists(st.sampled_from(list(form.narrative)), unique=True, max_size=3)) if form.narrative else []
    texts = st.sampled_from(["第一段。\n\n第二段 **<b>**。", "- a\n- b & c", " ", ODD, "# 标题\n\n| a |\n|---|\n| 1 |"])
    head = ReportHead.model_construct(
        agency=agency.id,
        year=draw(st.integers(2008, 2025)),
        title=draw(filled),
        published=draw(st.none() | days),
        source=Source(
            url=draw(st.none() | st.just("https://example.org/?a=1&b=2")),
            file=draw(words),
            sha256=draw(st.none() | st.just("0" * 64)),
            note=draw(words),
        ),
        facts=tuple(draw(st.lists(facts(), max_size=4))),
        narrative={key: draw(texts) for key in keys},
    )
    return Report(head, draw(figures()), form, "content/reports/sample-bureau/2024.toml", "")


@st.composite
def views(draw: st.DrawFn, languages: tuple[str, ...] = LANGUAGES):
    """The view of a report's page."""
    agency = draw(agencies())
    report = draw(reports(agency))
    peers = tuple(draw(st.lists(agencies(), max_size=3)))
    surroundings = Surroundings(
        agency,
        regions[: draw(st.integers(1, 3))],
        tuple(sorted({report.year, *draw(st.lists(st.integers(2008, 2025), max_size=2))})),
        regions[0] if peers else None,
        peers,
        draw(st.integers(0, 2)) if peers else 0,
    )
    return report_page(report, surroundings, draw(st.sampled_from(languages)))
