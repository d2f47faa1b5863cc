"""The command line: arguments become plain values. Click's only home."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.console import Console, language_of
from generator.failures import run
from generator.portal import find_portal

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


def _editor(_context: click.Context, _option: click.Parameter, choice: str) -> str:
    """The address that opens a place in the chosen editor."""
    from generator.preview.editor import EDITORS, editor_template

    template = editor_template(choice)
    if template is None:
        known = ", ".join([*EDITORS, "NAME://…{path}…{line}…{column}"])
        raise click.BadParameter(known)
    return template


_jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes to work in (by default one for each processor). 并行进程数。",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="yangguang")
def cli() -> None:
    """Yangguang 阳光: annual reports on government information disclosure, from data files to a static site."""


@cli.command()
@_portal
@click.option("--output", type=click.Path(path_type=Path), help="Where the site goes (by default site/). 输出文件夹。")
@click.option("--full", is_flag=True, help="Build everything anew. 全部重新生成。")
@click.option("--no-search", is_flag=True, help="Leave out the search index. 不建检索索引。")
@_jobs
@click.option(
    "--check-incremental",
    is_flag=True,
    help="Build a second time from nothing and compare. 再从头生成一遍并比较。",
)
@_common
def build(  # noqa: PLR0913 - one for each option
    portal: Path,
    output: Path | None,
    *,
    full: bool,
    no_search: bool,
    jobs: int | None,
    check_incremental: bool,
    **common: Any,
) -> None:
    """Build the site: what has changed since the last time. 生成网站（只处理有变化的部分）。"""
    from generator.commands.build import build as command
    from generator.options import Options
    from generator.workers.pool import usable_processors

    def work(console: Console) -> int:
        root = find_portal(portal)
        options = Options(jobs or usable_processors(), full=full, search=not no_search)
        return command(root, output or root / "site", console, options, compare=check_incremental)

    _run(work, **common)


@cli.command()
@_portal
@_jobs
@_common
def check(portal: Path, *, jobs: int | None, **common: Any) -> None:
    """Read everything and tell every mistake; write nothing. 检查全部数据，不写文件。"""
    from generator.commands.check import check as command
    from generator.workers.pool import usable_processors

    _run(lambda console: command(find_portal(portal), console, jobs or usable_processors()), **common)


@cli.command()
@_portal
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. 监听的地址。")
@click.option("--path", default="/", show_default=True, help="Sub-path to serve the site under. 子路径。")
@click.option(
    "--editor",
    default="vscode",
    envvar="YANGGUANG_EDITOR",
    show_default=True,
    callback=_editor,
    help="Editor that links in the browser open. 链接所打开的编辑器。",
)
@click.option("--search", is_flag=True, help="Let a search index follow the changes. 检索索引随改动更新。")
@_common
def serve(portal: Path, *, port: int, host: str, path: str, editor: str, search: bool, **common: Any) -> None:  # noqa: PLR0913 - one for each option
    """Preview the site and follow every change. 预览网站，改动后自动刷新。"""
    from generator.commands.serve import serve as command
    from generator.preview.addresses import Stand, sub_path

    stand = Stand(host, port, sub_path(path))
    _run(lambda console: command(find_portal(portal), console, stand, editor=editor, search=search), **common)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER|report")
@_portal
@click.option("--agency", default="", help="Of a report: the agency, by its id. 报告的机关代号。")
@click.option("--year", type=click.IntRange(2007, 2100), help="Of a report: the year it accounts for. 报告年度。")
@click.option("--form", default="", help="Of a report: its form (by default the year's). 报告的格式。")
@click.option(
    "--xlsx", is_flag=False, flag_value="", help="Write a workbook instead, into this file. 改写成待填的电子表格。"
)
@_common
def new(  # noqa: PLR0913 - one for each option
    folder: Path, portal: Path, *, agency: str, year: int | None, form: str, xlsx: str | None, **common: Any
) -> None:
    """Start a portal that builds at once, or an empty report in a portal. 新建门户或空白报告。"""
    words = Console(language_of(common["lang"])).messages
    if str(folder) != "report":
        if agency or year or form or xlsx is not None:
            raise click.UsageError(words("usage.new-folder"))
        from generator.commands.new import new as command

        _run(lambda console: command(folder, console), **common)
    if not agency or year is None:
        raise click.UsageError(words("usage.new-report"))
    from generator.commands.new_report import new_report, new_workbook

    def work(console: Console) -> int:
        if xlsx is None:
            return new_report(find_portal(portal), console, agency, year, form)
        return new_workbook(find_portal(portal), console, agency, year, form, Path(xlsx) if xlsx else None)

    _run(work, **common)


@cli.command()
@click.option("--agencies", type=int, required=True, help="How many agencies. 机关数。")
@click.option("--years", required=True, help="One year or a range, such as 2019-2024. 年份或年份范围。")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="A folder, missing or empty. 目标文件夹。")
@click.option("--seed", default="1", show_default=True, help="Another word makes other figures. 换一个词，数字就不同。")
@click.option("--faults", type=int, default=0, show_default=True, help="How many faults to plant. 埋入几处差错。")
@click.option("--languages", multiple=True, help="Languages of the site (by default zh-Hans). 网站的语言。")
@click.option(
    "--format", "suffix", type=click.Choice(["toml", "json"]), default="toml", show_default=True, help="格式。"
)
@_common
def sample(agencies: int, years: str, *, into: Path, **options: Any) -> None:
    """Make up a collection of any size, for measuring and trying out. 编造样本数据，供测试和演示。"""
    from generator.commands.sample import WrongUse, read_order
    from generator.commands.sample import sample as command

    common = {name: options.pop(name) for name in ("lang", "quiet", "debug")}
    try:
        order = read_order(agencies, years, **options)
    except WrongUse as error:
        words = Console(language_of(common["lang"])).messages
        raise click.UsageError(words(f"usage.{error.code}", **error.values)) from error
    _run(lambda console: command(order, into, console), **common)


@cli.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@_portal
@click.option("--agency", default="", help="The agency that published them, by its id. 机关的代号。")
@click.option("--year", type=click.IntRange(2007, 2100), help="The year they account for. 报告年度。")
@click.option("--into", type=click.Path(path_type=Path), help="Where drafts go (by default content/). 写入的文件夹。")
@click.option(
    "--force", is_flag=True, help="Replace reports that are there, read known documents again. 覆盖已有报告。"
)
@click.option("--accept", is_flag=True, help="Take over what is settled in review files. 采纳核对文件中的结果。")
@_jobs
@_common
def import_(  # noqa: PLR0913 - one for each option
    files: tuple[Path, ...],
    portal: Path,
    *,
    agency: str,
    year: int | None,
    into: Path | None,
    force: bool,
    accept: bool,
    jobs: int | None,
    **common: Any,
) -> None:
    """Read published documents into drafts of data files. 把已发布的报告读成数据文件草稿。"""
    from generator.collection.reading import AGENCY_ID
    from generator.importers.importing import Told
    from generator.workers.pool import usable_processors

    words = Console(language_of(common["lang"])).messages
    if not files and not accept:
        raise click.UsageError(words("usage.import-files"))
    if agency and not AGENCY_ID.fullmatch(agency):
        raise click.UsageError(words("usage.agency-id", found=agency))

    def work(console: Console) -> int:
        content = into.resolve() if into else find_portal(portal) / "content"
        if accept:
            from generator.commands.accept import accept_reviews

            return accept_reviews(files, content, console)
        from generator.commands.import_ import import_ as command

        return command(files, content, console, Told(agency, year), force=force, jobs=jobs or usable_processors())

    _run(work, **common)


@cli.command()
@click.argument("kind", type=click.Choice(["docx", "xlsx", "csv"]))
@_portal
@click.option("--agency", default="", help="The agency, by its id (by default all). 机关的代号。")
@click.option("--year", type=click.IntRange(2007, 2100), help="The year (by default all). 报告年度。")
@click.option("--into", type=click.Path(path_type=Path), help="The file or folder to write. 写入的文件或文件夹。")
@click.option("--force", is_flag=True, help="Replace files that are there. 覆盖已有文件。")
@_common
def export(  # noqa: PLR0913 - one for each option
    portal: Path,
    *,
    kind: str,
    agency: str,
    year: int | None,
    into: Path | None,
    force: bool,
    **common: Any,
) -> None:
    """Write reports as official DOCX, as workbooks, or their figures as CSV. 导出报告。"""
    from generator.commands.export import Order
    from generator.commands.export import export as command

    order = Order(kind, agency, year, into, force)
    _run(lambda console: command(find_portal(portal), console, order), **common)


def _run(work: Callable[[Console], int], *, lang: str | None, quiet: bool, debug: bool) -> None:
    console = Console(language_of(lang), quiet=quiet)
    sys.exit(run(lambda: work(console), console, debug=debug))


def main() -> None:
    """The script `yangguang`. Being told to end is the same as an interrupt: what was begun is thrown away."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    cli(prog_name="yangguang")
