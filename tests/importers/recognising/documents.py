"""Documents for the tests of recognition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importers.document import Document, Spot, Table, TableCell, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.importers.document import Block


def document(*blocks: str | Block, name: str = "report.txt", metadata: Mapping[str, str] | None = None) -> Document:
    """A document of these blocks; a text that begins with # is a declared heading, one with • an item."""
    return Document(name, "text", "0" * 64, tuple(map(_block, blocks, range(1, len(blocks) + 1))), metadata or {})


def table(*rows: str) -> Table:
    """A table of rows whose cells are parted by |."""
    cells = [row.split("|") for row in rows]
    return Table(
        tuple(TableCell(text, at, column) for at, row in enumerate(cells) for column, text in enumerate(row)),
        len(cells),
        max(map(len, cells)),
    )


def _block(block: str | Block, line: int) -> Block:
    if not isinstance(block, str):
        return block
    text = block.lstrip("#•")
    return Text(text.strip(), Spot(line=line), level=len(block) - len(block.lstrip("#")), item=block.startswith("•"))


REPORT = (
    "平潭县教育局2021年政府信息公开工作年度报告",
    "发布时间：2022-01-25 来源：平潭县教育局 浏览次数：12 字号：[大][中][小]",
    "根据《中华人民共和国政府信息公开条例》，编制本报告。数据统计期限为2021年1月1日至2021年12月31日。",
    "一、总体情况",
    "（一）主动公开",
    "2021年，我局主动公开政府信息123条。",
    "（二）依申请公开",
    "全年收到申请2件。",
    "（三）政府信息管理",
    "健全制度。",
    "（四）政府信息公开平台建设",
    "建好网站。",
    "（五）监督保障",
    "开展培训2次。",
    "二、主动公开政府信息情况",
    table("第二十条第（一）项", "规章|0|0|0"),
    "注：以上不含转发文件。",
    "三、收到和处理政府信息公开申请情况",
    table("一、本年新收政府信息公开申请数量|2", "三、本年度办理结果|2"),
    "四、政府信息公开行政复议、行政诉讼情况",
    table("行政复议|0"),
    "五、存在的主要问题及改进情况",
    "公开不够及时。",
    "六、其他需要报告的事项",
    "未收取信息处理费。",
    "平潭县教育局",
    "2022年1月18日",
)
SECTIONS = (
    *("overview", "proactive", "applications", "management", "platform", "supervision"),
    *("disclosure", "requests", "proceedings", "problems", "other"),
)
