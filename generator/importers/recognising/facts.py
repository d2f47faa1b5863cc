"""Figures that only a report's text states: label, number and unit, with the parts a sentence lists.

Kept are those that a clause names plainly; what repeats a figure of the report's own tables is left to these.
Parts need not add up: they are given as published.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.importers.draft import DraftFact, DraftPart
from generator.importers.recognising.fact_keys import known_key, with_keys
from generator.importers.recognising.narrative import gather
from generator.importers.recognising.normal import Plain
from generator.importers.recognising.sums import AMONG, Number, is_restated, list_behind, numbers_in
from generator.languages import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importers.draft import DraftTable
    from generator.importers.recognising.outline import Outline

TEXTS: Final = (
    *("overview", "proactive", "applications", "management", "platform", "supervision"),
    *("consultations", "fees", "proceedings", "other"),
)
"""The sections that tell what was done; plans and shortcomings are told elsewhere."""
LEAD: Final = re.compile(
    r"(?:[,、;:。()\"\-]|其中|同时|此外|另外|以及|(?:和|及|并|还|均|已|再)(?=.{2})|全年|年内|当年|本年度?|截[至止](?:目前|20\d\d年底?|\d+月\d+日)?"
    r"|(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?|20\d\d年度?(?:以来|底|末)?|共计?(?=.{2})|总计|累计|我[局县区市省委办厅镇乡院]|全[市县区镇乡局省]|先后|通过(?=.{4})|在(?=主动)|有(?!关|效)(?=.{2})"
    r"|目前|一是|二是|三是|四是|五是|六是|[(][一二三四五六七八九十][)]|\d[.、](?!\d))+"
)
TRAIL: Final = re.compile(
    r"(?:共计?|总计|合计|累计|总数|数量?|达到?|为|有|近|超过?|约|逾|突破|总|并|的|了|计|:|,|、|\"|\()++$"
)
VERBS: Final = re.compile(
    r"(?:新|更新|完善|开展|召开|组织|举办|编制|编印|编发|制作|发布|公开|印发|优化|提升|设立|新增|注销|关停|完成|梳理|建立|建成|开设|设置|参加|进行|办理|承办|整改|出台|制定|刊登|收到|受理|回复|答复|处理|涉及|公布|推送|发放|下发|撰写|报送|接待|依托|覆盖|全[市县区]|对|与|在|于){0,4}"
)
LISTED: Final = re.compile(r"[\"》]等([^等\"》]{2,})$")
"""What a list of names is a list of: “…”“…”等新闻发布会."""
AFTER: Final = re.compile(r"[^,。;:、()\"\d\[\]]{2,16}")
SKIPPED: Final = re.compile(r"每|至少|不少于|不超过|第$|力争|电话|邮编|传真")
NOT_COUNTED: Final = re.compile(r"(?:方面|部分|工作日|小时|层|环节|字|以内|以上|以下|章|款|年|月|步)")
MOST: Final = 300
"""Facts of one report."""
REACH: Final = 200
"""In characters, how far before a number its label may begin."""
SENTENCE: Final = 600
SHORTEST: Final = 4
LONGEST: Final = 30
COLON: Final = re.compile(r"(?:有|为|是|如下|包括|分类)?:|(?<=的信息)中,|(?<=政府信息)中,")
MANY: Final = 3
"""How many items make a list that belongs to a figure stated before."""
REQUESTS: Final = re.compile(
    r"申请|结转|办结|答复|公开申请|复议|诉讼|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|维持|纠正|审结|其他结果|自然人|法人|企业|科研|公益|法律服务"
)
RESULTS: Final = re.compile(r"(?:予以|部分|不予)公开$|无法提供$|不予处理$|其他处理$")
"""What the table of requests tells better."""
RATES: Final = re.compile(r"(?:办结|答复|办理|回复)率$")
"""Shares that follow from the table of requests."""
DISCLOSURE: Final = re.compile(r"规章|规范性文件|许可|处罚|强制|收费")


def find_facts(outline: Outline, tables: Sequence[DraftTable]) -> tuple[DraftFact, ...]:
    """The figures that the text of a report states, in its order, each once."""
    found: list[DraftFact] = []
    for section, texts in gather(outline):
        if section in TEXTS:
            for text in texts:
                _add(found, Plain(text.text))
    del found[MOST:]
    known = _table_figures(tables)
    kept: list[DraftFact] = []
    for fact in found:
        same = [
            at for at, one in enumerate(kept) if (one.label, one.value, one.unit) == (fact.label, fact.value, fact.unit)
        ]
        whole = next((at for at in same if not kept[at].parts), None)
        if _is_in_tables(fact, known) or (same and not fact.parts) or any(kept[at].parts == fact.parts for at in same):
            continue
        if whole is None:
            kept.append(fact)
        else:
            kept[whole] = fact
    return with_keys(kept)


def _add(found: list[DraftFact], form: Plain) -> None:
    numbers = numbers_in(form.text)
    if not numbers:
        return
    at = 0
    while at < len(numbers):
        number = numbers[at]
        items, following = list_behind(form.text, numbers, at)
        if is_restated(form.text, numbers, at):
            found.append(_fact(form, numbers[at + 1], _label(form, numbers, at + 1), ()))
            items, following = list_behind(form.text, numbers, at + 1, listed=True)
        parts = tuple(DraftPart(_shown(form, start, end), item.value) for item, start, end in items)
        if label := _label(form, numbers, at):
            found.append(_fact(form, number, label, parts))
        at = following
    _attach_lists(found, form, numbers)


def _fact(form: Plain, number: Number, label: str, parts: tuple[DraftPart, ...]) -> DraftFact:
    key, sentence = known_key(label, number.unit), _sentence(form, number)
    return DraftFact(key, label, number.value, number.unit, parts, sentence)


def _label(form: Plain, numbers: Sequence[Number], at: int) -> str:
    """What a number counts: the words before it, or those behind where these are but a verb."""
    text, number = form.text, numbers[at]
    begin = max(number.start - REACH, 0)
    first = max(max(text.rfind(sign, begin, number.start) for sign in ",。;:!?") + 1, begin)
    first = max(first, numbers[at - 1].end if at else 0)
    if SKIPPED.search(text, first, number.start) or NOT_COUNTED.match(text, number.end):
        return ""
    start, end = _trimmed(text, first, number.start)
    before = text[start:end]
    if among := AMONG.match(text, number.end):
        return _shown(form, start, end) + _shown(form, number.end, among.end() - len("中,"))
    behind = AFTER.match(text, number.end)
    if VERBS.fullmatch(before) and not behind:
        return ""
    if behind and (VERBS.fullmatch(before) or len(before) < SHORTEST):
        return _shown(form, start, end) + _shown(form, *_trimmed(text, number.end, behind.end()))
    if named := LISTED.search(text, start, end):
        start = named.start(1)
    elif len(before) > LONGEST:
        start = max(before.rfind("、") + 1 + start, end - LONGEST)
    return _shown(form, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the words that lead to or follow a label."""
    if lead := LEAD.match(text, start, end):
        start = lead.end()
    if trail := TRAIL.search(text, max(start, end - LONGEST), end):
        end = trail.start()
    return start, end


def _shown(form: Plain, start: int, end: int) -> str:
    """A piece of the text as published, in Simplified characters and without white space."""
    if start >= end:
        return ""
    start, end = _trimmed(form.text, start, end)
    return simplified("".join(form.source[form.origin(start) : form.end(end)].split())) if start < end else ""


def _sentence(form: Plain, number: Number) -> str:
    begin, last = max(number.start - SENTENCE, 0), min(number.end + SENTENCE, len(form.text))
    start = max(form.text.rfind("。", begin, number.start) + 1, begin)
    end = form.text.find("。", number.end, last)
    return form.source[form.origin(start) : form.end(end + 1 if end >= 0 else last)].strip()


def _attach_lists(found: list[DraftFact], form: Plain, numbers: Sequence[Number]) -> None:
    """Gives a figure stated before the parts of a later list that adds up to it."""
    starts = [number.start for number in numbers]
    for start in COLON.finditer(form.text, 0, numbers[-1].start):
        first = bisect_right(starts, start.start())
        if starts[first] - start.end() > LONGEST:
            continue
        items, _ = list_behind(form.text, numbers, first - 1, begin=start.end())
        total = sum(item.value for item, _, _ in items)
        whole = (
            next((one for one in found if one.value == total and one.unit == items[0][0].unit), None) if items else None
        )
        if whole is None or len(items) < MANY:
            continue
        parts = tuple(DraftPart(_shown(form, begin, end), item.value) for item, begin, end in items)
        sentence, values = _sentence(form, items[0][0]), {part.value for part in parts}
        found[:] = [one for one in found if one.value not in values or one.sentence != sentence]
        found.append(replace(whole, parts=parts, sentence=sentence))


def _table_figures(tables: Sequence[DraftTable]) -> dict[str, frozenset[Decimal]]:
    """The numbers in each table, by section."""
    found: dict[str, set[Decimal]] = {}
    for table in tables:
        words = (cell.word for cells in table.rows.values() for cell in cells)
        numbers = (re.match(r"-?\d+(?:\.\d+)?", word) for word in words)
        found.setdefault(table.section, set()).update(Decimal(number[0]) for number in numbers if number)
    return {section: frozenset(values) for section, values in found.items()}


def _is_in_tables(fact: DraftFact, known: dict[str, frozenset[Decimal]]) -> bool:
    """Whether a fact most likely repeats a figure of the report's tables."""
    requests = known.get("requests", frozenset()) | known.get("proceedings", frozenset())
    if RATES.search(fact.label):
        return True
    if requests and (RESULTS.search(fact.label) or (REQUESTS.search(fact.label) and fact.value in requests)):
        return True
    return bool(DISCLOSURE.search(fact.label)) and fact.value in known.get("disclosure", frozenset())
