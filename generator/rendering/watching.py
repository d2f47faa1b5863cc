"""Filters and tests of stage one: ours leave marks, Jinja's are refused what is traced or marked."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import pass_context
from markupsafe import Markup, escape

from generator.pages.tables import Place
from generator.rendering.tracing import CellSlot, Slot, Tracer, carries_mark, holds_tracer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from generator.pages.tables import TableView
    from generator.rendering.checking import WatchedEnvironment
    from generator.rendering.filters import Filters

FOLLOWED: Final[Mapping[str, Callable[[WatchedEnvironment, Tracer], Any]]] = {
    "none": lambda environment, value: environment.trace.ask(value, "none"),
    "defined": lambda environment, value: environment.trace.ask(value, "there"),
    "undefined": lambda environment, value: not environment.trace.ask(value, "there"),
    "length": lambda _, value: len(value),
    "count": lambda _, value: len(value),
    "reverse": lambda _, value: reversed(list(value)),
    "list": lambda _, value: list(value),
    "escape": lambda _, value: escape(value),
    "e": lambda _, value: escape(value),
}
"""Jinja's tests that a traced value can answer, and the filters that it can go through."""


def watch(environment: WatchedEnvironment, filters: Filters) -> None:
    """Put the filters and tests of stage one in the place of the ordinary ones."""
    environment.own = filters
    ours = filters.as_mapping()
    functions: dict[str, Any] = dict(environment.filters)
    tests: dict[str, Any] = dict(environment.tests)
    for name, function in functions.items():
        wrap = _our_filter if name in ours else _watched
        environment.filters[name] = wrap(environment, name, function)
    for name, test in tests.items():
        environment.tests[name] = _watched(environment, name, test)


def _watched(environment: WatchedEnvironment, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """One of Jinja's functions: a traced value goes through few of them, text with marks through none."""
    follow = FOLLOWED.get(name)

    @wraps(function)
    def watched(*args: Any, **values: Any) -> Any:  # noqa: ANN401 - as the function's
        if follow and len(args) == 1 and not values and isinstance(args[0], Tracer):
            return follow(environment, args[0])
        everything = (*args, *values.values())
        if carries_mark(everything) or holds_tracer(everything):
            return environment.trace.refuse()
        return function(*args, **values)

    return watched


def _our_filter(environment: WatchedEnvironment, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """One of our filters: of a traced value it leaves a mark, which stage two fills by the same filter."""

    @pass_context
    def ours(context: Context, value: Any, *args: Any, **values: Any) -> Any:  # noqa: ANN401 - as the filter's
        others = (*args, *values.values())
        if carries_mark((value, *others)) or not context.eval_ctx.autoescape:
            return environment.trace.refuse()
        if name == "cell" and type(value) is Place and not values and len(args) == 1 and isinstance(args[0], Tracer):
            return _cell(environment, value, args[0])
        if holds_tracer(others):
            return environment.trace.refuse()
        if not isinstance(value, Tracer):
            return environment.trace.refuse() if holds_tracer(value) else function(value, *args, **values)
        write = partial(function, **values) if values else function
        return environment.trace.mark(Slot(value.path, write, args))

    return ours


def _cell(environment: WatchedEnvironment, place: Place, table: Tracer) -> Markup:
    """A cell: its beginning is the same on all pages of this layout, the rest is filled."""
    filters = environment.own
    if place.index < 0:
        return filters.cell(place, cast("TableView", table.value))
    cells = environment.trace.step(table, ("attribute", "cells"))
    if not isinstance(cells, Tracer):
        return environment.trace.refuse()
    return filters.opening(place) + environment.trace.mark(CellSlot(cells.path, place.index))
