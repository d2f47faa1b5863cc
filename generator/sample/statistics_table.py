"""The statistical table of the years 2014 to 2018, from the values that the text of a report uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.sample.chance import Chance
    from generator.sample.requests import Rows

SHARES = {
    "channels": ("gazette", "weibo", "other"),
    "requests": ("online", "in-person", "letter", "fax"),
    "answers": ("not-existing", "not-this-agency", "already-public", "to-be-corrected", "other-channels"),
    "refused": (
        *("not-information", "privacy", "trade-secret", "forbidden-by-law"),
        *("state-secret", "security-and-stability"),
    ),
}
ENDS = ("upheld", "corrected", "other")


def statistics_rows(values: dict[str, int], chance: Chance) -> Rows:
    """The rows of the table; every request of the year is answered within it."""
    received = values["received"]
    granted, partly, refused = (min(received // 3, values[key]) for key in ("granted", "partly", "refused"))
    values.update(granted=granted, partly=partly, refused=refused, handled=received, carried=0, over=0)
    values.update(accepted=received, unable=0, unprocessed=0, otherwise=received - granted - partly - refused)
    extended = chance.below(received // 6 + 1)
    counts = {
        "information.total": values["information"],
        "information.normative-documents": values["issued"],
        "normative-documents-issued": values["issued"],
        "channels.website": values["website"],
        "channels.wechat": values["wechat"],
        "responses.hot-topics": chance.below(6),
        "responses.online-interviews": chance.below(3),
        "responses.policy-interpretations": values["interpretations"],
        "requests.total": received,
        "completed.total": received,
        "completed.on-time": received - extended,
        "completed.extended": extended,
        "answers.total": received,
        "answers.granted": granted,
        "answers.granted-in-part": partly,
        "answers.refused": refused,
        "complaints": chance.below(2),
        "organisation.offices": 1,
        "organisation.reading-points": values["points"],
        "organisation.staff": values["fulltime"] + values["parttime"],
        "organisation.staff-full-time": values["fulltime"],
        "organisation.staff-part-time": values["parttime"],
        "training.meetings": values["meetings"],
        "training.courses": values["courses"],
        "training.participants": values["trainees"],
        "review.total": values["review"],
        "litigation.total": values["litigation"],
        **_divided("channels.", SHARES["channels"], values["information"] // 7, chance),
        **_divided("requests.", SHARES["requests"], received, chance),
        **_divided("answers.", SHARES["answers"], values["otherwise"], chance),
        **_divided("answers.refused-", SHARES["refused"], refused, chance),
        **_divided("review.", ENDS, values["review"], chance),
        **_divided("litigation.", ENDS, values["litigation"], chance),
    }
    funds = chance.below(9 * values["fulltime"])
    return {
        **{key: (count,) for key, count in counts.items() if count},
        "organisation.funds": (f"{funds}.{chance.below(10)}0" if funds else 0,),
    }


def _divided(prefix: str, keys: tuple[str, ...], total: int, chance: Chance) -> dict[str, int]:
    """A total in parts, the first the greatest."""
    weights = [4 * len(keys), *range(len(keys) - 1, 0, -1)]
    return {prefix + key: part for key, part in zip(keys, chance.spread(total, weights), strict=True)}
