"""Parts of views that many pages share, made once: the same objects give the same part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")
MOST_KEPT = 1024


class Interned(Generic[Value]):
    """A function of objects, told apart by identity, and of plain words; what it gives is kept with the objects.

    When too much is kept, all of it is forgotten: what is needed is soon made again.
    """

    def __init__(self, make: Callable[..., Value], most: int = MOST_KEPT) -> None:
        self._make = make
        self._most = most
        self._kept: dict[Any, tuple[object, Value]] = {}

    def __call__(self, owner: object, *key: Any) -> Value:  # noqa: ANN401 - as of the function
        """The value for one object and words that can be a dictionary's key."""
        kept = self._kept.get((id(owner), key))
        return kept[1] if kept is not None else self._keep((id(owner), key), owner, self._make(owner, *key))

    def of(self, owners: tuple[object, ...], *key: Any) -> Value:  # noqa: ANN401 - as of the function
        """The value for several objects."""
        place = (*map(id, owners), key)
        kept = self._kept.get(place)
        return kept[1] if kept is not None else self._keep(place, owners, self._make(owners, *key))

    def _keep(self, place: object, owners: object, value: Value) -> Value:
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[place] = (owners, value)
        return value
