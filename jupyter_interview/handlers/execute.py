"""Runs that this server makes: a program from a request, its output to everybody in the session."""

from contextlib import aclosing
from dataclasses import dataclass

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.runs import RUNNING, Run
from ..execution.engine import Engine
from ..execution.events import Ended, Printed, Program
from ..execution.places import Places
from ..execution.runs import joined
from ..protocol.rest import RunRequest
from ..rooms.room import Room

NO_SERVER_RUNS = (
    "This server does not run code itself. Whoever runs it can install jupyter_interview[sandbox] "
    "and set c.InterviewApp.server_runs = True; until then run the code in the browser, and report "
    "the result as output."
)
_ABANDONED = "The server stopped running this."


@dataclass(frozen=True, slots=True)
class Execution:
    """What runs on this server need; without one there are none."""

    engine: Engine
    places: Places


async def run_here(
    execution: Execution | None, room: Room, actor: Actor, wish: RunRequest, session_id: str
) -> Run:
    """The run once it has ended and is stored; raises ``not_enabled`` and ``rate_limited``."""
    if execution is None:
        raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_RUNS)
    async with execution.places.place(session_id):
        run = room.start_here(actor, wish.language)
        end = Ended("crashed", _ABANDONED, 0)
        ticket = None
        try:
            program = Program(wish.code, wish.language, wish.stdin)
            async with aclosing(joined(execution.engine.run(program))) as events:
                async for event in events:
                    if run.state != RUNNING or room.deleted:
                        break
                    if isinstance(event, Printed):
                        room.running.output_here(run, event.stream, event.text)
                    else:
                        end = event
        finally:
            if run.state == RUNNING and not room.deleted:
                ticket = room.running.end_here(run, end.state, end.error, end.duration_ms)
        if room.deleted:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no session with this id.")
        if ticket is not None:
            await ticket.wait()
        return run
