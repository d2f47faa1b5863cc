"""Python functions from what a trace found: following a path by code costs a tenth of following it step by step.

Nothing of a data file is in the code: it is written from the names, numbers and comparisons of the templates.
"""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING, Any

from generator.rendering.paths import CODE, length_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.rendering.paths import Path, Question


class Function:
    """The code of a function of a view, line by line. A value that is needed twice is looked up once."""

    def __init__(self, *parameters: str) -> None:
        self._lines: list[str] = [f"def function({', '.join(parameters)}):"]
        self._names: dict[Path, str] = {(): parameters[0]}
        self._values: dict[str, Any] = {"length_of": length_of}

    def line(self, code: str) -> None:
        """One more line."""
        self._lines.append(f" {code}")

    def name_of(self, path: Path) -> str:
        """The name of the value at a path."""
        if path not in self._names:
            above = self.name_of(path[:-1])
            name = self._names[path] = f"v{len(self._names)}"
            self.line(f"{name} = {self._step(above, *path[-1])}")
        return self._names[path]

    def constant(self, value: object) -> str:
        """The name of a value that is no part of the view."""
        name = f"c{len(self._values)}"
        self._values[name] = value
        return name

    def made(self) -> Callable[..., Any]:
        """The function."""
        values = dict(self._values)
        exec("\n".join(self._lines), values)  # noqa: S102 - as Jinja does with what it compiles
        return values["function"]  # type: ignore[no-any-return]

    def _step(self, above: str, kind: str, key: Any) -> str:  # noqa: ANN401 - a name, a number or a slice
        if kind == "attribute":
            plain = key.isascii() and key.isidentifier() and not keyword.iskeyword(key)
            return f"{above}.{key}" if plain else f"getattr({above}, {key!r})"
        return f"{above}[{self.constant(slice(*key)) if kind == 'slice' else key}]"


def asking(questions: Iterable[Question]) -> Callable[[Any], tuple[Any, ...]]:
    """The function from a view to its answers."""
    function = Function("view")
    answers = []
    for question in questions:
        value = function.name_of(question.path)
        answers.append(CODE[question.kind].format(value=value, other=repr(question.other)))
    function.line(f"return ({''.join(f'{answer}, ' for answer in answers)})")
    return function.made()
