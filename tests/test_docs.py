"""The documents say what the code does: each test fails when a document is wrong."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import pkgutil
import re
import shlex
import textwrap
import tomllib
import typing
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po
from click import Context, Option
from click.testing import CliRunner
from jinja2 import meta, nodes
from portals import built, make_portal, write

import generator.pages
from generator import __version__, failures
from generator.cli import cli
from generator.collection.prose import ProseHead
from generator.collection.source import kind_of
from generator.config import Config
from generator.console import Console
from generator.datafiles.schema import Schema, known_keys
from generator.errors import ContentError
from generator.findings import CODES
from generator.forms.form import Block, Chain, Form, Head, Notice, Relation, Section
from generator.forms.indicators import Indicator
from generator.forms.reading import load_forms
from generator.messages import load_messages
from generator.models.agency import AgencyFile, Link, Name
from generator.models.cell import Meaning, read_cell
from generator.models.region import Region
from generator.models.report import Fact, Part, ReportHead, Source
from generator.models.review import Doubt, HeadDoubt, Review, Settled
from generator.pages.page import View
from generator.pages.plan import KINDS
from generator.pipeline import load_content
from generator.rendering.environment import make_environment
from generator.rendering.filters import Filters
from generator.rendering.render import POLICY, Portal
from generator.rendering.theme import BUILT_IN, ThemeFile, open_theme

PROJECT = Path(__file__).parents[1]
DOCUMENTS = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")])
FORMS = load_forms()[0]
FRAMES = "; frame-ancestors 'self'"

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n]*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


class Example(NamedTuple):
    """A block of code in a document: its language, the file it is (part of), its text."""

    language: str
    path: str
    text: str


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def examples(name: str) -> list[Example]:
    found = []
    for match in FENCE.finditer(read(name)):
        language, _, path = match["info"].partition(" ")
        found.append(Example(language, path, textwrap.dedent(match["text"])))
    return found


def sections(name: str) -> dict[str, str]:
    """The text under each heading, up to the next one; blocks of code are left out."""
    text = FENCE.sub("", read(name))
    headings = [*HEADING.finditer(text)]
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return {heading["title"]: text[heading.end() : end] for heading, end in zip(headings, ends, strict=True)}


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without the rows of heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {number - 1 for number, line in enumerate(lines) if set(line) <= set("| -")}
    kept = [line for number, line in enumerate(lines) if number not in heads and not set(line) <= set("| -")]
    return [[cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in kept]


def codes_in(text: str) -> list[str]:
    return CODE.findall(text)


def first_codes(text: str) -> list[str]:
    """What stands as code in the first column of a table."""
    return [code for row in rows(text) for code in codes_in(row[0])]


# Commands


def command_sections() -> dict[str, str]:
    found = {}
    for title, text in sections("docs/editors.md").items():
        match = re.fullmatch(r"`yangguang (?P<command>[a-z]+).*`", title)
        if match:
            found[match["command"]] = text
    return found


def options_in(text: str) -> set[str]:
    return {code.split()[0] for code in first_codes(text)}


def test_the_guide_has_every_command_and_no_other() -> None:
    assert command_sections().keys() == cli.commands.keys()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_guide_has_every_option_of_a_command_and_no_other(name: str) -> None:
    command = cli.commands[name]
    context = Context(command, parent=Context(cli, **cli.context_settings))
    real = {option for p in command.get_params(context) if isinstance(p, Option) for option in p.opts}
    common = options_in(sections("docs/editors.md")["Options of every command"])
    own = options_in(command_sections()[name])
    assert own | common == real
    assert not own & common


def test_the_guide_names_the_default_port_and_the_option_for_the_version() -> None:
    port = next(p for p in cli.commands["serve"].params if p.name == "port")
    assert f"Left out: {port.default}." in command_sections()["serve"]
    version = next(p for p in cli.params if p.name == "version")
    assert set(version.opts) <= {
        word for code in codes_in(sections("docs/editors.md")["Options of every command"]) for word in code.split()
    }


# Keys of data files

KEYS: dict[type[Schema], tuple[str, str]] = {
    ReportHead: ("docs/editors.md", "Keys of a report"),
    Source: ("docs/editors.md", "Source"),
    Fact: ("docs/editors.md", "Facts: figures that only the text states"),
    Part: ("docs/editors.md", "Parts"),
    AgencyFile: ("docs/editors.md", "Keys of an agency"),
    Name: ("docs/editors.md", "Keys of a name"),
    Link: ("docs/editors.md", "Keys of a link"),
    Region: ("docs/editors.md", "Keys of a region"),
    Config: ("docs/editors.md", "Keys of the portal"),
    ProseHead: ("docs/editors.md", "Keys of a page's head"),
    Form: ("docs/forms.md", "Keys of a form"),
    Notice: ("docs/forms.md", "Keys of a notice"),
    Section: ("docs/forms.md", "Keys of a section"),
    Block: ("docs/forms.md", "Keys of a block"),
    Head: ("docs/forms.md", "Keys of a row or column head"),
    Relation: ("docs/forms.md", "Keys of a relation"),
    Chain: ("docs/forms.md", "Keys of a chain"),
    Indicator: ("docs/forms.md", "Keys of an indicator"),
    ThemeFile: ("docs/themes.md", "Folders"),
    Review: ("docs/importing.md", "Keys of a review"),
    HeadDoubt: ("docs/importing.md", "Keys of an uncertain key"),
    Doubt: ("docs/importing.md", "Keys of a doubt"),
    Settled: ("docs/importing.md", "Keys of a settled row"),
}
ONLY_A_LIST_OF_OTHERS = {"RegionsFile", "_Indicators"}
MADE_FROM_ITS_FILE = {"Agency"}


def every_schema(parent: type[Schema] = Schema) -> set[str]:
    return {name for child in parent.__subclasses__() for name in (child.__name__, *every_schema(child))}


def choices(annotation: object) -> set[str]:
    """The words that a value may be."""
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Literal:
        return set(arguments)
    return {word for argument in arguments for word in choices(argument)}


def test_every_kind_of_data_file_is_documented() -> None:
    ours = {name for name in every_schema() if not name.startswith("Made")}
    assert {model.__name__ for model in KEYS} == ours - ONLY_A_LIST_OF_OTHERS - MADE_FROM_ITS_FILE


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_every_key_is_documented_with_whether_it_must_be_there(model: type[Schema]) -> None:
    document, title = KEYS[model]
    documented = {codes_in(row[0])[0]: row[1] for row in rows(sections(document)[title])}
    fields = dict(zip(known_keys(model), model.model_fields.values(), strict=True))
    assert documented == {key: "yes" if field.is_required() else "no" for key, field in fields.items()}


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_every_word_that_a_key_may_have_is_documented(model: type[Schema]) -> None:
    document, title = KEYS[model]
    meanings = {codes_in(row[0])[0]: row[2] for row in rows(sections(document)[title])}
    for key, field in zip(known_keys(model), model.model_fields.values(), strict=True):
        assert choices(field.annotation) <= set(codes_in(meanings[key])), key


def test_the_five_meanings_of_a_cell_are_read_as_the_guide_says() -> None:
    table = rows(sections("docs/editors.md")["Cells"])
    assert {row[1] for row in table} == {meaning.value for meaning in Meaning}
    for sign, meaning, when in table:
        for word in (*codes_in(sign), *(code for code in codes_in(when) if re.search(r"\d", code))):
            cell = read_cell(word)
            assert cell, word
            assert cell.meaning == meaning, word


def test_the_guide_has_the_narrative_keys_of_every_form() -> None:
    table = {codes_in(row[0])[0]: codes_in(row[1]) for row in rows(sections("docs/editors.md")["Narrative"])}
    assert table == {key: list(form.narrative) for key, form in FORMS.items()}


# Messages


def test_every_finding_is_documented_with_its_severity() -> None:
    table = [row for row in rows(read("docs/messages.md")) if len(row) == 4]
    assert {codes_in(row[0])[0]: row[1] for row in table} == {code: severity.value for code, severity in CODES.items()}
    assert all(row[2] and row[3] for row in table)


def test_every_refusal_is_documented() -> None:
    with (PROJECT / "generator/catalogues/en.po").open(encoding="utf-8") as file:
        keys = [message.id for message in read_po(file) if isinstance(message.id, str)]
    told = {key.removeprefix("failure.") for key in keys if key.startswith("failure.")}
    assert set(first_codes(sections("docs/messages.md")["Refusals"])) == told


def test_every_exit_status_is_documented() -> None:
    wrong_use = 2
    real = {failures.DONE, failures.EXPECTED, wrong_use, failures.FAULT, failures.INTERRUPTED}
    assert set(first_codes(sections("docs/messages.md")["Exit codes"])) == {str(status) for status in real}


def test_the_message_shown_is_what_the_terminal_says(tmp_path: Path) -> None:
    portal = make_portal(tmp_path)
    path = portal / "content/reports/sample-bureau/2024.toml"
    text = re.sub(r"^regulations .*$", 'regulations         = "1 2 3 4"', path.read_text("utf-8"), flags=re.MULTILINE)
    write(path, text)
    with pytest.raises(ContentError) as failed:
        load_content(portal)
    (finding,) = failed.value.findings
    words = Console("en").finding(finding).plain
    assert textwrap.indent(words, "    ") in read("docs/messages.md")


# Forms


def test_every_form_is_documented() -> None:
    titles = [codes_in(title)[0] for title in sections("docs/forms.md") if re.fullmatch(r"`[a-z0-9-]+`", title)]
    assert sorted(titles) == sorted(FORMS)


@pytest.mark.parametrize("key", sorted(FORMS))
def test_a_form_is_documented_with_its_text_sections(key: str) -> None:
    line = re.search(r"^Text sections: (.*)\.$", sections("docs/forms.md")[f"`{key}`"], re.MULTILINE)
    assert line
    assert codes_in(line[1]) == list(FORMS[key].narrative)
    assert FORMS[key].name.zh_hans in sections("docs/forms.md")[f"`{key}`"]


@pytest.mark.parametrize("key", sorted(FORMS))
def test_a_form_is_documented_with_the_rows_and_columns_of_its_tables(key: str) -> None:
    parts = re.split(r"^Table (?=`)", sections("docs/forms.md")[f"`{key}`"], flags=re.MULTILINE)[1:]
    assert [codes_in(part)[0] for part in parts] == list(FORMS[key].tables)
    for part, section in zip(parts, FORMS[key].tables.values(), strict=True):
        head = part.splitlines()[0]
        assert f", {section.label.zh_hans}, {len(section.addresses)} cells." in head
        everywhere = codes_in(head)[1:]
        table = [
            (codes_in(row[0])[0], "(optional)" in row[0], row[1], codes_in(row[2]) if len(row) > 2 else everywhere)
            for row in rows(part)
        ]
        assert table == [
            (name, row.optional, row.label.zh_hans, [column.key for column in block.column_leaves])
            for name, (row, block) in section.rows.items()
        ]


# Themes


def page_classes() -> dict[str, type]:
    """The views of all pages, and the dataclasses of the pages that their fields lead to."""
    modules = [
        importlib.import_module(f"generator.pages.{m.name}") for m in pkgutil.iter_modules(generator.pages.__path__)
    ]
    every = {
        name: value
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isclass)
        if dataclasses.is_dataclass(value) and value.__module__ == module.__name__
    }
    found: dict[str, type] = {}
    waiting = [name for name, value in every.items() if issubclass(value, View)]
    while waiting:
        name = waiting.pop()
        if name in every and name not in found:
            found[name] = every[name]
            waiting += [word for _, written in fields_of(every[name]) for word in re.findall(r"\w+", written)]
    return found


def fields_of(value: type) -> list[tuple[str, str]]:
    return [(f.name, str(f.type)) for f in dataclasses.fields(value) if f.name in value.__annotations__]


def documented_fields(text: str) -> list[tuple[str, str]]:
    return [(row[0].strip("`"), row[1].strip("`")) for row in rows(text)]


def test_every_field_of_every_view_is_documented_with_its_type() -> None:
    titles = sections("docs/themes.md")
    documented = {title.strip("`"): documented_fields(text) for title, text in titles.items() if title[0] == "`"}
    assert documented == {name: fields_of(value) for name, value in page_classes().items()}
    assert documented_fields(titles["The portal"]) == fields_of(Portal)


ONLY_OF_LARGE_COLLECTIONS = {"agencies_letter": "s", "coverage_region": "990100"}
"""Kinds of page that a small portal has none of, with an item that they would be about."""


def test_every_template_is_documented_with_its_view_and_address(tmp_path: Path) -> None:
    table = {
        row[0].strip("`").removesuffix(".html"): [cell.strip("`") for cell in row[1:]]
        for row in rows(sections("docs/themes.md")["Templates"])
    }
    collection = load_content(make_portal(tmp_path)).collection
    assert list(table) == [kind.name for kind in KINDS]
    for kind in KINDS:
        view, address = table[kind.name]
        item = ONLY_OF_LARGE_COLLECTIONS.get(kind.name) or next(iter(kind.items(collection)))
        assert re.sub(r"<[a-z]+>", "{}", address) == kind.address
        assert view == type(kind.view(collection, item, "zh-Hans")).__name__


def test_every_filter_is_documented() -> None:
    filters = Filters(load_messages([BUILT_IN / "messages"], "en")).as_mapping()
    assert sorted(first_codes(sections("docs/themes.md")["Filters"])) == sorted(filters)


def documented_names() -> list[str]:
    return first_codes(sections("docs/themes.md")["What a template gets"])


def test_every_name_that_the_built_in_templates_use_is_documented() -> None:
    environment = make_environment(open_theme(PROJECT, "default"), "en")
    trees = [environment.parse(path.read_text("utf-8")) for path in (BUILT_IN / "templates").glob("*.html")]
    used = {name for tree in trees for name in meta.find_undeclared_variables(tree)}
    assigned = {name.name for tree in trees for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    imported = {node.target for tree in trees for node in tree.find_all(nodes.Import)}
    assert {"page", "portal", "root"} <= used
    assert used - assigned - imported <= set(documented_names())


def test_a_template_gets_every_name_that_is_documented(tmp_path: Path) -> None:
    portal = make_portal(tmp_path)
    told = "".join(f"<p>{name}: {{{{ {name} is defined }}}}</p>" for name in documented_names())
    write(portal / "content/theme/templates/_slot_footer.html", told)
    home = built(portal)["index.html"].decode()
    assert [name for name in documented_names() if f"<p>{name}: True</p>" not in home] == []


def test_the_slots_that_are_documented_are_those_of_the_theme() -> None:
    slots = {path.name for path in (BUILT_IN / "templates").glob("_slot_*.html")}
    assert set(first_codes(sections("docs/themes.md")["Slots"])) == slots


# Examples


def portal_of(folder: Path, *documents: str) -> Path:
    """The starter's portal with the files that documents show."""
    portal = make_portal(folder)
    for document in documents:
        for example in examples(document):
            if example.path.startswith(("content/", "themes/")):
                write(portal / example.path, example.text)
    return portal


@pytest.mark.parametrize("document", ["README.md", "README.zh.md", "docs/editors.md", "docs/forms.md"])
def test_every_data_file_that_is_shown_is_read_without_findings(document: str, tmp_path: Path) -> None:
    shown = [example for example in examples(document) if example.language in ("toml", "json", "markdown")]
    assert shown
    assert all(example.path.startswith("content/") for example in shown)
    assert load_content(portal_of(tmp_path, document)).findings == ()
    others = {example.path for example in shown if kind_of(example.path) is None}
    assert others <= {"content/portal.toml", "content/forms/river-2030.toml"}


def test_the_form_that_is_shown_can_be_used(tmp_path: Path) -> None:
    content = load_content(portal_of(tmp_path, "docs/forms.md"))
    assert "river-2030" in content.collection.forms
    assert "glossary/river-2030.html" in built(tmp_path)


def test_the_changes_to_a_theme_that_are_shown_are_on_the_pages(tmp_path: Path) -> None:
    portal = portal_of(tmp_path, "docs/themes.md")
    settings = portal / "content/portal.toml"
    write(settings, 'theme = "river"\n' + settings.read_text("utf-8"))
    assert load_content(portal).findings == ()
    site = built(portal)
    assert '<button type="submit">Find</button>' in site["en/index.html"].decode()
    assert '<button type="submit">搜尋</button>' in site["zh-hant/index.html"].decode()
    assert '<link rel="stylesheet" href="assets/river.css?' in site["index.html"].decode()
    assert b"--brand" in site["assets/river.css"]
    assert "--brand:" in (BUILT_IN / "static/assets/style.css").read_text("utf-8")


def test_every_setting_for_a_host_is_accepted(tmp_path: Path) -> None:
    settings = [example.text for example in examples("docs/hosts.md") if example.language == "toml"]
    assert settings
    for number, setting in enumerate(settings):
        portal = make_portal(tmp_path / str(number))
        path = portal / "content/portal.toml"
        write(path, setting + path.read_text("utf-8"))
        assert load_content(portal).findings == ()


# Hosts


def with_host(folder: Path, host: str) -> dict[str, bytes]:
    portal = make_portal(folder)
    path = portal / "content/portal.toml"
    write(path, f'host = "{host}"\n' + path.read_text("utf-8"))
    return built(portal)


def test_netlify_sends_the_policy() -> None:
    sent = {rule["for"]: rule["values"] for rule in tomllib.loads(read("netlify.toml"))["headers"]}
    assert sent["/*"]["Content-Security-Policy"] == POLICY + FRAMES
    assert sent["/*"]["X-Content-Type-Options"] == "nosniff"
    assert sent["/*"]["Referrer-Policy"] in read("docs/hosts.md")


def test_netlify_runs_a_make_target_and_publishes_the_output_folder(tmp_path: Path) -> None:
    settings = tomllib.loads(read("netlify.toml"))["build"]
    assert settings["command"].removeprefix("make ") in make_targets()
    done = CliRunner().invoke(cli, ["build", "--no-search", "--quiet", "--portal", str(make_portal(tmp_path))])
    assert done.exit_code == 0
    assert (tmp_path / settings["publish"] / "index.html").is_file()
    oldest = tomllib.loads(read("pyproject.toml"))["project"]["requires-python"].removeprefix(">=")
    assert version_of(settings["environment"]["PYTHON_VERSION"]) >= version_of(oldest)


def version_of(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def test_every_host_is_told_the_policy_as_it_is() -> None:
    policies = re.findall(r"default-src[^\"\n]*", read("docs/hosts.md"))
    assert set(policies) == {POLICY, POLICY + FRAMES}
    with_frames = [policy for policy in policies if policy.endswith(FRAMES)]
    assert len(with_frames) == len(policies) - 1
    netlify = tomllib.loads(read("netlify.toml"))["headers"][0]["values"]
    block = next(example.text for example in examples("docs/hosts.md") if "nosniff" in example.text)
    assert dict(line.split(": ", 1) for line in block.splitlines()) == netlify


def test_the_headers_shown_for_cloudflare_are_those_that_are_written(tmp_path: Path) -> None:
    written = with_host(tmp_path, "cloudflare-pages")["_headers"].decode()
    assert written in [example.text for example in examples("docs/hosts.md")]


def test_the_policy_shown_for_github_is_on_every_page(tmp_path: Path) -> None:
    site = with_host(tmp_path, "github-pages")
    carried = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    pages = [content.decode().replace("&#39;", "'") for path, content in site.items() if path.endswith(".html")]
    assert all(carried in page for page in pages)
    assert site[".nojekyll"] == b""
    assert POLICY + "\n" in [example.text for example in examples("docs/hosts.md")]


def test_files_that_may_be_kept_for_a_year_are_named_with_a_mark(starter_site: dict[str, bytes]) -> None:
    pages = [content.decode() for path, content in starter_site.items() if path.endswith(".html")]
    named = {address for page in pages for address in re.findall(r'(?:href|src)="([^"]*assets/[^"]*)"', page)}
    assert named
    assert all(re.search(r"\?[0-9a-f]{8}$", address) for address in named)
    rule = tomllib.loads(read("netlify.toml"))["headers"][1]
    assert rule["for"] == "/assets/*"
    assert read("docs/hosts.md").count(rule["values"]["Cache-Control"]) >= 3


# The readme and its twin


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def commands_in(name: str) -> list[str]:
    """What is typed into a terminal, without comments."""
    lines = [line for example in examples(name) if example.language == "sh" for line in example.text.splitlines()]
    return [" ".join(shlex.split(line, comments=True)) for line in lines]


def test_the_readme_and_its_twin_have_the_same_commands_and_links() -> None:
    assert commands_in("README.md") == commands_in("README.zh.md")
    english, chinese = (LINK.findall(read(name)) for name in ("README.md", "README.zh.md"))
    twins = {"README.md": "README.zh.md", "benchmarks/results/speed.en.svg": "benchmarks/results/speed.zh.svg"}
    back = {twin: name for name, twin in twins.items()}
    assert [twins.get(target, target) for target in english if target not in back] == [
        target for target in chinese if target not in twins
    ]
    assert {"make site", "make test", "make serve"} <= set(commands_in("README.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(document: Path) -> None:
    name = document.relative_to(PROJECT).as_posix()
    typed = [part.strip() for line in commands_in(name) for part in line.split("&&")]
    typed += [code for code in codes_in(FENCE.sub("", read(name))) if code.startswith(("make ", "yangguang "))]
    for command in typed:
        words = [word for word in command.removeprefix(".venv/bin/").split() if "=" not in word]
        if words[0] == "make":
            assert set(words[1:]) <= make_targets(), command
        if words[0] == "yangguang":
            assert words[1] in {*cli.commands, "--version"}, command


def test_the_screenshot_is_small_and_1280_wide() -> None:
    content = (PROJECT / "docs/images/report.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 1280
    assert len(content) < 200_000


# All documents


def anchors(path: Path) -> set[str]:
    titles = HEADING.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8"))):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        other = (document.parent / path) if path else document
        assert other.exists(), target
        assert not anchor or anchor in anchors(other), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_nothing_is_left_to_be_done(document: Path) -> None:
    assert "TODO" not in document.read_text(encoding="utf-8").upper()


NAMED = re.compile(r"`((?:generator|tests|themes/default|docs|tools)/[\w./-]*\w/?)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    shown = {example.path for example in examples(document.relative_to(PROJECT).as_posix())}
    made_in_the_example = {"generator/forms/river-2030.toml"}
    for name in {*NAMED.findall(document.read_text(encoding="utf-8"))} - shown - made_in_the_example:
        assert (PROJECT / name).exists(), name


def test_the_code_that_is_shown_to_contributors_is_in_its_file() -> None:
    shown = [example for example in examples("CONTRIBUTING.md") if example.path]
    assert {example.language for example in shown} == {"python", "po"}
    for example in shown:
        code = textwrap.dedent(read(example.path)) if example.language == "po" else read(example.path)
        lines = [line.strip().rstrip(",") for line in code.splitlines()]
        wanted = [line.strip().rstrip(",") for line in example.text.splitlines()]
        starts = [n for n in range(len(lines)) if lines[n : n + len(wanted)] == wanted]
        assert starts, example.text


def test_the_layers_are_those_that_are_held() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    shown = next(example.text for example in examples("docs/architecture.md") if "commands | failures" in example.text)
    assert shown.splitlines() == layers
    every = [name for layer in layers for name in layer.split(" | ")]
    assert first_codes(sections("docs/architecture.md")["Layers"]) == every


def test_the_types_that_flow_are_where_the_architecture_says() -> None:
    table = rows(sections("docs/architecture.md")["The picture"])
    assert table
    for name, module, _ in table:
        assert hasattr(importlib.import_module(module.strip("`")), name.strip("`")), name


def test_the_manifest_is_as_the_architecture_says(starter_site: dict[str, bytes]) -> None:
    listed = json.loads(starter_site["manifest.json"])
    assert set(listed) == {"version", "inputs", "files"}
    assert "`inputs` in `manifest.json`" in read("docs/architecture.md")


def test_the_changelog_tells_of_this_version() -> None:
    newest = re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest[1] == __version__
