"""Values to a pydantic model, and pydantic's errors to findings in our own words, each at its place."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationError
from pydantic_core import PydanticCustomError

from generator.findings import Finding
from generator.languages import Label
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from generator.datafiles.places import Keys
    from generator.datafiles.reading import DataFile

CODE_OF_ERROR: Final[Mapping[str, str]] = {
    "extra_forbidden": "key-unknown",
    "missing": "key-missing",
    "string_too_short": "value-empty",
    "too_short": "value-empty",
    "string_type": "text-expected",
    "int_type": "whole-number-expected",
    "int_parsing": "whole-number-expected",
    "int_from_float": "whole-number-expected",
    "number_as_text": "number-expected",
    "finite_number": "number-expected",
    "decimal_type": "number-expected",
    "decimal_parsing": "number-expected",
    "bool_type": "yes-or-no-expected",
    "bool_parsing": "yes-or-no-expected",
    "tuple_type": "list-expected",
    "list_type": "list-expected",
    "model_type": "table-expected",
    "dict_type": "table-expected",
    "model_attributes_type": "table-expected",
    "date_as_number": "date-invalid",
    "date_type": "date-invalid",
    "date_parsing": "date-invalid",
    "date_from_datetime_parsing": "date-invalid",
    "date_from_datetime_inexact": "date-invalid",
    "literal_error": "choice-unknown",
    "enum": "choice-unknown",
}

WITH_MARKS: Final = frozenset(
    {"number-expected", "whole-number-expected", "text-expected", "list-expected", "table-expected"}
    | {"yes-or-no-expected"}
)
"""Where the quotation marks are what is wrong, they are shown."""

FILLED: Final = r"\S"
"""The pattern of a text that may not be empty."""


def _no_text(value: Any) -> Any:
    if isinstance(value, str):
        raise PydanticCustomError("number_as_text", "a number without quotation marks")
    return value


def _no_number(value: Any) -> Any:
    if isinstance(value, int | Decimal):
        raise PydanticCustomError("date_as_number", "year-month-day")
    return value


Filled = Annotated[str, Field(min_length=1, pattern=FILLED)]
"""A text that says something."""

Whole = Annotated[int, Strict()]
"""A whole number, written as such."""

Flag = Annotated[bool, Strict()]
"""True or false, written as such."""

Amount = Annotated[Decimal, BeforeValidator(_no_text)]
"""A number, written without quotation marks."""

Day = Annotated[dt.date, BeforeValidator(_no_number)]
"""A day: pydantic would read a number as the seconds since 1970."""

Model = TypeVar("Model", bound="Schema")


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Schema(BaseModel):
    """What a data file may say: immutable, unknown keys refused, keys written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_kebab,
        validate_by_name=True,
        hide_input_in_errors=True,
        defer_build=True,
    )


def validate(
    model: type[Model], file: DataFile, values: Mapping[str, Any], at: Keys = ()
) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model made from the values found at these keys of a file, or None with every mistake as a finding."""
    try:
        return model.model_validate(values), ()
    except ValidationError as error:
        every = error.errors(include_url=False)
        findings = [_finding(model, file, at, details) for details in every if not _is_echo(file, at, details)]
        return None, tuple(_without_misspelt(findings))


def known_keys(model: type[Schema]) -> list[str]:
    """The keys a table of this kind may have, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _finding(model: type[Schema], file: DataFile, at: Keys, details: ErrorDetails) -> Finding:
    """What one error of pydantic's means in the file."""
    code = CODE_OF_ERROR.get(details["type"], "value-invalid")
    if details["input"] == "" or details.get("ctx", {}).get("pattern") == FILLED:
        code = "value-empty"
    keys = _keys_in_file(file, (*at, *details["loc"]))
    name = str(next((key for key in reversed(keys) if isinstance(key, str)), ""))
    subject = _owner(file, keys)
    if code == "key-missing":
        return Finding(code, file.place_of_key(keys), subject, quote(name), {"key": name})
    if code == "key-unknown":
        near = nearest(name, _siblings(model, details["loc"]))
        return Finding(code, file.place_of_key(keys), subject, quote(name), {"nearest": near, "nearest-key": near})
    written = file.written_with_marks(keys) if code in WITH_MARKS else file.written(keys)
    values = {"key": name, "expected": _expected(code, name, details)}
    if code == "choice-unknown":
        values["nearest"] = nearest(written, _choices(details))
    return Finding(code, file.place_of_value(keys), subject, quote(written or details["input"]), values)


def _expected(code: str, name: str, details: ErrorDetails) -> str:
    """The choices, or the name under which the catalogue says what is expected (`expected.<name>`)."""
    if code == "choice-unknown":
        return " ".join(_choices(details))
    return name if code == "value-invalid" else ""


def _choices(details: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))


def _owner(file: DataFile, keys: Keys) -> Label | None:
    """The label or name of the fact, part, link or name in a list that a key stands in."""
    found, value = None, file.values
    for key in keys:
        value = _inside(value, key)
        if isinstance(key, int) and isinstance(value, dict):
            words = next((value[word] for word in ("label", "name") if isinstance(value.get(word), str)), "")
            found = Label(quote(words)) if words.strip() else found
    return found


def _without_misspelt(findings: list[Finding]) -> Iterator[Finding]:
    """A required key that is missing because it is misspelt is told once, where it is misspelt."""
    meant = {(f.subject, f.values["nearest"]) for f in findings if f.code == "key-unknown"}
    for finding in findings:
        if finding.code != "key-missing" or (finding.subject, finding.found) not in meant:
            yield finding


def _is_echo(file: DataFile, at: Keys, details: ErrorDetails) -> bool:
    """Whether an error only repeats one that is told: of a line set aside, of a list with wrong items, of a union."""
    keys = (*at, *details["loc"])
    if _keys_in_file(file, keys) in file.set_aside:
        return True
    return (details["type"] == "too_short" and bool(details["input"])) or _other_branch(file, at, details)


def _other_branch(file: DataFile, at: Keys, details: ErrorDetails) -> bool:
    """Whether an error is about the kind of value of a union that was not meant: a table is no number to be."""
    loc = (*at, *details["loc"])
    if not loc:
        return False
    value: Any = file.values
    for part in loc[:-1]:
        value = (
            _inside(value, part) if isinstance(value, list) or (isinstance(value, dict) and part in value) else value
        )
    last = loc[-1]
    if isinstance(value, dict):
        return last not in value and details["type"] not in ("missing", "extra_forbidden")
    return isinstance(last, str) and details["type"] == "model_type"


def _keys_in_file(file: DataFile, loc: Keys) -> Keys:
    """A location without the parts that pydantic puts in for unions and that are not in the file."""
    keys: list[str | int] = []
    value: Any = file.values
    for number, part in enumerate(loc, 1):
        if isinstance(value, dict) and part not in value and number < len(loc):
            continue
        if isinstance(value, list) and isinstance(part, str):
            continue
        if isinstance(value, list | dict):
            keys.append(part)
            value = _inside(value, part)
    return tuple(keys)


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _siblings(model: type[Schema], loc: tuple[str | int, ...]) -> list[str]:
    """The known keys of the table that an unknown key stands in."""
    current: Any = model
    for part in loc[:-1]:
        fields = {field.alias or name: field for name, field in getattr(current, "model_fields", {}).items()}
        if part in fields:
            current = _model_in(fields[str(part)].annotation)
    return known_keys(current) if isinstance(current, type) and issubclass(current, Schema) else []


def _model_in(annotation: Any) -> Any:
    """The schema inside an annotation such as `tuple[Name, ...]` or `Source | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        return annotation
    inner = [_model_in(argument) for argument in getattr(annotation, "__args__", ())]
    return next((model for model in inner if model is not None), None)
