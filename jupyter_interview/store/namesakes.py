"""Accounts of one name, where what can be read of a damaged database comes into a new one.

The new one has noted accounts without knowing who had their names before. An account that is in
both has the identity of the damaged one from now on. One that is another account than the damaged
one knows under its identity gets the next identity of its name. What they have made since goes with
them, so nobody gets anything of a namesake, and nobody loses anything.
"""

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from .accounts import following, name_of, same

_OF_UNKNOWN_TIME = 0
"""When an account was made whose row is lost: no account that comes is it."""


class Noted(NamedTuple):
    """A row of the table of accounts."""

    identity: str
    name: str
    made_us: int


def give_way(
    connection: sqlite3.Connection, before: Collection[Noted], having: Collection[str]
) -> None:
    """Note the accounts of a damaged database, and give its identities back to them.

    ``having`` are the identities that own or have joined something in it. Where it noted accounts,
    one of these without a row may have had one that is lost: nobody who comes is taken for it.
    """
    since = [
        Noted(*row) for row in connection.execute("SELECT identity, name, made_us FROM account")
    ]
    if before:
        lost = sorted(set(having) - {account.identity for account in before})
        before = [*before, *(Noted(one, name_of(one), _OF_UNKNOWN_TIME) for one in lost)]
    moved = _moved(before, since)
    connection.executemany("DELETE FROM account WHERE identity = ?", [(old,) for old in moved])
    there = {account.identity for account in before}
    apart = [
        one._replace(identity=moved[one.identity])
        for one in since
        if one.identity in moved and moved[one.identity] not in there
    ]
    connection.executemany(
        "INSERT OR IGNORE INTO account (identity, name, made_us) VALUES (?, ?, ?)",
        [*before, *apart],
    )
    _move(connection, moved)


def _moved(before: Collection[Noted], since: Iterable[Noted]) -> dict[str, str]:
    """The identities of accounts that have others from now on."""
    since = list(since)
    taken = {account.identity for account in before}
    used = {*taken, *(account.identity for account in since)}
    moved: dict[str, str] = {}
    for account in since:
        namesakes = [one for one in before if one.name == account.name]
        twin = next((one for one in namesakes if same(one.made_us, account.made_us)), None)
        if twin is None and account.identity in taken:
            moved[account.identity] = following(account.name, used)
            used.add(moved[account.identity])
        elif twin is not None and twin.identity != account.identity:
            moved[account.identity] = twin.identity
    return moved


def _move(connection: sqlite3.Connection, moved: dict[str, str]) -> None:
    """All at once: one of them may get what another one had."""
    connection.execute("CREATE TEMP TABLE moved (old TEXT PRIMARY KEY, new TEXT NOT NULL)")
    # Remarks are by a person who is the same in all interviews, or by a participant of one.
    authors = ((f"of {old}", f"of {new}") for old, new in moved.items())
    connection.executemany("INSERT INTO moved VALUES (?, ?)", [*moved.items(), *authors])
    for table, column in (
        ("session", "created_by"),
        ("participant", "identity"),
        ("remark", "author"),
    ):
        connection.execute(
            f"UPDATE {table} SET {column} = (SELECT new FROM moved WHERE old = {column})"
            f" WHERE {column} IN (SELECT old FROM moved)"
        )
    connection.execute("DROP TABLE moved")
