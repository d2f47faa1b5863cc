"""What editors, hosts and accidents do to a portal between two builds: a step each, on a portal copied from a case."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from portals import write

if TYPE_CHECKING:
    from collections.abc import Callable

    Step = Callable[[Path, int], None]

RIVERSIDE = Path(__file__).parent / "sites" / "riverside"
TEMPLATES = Path(__file__).parents[1] / "themes" / "default" / "templates"
AGENCY = 'kind = "{kind}"\nregion = "{region}"\nsynthetic = true\n[[names]]\nname = "{name}"\n'
REPORT = 'agency = "{agency}"\nyear = {year}\ntitle = "{title}"\n[narrative]\noverview = "{text}"\n'
BROKEN = "agency = \n"


def make_portal(folder: Path) -> Path:
    """A portal of two agencies and four reports, in two languages."""
    shutil.copytree(RIVERSIDE / "content", folder / "content")
    change(folder, "portal.toml", '"zh-Hans", "zh-Hant", "en"', '"zh-Hans", "en"')
    return folder


def change(portal: Path, path: str, old: str, new: str) -> None:
    """Put other words for some in a file of `content/`; nothing where it does not say them."""
    file = portal / "content" / path
    if file.is_file():
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def change_line(portal: Path, path: str, pattern: str, line: str) -> None:
    """Put another line for the first that begins in a way in a file of `content/`."""
    file = portal / "content" / path
    if file.is_file():
        text = re.sub(f"^{pattern}.*$", line, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")


def settle(portal: Path) -> None:
    """Let time pass: every file of the portal is from an hour ago, each from another moment, as if not just written."""
    past = time.time_ns() - 3_600_000_000_000
    for path in portal.rglob("*"):
        if path.is_file() and "/site" not in str(path) and path.stat().st_mtime_ns > past:
            now = path.stat().st_mtime_ns
            os.utime(path, ns=(past - 10**9 + now % 10**9, past - 10**9 + now % 10**9))


WATER = "reports/heyang-water/2024.toml"
CITY = "reports/heyang-city/2013.json"


def city_title(portal: Path, number: int) -> None:
    path = portal / "content" / CITY
    if path.is_file():
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {"title": f"标题{number}"}), encoding="utf-8")


def add_report(portal: Path, number: int) -> None:
    agency = ("heyang-city", "heyang-water", "heyang-parks")[number % 3]
    if (portal / f"content/agencies/{agency}.toml").is_file():
        year = 2015 + number % 4
        text = REPORT.format(agency=agency, year=year, title=f"{year}年报告", text=f"第{number}段。")
        write(portal / f"content/reports/{agency}/{year}.toml", text)


def delete_report(portal: Path, number: int) -> None:
    reports = sorted((portal / "content/reports").rglob("*.*"))
    if reports:
        reports[number % len(reports)].unlink()


def rename_report(portal: Path, number: int) -> None:
    old, new = portal / "content/reports/heyang-water/2023.toml", 2019 + number % 3 * 3
    target = old.with_name(f"{new}.toml")
    if old.is_file() and not target.exists():
        change(portal, "reports/heyang-water/2023.toml", "year = 2023", f"year = {new}")
        old.rename(target)


def add_agency(portal: Path, number: int) -> None:
    region = ("990100", "990000", "9901Z1")[number % 3]
    text = AGENCY.format(kind=("department", "other")[number % 2], region=region, name=f"河阳市园林局{number % 4}")
    write(portal / "content/agencies/heyang-parks.toml", text)
    write(
        portal / "content/reports/heyang-parks/2024.toml",
        REPORT.format(agency="heyang-parks", year=2024, title="园林", text="文。"),
    )


def delete_agency(portal: Path, _number: int) -> None:
    (portal / "content/agencies/heyang-parks.toml").unlink(missing_ok=True)
    shutil.rmtree(portal / "content/reports/heyang-parks", ignore_errors=True)


def rename_agency(portal: Path, number: int) -> None:
    change_line(portal, "agencies/heyang-water.toml", "short = ", f'short = "水{number}局"')
    change(portal, "agencies/heyang-city.toml", "河阳市人民政府", f"河阳市政府{number % 3}")


def move_agency(portal: Path, number: int) -> None:
    change_line(portal, "agencies/heyang-water.toml", "region = ", f'region = "{("990000", "9901Z1")[number % 2]}"')


def add_region(portal: Path, number: int) -> None:
    file = portal / "content/regions.toml"
    code = f"9902{number % 3}0"
    text = file.read_text(encoding="utf-8")
    if code not in text:
        file.write_text(
            f'{text}\n[[regions]]\ncode = "{code}"\nname = "新区{number}"\nparent = "990000"\n', encoding="utf-8"
        )


def prose(portal: Path, number: int) -> None:
    path = portal / "content/pages" / ("notes.md", "about.md", "notes.en.md")[number % 3]
    if number % 4 == 0:
        path.unlink(missing_ok=True)
    else:
        write(path, f'+++\ntitle = "说明{number}"\n+++\n正文{number}。\n')


def host(portal: Path, number: int) -> None:
    change_line(portal, "portal.toml", "address", "# moved")
    where = ("static", "cloudflare-pages", "github-pages")[number % 3]
    change_line(portal, "portal.toml", "host", "# moved")
    address = f'address = "https://{number}.example.org/reports/"'
    change_line(portal, "portal.toml", "languages", f'{address}\nhost = "{where}"\nlanguages = ["zh-Hans", "en"]')


def remove_override(portal: Path, _number: int) -> None:
    shutil.rmtree(portal / "content/theme", ignore_errors=True)


def template(portal: Path, number: int) -> None:
    name = ("year.html", "report.html", "_table.html", "prose.html")[number % 4]
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    write(
        portal / "content/theme/templates" / name,
        f"{text.rstrip()}{{# {number} #}}\n" if number % 3 else f"{text}\n<!-- {number} -->\n",
    )


def words(portal: Path, number: int) -> None:
    text = (
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "nav.home"\nmsgstr "Start {number}"\n'
    )
    write(portal / "content/theme/messages/en.po", text)


def form(portal: Path, number: int) -> None:
    own = (Path(__file__).parents[1] / "generator/forms/narrative.toml").read_text(encoding="utf-8")
    write(
        portal / "content/forms/riverside.toml",
        own.replace('key = "narrative"', f'key = "riverside"\n# {number % 2}').replace("概述", f"概述{number}"),
    )


def touch(portal: Path, _number: int) -> None:
    for path in (portal / "content").rglob("*.toml"):
        path.touch()


def state_damaged(portal: Path, number: int) -> None:
    path = portal / ".site-cache/state.sqlite"
    if number % 3 == 0 or not path.is_file():
        path.unlink(missing_ok=True)
    elif number % 3 == 1:
        path.write_bytes(b"not a state")
    else:
        path.write_bytes(path.read_bytes()[: 4096 + number])


def page_deleted(portal: Path, number: int) -> None:
    pages = sorted((portal / "site").rglob("*.html"))
    pages[number % len(pages)].unlink()


EDITS: dict[str, Step] = {
    "cell": lambda portal, n: change_line(portal, WATER, "licences = ", f'licences = "{n}"'),
    "narrative": lambda portal, n: change_line(portal, WATER, "公开不够及时", f"公开不够及时{n}。"),
    "title": lambda portal, n: change_line(portal, WATER, "title = ", f'title = "报告{n}"'),
    "json title": city_title,
    "day": lambda portal, n: change_line(portal, WATER, "published = ", f"published = 2025-0{1 + n % 6}-15"),
    "comment": lambda portal, n: change_line(portal, WATER, "agency = ", f'agency = "heyang-water" # {n}'),
    "add report": add_report,
    "delete report": delete_report,
    "rename report": rename_report,
    "add agency": add_agency,
    "delete agency": delete_agency,
    "rename agency": rename_agency,
    "move agency": move_agency,
    "add region": add_region,
    "rename region": lambda portal, n: change(portal, "regions.toml", "河阳高新区", f"高新区{n}"),
    "prose": prose,
    "site title": lambda portal, n: change_line(portal, "portal.toml", "en = ", f'en = "Portal {n}"'),
    "languages": lambda portal, n: change_line(
        portal, "portal.toml", "languages", ('languages = ["zh-Hans"]', 'languages = ["en", "zh-Hans"]')[n % 2]
    ),
    "host": host,
    "template": template,
    "style": lambda portal, n: write(portal / "content/theme/static/assets/own.css", f"p {{ margin: {n}px }}"),
    "words": words,
    "form": form,
    "no theme": remove_override,
    "touch": touch,
}
"""Steps after which a build goes on from the last one."""

ACCIDENTS: dict[str, Step] = {"state": state_damaged, "page": page_deleted}
"""Steps after which a build may begin anew."""

MISTAKES: dict[str, Step] = {
    "report": lambda portal, n: write(portal / f"content/reports/heyang-city/{2001 + n % 9}.toml", BROKEN),
    "cell": lambda portal, _: change_line(portal, WATER, "licences = ", 'licences = "十三"'),
    "agency": lambda portal, _: write(portal / "content/agencies/broken.toml", "kind = 3\n"),
    "region": lambda portal, _: change(portal, "regions.toml", 'parent = "990000"', 'parent = "999999"'),
    "portal": lambda portal, _: change(portal, "portal.toml", "languages", "tongues"),
    "undeclared": lambda portal, _: write(
        portal / "content/reports/nobody/2024.toml", 'agency = "nobody"\nyear = 2024\ntitle = "x"\n'
    ),
}
"""Steps after which a build fails."""
