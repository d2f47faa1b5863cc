"""The failure of every reader: a document out of which nothing can be made."""

from __future__ import annotations

from generator.findings import Finding, Place


class Unreadable(Exception):  # noqa: N818  # it says what the document is
    """Nothing can be read from a document; `code` and `values` are those of the finding that says why."""

    def __init__(self, code: str, *, found: str = "", **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.found = found
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return _unreadable, (self.code, self.found, self.values)

    def finding(self, name: str) -> Finding:
        """What is to be said about the file of this name."""
        return Finding(self.code, Place(name), found=self.found, values=self.values)


def _unreadable(code: str, found: str, values: dict[str, str]) -> Unreadable:
    return Unreadable(code, found=found, **values)
