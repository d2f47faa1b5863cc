"""Values to a pydantic model, and pydantic's errors to findings in our own words, each at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.findings import Finding
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from generator.datafiles.places import Keys
    from generator.datafiles.reading import DataFile

CODE_OF_ERROR: Final[Mapping[str, str]] = {
    "extra_forbidden": "key-unknown",
    "missing": "key-missing",
    "string_too_short": "value-empty",
    "too_short": "value-empty",
    "string_type": "text-expected",
    "int_type": "number-expected",
    "int_parsing": "number-expected",
    "int_from_float": "number-expected",
    "decimal_type": "number-expected",
    "decimal_parsing": "number-expected",
    "bool_type": "yes-or-no-expected",
    "bool_parsing": "yes-or-no-expected",
    "tuple_type": "list-expected",
    "list_type": "list-expected",
    "model_type": "table-expected",
    "dict_type": "table-expected",
    "model_attributes_type": "table-expected",
    "date_type": "date-invalid",
    "date_parsing": "date-invalid",
    "date_from_datetime_parsing": "date-invalid",
    "date_from_datetime_inexact": "date-invalid",
    "literal_error": "choice-unknown",
    "enum": "choice-unknown",
}

Model = TypeVar("Model", bound="Schema")


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Schema(BaseModel):
    """What a data file may say: immutable, unknown keys refused, keys written with hyphens."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_kebab, validate_by_name=True, hide_input_in_errors=True
    )


def validate(
    model: type[Model], file: DataFile, values: Mapping[str, Any], at: Keys = ()
) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model made from the values found at these keys of a file, or None with every mistake as a finding."""
    try:
        return model.model_validate(values), ()
    except ValidationError as error:
        return None, tuple(_finding(model, file, at, details) for details in error.errors(include_url=False))


def known_keys(model: type[Schema]) -> list[str]:
    """The keys a table of this kind may have, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _finding(model: type[Schema], file: DataFile, at: Keys, details: ErrorDetails) -> Finding:
    code = CODE_OF_ERROR.get(details["type"], "value-invalid")
    keys = _keys_in_file(file, (*at, *details["loc"]))
    name = str(next((key for key in reversed(keys) if isinstance(key, str)), ""))
    values: dict[str, str] = {"key": name}
    if code in ("key-unknown", "key-missing"):
        place = file.place_of_key(keys)
        if code == "key-unknown":
            values["nearest"] = nearest(name, _siblings(model, details["loc"]))
        return Finding(code, place, found=quote(name), values=values)
    context = details.get("ctx", {})
    values["expected"] = str(context.get("expected", context.get("error", context.get("pattern", ""))))
    return Finding(code, file.place_of_value(keys), found=quote(details["input"]), values=values)


def _keys_in_file(file: DataFile, loc: tuple[str | int, ...]) -> Keys:
    """A location without the parts that pydantic puts in for unions and that are not in the file."""
    keys: list[str | int] = []
    value: Any = file.values
    for part in loc:
        if isinstance(value, dict) and part not in value and part != loc[-1]:
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
