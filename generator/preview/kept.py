"""The files served lately, so that a page that can't be rendered any more can still be shown as it was."""

from __future__ import annotations

from collections import OrderedDict

FILES = 200
BYTES = 64_000_000


class LastGood:
    """The last good bytes of the addresses asked for lately; the oldest give way, by number and by size."""

    def __init__(self, files: int = FILES, size: int = BYTES) -> None:
        self.files = files
        self.size = size
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._used = 0

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, address: str, content: bytes) -> None:
        """Keep the bytes of an address; what was kept of it before is forgotten."""
        self.forget(address)
        self._kept[address] = content
        self._used += len(content)
        while len(self._kept) > self.files or self._used > self.size:
            self._used -= len(self._kept.popitem(last=False)[1])

    def forget(self, address: str) -> None:
        """Keep nothing of an address."""
        self._used -= len(self._kept.pop(address, b""))

    def get(self, address: str) -> bytes | None:
        """The bytes of an address, or None where none are kept."""
        return self._kept.get(address)
