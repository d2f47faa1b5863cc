"""Which variant of a unit fits a view: by the answers to the questions that its template asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from generator.rendering.compiling import asking
from generator.rendering.tracing import Untraceable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.rendering.paths import Question

Fitting = TypeVar("Fitting")
Answers = tuple[Any, ...]


class Chooser(Generic[Fitting]):
    """Values by the answers that lead to them. Questions that all ways below share are asked in one go."""

    def __init__(self, questions: Sequence[Question] | None = None) -> None:
        self._is_new = questions is None
        self._ask_only(questions or ())
        self.found: dict[Answers, Fitting] = {}
        self.further: dict[Answers, Chooser[Fitting]] = {}

    def find(self, view: object) -> Fitting | None:
        """The value that fits a view; None where no view has answered so before."""
        try:
            answers = self._ask(view)
        except Exception:  # noqa: BLE001 - a question that makes no sense for this view: no way leads on
            return None
        fitting = self.found.get(answers)
        if fitting is None and answers in self.further:
            return self.further[answers].find(view)
        return fitting

    def add(self, questions: Sequence[Question], answers: Answers, value: Fitting) -> Fitting:
        """The value that is there for these answers, else this one.

        After the same answers a unit must ask the same question, else it depends on something that is not known.
        """
        if self._is_new:
            self._ask_only(questions)
            self._is_new = False
        shared = _shared(self._questions, questions)
        if shared < len(self._questions):
            self._split(shared)
        mine, rest = answers[:shared], answers[shared:]
        if mine in self.further and rest:
            return self.further[mine].add(questions[shared:], rest, value)
        if mine in self.further or (mine in self.found and rest):
            raise Untraceable
        if rest:
            self.further[mine] = Chooser(questions[shared:])
            return self.further[mine].add(questions[shared:], rest, value)
        return self.found.setdefault(mine, value)

    def _ask_only(self, questions: Sequence[Question]) -> None:
        self._questions = tuple(questions)
        self._ask: Callable[[Any], Answers] = asking(questions)

    def _split(self, shared: int) -> None:
        """Ask fewer questions at once, and the others after the answers to these."""
        behind = self._questions[shared:]
        found, further = self.found, self.further
        self.found, self.further = {}, {}
        self._ask_only(self._questions[:shared])
        for answers, value in found.items():
            self._behind(answers[:shared], behind).found[answers[shared:]] = value
        for answers, chooser in further.items():
            self._behind(answers[:shared], behind).further[answers[shared:]] = chooser

    def _behind(self, answers: Answers, questions: Sequence[Question]) -> Chooser[Fitting]:
        if answers not in self.further:
            self.further[answers] = Chooser(questions)
        return self.further[answers]


def _shared(one: Sequence[Question], other: Sequence[Question]) -> int:
    """How many questions both begin with."""
    for number, (mine, its) in enumerate(zip(one, other, strict=False)):
        if mine != its:
            return number
    return min(len(one), len(other))
