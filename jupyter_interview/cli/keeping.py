"""``jupyter interview release`` and ``hold``: for whom and how long interviews are there."""

import argparse
import logging
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

from ..contract.rest import new_release
from ..contract.session import HoldSession, ReleaseCopies
from ..domain.clock import SystemClock, iso
from ..domain.errors import InterviewError
from ..domain.limits import Limits
from ..domain.records import SessionRecord
from ..session.release import until
from ..sessions import operating
from ..store.base import Store


def add_release(
    subjects: "argparse._SubParsersAction[argparse.ArgumentParser]",
    which: argparse.ArgumentParser,
    do: Callable[..., int],
) -> None:
    """Add the subject to the command line; ``do`` has the database open for it."""
    release = subjects.add_parser(
        "release",
        parents=[which],
        help="let candidates of interviews that have ended fetch what everybody could see",
    )
    release.add_argument("session", nargs="+", metavar="SESSION", help="its id (of its address)")
    how = release.add_mutually_exclusive_group()
    how.add_argument(
        "--until",
        type=_date,
        metavar="DATE",
        help="2026-12-31, or with a time; by default in 30 days",
    )
    how.add_argument("--take-back", action="store_true", help="candidates fetch it no longer")
    release.set_defaults(do=do, alone=True)


async def release(
    store: Store, options: argparse.Namespace, kept_days: float | None, log: logging.Logger
) -> int:
    """Release copies, or take them back; answers with the exit status. ``kept_days`` is how long
    after its end the server keeps an interview, if it deletes it by itself."""
    now_us, limits = SystemClock().now_us(), Limits()
    dates: dict[str, int | None] = {}

    def wish(session: SessionRecord) -> ReleaseCopies:
        until_us = None
        if not options.take_back:
            until_us = until(session, options.until, now_us, limits, kept_days)
        dates[session.id] = until_us
        return ReleaseCopies(until_us)

    def said(session_id: str) -> str:
        until_us = dates[session_id]
        return "taken back" if until_us is None else f"released until {iso(until_us)}"

    return await _all(operating.perform(store, options.session, wish, log), said)


def add_hold(
    subjects: "argparse._SubParsersAction[argparse.ArgumentParser]",
    which: argparse.ArgumentParser,
    do: Callable[..., int],
) -> None:
    """Add the subject to the command line; ``do`` has the database open for it."""
    hold = subjects.add_parser(
        "hold", parents=[which], help="keep interviews from being deleted, by anybody and by age"
    )
    hold.add_argument("session", nargs="+", metavar="SESSION", help="its id (of its address)")
    hold.add_argument("--take-away", action="store_true", help="let them be deleted again")
    hold.set_defaults(do=do, alone=True)


async def hold(store: Store, options: argparse.Namespace, log: logging.Logger) -> int:
    """Hold interviews, or let them be deleted again; answers with the exit status."""
    command = HoldSession(not options.take_away)
    said = "can be deleted again" if options.take_away else "on hold"
    return await _all(
        operating.perform(store, options.session, lambda _: command, log), lambda _: said
    )


async def _all(
    doing: AsyncGenerator[tuple[str, InterviewError | None], None], said: Callable[[str], str]
) -> int:
    """Name the interviews that this is done with, by what is ``said`` of each, and on standard
    error those that were refused; answers with the exit status."""
    done: dict[str, list[str]] = {}
    status = 0
    try:
        async with aclosing(doing):
            async for session_id, refusal in doing:
                if refusal is None:
                    done.setdefault(said(session_id), []).append(session_id)
                else:
                    print(f"{session_id}: {refusal.sentence}", file=sys.stderr)
                    status = 1
    finally:
        # What is stored is told as well when the database lets nobody write any more.
        for sentence, ids in done.items():
            print(f"{sentence}: {' '.join(ids)}")
    return status


def _date(text: str) -> int:
    """A date with its time, or the end of a day in UTC, in microseconds."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        text = (day + timedelta(days=1)).isoformat()
    except ValueError:
        pass
    try:
        until_us = new_release({"until": text})
    except InterviewError as refusal:
        raise argparse.ArgumentTypeError(refusal.sentence) from None
    assert until_us is not None
    return until_us
