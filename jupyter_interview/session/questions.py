"""The questions of an interview: loaded, removed, and put in order.

What a question says to everybody and what it says to hosts are two events with two audiences, so
whatever goes by the audience of an event cannot tell a candidate of the private side.
"""

import dataclasses

from msgspec.structs import replace

from ..contract.session import Event as AnyEvent
from ..contract.session import (
    LoadQuestion,
    OrderQuestions,
    PrivateSideKept,
    QuestionLoaded,
    QuestionRemoved,
    QuestionsOrdered,
    RemoveQuestion,
)
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.questions import MOST_QUESTIONS
from ..domain.roles import Operation
from .interview import Decided, Given, Interview
from .question_book import Questions

MOST_KNOWN = 60
"""The same, with those that were removed."""

Command = LoadQuestion | RemoveQuestion | OrderQuestions
Event = QuestionLoaded | PrivateSideKept | QuestionRemoved | QuestionsOrdered


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    interview.demand(actor.role, Operation.QUESTIONS)
    person = interview.person_of(actor)
    by = None if person is None else person.id
    return [Decided(event, by) for event in _events(interview.questions, command, given)]


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    return dataclasses.replace(interview, questions=questions_after(interview.questions, event))


def no_such_question() -> InterviewError:
    """What is said of an id that no listed question has."""
    return InterviewError(ErrorCode.NOT_FOUND, "This question is not there any more.")


def _events(questions: Questions, command: Command, given: Given) -> list[Event]:
    match command:
        case LoadQuestion():
            _demand_place(questions, command.question.digest)
            question = replace(command.question, id=given.id)
            return [
                QuestionLoaded(question),
                PrivateSideKept(replace(command.side, question=given.id)),
            ]
        case RemoveQuestion():
            if questions.get(command.question) is None:
                raise no_such_question()
            return [QuestionRemoved(command.question)]
        case OrderQuestions():
            for question_id in command.questions:
                if questions.get(question_id) is None:
                    raise no_such_question()
            ordered = questions.ordered(command.questions)
            if ordered == questions:
                return []
            return [QuestionsOrdered(tuple(one.id for one in ordered.listed))]


def _demand_place(questions: Questions, digest: str) -> None:
    if len(questions.listed) >= MOST_QUESTIONS:
        sentence = f"An interview may have at most {MOST_QUESTIONS} questions; take one out first."
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    if len(questions.listed) + len(questions.removed) >= MOST_KNOWN:
        sentence = "This interview has had too many questions; begin another one."
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    if any(one.digest == digest for one in questions.listed):
        raise InterviewError(ErrorCode.INVALID_FIELD, "This question is in the interview already.")


def questions_after(questions: Questions, event: AnyEvent) -> Questions:
    """The questions after an event, of whichever concern it is."""
    match event:
        case QuestionLoaded():
            return questions.with_question(event.question)
        case PrivateSideKept():
            return questions.with_side(event.side)
        case QuestionRemoved():
            return questions.without(event.question)
        case QuestionsOrdered():
            return questions.ordered(event.questions)
        case _:
            return questions
