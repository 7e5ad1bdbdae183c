"""The questions of an interview, with their private sides."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..contract.values import PrivateSide, Question


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions in their order. A question that was removed is kept: checks of it go on being
    told, and nobody lists it."""

    listed: tuple[Question, ...] = ()
    removed: tuple[Question, ...] = ()
    sides: Mapping[str, PrivateSide] = field(default_factory=dict)
    """By the id of the question."""

    def get(self, question_id: str) -> Question | None:
        """The question with this id, if it is listed."""
        return next((one for one in self.listed if one.id == question_id), None)

    def known(self, question_id: str) -> Question | None:
        """The question with this id, also one that was removed."""
        everyone = (*self.listed, *self.removed)
        return next((one for one in everyone if one.id == question_id), None)

    def side(self, question_id: str) -> PrivateSide | None:
        return self.sides.get(question_id)

    def listed_sides(self) -> tuple[PrivateSide, ...]:
        """The private sides of the questions that are listed, in their order."""
        return tuple(self.sides[one.id] for one in self.listed if one.id in self.sides)

    def whole(self) -> tuple[tuple[Question, PrivateSide], ...]:
        """The questions that are listed, in their order, each with its private side."""
        return tuple((one, self.sides[one.id]) for one in self.listed if one.id in self.sides)

    def cases(self, question_id: str, hidden: bool) -> tuple[dict[str, Any], ...]:
        """The tests of one side of a question, as JSON."""
        if hidden:
            side = self.side(question_id)
            return () if side is None else side.cases
        question = self.known(question_id)
        return () if question is None else question.cases

    def with_question(self, question: Question) -> "Questions":
        return dataclasses.replace(self, listed=(*self.listed, question))

    def with_side(self, side: PrivateSide) -> "Questions":
        return dataclasses.replace(self, sides={**self.sides, side.question: side})

    def without(self, question_id: str) -> "Questions":
        question = self.get(question_id)
        if question is None:
            return self
        listed = tuple(one for one in self.listed if one is not question)
        return dataclasses.replace(self, listed=listed, removed=(*self.removed, question))

    def ordered(self, ids: tuple[str, ...]) -> "Questions":
        """In this order. What is not named keeps its order, behind the others."""
        named = {one.id: one for each in ids if (one := self.get(each)) is not None}
        rest = [one for one in self.listed if one.id not in named]
        return dataclasses.replace(self, listed=(*named.values(), *rest))
