"""The environment of stage one: templates whose every look into a value is watched.

Marks may be written, kept and passed on. A template that looks into text with marks, or does with a traced value
what the tracer can't note, would depend on the page in a way that a skeleton doesn't know: it is refused.
"""

from __future__ import annotations

import re
from types import MethodType
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, nodes, pass_context
from jinja2.nodes import Call, EnvironmentAttribute
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.rendering.tracing import KEY, Trace, Tracer, carries_mark, holds_tracer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from generator.rendering.filters import Filters

PLAIN: Final = (type(None), bool, int, float, str, Markup, tuple, list, dict, range)
WITH_VALUES_ONLY: Final = re.compile(r"(?:[^%]|%%|%\([^)]*\)s)*")
"""A message that puts values in as they are: no widths and no conversions."""


def _through(check: str, node: Any) -> Any:  # noqa: ANN401 - Jinja calls its expressions nodes
    if isinstance(node, nodes.Const | nodes.TemplateData):
        return node
    return Call(EnvironmentAttribute(check), [node], [], None, None).set_lineno(node.lineno)


def _condition(node: nodes.If | nodes.CondExpr) -> None:
    node.test = _through("checked", node.test)


def _negation(node: nodes.Not) -> None:
    node.node = _through("checked", node.node)


def _logic(node: nodes.BinExpr) -> None:
    """The right side of `and` and `or` is only passed on."""
    node.left = _through("checked", node.left)


def _arithmetic(node: nodes.BinExpr) -> None:
    node.left = _through("compared", node.left)
    node.right = _through("compared", node.right)


def _sign(node: nodes.UnaryExpr) -> None:
    node.node = _through("compared", node.node)


def _comparison(node: nodes.Compare) -> None:
    node.expr = _through("compared", node.expr)
    for operand in node.ops:
        operand.expr = _through("compared", operand.expr)


def _joining(node: nodes.Concat) -> None:
    """Marks are kept, a traced value can't be one."""
    node.nodes = [_through("pinned", part) for part in node.nodes]


def _loop(node: nodes.For) -> None:
    node.iter = _through("checked", node.iter)
    if node.test is not None:
        node.test = _through("checked", node.test)


def _item(node: nodes.Getitem) -> None:
    """A slice goes past the environment."""
    if isinstance(node.arg, nodes.Slice):
        node.node = _through("checked", node.node)


def _key(node: nodes.Pair) -> None:
    node.key = _through("compared", node.key)


def _template(node: nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends) -> None:
    node.template = _through("compared", _through("pinned", node.template))


def _call(node: nodes.Call) -> None:
    """Only what passes its arguments on may be called."""
    node.args = [node.node, *node.args]
    node.node = EnvironmentAttribute("called")


LOOKS: Final[Mapping[type[nodes.Node], Callable[[Any], None]]] = {
    nodes.If: _condition,
    nodes.CondExpr: _condition,
    nodes.Not: _negation,
    **dict.fromkeys((nodes.And, nodes.Or), _logic),
    **dict.fromkeys((nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow), _arithmetic),
    **dict.fromkeys((nodes.Neg, nodes.Pos), _sign),
    nodes.Compare: _comparison,
    nodes.Concat: _joining,
    nodes.For: _loop,
    nodes.Getitem: _item,
    nodes.Pair: _key,
    **dict.fromkeys((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends), _template),
    nodes.Call: _call,
}
"""What in a template looks into a value, and how a check is put before it. Attributes, filters and tests go through
the environment anyway."""


class Watched(NodeTransformer):
    """Puts a check before every look into a value."""

    def generic_visit(self, node: nodes.Node, *args: Any, **values: Any) -> nodes.Node:  # noqa: ANN401 - Jinja's
        """A node, after those inside it."""
        super().generic_visit(node, *args, **values)
        look = LOOKS.get(type(node))
        if look is not None:
            look(node)
        return node


class WatchedEnvironment(Environment):
    """A copy of the ordinary environment for stage one; `trace` is the run that is going on."""

    trace: Trace
    own: Filters
    """Our own filters, with the messages of the language."""

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's
        """A template with its checks."""
        name, filename = args[:2] if args else (kwargs.get("name"), kwargs.get("filename"))
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        watched = Watched().visit(tree)
        watched.set_environment(self)
        return super().compile(watched, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's
        """`value.name`."""
        if isinstance(obj, Tracer):
            return self.trace.step(obj, ("attribute", attribute))
        return super().getattr(self.checked(obj), attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - Jinja's
        """`value[key]`."""
        if isinstance(obj, Tracer):
            return self.trace.step(obj, ("item", argument)) if type(argument) is int else self.trace.refuse()
        return super().getitem(self.checked(obj), self.compared(argument))

    def checked(self, value: Any) -> Any:  # noqa: ANN401 - any value of a template
        """A value that is asked whether it is there, or gone through."""
        return self.trace.refuse() if isinstance(value, str) and carries_mark(value) else value

    def compared(self, value: Any) -> Any:  # noqa: ANN401 - any value of a template
        """A value that is compared or reckoned with."""
        if isinstance(value, Tracer):
            return value
        return self.trace.refuse() if type(value) not in PLAIN or carries_mark(value) else value

    def pinned(self, value: Any) -> Any:  # noqa: ANN401 - any value of a template
        """A value that chooses a message or a template: one of a few words, each with a skeleton of its own."""
        if not isinstance(value, Tracer):
            return value
        if type(value.value) is str and KEY.fullmatch(value.value):
            return self.trace.ask(value, "text")
        return self.trace.refuse()

    @pass_context
    def called(self, context: Context, function: Any, /, *args: Any, **values: Any) -> Any:  # noqa: ANN401 - Jinja's
        """A call of a macro, a block, a message or a plain function of plain values."""
        if isinstance(function, Macro | BlockReference):
            return context.call(function, *args, **values)
        if function in (self.globals["_"], self.globals["gettext"]):
            return self._message(context, function, args, values)
        if function is self.globals["ngettext"]:
            return self._message_for_number(context, function, args, values)
        if carries_mark((*args, *values.values())) or holds_tracer((*args, *values.values())):
            return self.trace.refuse()
        if function is range or _is_plain_method(function):
            return context.call(function, *args, **values)
        return self.trace.refuse()

    def _message(self, context: Context, function: Any, args: Any, values: Any) -> Any:  # noqa: ANN401 - Jinja's
        if len(args) != 1 or type(args[0]) is not str or not context.eval_ctx.autoescape:
            return self.trace.refuse()
        self._only_values(self.own.messages.gettext(*args))
        return context.call(function, *args, **values)

    def _message_for_number(self, context: Context, function: Any, args: Any, values: Any) -> Any:  # noqa: ANN401
        """The words depend on whether there is one: so it is in every language that is known here."""
        if len(args) != len(("one", "many", "number")):
            return self.trace.refuse()
        one, many, number = args
        if isinstance(number, Tracer):
            if type(number.value) is not int:
                return self.trace.refuse()
            self.trace.ask(number, "whole")
            self.trace.ask(number, "==", 1)
            values.setdefault("num", number)
            number = number.value
        if carries_mark(args) or holds_tracer((one, many)) or not context.eval_ctx.autoescape:
            return self.trace.refuse()
        self._only_values(self.own.messages.ngettext(one, many, number))
        return context.call(function, one, many, number, **values)

    def _only_values(self, message: str) -> None:
        if not WITH_VALUES_ONLY.fullmatch(message):
            self.trace.refuse()


def _is_plain_method(function: object) -> bool:
    """Whether a function is a method of text or of a mapping, which changes nothing."""
    owner = getattr(function, "__self__", None)
    if isinstance(function, MethodType):
        return type(owner) is LoopContext and function.__name__ == "cycle"
    if type(owner) in (str, Markup):
        return not carries_mark(owner)
    return type(owner) is dict and getattr(function, "__name__", "") in ("get", "items", "keys", "values")
