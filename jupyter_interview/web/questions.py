"""REST: the banks of this server, and the questions of a session."""

import asyncio
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from ..banks.copies import private_copy, public_copy, question_of
from ..banks.packing import packed
from ..banks.uploads import MOST_ZIP_BYTES, ZIP_TOO_BIG
from ..contract import question_bodies as bodies
from ..contract import values
from ..contract.question_bodies import WRITTEN_DEPTH, ChosenQuestion
from ..contract.values import BankQuestion, SessionQuestions
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Operation
from ..questions.question import Question
from ..questions.written import BadQuestion, WrittenQuestion, read_written
from ..readers.exporters.taken import Taken
from ..rooms.room import Room
from ..session.questions import no_such_question
from ..store.base import StoreError
from .credentials import demand_creator
from .exports import FileAnswer
from .rest_handler import RestHandler
from .sessions import OfNobody

NO_BANK_FOR_GUESTS = (
    "Questions of a bank are for people who are logged in; write the question down here instead."
)
NO_KEEPING_FOR_GUESTS = (
    "Questions are kept in a bank by people who are logged in; download the files instead."
)

ONE_AT_A_TIME = "You are uploading a bank already; upload the next one when that is done."


class BankQuestions(OfNobody):
    """What the banks have; and keeps a question that was written."""

    @allow_unauthenticated
    async def get(self) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        self.answer(await self.context.banks.every(identity.owner))

    @allow_unauthenticated
    async def post(self) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        wanted = bodies.question_to_keep(self.body(WRITTEN_DEPTH), self.context.service.limits)
        self.context.questions.demand(f"kept by {identity.owner}")
        question = await _as_question(wanted.written)
        self.answer(await self.context.banks.keep(question, wanted.bank), HTTPStatus.CREATED)


class UploadedBank(OfNobody):
    """A bank that somebody uploads as a zip, for themselves alone.

    A zip is bigger than other bodies. So whoever may upload none is found out before it is read,
    and is told when it was, because most clients read a refusal only then. Of one person one zip
    at a time is in memory.
    """

    _uploader = ""
    _refused: InterviewError | None = None

    async def prepare(self) -> None:  # type: ignore[override]
        await super().prepare()
        if self.request.method == "PUT":
            try:
                await self._begin()
            except InterviewError as refused:
                self._refused = refused

    async def _begin(self) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        self.context.questions.demand(f"uploaded by {identity.owner}")
        self.context.banks.uploads()
        if identity.owner in self.context.uploading:
            raise InterviewError(ErrorCode.RATE_LIMITED, ONE_AT_A_TIME)
        self.context.uploading.add(identity.owner)
        self._uploader = identity.owner
        self.take_bigger_body(MOST_ZIP_BYTES)

    def on_finish(self) -> None:
        super().on_finish()
        self._end()

    def on_connection_close(self) -> None:
        super().on_connection_close()
        self._end()

    def _end(self) -> None:
        self.context.uploading.discard(self._uploader)
        self._uploader = ""

    def too_big(self) -> InterviewError:
        return InterviewError(ErrorCode.BODY_TOO_LARGE, ZIP_TOO_BIG)

    @allow_unauthenticated
    async def put(self, bank: str) -> None:
        if self._refused is not None:
            raise self._refused
        owner, content = self._uploader, self.content()
        self.answer(await self.context.banks.upload(owner, bank, content))

    @allow_unauthenticated
    async def delete(self, bank: str) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        self.context.questions.demand(f"uploaded by {identity.owner}")
        await self.context.banks.discard(identity.owner, bank)
        self.answer_nothing()


class OneBankQuestion(OfNobody):
    """One of them with its private side, for people who may load it."""

    @allow_unauthenticated
    async def get(self, bank: str, name: str) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        self.answer(await self.context.banks.question(bank, name, identity.owner))


class Questions(RestHandler):
    """The questions of one session."""

    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer(SessionQuestions(*room.questions.every(actor)))

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            body = self.body(WRITTEN_DEPTH)
            room.core.demand(actor.role, Operation.QUESTIONS)
            wanted = bodies.question_wanted(body, self.context.service.limits)
            person = room.core.interview.counted_as(actor)
            self.context.questions.demand(f"{session_id} {person}")
            found = await self._read(actor, wanted.question)
            await self.demand_storing()
            loading = room.questions.begin(
                room.core.as_now(actor), found.question, found.side, wanted.language, wanted.into
            )
            try:
                await loading.ticket.wait()
            except StoreError:
                # It was not done, and whoever asks again may load the same one.
                loading.take_back()
                raise
            self.answer(loading.question, HTTPStatus.CREATED)

    async def _read(self, actor: Actor, wanted: ChosenQuestion | WrittenQuestion) -> BankQuestion:
        """Both sides of a question that this actor may load."""
        if isinstance(wanted, ChosenQuestion):
            if actor.identity is None:
                raise InterviewError(ErrorCode.FORBIDDEN, NO_BANK_FOR_GUESTS)
            demand_creator(self)
            return await self.context.banks.question(wanted.bank, wanted.name, actor.identity)
        question = await _as_question(wanted)
        public = public_copy(question.public, question.digest)
        return BankQuestion(public, private_copy(question.private))


class OneQuestion(RestHandler):
    @allow_unauthenticated
    async def delete(self, session_id: str, question_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.questions.remove(actor, question_id).wait()
        self.answer_nothing()


class QuestionFiles(FileAnswer):
    """A question and its private side as files, for the people who hold the session: in a zip, or
    in the bank that the server has for that."""

    @allow_unauthenticated
    async def get(self, session_id: str, question_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            question, side = _both_sides(room, actor, question_id)
            person = room.core.interview.counted_as(actor)
            self.context.exports.demand(f"{session_id} {person} {question_id}")
            content = await asyncio.to_thread(packed, question, side)
            room.core.demand(room.core.as_now(actor).role, Operation.TAKE)
            self.answer_taken(Taken(f"{question.name}.zip", "application/zip", content))

    @allow_unauthenticated
    async def post(self, session_id: str, question_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            question, side = _both_sides(room, actor, question_id)
            if actor.identity is None:
                raise InterviewError(ErrorCode.FORBIDDEN, NO_KEEPING_FOR_GUESTS)
            demand_creator(self)
            self.context.questions.demand(f"kept by {actor.identity}")
            kept = await self.context.banks.keep(question_of(question, side), None)
            self.answer(kept, HTTPStatus.CREATED)


def _both_sides(
    room: Room, actor: Actor, question_id: str
) -> tuple[values.Question, values.PrivateSide]:
    """A question of the session, for an actor who may take it away."""
    room.core.demand(actor.role, Operation.TAKE)
    questions, sides = room.questions.every(actor)
    question = next((one for one in questions if one.id == question_id), None)
    side = next((one for one in sides if one.question == question_id), None)
    if question is None or side is None:
        raise no_such_question()
    return question, side


async def _as_question(written: WrittenQuestion) -> Question:
    """What was written, as a question; raises ``invalid_field`` with the row of a bad test."""
    try:
        return await asyncio.to_thread(read_written, written)
    except BadQuestion as problem:
        raise InterviewError(ErrorCode.INVALID_FIELD, str(problem)) from None
