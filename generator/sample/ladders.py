"""How much there is to do: ladders of magnitudes, after what reports of such bodies say."""

from __future__ import annotations

from typing import Final

from generator.sample.chance import STEPS, Ladder


def _ladder(text: str) -> Ladder:
    """Ranges written as `0`, `3-8` or, for several steps, `3-8*4`."""
    ranges: list[tuple[int, int]] = []
    for word in text.split():
        span, _, times = word.partition("*")
        low, _, high = span.partition("-")
        ranges += [(int(low), int(high or low))] * int(times or 1)
    if len(ranges) != STEPS:
        raise ValueError(text)
    return tuple(ranges)


REQUESTS: Final = tuple(
    _ladder(text)
    for text in (
        "0*9 1*4 2*2 3 4-5 6-9 10-20 21-45",
        "0*5 1*3 2-3*3 4-6*3 7-12*2 13-25*2 26-60 61-120",
        "0-2*2 3-8*4 9-20*4 21-45*4 46-90*3 91-180*2 181-420",
        "30-80*4 81-150*5 151-300*6 301-600*4 601-1100",
        "280-500*4 501-900*6 901-1800*5 1801-3200*4 3201-4600",
        "1500-3000*8 3001-6000*8 6001-12000*4",
    )
)
"""Requests received in a year: townships, quiet departments, busy ones, counties, cities, provinces."""

DECISIONS: Final = tuple(
    _ladder(text)
    for text in (
        "0*12 1-5*4 6-30*3 31-120",
        "0*4 1-20*6 21-90*6 91-400*4",
        "0-30*3 31-300*7 301-2500*7 2501-9000*3",
        "3000-9000*6 9001-40000*9 40001-160000*5",
        "60000-200000*8 200001-900000*9 900001-2800000*3",
        "900000-3000000*10 3000001-9000000*10",
    )
)
"""Licences or penalties decided in a year."""

INFORMATION: Final = tuple(
    _ladder(text)
    for text in (
        "20-80*6 81-200*9 201-600*4 601-1500",
        "40-150*5 151-500*9 501-1500*5 1501-4000",
        "300-900*6 901-2500*9 2501-8000*5",
        "2000-6000*6 6001-20000*10 20001-60000*4",
        "20000-70000*10 70001-200000*10",
    )
)
"""Pieces of information published in a year."""

DOCUMENTS: Final = (0, 2, 6, 60, 180, 400)
"""Normative documents in force, roughly, by the rung on the ladder of requests."""
