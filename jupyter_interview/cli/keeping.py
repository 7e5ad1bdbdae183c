"""``jupyter interview release`` and ``hold``: for whom and how long interviews are there."""

import argparse
import logging
from collections.abc import Callable
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
    released: dict[int | None, list[str]] = {}

    def wish(session: SessionRecord) -> ReleaseCopies:
        until_us = None
        if not options.take_back:
            until_us = until(session, options.until, now_us, limits, kept_days)
        released.setdefault(until_us, []).append(session.id)
        return ReleaseCopies(until_us)

    await operating.perform(store, options.session, wish, log)
    for until_us, ids in released.items():
        said = "taken back" if until_us is None else f"released until {iso(until_us)}"
        print(f"{said}: {' '.join(ids)}")
    return 0


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
    await operating.perform(store, options.session, lambda _: command, log)
    said = "can be deleted again" if options.take_away else "on hold"
    print(f"{said}: {' '.join(options.session)}")
    return 0


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
