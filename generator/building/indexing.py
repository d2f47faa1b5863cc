"""The search index of the shards in which a page changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

INDEX_FOLDER = "pagefind"

if TYPE_CHECKING:
    from pathlib import Path

    from generator.output.artifact import Output
    from generator.state import State


def index_changed(state: State, output: Output) -> list[str]:
    """Index aside the shards whose pages changed since they were indexed; gives the folders of those that are gone."""
    from generator.search import (  # noqa: PLC0415 - only builds that index need it
        SHARD_LIST,
        index_shards,
        shard_count,
        shard_digest,
        shard_list,
        shard_of,
    )

    query = state.connection.execute
    sizes = dict(query("SELECT language, count(*) FROM page WHERE indexed GROUP BY language"))
    shards: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for language, address, digest in query("SELECT language, address, hex(digest) FROM page WHERE indexed"):
        shards[shard_of(language, address, shard_count(sizes[language]))].append((address, digest))
    now = {shard: shard_digest(pages) for shard, pages in shards.items()}
    before = _known(state)
    changed = {
        shard: [(address, _file(output, address)) for address, _ in shards[shard]]
        for shard in sorted(shards)
        if before.get(shard) != now[shard]
    }
    folder = output.staged(INDEX_FOLDER)
    if folder is None:
        return []
    index_shards(changed, folder)
    if now.keys() != before.keys():
        output.writer.write(f"{INDEX_FOLDER}/{SHARD_LIST}", shard_list(now))
    _keep(state, now)
    return [f"{INDEX_FOLDER}/{shard}" for shard in before if shard not in now]


def _file(output: Output, address: str) -> Path:
    """The file that holds a page: the one written aside, else the published one."""
    staged, published = output.staged(address), output.published(address)
    if staged is None or published is None:
        raise ValueError(address)
    return staged if staged.exists() else published


def forget_index(state: State) -> list[str]:
    """Leave the site without an index; gives its folder, if there was one."""
    known = _known(state)
    _keep(state, {})
    return [INDEX_FOLDER] if known else []


def _known(state: State) -> dict[str, str]:
    rows = state.connection.execute("SELECT key, value FROM note WHERE key LIKE 'shard %'").fetchall()
    return {key.removeprefix("shard "): value for key, value in rows}


def _keep(state: State, digests: dict[str, str]) -> None:
    state.connection.execute("DELETE FROM note WHERE key LIKE 'shard %'")
    for shard, digest in digests.items():
        state.keep(f"shard {shard}", digest)
