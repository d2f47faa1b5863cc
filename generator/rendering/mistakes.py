"""Jinja's errors as ours: a broken template is told with its file and line."""

from __future__ import annotations

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.errors import ThemeError


def theme_error(error: TemplateError, kind: str) -> ThemeError:
    """What is wrong with a template of a kind of page."""
    if isinstance(error, TemplateNotFound):
        return ThemeError("no-template", template=error.name or kind)
    if isinstance(error, TemplateSyntaxError):
        return ThemeError(
            "template-broken", template=error.filename or error.name, line=error.lineno, reason=error.message
        )
    template, line = _last_template_line(error)
    code = "template-undefined" if isinstance(error, UndefinedError) else "template-broken"
    return ThemeError(code, template=template or kind, line=line, reason=error.message)


def _last_template_line(error: BaseException) -> tuple[str, int]:
    at, found = error.__traceback__, ("", 0)
    while at is not None:
        if at.tb_frame.f_code.co_filename.endswith(".html"):
            found = (at.tb_frame.f_code.co_filename, at.tb_lineno)
        at = at.tb_next
    return found
