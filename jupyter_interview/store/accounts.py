"""Accounts and owners: whose interviews there are, and what operators do with those of others.

A login such as a JupyterHub's gives the name of a deleted account to the next one who wants it.
The time at which an account was made tells the two apart. The first account of a name is known by
the name alone, as all were before they were noted here; a later one has its number behind it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, case, delete, func, select, update

from . import tables
from .listing import GONE

_SECOND_US = 1_000_000

_account, _session = tables.account.c, tables.session.c
_person = tables.participant.c


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who has interviews, or an account that has none; ``made_us`` is of the account."""

    identity: str
    sessions: int
    live: int
    made_us: int | None


def same(one_us: int, other_us: int) -> bool:
    """Whether two times are of one account. A hub on a database without fractions of a second
    tells whole seconds from its next start on."""
    is_whole = one_us % _SECOND_US == 0 or other_us % _SECOND_US == 0
    return abs(one_us - other_us) < (_SECOND_US if is_whole else 1)


def known(connection: Connection, name: str, made_us: int) -> str | None:
    """The identity of the account of this name that was made at this time, if it was noted."""
    rows = connection.execute(
        select(_account.identity, _account.made_us).where(_account.name == name)
    )
    return next((identity for identity, at in rows if same(at, made_us)), None)


def following(name: str, before: Collection[str]) -> str:
    """The identity of the next account of a name; the first one has the name itself."""
    if name not in before:
        return name
    behind = f"{name}/"
    numbers = (one.removeprefix(behind) for one in before if one.startswith(behind))
    return f"{behind}{max((int(one) for one in numbers if one.isdecimal()), default=1) + 1}"


def name_of(identity: str) -> str:
    """The name of the account that has this identity."""
    name, behind, number = identity.rpartition("/")
    return name if behind and number.isdecimal() else identity


def note(
    connection: Connection, insert: "Callable[..., Executable]", name: str, made_us: int
) -> None:
    """Note an account; whoever is quicker has noted it."""
    before = connection.scalars(select(_account.identity).where(_account.name == name)).all()
    values = {"identity": following(name, before), "name": name, "made_us": made_us}
    connection.execute(insert(tables.account, ("identity",), ("identity",)), values)


def owners(connection: Connection) -> list[Owner]:
    """Everybody who has interviews, and all accounts that were noted, by their identities."""
    live = func.sum(case((_session.state == "live", 1), else_=0))
    counted = connection.execute(
        select(_session.created_by, func.count(), live)
        .where(_session.state != GONE)
        .group_by(_session.created_by)
    )
    having = {identity: (sessions, int(alive)) for identity, sessions, alive in counted}
    accounts = connection.execute(select(_account.identity, _account.made_us))
    made: dict[str, int] = {identity: made_us for identity, made_us in accounts}
    return [
        Owner(identity, *having.get(identity, (0, 0)), made.get(identity))
        for identity in sorted({*having, *made})
    ]


def hand_over(
    connection: Connection, session_ids: Collection[str], old: str, new: str, now_us: int
) -> None:
    """Give these interviews of one owner to another one.

    The old owner is in them no longer, and whoever of the new one's name is in them is an owner.
    What happened in an interview stays as its log tells it.
    """
    for session_id in session_ids:
        here = (_person.session_id == session_id, _person.left_us.is_(None))
        statements: tuple[Any, ...] = (
            update(tables.session)
            .where(_session.id == session_id, _session.created_by == old)
            .values(created_by=new),
            update(tables.participant)
            .where(*here, _person.identity == old)
            .values(left_us=now_us, hand_us=None, member_us=None),
            update(tables.participant)
            .where(*here, _person.identity == new)
            .values(role="owner", admitted=True, member_us=None),
        )
        for statement in statements:
            connection.execute(statement)


def forget(connection: Connection) -> None:
    """Forget all accounts: each name is that of the next account that comes."""
    connection.execute(delete(tables.account))
