"""Labels in data files: plain text, or a table with the words of each language."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from generator.languages import LANGUAGES, Label


def _label(value: Any) -> Any:
    if isinstance(value, Label):
        return value
    words = {"zh-Hans": value} if isinstance(value, str) else value
    if (
        not isinstance(words, dict)
        or not {"zh-Hans"} <= set(words) <= set(LANGUAGES)
        or not all(isinstance(text, str) and text.strip() for text in words.values())
    ):
        message = 'text, or { zh-Hans = "…", en = "…" }'
        raise ValueError(message)
    return Label(words["zh-Hans"], words.get("en", ""), words.get("zh-Hant", ""))


Words = Annotated[Label, BeforeValidator(_label), PlainSerializer(lambda label: label.zh_hans)]
"""A label in a data file: plain text, or a table with `zh-Hans` and, where wanted, `en` and `zh-Hant`."""
