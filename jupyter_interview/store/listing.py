"""Lists of sessions in SQL: a page of somebody's sessions, a class, and sessions to be deleted.

A page begins behind a given session and not after a number of them, so that no session is listed
twice or left out when sessions come and go between two pages. A page needs two walks along an
index, one over what somebody created and one over what they joined, each no longer than the page.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
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
from ..domain.records import SessionRecord
from ..domain.searching import folded
from . import tables
from .base import Listing

GONE = "gone"
"""The ``state`` of a session that was deleted and is not cleared yet."""

_session, _person = tables.session.c, tables.participant.c
_here = and_(_person.left_us.is_(None), _person.session_id == _session.id)

SET_MEMBER = (
    update(tables.participant)
    .where(
        _person.session_id == bindparam("of_session"),
        _person.id == bindparam("of_person"),
    )
    .values(
        member_us=select(_session.created_us)
        .where(_session.id == _person.session_id, _session.created_by != _person.identity)
        .scalar_subquery()
    )
)
"""Note the position of the session among those that a person with a login has joined."""


def derived(kind: type, record: Any) -> dict[str, Any]:
    """The columns that are derived from a record to search for it."""
    if kind is SessionRecord:
        return {"title_folded": folded(record.title)}
    return {"name_folded": folded(record.name), "member_us": None}


def page(wanted: Listing) -> "Select[Any]":
    """The ids of a page and of one more, newest first."""
    own = (
        select(_session.created_us.label("at"), _session.id.label("id"))
        .where(_session.created_by == wanted.identity, *_filters(wanted, all_people=literal(True)))
        .order_by(_session.created_us.desc(), _session.id.desc())
    )
    holds = (
        select(_person.id)
        .where(_here, _person.identity == wanted.identity, _person.role.in_(wanted.hosts))
        .correlate(tables.session)
        .exists()
    )
    joined = (
        select(_person.member_us.label("at"), _person.session_id.label("id"))
        .join(tables.session, _session.id == _person.session_id)
        .where(
            _person.identity == wanted.identity,
            _person.member_us.is_not(None),
            *_filters(wanted, all_people=holds),
        )
        .distinct()
        .order_by(_person.member_us.desc(), _person.session_id.desc())
    )
    if wanted.before is not None:
        last = tuple_(*map(literal, wanted.before))
        own = own.where(tuple_(_session.created_us, _session.id) < last)
        joined = joined.where(tuple_(_person.member_us, _person.session_id) < last)
    most = wanted.limit + 1
    both = union_all(
        select(own.limit(most).subquery("own")), select(joined.limit(most).subquery("joined"))
    ).subquery("listed")
    return select(both.c.id).order_by(both.c.at.desc(), both.c.id.desc()).limit(most)


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
    """Sessions that ended before a time, the earliest first; or only one, if it did."""
    ended = select(_session.id).where(
        _session.state == "ended", _session.ended_us < ended_before_us
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
