"""The search index: Pagefind's bundles of the finished pages, one for each shard. Templates mark what is indexed.

A shard is some pages of one language. Which shard a page is in follows from its address and from how many pages its
language has, so a changed page asks for one bundle to be made anew, and the other bundles keep their bytes.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.errors import SearchError
from generator.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INDEX_FOLDER: Final = "pagefind"
"""Where the site keeps its bundles: a folder of each shard's name, and the list of shards."""

SHARD_LIST: Final = "shards.json"
"""The file that tells the search page the shards of each language."""

PAGES_IN_SHARD: Final = 3000
"""So many pages a shard holds at most on average: Pagefind takes about a quarter of a megabyte of memory for each."""

_MARK = b"data-pagefind-body"
_LANGUAGE = re.compile(rb"<html[^>]*\slang=[\"']?([A-Za-z-]+)")
_ENTRY = "pagefind-entry.json"
_UNUSED = ("pagefind-component-ui.*", "pagefind-highlight.js", "pagefind-modular-ui.*", "pagefind-ui.*")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The index of one shard, written anew.

    `files` are relative to the index folder, the one that names the others last: a site that takes them in this order
    can be searched all the while. `pages` are those that Pagefind found marked; `seconds` are by the clock on the wall.
    """

    shard: str
    files: tuple[str, ...]
    pages: int
    seconds: float


def shard_count(pages: int) -> int:
    """In how many shards the pages of a language are indexed: a power of two, so that growth splits few times."""
    count = 1
    while pages > count * PAGES_IN_SHARD:
        count *= 2
    return count


def shard_of(language: str, address: str, count: int) -> str:
    """The shard of a page, such as `zh-hans-0`: all pages of one folder, which an agency's are, share one."""
    folder = str(PurePosixPath(address).parent)
    return f"{language.lower()}-{zlib.crc32(folder.encode()) % count}"


def shard_digest(pages: Iterable[tuple[str, str]]) -> str:
    """What a bundle follows from: addresses with the digests of the pages' bytes, and the version of Pagefind."""
    from importlib.metadata import version  # noqa: PLC0415 - it takes 80 ms, and most builds index nothing

    lines = [version("pagefind"), *(f"{address} {content}" for address, content in sorted(pages))]
    return digest("\n".join(lines).encode())


def index_shards(shards: Mapping[str, Iterable[tuple[str, Path]]], folder: Path) -> tuple[Bundle, ...]:
    """Write the bundles of shards into an index folder, one after the other; what each held before is replaced.

    A shard's pages are addresses, from the site's root, with the files that hold them. SearchError where a bundle can't
    be made; the shards after it are then as they were. A shard without pages is removed and gives no bundle.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        bundles = [_index(shard, pages, folder) for shard, pages in shards.items()]
    except OSError as error:
        raise SearchError("index-failed", reason=error.strerror or str(error)) from error
    return tuple(bundle for bundle in bundles if bundle)


def shard_list(shards: Iterable[str]) -> bytes:
    """What `shards.json` says when the site has these shards: the shards of each language, in order."""
    listed: dict[str, list[str]] = defaultdict(list)
    for shard in sorted(shards, key=_by_number):
        listed[_by_number(shard)[0]].append(shard)
    return (json.dumps(listed, indent=1) + "\n").encode()


def keep_shards(folder: Path, shards: Iterable[str]) -> None:
    """List these shards in an index folder and remove everything else from it, so that nobody loads what is gone."""
    kept = set(shards)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SHARD_LIST).write_bytes(shard_list(kept))
    for path in folder.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path)
        elif path.is_file() and path.name != SHARD_LIST:
            path.unlink()


def build_index(folder: Path, shards: int | None = None) -> tuple[Bundle, ...]:
    """Index all marked pages of a built site, each language in as many shards as its pages ask for (or as given)."""
    pages: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted(folder.rglob("*.html")):
        content = path.read_bytes()
        if _MARK in content:
            said = _LANGUAGE.search(content)
            pages[said[1].decode() if said else "unknown"].append((path.relative_to(folder).as_posix(), path))
    sharded: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for language, found in sorted(pages.items()):
        count = shards or shard_count(len(found))
        for address, path in found:
            sharded[shard_of(language, address, count)].append((address, path))
    bundles = index_shards(sharded, folder / INDEX_FOLDER)
    keep_shards(folder / INDEX_FOLDER, (bundle.shard for bundle in bundles))
    return bundles


def _by_number(shard: str) -> tuple[str, int]:
    """A shard's language and number."""
    language, _, number = shard.rpartition("-")
    return language, int(number)


def _index(shard: str, pages: Iterable[tuple[str, Path]], folder: Path) -> Bundle | None:
    """Make the bundle of one shard aside and put it in its place; None where no page is to be found in it."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix=".next-", dir=folder) as made:
        bundle = Path(made, "bundle")
        found = _run(_linked(pages, Path(made, "site")), bundle)
        if (folder / shard).exists():
            (folder / shard).rename(Path(made, "previous"))
        if not found:
            return None
        for path in itertools.chain.from_iterable(map(bundle.glob, _UNUSED)):
            path.unlink()
        names = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()]
        bundle.rename(folder / shard)
    ordered = sorted(names, key=lambda name: (name == _ENTRY, name))
    return Bundle(shard, tuple(f"{shard}/{name}" for name in ordered), found, time.perf_counter() - begun)


def _linked(pages: Iterable[tuple[str, Path]], folder: Path) -> Path:
    """A folder in which each address leads to the page's file, since Pagefind takes folders and no lists."""
    folder.mkdir()
    for address, path in pages:
        link = folder / address
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path.resolve(strict=True))
    return folder


def _run(site: Path, bundle: Path) -> int:
    """Index a folder; gives how many pages are in the bundle."""
    if not any(site.iterdir()):
        return 0
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle), "--keep-index-url"]
    done = subprocess.run([*command, "--silent"], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    lines = (done.stderr or done.stdout).strip().splitlines()
    if done.returncode:
        reason = next((line for line in lines if "Err" in line), "".join(lines[-1:]) or f"pagefind {done.returncode}")
        raise SearchError("index-failed", reason=reason)
    languages = json.loads((bundle / _ENTRY).read_bytes())["languages"]
    return sum(language["page_count"] for language in languages.values())
