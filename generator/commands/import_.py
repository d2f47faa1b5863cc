"""`yangguang import`: published documents become drafts of data files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.commands.import_lines import Teller, say_next
from generator.config import read_config
from generator.console import CATALOGUES
from generator.errors import MissingExtraError, OutputError
from generator.findings import Severity
from generator.forms.reading import load_forms
from generator.importers.archives import find_items
from generator.importers.batch import Order, read_all
from generator.importers.holdings import look_into
from generator.importers.placing import Placing
from generator.importers.review import count_doubts
from generator.messages import load_messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.commands.import_lines import ToldDraft
    from generator.console import Console
    from generator.findings import Finding
    from generator.importers.archives import Found, Item
    from generator.importers.batch import Outcome
    from generator.importers.holdings import Holdings
    from generator.importers.importing import Told
    from generator.messages import Messages

INTERRUPTED: Final = 130
EXTRA: Final = ("charset_normalizer", "docx", "lxml", "openpyxl", "pypdfium2", "rapidfuzz", "selectolax")
"""The packages of the extra `import` that reading documents takes."""


def import_(  # noqa: PLR0913 - one for each option
    paths: Sequence[Path], content: Path, console: Console, told: Told, *, force: bool = False, jobs: int = 1
) -> int:
    """Import documents into a folder of content; 1 where one could not be read or was refused."""
    if missing := [name for name in EXTRA if find_spec(name) is None]:
        raise MissingExtraError("extra-missing", packages=", ".join(missing))
    forms, _ = load_forms(content / "forms")
    holdings = look_into(content, forms)
    found = find_items(paths)
    run = _Run(console, holdings, told, force=force, jobs=jobs, alone=len(found.items) == 1)
    try:
        done = run.read(found.items)
    except OSError as error:
        raise OutputError("not-writable", folder=content, reason=error.strerror) from error
    run.sum_up(found, done=done)
    if not done:
        return INTERRUPTED
    return 1 if run.unreadable or found.findings or run.count("refused") else 0


@dataclass
class _Run:
    """One import while it is going on."""

    console: Console
    holdings: Holdings
    told: Told
    force: bool
    jobs: int
    alone: bool
    placing: Placing = field(init=False)
    teller: Teller = field(init=False)
    drafts: dict[str, ToldDraft] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unreadable: int = 0
    before: int = 0
    same: dict[str, str] = field(default_factory=dict)
    read_so_far: int = 0
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.placing = Placing(self.holdings, _messages_of(self.holdings.folder), force=self.force)
        self.teller = Teller(self.console, self.holdings, alone=self.alone)

    def count(self, *states: str) -> int:
        """How many drafts came to one of these ends."""
        return sum(draft.state in states for draft in self.drafts.values())

    def read(self, items: Sequence[Item]) -> bool:
        """Read the documents and place what they hold; False where that was interrupted. What is done stays."""
        try:
            with self.console.progress() as progress:
                step = progress("importing", len(items))
                for outcome in read_all(items, Order(self.holdings, self.told, again=self.force), self.jobs):
                    self._take(outcome)
                    step()
            self.placing.finish()
            self._read_again()
        except KeyboardInterrupt:
            return False
        finally:
            self.placing.finish()
        return True

    def _read_again(self) -> None:
        """Read those once more whose doubts a neighbouring year may settle that has come in this run."""
        come = {draft.key for draft in self.drafts.values() if draft.key}
        doubtful = [
            draft.item
            for draft in self.drafts.values()
            if draft.doubts and draft.item and draft.key and _neighbours(draft.key) & come
        ]
        if not doubtful:
            return
        holdings = look_into(self.holdings.folder, self.holdings.forms)
        with self.console.progress() as progress:
            step = progress("importing", len(doubtful))
            for outcome in read_all(doubtful, Order(holdings, self.told, again=True), self.jobs):
                name, before = outcome.item.name, self.drafts[outcome.item.name]
                for draft in outcome.drafts:
                    if count_doubts(draft) < before.doubts:
                        placed = self.placing.place(draft, name, again=True)
                        self.drafts[name] = self.teller.tell(name, replace(placed, state=before.state), outcome)
                step()

    def _take(self, outcome: Outcome) -> None:
        name = outcome.item.name
        self.read_so_far += 1
        self.findings.extend(outcome.findings)
        self.unreadable += any(finding.severity is Severity.ERROR for finding in outcome.findings)
        first = self.digests.setdefault(outcome.sha256 or name, name)
        if outcome.before:
            self.before += 1
        elif first != name:
            self.same[name] = first
        else:
            for number, draft in enumerate(outcome.drafts, 1):
                origin = f"{name}#{number}" if len(outcome.drafts) > 1 else name
                self.drafts[origin] = self.teller.tell(origin, self.placing.place(draft, origin), outcome)

    def sum_up(self, found: Found, *, done: bool) -> None:
        """What the run has done, and what to do next."""
        console, words = self.console, self.console.messages
        told = [finding for draft in self.drafts.values() for finding in draft.findings]
        console.findings([*found.findings, *self.findings, *told])
        for draft in self.drafts.values():
            console.say("import.line", line=draft.line)
        for name, other in self.same.items():
            console.say("import.same", name=name, other=other)
        parts = [
            ("done", self.count("written", "replaced")),
            ("unchanged", self.count("unchanged")),
            ("before", self.before),
            ("same", len(self.same)),
            ("refused", self.count("refused")),
            ("unreadable", self.unreadable + len(found.findings)),
            ("others", found.others),
        ]
        listed = [words.count(f"import.count.{key}", number) for key, number in parts if number]
        console.say("import.done", parts=words("list.separator").join(listed) or words("import.nothing"))
        if not done:
            of_all = {"done": words.number(self.read_so_far), "all": words.number(len(found.items))}
            console.fail("import.interrupted", **of_all)
        say_next(console, self.drafts.values())


def _neighbours(key: tuple[str, int]) -> set[tuple[str, int] | None]:
    return {(key[0], key[1] - 1), (key[0], key[1] + 1)}


def _messages_of(content: Path) -> Messages:
    """The words of review files: in the portal's first language, so that the files don't depend on the terminal."""
    config, _ = read_config(content.parent) if content.name == "content" else (None, ())
    return load_messages([CATALOGUES], config.languages[0] if config else "zh-Hans")
