"""Two-stage rendering: the same bytes as ordinary Jinja, most of them from skeletons that are only filled.

The frame of a page and each of its blocks is a unit. A unit is traced when it was rendered ordinarily a few times,
and filled from then on; one that can't be traced is rendered ordinarily, beside filled ones. Themes need not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from generator.rendering.tracing import Trace
from generator.rendering.units import Filling, Run, Unit, watch_blocks
from generator.rendering.wholes import Wholes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment, Template
    from jinja2.runtime import Context

    from generator.rendering.checking import WatchedEnvironment
    from generator.rendering.skeleton import BlockKey
    from generator.rendering.units import Code

CONSTANTS: Final = frozenset({"language"})
"""What is the same in all views that share skeletons."""
WARM_UP: Final = 3
MOST_FAMILIES: Final = 500


@dataclass(slots=True)
class Family:
    """The pages that differ in their view alone: one template, one language, the same other variables."""

    template: Template
    variables: Mapping[str, Any]
    root: Unit = field(default_factory=Unit)
    wholes: Wholes = field(default_factory=Wholes)
    is_ordinary: bool = False
    """Whether nothing is filled: a filled page was once not the ordinary one, or the template can't be traced."""


class TwoStage:
    """Renders templates with a view in the variable `page`. `warm_up`: how often a unit stays ordinary first."""

    def __init__(self, environment: Environment, watched: WatchedEnvironment, warm_up: int = WARM_UP) -> None:
        self.environment = environment
        self.watched = watched
        self.warm_up = warm_up
        self._families: dict[tuple[object, ...], Family] = {}

    def render(self, name: str, variables: Mapping[str, Any]) -> bytes:
        """The page's bytes. Errors are those of ordinary rendering."""
        family = self.family(name, variables)
        view = variables["page"]
        filled = None if family.is_ordinary else _as_before(view, family)
        if filled is not None:
            return filled
        filling = Filling(view)
        filled = None if family.is_ordinary else _filled(filling, family)
        if filled is not None:
            family.wholes.add(filling.used)
            return filled
        ordinary = _ordinary(family, variables, filling)
        if not family.is_ordinary and any(unit.is_wanted(self.warm_up, family.wholes.hits) for unit in filling.missed):
            self._trace(family, variables, filling)
            again = _filled(Filling(view), family)
            family.is_ordinary = again is not None and again != ordinary
        return ordinary

    def family(self, name: str, variables: Mapping[str, Any]) -> Family:
        """The pages that share skeletons with this one."""
        view = variables["page"]
        others = [v if type(v) is str else id(v) for key, v in variables.items() if key != "page"]
        key = (name, view.language, *others)
        family = self._families.get(key)
        if family is None:
            if len(self._families) >= MOST_FAMILIES:
                self._families.clear()
            family = self._families[key] = Family(self.environment.get_template(name), dict(variables, page=None))
        return family

    def _trace(self, family: Family, variables: Mapping[str, Any], filling: Filling) -> None:
        view = variables["page"]
        trace = Trace(view, CONSTANTS)
        run = Run(trace, filling.blocks if filling.root else ())
        self.watched.trace = trace
        try:
            template = self.watched.get_template(family.template.name or "")
        except Exception:  # noqa: BLE001 - what Jinja compiles is ordinary, but checks stand in it
            family.is_ordinary = True
            return
        context = watch_blocks(template.new_context({**variables, "page": trace.root()}), run.block)
        frame = run.frame(template.root_render_func, context)
        root = family.root.add(frame, trace.marks, self.watched.own.writers)
        if root is not None:
            for key, unit in run.units.items():
                root.blocks.setdefault(key, Unit()).add(unit, trace.marks, self.watched.own.writers)


def _as_before(view: object, family: Family) -> bytes | None:
    try:
        return family.wholes.fill(view)
    except Exception:  # noqa: BLE001 - as below
        return None


def _filled(filling: Filling, family: Family) -> bytes | None:
    try:
        return filling.fill(family.root)
    except Exception:  # noqa: BLE001 - a value is not what it was for other pages: ordinary rendering decides
        filling.blocks.clear()
        return None


def _ordinary(family: Family, variables: Mapping[str, Any], filling: Filling) -> bytes:
    """Ordinary rendering; blocks that were filled already are put in."""
    if filling.blocks:

        def run(key: BlockKey, code: Code, context: Context) -> Iterator[str]:
            filled = filling.blocks.get(key)
            return code(context) if filled is None else iter((filled.decode(),))

        try:
            context = watch_blocks(family.template.new_context(dict(variables)), run)
            return "".join(family.template.root_render_func(context)).encode()
        except Exception:  # noqa: BLE001, S110 - below it is raised again, with its place in the template
            pass
    return family.template.render(variables).encode()
