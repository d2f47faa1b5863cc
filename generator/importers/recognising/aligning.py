"""Which line of a document holds which rows of a form, in order: a dynamic programme over labels and counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.labels import NEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.importers.recognising.labels import Labels
    from generator.importers.recognising.lines import Line

LIKE: Final = 10.0
"""What a full likeness is worth; the others are measured by it."""
UNLABELLED: Final = 1.5
"""A line without words whose cells are as many as the row's."""
UNLIKE: Final = -3.0
"""A line with other words whose cells are as many as the row's."""
GLUED_UNLIKE: Final = -2.7
"""The same where the cells may be glued together: hardly better than to pass the line and miss the row."""
MISCOUNTED: Final = -3.0
ABSENT: Final = -2.5
PASSED: Final = -1.0
"""A line within the table that is none of its rows."""
IMPOSSIBLE: Final = float("-inf")

HEADS: Final = 10.0
"""What it is worth that all heads of its columns stand above a table."""
STACKED: Final = 0.65
"""The likeness of words that stand above the cells together with those of other rows, or above a stray figure."""

SURE: Final = 0.75
"""The likeness from which on words alone say which row it is."""
STRONG: Final = 0.9
"""The likeness from which on a line shows where a table is."""
FEWEST: Final = 0.2
"""The share of a table's rows that must be found so."""
MOST_BETWEEN: Final = 60
"""Lines between two rows of one table; behind more of them another table begins."""
LONGEST_WINDOW: Final = 600
"""Lines that are looked through for one table."""
MOST_STRONG: Final = 3_000
"""Lines that look like rows of one form, in a whole document."""
HEADS_SEEN: Final = 0.6
"""The share of a table's column heads that stand before its cells where all of them are in one row."""

Likes = dict[int, float]
"""How like a line is to rows, by their places; the place behind the last row stands for all of them in one line."""


@dataclass(frozen=True, slots=True)
class Match:
    """A line that holds `count` rows from `row` on, and how like its words are (0 where it has none)."""

    line: int
    row: int
    count: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows found of a form's table: `score` compares forms, `quality` (0 to 1) says how much of it was found."""

    labels: Labels
    matches: tuple[Match, ...]
    score: float
    quality: float


def align(labels: Labels, lines: Sequence[Line]) -> Alignment | None:
    """The likeliest place of a form's table among lines; None where it isn't there."""
    count = len(labels.widths)
    likes = exact_likes(labels, lines)
    strong = [at for at, like in enumerate(likes) if max(like.values(), default=0) >= STRONG]
    best: Alignment | None = None

    def near(line: Line) -> Likes:
        return labels.near(line) if line.label and any(may_fit(line, width) for width in set(labels.widths)) else {}

    for start, end in _windows(strong, count):
        hits = {row for at in range(start, end + 1) for row, like in likes[at].items() if like >= STRONG}
        if count not in hits and len(hits) < FEWEST * count:
            continue
        # rows that are damaged beyond the outermost sure ones stand next to them
        low = max(0, start - 2 * min(hits, default=0) - 2)
        high = min(len(lines), end + 2 * (count - max(hits, default=0)) + 2)
        within = [like or near(line) for like, line in zip(likes[low:high], lines[low:high], strict=True)]
        _loosen(labels, lines[low:high], within)
        score, matches = _programme(lines[low:high], within, labels.widths)
        sure = sum(match.count * (match.likeness or 0.5) for match in matches)
        shifted = tuple(replace(match, line=match.line + low) for match in matches)
        if matches and (best is None or score > best.score):
            best = Alignment(labels, _with_strays(labels, lines, likes, shifted), score, sure / count)
    if best is None:
        return _unlabelled(labels, lines)
    said = "".join(lines[match.line].label for match in best.matches)
    named = sum(head in said for head in labels.telling) / max(1, len(labels.telling))
    return replace(best, score=best.score + HEADS * named)


def _loosen(labels: Labels, lines: Sequence[Line], likes: list[Likes]) -> None:
    """Takes words for less where they needn't belong to the cells below them.

    So it is where words of several rows stand together and some of these rows are nowhere else; and where one stray
    figure came between a row's words and its cells.
    """
    count = len(labels.widths)
    if labels.section.layout != "down":
        return
    stacks: dict[int, set[int]] = {}
    for at, line in enumerate(lines):
        if line.label and likes[at] and count not in likes[at]:
            stacks[at] = labels.stacked(line)
    alone = [at for at, stack in stacks.items() if len(stack) <= 1]
    owned = {row for at in alone for row, like in likes[at].items() if like >= STRONG}
    missing = set(range(count)) - owned
    for at, stack in stacks.items():
        every = labels.stacked(lines[at], missing) if stack else stack
        together = every if every > stack else stack & missing
        if len(together) > 1:
            likes[at] = dict.fromkeys(together, STACKED)
    for at, (line, following) in enumerate(pairwise(lines)):
        row = max(likes[at], key=likes[at].__getitem__, default=count)
        if row == count or may_fit(line, labels.widths[row]) or following.label or likes[at + 1]:
            continue
        if len(following.pieces) == labels.widths[row]:
            likes[at], likes[at + 1] = {}, {row: STACKED}


def exact_likes(labels: Labels, lines: Sequence[Line]) -> list[Likes]:
    """For each line the rows whose words stand right before its cells."""
    if labels.section.layout == "down":
        return [labels.exact(line) for line in lines]
    return [_across(labels, line) for line in lines]


def _across(labels: Labels, line: Line) -> Likes:
    """The same where the rows may stand side by side: column heads before the cells are heads of all of them."""
    bare = labels.without_heads(line.label)
    found = labels.exact(line if bare == line.label else replace(line, label=bare, own=bare))
    width = sum(labels.widths)
    glued = len(line.pieces) not in labels.widths and line.length >= width
    if may_fit(line, width) and (len(line.pieces) * 2 > width or glued):
        pairs = {head[at : at + 2] for head in labels.heads for at in range(0, len(head), 2)}
        share = sum(pair in line.label for pair in pairs) / len(pairs)
        if share >= HEADS_SEEN:
            found[len(labels.widths)] = share
    return found


def _windows(strong: list[int], most: int) -> list[tuple[int, int]]:
    """Runs of lines that look like rows of one table, cut where they are far longer than any table."""
    windows: list[tuple[int, int]] = []
    for at in strong[:MOST_STRONG]:
        start, end = windows[-1] if windows else (at, at)
        if windows and at - end <= max(most, MOST_BETWEEN) and at - start <= LONGEST_WINDOW:
            windows[-1] = (start, at)
        else:
            windows.append((at, at))
    return windows


def _programme(lines: Sequence[Line], likes: Sequence[Likes], widths: Sequence[int]) -> tuple[float, list[Match]]:
    """The best way to give rows to lines, with its score; lines before and behind the table cost nothing."""
    count = len(widths)
    before = [row * ABSENT for row in range(count + 1)]
    best, links = [before], [[(0, 0, 0.0)] * (count + 1)]
    for line, like in zip(lines, likes, strict=True):
        this, link = [0.0] * (count + 1), [(0, 0, 0.0)] * (count + 1)
        passed = PASSED if len(line.pieces) in widths else PASSED / 3
        worths = _worths(line, like, widths)
        for row in range(1, count + 1):
            value, chosen = this[row - 1] + ABSENT, (-1, 1, 0.0)
            skipped = before[row] + (passed if row < count else 0.0)
            if skipped > value:
                value, chosen = skipped, (0, 0, 0.0)
            matched = before[row - 1] + worths[row - 1]
            if matched > value:
                value, chosen = matched, (1, 1, like.get(row - 1, 0.0))
            this[row], link[row] = value, chosen
        whole = like.get(count)
        if whole and before[0] + LIKE * whole * count > this[count]:
            this[count], link[count] = before[0] + LIKE * whole * count, (1, count, whole)
        best.append(this)
        links.append(link)
        before = this
    return _followed(best, links, count)


def _worths(line: Line, like: Mapping[int, float], widths: Sequence[int]) -> list[float]:
    unlike = {width: _unlike(line, width) for width in set(widths)}
    worths = [unlike[width] for width in widths]
    for row, value in like.items():
        if value >= NEAR and row < len(widths):
            fits = len(line.pieces) == widths[row] or may_fit(line, widths[row])
            worths[row] = LIKE * value + (0.0 if fits else MISCOUNTED)
    return worths


def may_fit(line: Line, width: int) -> bool:
    """Whether a line's pieces may be the cells of a row of some width, glued or with blanks around."""
    return line.filled <= width <= (len(line.pieces) if line.hard else 2 * line.length)


def _unlike(line: Line, width: int) -> float:
    """What a line is worth for a row of some width whose words don't stand before it."""
    if len(line.pieces) == width:
        return UNLIKE if line.label else UNLABELLED
    return GLUED_UNLIKE if line.label and not line.hard and may_fit(line, width) else IMPOSSIBLE


def _followed(
    best: list[list[float]], links: list[list[tuple[int, int, float]]], count: int
) -> tuple[float, list[Match]]:
    at = max(range(len(best)), key=lambda place: best[place][count])
    score, row = best[at][count], count
    matches: list[Match] = []
    while at > 0 and row > 0:
        kind, rows, like = links[at][row]
        if kind == 1:
            matches.append(Match(at - 1, row - rows, rows, like))
        row -= rows if kind else 0
        at -= kind >= 0
    return score, matches[::-1]


def _with_strays(
    labels: Labels, lines: Sequence[Line], likes: Sequence[Likes], matches: tuple[Match, ...]
) -> tuple[Match, ...]:
    """The matches with rows that stand near the table but out of order, where just one line is like them."""
    used = {match.line for match in matches}
    found = {row for match in matches for row in range(match.row, match.row + match.count)}
    count = len(labels.widths)
    near = range(max(0, min(used) - count), min(len(lines), max(used) + count + 1))
    strays = list(matches)
    missing = set(range(count)) - found
    left = {at: likes[at] or labels.near(lines[at]) for at in near if at not in used} if missing else {}
    for row in missing:
        places = [
            at for at, like in left.items() if like.get(row, 0.0) >= SURE and may_fit(lines[at], labels.widths[row])
        ]
        if len(places) == 1 and (len(lines[places[0]].pieces) > 1 or labels.widths[row] == 1):
            strays.append(Match(places[0], row, 1, left[places[0]][row]))
    return tuple(sorted(strays, key=lambda match: match.row))


def _unlabelled(labels: Labels, lines: Sequence[Line]) -> Alignment | None:
    """A table that lost its labels: just as many lines without words, one behind another, as the form has rows."""
    count, width = len(labels.widths), labels.widths[0]
    if len(set(labels.widths)) > 1 or count < len(labels.section.columns):
        return None
    runs: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if len(line.pieces) != width or (line.label and runs[-1]):
            runs.append([])
        if len(line.pieces) == width:
            runs[-1].append(at)
    exact = [run for run in runs if len(run) == count]
    if len(exact) != 1:
        return None
    matches = tuple(Match(at, row, 1, 0.0) for row, at in enumerate(exact[0]))
    return Alignment(labels, matches, UNLABELLED * count, 0.5)
