"""The quantities that mean the same across forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.datafiles.labels import Words
from generator.datafiles.reading import read_data_file
from generator.datafiles.schema import Schema, validate
from generator.forms.form import Key


class Indicator(Schema):
    """A quantity across forms; `outcome` marks the ways in which a request can end."""

    key: Key
    label: Words
    unit: str
    outcome: bool = False


class _Indicators(Schema):
    indicators: tuple[Indicator, ...]


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order in which tables show them."""
    path = Path(__file__).with_name("indicators.toml")
    file, findings = read_data_file(path.name, path.read_bytes())
    declared, mistakes = validate(_Indicators, file, file.values) if file else (None, ())
    if declared is None:
        raise ValueError(findings + mistakes)
    return declared.indicators
