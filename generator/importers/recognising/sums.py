"""Numbers with units in a sentence, and the lists that say what they consist of. Everything is plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

UNITS: Final = (
    "人次|件次|场次|批次|家次|部次|期次|万元|亿元|条|件|次|人|名|期|篇|个|场|份|项|类|家|处|册|批|轮|元|起|宗"
    "|户|例|幅|种|集|套|封|部|张|支|余"
)
NUMBER: Final = re.compile(
    r"(?<![\d.\-/〔\[第])(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d+)?"
    rf"((?:[万亿千百]?[余多]?[万亿]?)(?:{UNITS})|万(?=[,。;]))(?!间|性|数据?[量])"
)
RATE: Final = re.compile(
    r"(?<=率)(?:均?(?:为|达到?|保持|保持在|是))?(\d{1,3}(?:\.\d+)?)(%)|(?<=增长)(\d{1,4}(?:\.\d+)?)(%)|(?<=下降)(\d{1,3}(?:\.\d+)?)(%)"
)
LAST: Final = re.compile(r"([^\d,。;:()]{2,20})(\d{1,9})。")
BEHIND: Final = re.compile(r"[^\d,。;:、()]{2,16}(?=[,。;、)])")
"""The label of an item that stands behind its number: 1条播放量破亿."""
TITLES: Final = re.compile(r"《[^《》]*》")
OPENING: Final = re.compile(r"[,(:;。]*(?:其中|分别(?:为|是)?|包括|包含|具体(?:为|是)|主要(?:是|为|有))[,:]?")
HEADED: Final = re.compile(rf"[^,。;:、()\"\d]{{1,16}}{OPENING.pattern}")
"""The same behind what is counted: 119期政策简明问答，其中."""
AMONG: Final = re.compile(r"[^,。;:()]{0,14}中[,:]")
NOTE: Final = re.compile(
    r"(?:[(][^()]{0,30}[)])?(?:,?(?:占比?|约占)[^,;。、]{0,12}?\d+(?:\.\d+)?%)?(?:[(][^()]{0,20}%[)])?"
)
"""What may stand behind an item: words in brackets, its share."""
SEPARATOR: Final = re.compile(r"[,、;]*(?:和|以及|及|另有|另)?")
FULL_STOP: Final = re.compile(r"。(?=[^。,;]{2,20}\d)")
MOST: Final = 300
"""Numbers of one paragraph."""
LONGEST: Final = 45


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text with its unit (万 and 余 belong to the unit, as published), and its place."""

    value: Decimal
    unit: str
    start: int
    end: int


Item = tuple[Number, int, int]
"""An item of a list: its number, and where its label begins and ends."""


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text that have a unit, without those in titles of documents."""
    text = TITLES.sub(lambda title: " " * len(title[0]), text)
    found = [
        Number(Decimal(match[1].replace(",", "") + (match[2] or "")), match[3], match.start(), match.end())
        for match in NUMBER.finditer(text)
    ]
    for match in RATE.finditer(text):
        digits = next(group for group in match.groups() if group)
        found.append(Number(Decimal(digits), "%", match.start(), match.end()))
    found.sort(key=lambda number: number.start)
    return found[:MOST]


def list_behind(
    text: str, numbers: Sequence[Number], at: int, *, begin: int | None = None, listed: bool = False
) -> tuple[list[Item], int]:
    """The items that a number consists of by the words behind it, and the place of the next number.

    Without such words, items that add up to the number are taken. `begin` is where a list without a number of its
    own begins; `listed` says that the items follow whatever the words behind the number are.
    """
    whole = numbers[at] if begin is None else None
    place = whole.end if whole else begin or 0
    if at + 1 >= len(numbers) or (whole and whole.unit == "%"):
        return [], at + 1
    opening = OPENING.match(text, place) or AMONG.match(text, place) or HEADED.match(text, place)
    bracketed = whole is not None and text[place : place + 1] == "("
    start = opening.end() if opening else place + (1 if whole else 0)
    items, reached = _items(text, numbers[at + 1 :], start, whole, bracketed=bracketed)
    if not items:
        return [], at + 1
    reached += at + 1
    only = opening is not None and "其中" in opening[0] and items[0][0].value < (whole or items[0][0]).value
    total = sum(item.value for item, _, _ in items)
    told = (
        listed
        or opening is not None
        or bracketed
        or whole is None
        or text[place : place + 1] == ":"
        or total == whole.value
    )
    return (items, reached) if told and (len(items) > 1 or only) else ([], at + 1)


def is_restated(text: str, numbers: Sequence[Number], at: int) -> bool:
    """Whether the next number says the same again: 在主动公开的90条政府信息中，全文电子化的共90条，…."""
    number, following = numbers[at], numbers[at + 1 : at + 2]
    same = bool(following) and (following[0].value, following[0].unit) == (number.value, number.unit)
    return same and AMONG.match(text, number.end) is not None


def _items(
    text: str, numbers: Sequence[Number], place: int, whole: Number | None, *, bracketed: bool
) -> tuple[list[Item], int]:
    """The items that begin at a place, and how many of the numbers they take."""
    items: list[Item] = []
    total = Decimal(0)
    unit = whole.unit if whole else numbers[0].unit
    for number in numbers:
        if place < 0 or (whole and total == whole.value):
            break
        label = text[place : number.start]
        left = bracketed and label.count(")") > label.count("(")
        if number.unit != unit or len(label) > LONGEST or set(label) & set(",;:。") or left:
            break
        if label:
            items.append((number, place, number.start))
            place = number.end
        elif behind := BEHIND.match(text, number.end):
            items.append((number, number.end, behind.end()))
            place = behind.end()
        else:
            break
        total += number.value
        place = _behind_item(text, place, whole, total)
    taken = len(items)
    if items and whole and place >= 0:
        items.extend(_last(text, place, unit))
    return items, taken


def _behind_item(text: str, end: int, whole: Number | None, total: Decimal) -> int:
    """Where the next item begins; -1 where the list ends."""
    note = NOTE.match(text, end)
    place = note.end() if note else end
    if text[place : place + 1] == "。":
        more = whole is not None and total < whole.value and FULL_STOP.match(text, place)
        return place + 1 if more else -1
    separator = SEPARATOR.match(text, place)
    return separator.end() if separator and separator.end() > place else -1


def _last(text: str, place: int, unit: str) -> list[Item]:
    """An item at the end of a list whose unit was left out."""
    bare = LAST.match(text, place)
    return [(Number(Decimal(bare[2]), unit, bare.start(2), bare.end(2)), place, bare.end(1))] if bare else []
