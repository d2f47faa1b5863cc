"""The command line: arguments become plain values. Click's only home."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.config import find_portal
from generator.console import Console, language_of
from generator.failures import run

if TYPE_CHECKING:
    from collections.abc import Callable


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command has."""
    for option in (
        click.option("--debug", is_flag=True, help="Show the trace of a failure. 出错时显示追踪信息。"),
        click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors. 只显示错误。"),
        click.option(
            "--lang",
            type=click.Choice(["zh", "zh-Hans", "zh-Hant", "en"]),
            help="Language of the messages (by default the locale's). 提示语言。",
        ),
    ):
        command = option(command)
    return command


_portal = click.option(
    "--portal",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="The portal's folder (by default looked for from here upwards). 门户所在文件夹。",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="yangguang")
def cli() -> None:
    """Yangguang 阳光: annual reports on government information disclosure, from data files to a static site."""


@cli.command()
@_portal
@click.option("--output", type=click.Path(path_type=Path), help="Where the site goes (by default site/). 输出文件夹。")
@click.option("--no-search", is_flag=True, help="Leave out the search index. 不建检索索引。")
@_common
def build(portal: Path, output: Path | None, *, no_search: bool, **common: Any) -> None:
    """Build the site. 生成网站。"""
    from generator.commands.build import build as command

    def work(console: Console) -> int:
        root = find_portal(portal)
        return command(root, output or root / "site", console, search=not no_search)

    _run(work, **common)


@cli.command()
@_portal
@_common
def check(portal: Path, **common: Any) -> None:
    """Read everything and tell every mistake; write nothing. 检查全部数据，不写文件。"""
    from generator.commands.check import check as command

    _run(lambda console: command(find_portal(portal), console), **common)


@cli.command()
@_portal
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
@click.option("--search", is_flag=True, help="Index for search at every build. 每次生成都建检索索引。")
@_common
def serve(portal: Path, *, port: int, search: bool, **common: Any) -> None:
    """Preview the site and reload it at every change. 预览网站，改动后自动刷新。"""
    from generator.commands.serve import serve as command

    _run(lambda console: command(find_portal(portal), console, port=port, search=search), **common)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_common
def new(folder: Path, **common: Any) -> None:
    """Start a portal that builds at once. 新建门户。"""
    from generator.commands.new import new as command

    _run(lambda console: command(folder, console), **common)


def _run(work: Callable[[Console], int], *, lang: str | None, quiet: bool, debug: bool) -> None:
    console = Console(language_of(lang), quiet=quiet)
    sys.exit(run(lambda: work(console), console, debug=debug))


def main() -> None:
    """The script `yangguang`. Being told to end is the same as an interrupt: what was begun is thrown away."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    cli(prog_name="yangguang")
