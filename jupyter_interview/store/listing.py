"""Lists of sessions in SQL: a page of somebody's sessions, a class, and sessions to be deleted.

A page begins behind a given session and not after a number of them, so that no session is listed
twice or left out when sessions come and go between two pages. A page needs two walks along an
index, one over what somebody created and one over what they joined, each no longer than the page.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
    update,
)

from ..domain.naming import DEFAULT_TITLE
from ..domain.ordering import Order, title_key
from ..domain.records import SessionRecord
from ..domain.searching import folded
from . import tables
from .base import DONE, Listing

GONE = "gone"
"""The ``state`` of a session that was deleted and is not cleared yet."""

_session, _person = tables.session.c, tables.participant.c
_here = and_(_person.left_us.is_(None), _person.session_id == _session.id)


def _joined(column: "ColumnElement[Any]") -> "ScalarSelect[Any]":
    """What a session has in this column, for a person who has joined it and did not create it."""
    return (
        select(column)
        .where(_session.id == _person.session_id, _session.created_by != _person.identity)
        .scalar_subquery()
    )


SET_MEMBER = (
    update(tables.participant)
    .where(
        _person.session_id == bindparam("of_session"),
        _person.id == bindparam("of_person"),
    )
    .values(
        member_us=_joined(_session.created_us),
        member_active_us=_joined(_session.active_us),
        member_title_key=_joined(_session.title_key),
    )
)
"""Note the places of the session among those that a person with a login has joined."""

_OF_MEMBERS = update(tables.participant).where(
    _person.session_id == bindparam("of_session"), _person.member_us.is_not(None)
)
SET_MEMBERS_TITLE = _OF_MEMBERS.where(_person.member_title_key != bindparam("as_key")).values(
    member_title_key=bindparam("as_key")
)
"""Note the place of a title with everybody who has joined the session."""
SET_MEMBERS_ACTIVE = _OF_MEMBERS.values(member_active_us=_joined(_session.active_us))
"""Note when a session was active last with everybody who has joined it."""


ACTIVE_WITHIN_US = 10_000_000
"""How much newer an edit or run is than the one that is noted, before it is noted."""

SET_ACTIVE = (
    update(tables.session)
    .where(
        _session.id == bindparam("of_session"),
        _session.active_us <= bindparam("before_us"),
    )
    .values(active_us=bindparam("at_us"))
)
"""Note when a session was edited or run last."""


def derived(kind: type, record: Any) -> dict[str, Any]:
    """The columns that are derived from a record to search and to order.

    A session is as old as its creation only when it is inserted (:data:`KEPT`).
    """
    if kind is SessionRecord:
        return {
            "title_folded": folded(record.title),
            "title_key": title_key(record.title),
            "active_us": record.created_us,
        }
    return {"name_folded": folded(record.name), "member_us": None}


KEPT = (_session.active_us.name,)
"""Columns that a record does not replace."""
_PLACES: dict[Order, ColumnElement[Any]] = {
    Order.CREATED: _session.created_us,
    Order.ACTIVITY: _session.active_us,
    Order.TITLE: _session.title_key,
}
_MEMBER_PLACES: dict[Order, ColumnElement[Any]] = {
    Order.CREATED: _person.member_us,
    Order.ACTIVITY: _person.member_active_us,
    Order.TITLE: _person.member_title_key,
}


def page(wanted: Listing) -> "Select[Any]":
    """The ids and the places of a page and of one more, in their order."""
    place = _PLACES[wanted.order]
    joined_place = _MEMBER_PLACES[wanted.order]
    own = select(place.label("at"), _session.id.label("id")).where(
        _session.created_by == wanted.identity, *_filters(wanted, all_people=literal(True))
    )
    holds = (
        select(_person.id)
        .where(_here, _person.identity == wanted.identity, _person.role.in_(wanted.hosts))
        .correlate(tables.session)
        .exists()
    )
    joined = (
        select(joined_place.label("at"), _person.session_id.label("id"))
        .join(tables.session, _session.id == _person.session_id)
        .where(
            _person.identity == wanted.identity,
            _person.member_us.is_not(None),
            *_filters(wanted, all_people=holds),
        )
        .distinct()
    )
    most = wanted.limit + 1
    both = union_all(
        select(_part(own, wanted, place, _session.id, most).subquery("own")),
        select(_part(joined, wanted, joined_place, _person.session_id, most).subquery("joined")),
    )
    # With a limit of its own SQLite takes it as it comes, and does not sort each of the two again.
    listed = both.limit(2 * most).subquery("listed")
    in_order = _in_order(wanted, listed.c.at, listed.c.id)
    return select(listed.c.id, listed.c.at).order_by(*in_order).limit(most)


def _part(
    sessions: "Select[Any]",
    wanted: Listing,
    place: "ColumnElement[Any]",
    session_id: "ColumnElement[Any]",
    most: int,
) -> "Select[Any]":
    """So many of these sessions, from the one on behind which the page begins."""
    if wanted.before is not None:
        last, last_id = wanted.before
        before = tuple_(literal(last, place.type), literal(last_id))
        here = tuple_(place, session_id)
        sessions = sessions.where(here > before if _is_rising(wanted) else here < before)
    return sessions.order_by(*_in_order(wanted, place, session_id)).limit(most)


def _is_rising(wanted: Listing) -> bool:
    """Whether what is less comes first; times go the other way."""
    return wanted.order is Order.TITLE


def _in_order(wanted: Listing, *columns: "ColumnElement[Any]") -> "Iterator[ColumnElement[Any]]":
    for column in columns:
        yield column.asc() if _is_rising(wanted) else column.desc()


def _filters(wanted: Listing, all_people: "ColumnElement[bool]") -> "Sequence[ColumnElement[bool]]":
    """Search names only in sessions of which the person is a host: others could guess names by
    searching."""
    title = _title(wanted.untitled)
    found: list[ColumnElement[bool]] = [_session.state != GONE]
    if wanted.state is not None:
        found = [_session.state == wanted.state]
    for word in wanted.words:
        people = tables.participant.alias()
        named = (
            select(people.c.nr)
            .where(
                people.c.session_id == _session.id,
                people.c.name_folded.contains(word, autoescape=True),
            )
            .correlate(tables.session)
            .exists()
        )
        titled = title.contains(word, autoescape=True)
        found.append(or_(titled, and_(all_people, named)))
    return found


def _title(untitled: str) -> "ColumnElement[str]":
    """What the reader sees as the title, folded."""
    if not untitled:
        return _session.title_folded
    is_untitled = _session.title == DEFAULT_TITLE
    return case((is_untitled, literal(untitled)), else_=_session.title_folded)


def chosen(
    sessions: "Select[Any]", identity: str, ids: Sequence[str], group: str | None
) -> "Select[Any]":
    """Those of these sessions, or of this class, that somebody created or joined, newest first."""
    joined = select(_person.id).where(_here, _person.identity == identity).exists()
    among = _session.id.in_(ids) if ids else _session.group == group
    if ids and group is not None:
        among = or_(among, _session.group == group)
    return sessions.where(among, or_(_session.created_by == identity, joined)).order_by(
        _session.created_us.desc(), _session.id.desc()
    )


def classes(identity: str) -> "Select[Any]":
    """The classes of somebody and how many sessions each has, the newest first."""
    return (
        select(_session.group, func.count())
        .where(_session.created_by == identity, _session.group.is_not(None))
        .group_by(_session.group)
        .order_by(func.max(_session.created_us).desc())
    )


def due(ended_before_us: int, limit: int, session_id: str | None) -> "Select[Any]":
    """Sessions that ended before a time and are not on hold, the earliest first; or only one, if it
    did."""
    ended = select(_session.id).where(
        _session.state == "ended", _session.ended_us < ended_before_us, _session.held_us.is_(None)
    )
    if session_id is not None:
        ended = ended.where(_session.id == session_id)
    return ended.order_by(_session.ended_us).limit(limit)


def fill(connection: Connection) -> None:
    """Fill the derived columns that an older version has not written."""
    for table, source in ((tables.session, "title"), (tables.participant, "name")):
        rows = connection.execute(select(table.c.nr, table.c[source])).all()
        values = [{"of_nr": nr, "as_folded": folded(name)} for nr, name in rows]
        if values:
            to: dict[str, Any] = {f"{source}_folded": bindparam("as_folded")}
            connection.execute(
                update(table).where(table.c.nr == bindparam("of_nr")).values(to), values
            )
    members = select(_person.session_id, _person.id).where(
        _person.identity.is_not(None), _person.left_us.is_(None)
    )
    values = [{"of_session": s, "of_person": p} for s, p in connection.execute(members)]
    if values:
        connection.execute(SET_MEMBER, values)


def fill_places(connection: Connection) -> None:
    """Fill the places of sessions in the orders, which an older version has not written."""
    rows = connection.execute(select(_session.nr, _session.title)).all()
    values = [{"of_nr": nr, "as_key": title_key(title)} for nr, title in rows]
    if values:
        statement = update(tables.session).where(_session.nr == bindparam("of_nr"))
        connection.execute(statement.values(title_key=bindparam("as_key")), values)
    entry = tables.log.c
    newest = (
        select(entry.at_us)
        .where(entry.session_id == _session.id, entry.kind.in_(DONE))
        .order_by(entry.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    active = func.coalesce(newest, _session.created_us)
    connection.execute(update(tables.session).values(active_us=active))
    places = {"member_active_us": _session.active_us, "member_title_key": _session.title_key}
    members = update(tables.participant).where(_person.member_us.is_not(None))
    joined = {name: _joined(column) for name, column in places.items()}
    connection.execute(members.values(joined))
