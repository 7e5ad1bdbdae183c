"""The tables, for every database that SQLAlchemy supports.

Columns have the names of the fields in ``base``, so rows and records have the same shape. ``nr`` is
the order of insertion. When a session is deleted, its rows in all tables are deleted.
``title_folded``, ``title_key``, ``name_folded`` and ``member_us`` are derived from the records for
:mod:`.listing`. ``active_us`` is the time of the newest edit or run, within seconds, and of the
creation before there is one. ``member_us`` is the time of creation of a session that a person with
a login has joined, and neither left nor created; ``member_active_us`` and ``member_title_key`` are
its other places in the orders.
"""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler

from ..domain.records import CopiedFrom, Way
from ..domain.settings import Settings

metadata = MetaData()


class AnyText(TypeDecorator[str]):
    """Text as UTF-8: PostgreSQL's own holds no U+0000, which texts of an interview may have."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: object) -> bytes | None:
        return None if value is None else value.encode()

    def process_result_value(self, value: bytes | None, dialect: object) -> str | None:
        return None if value is None else value.decode()


_DEFAULTS = asdict(Settings())


class InJson(TypeDecorator[Settings]):
    """Settings as one JSON object of those that are not as by default.

    So a setting that is new needs no column, and an older session has its default. One that this
    version does not know is passed over.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Settings | None, dialect: object) -> str | None:
        if value is None:
            return None
        changed = {name: it for name, it in asdict(value).items() if it != _DEFAULTS[name]}
        return json.dumps(changed)

    def process_result_value(self, value: str | None, dialect: object) -> Settings | None:
        if value is None:
            return None
        return Settings(**{name: it for name, it in json.loads(value).items() if name in _DEFAULTS})


class WaysInJson(TypeDecorator[tuple[Way, ...]]):
    """Further links of a person as a JSON list of pairs: the link, and the hash of the secret."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Way, ...] | None, dialect: object) -> str | None:
        if not value:
            return None
        pairs = [
            (way.invite_id, None if way.secret_sha256 is None else way.secret_sha256.hex())
            for way in value
        ]
        return json.dumps(pairs)

    def process_result_value(self, value: str | None, dialect: object) -> tuple[Way, ...]:
        pairs = () if value is None else json.loads(value)
        return tuple(
            Way(invite_id, None if secret is None else bytes.fromhex(secret))
            for invite_id, secret in pairs
        )


class PlaceInJson(TypeDecorator[CopiedFrom]):
    """Where a session was copied from as a JSON list: the id of the other one, and the place."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: CopiedFrom | None, dialect: object) -> str | None:
        return None if value is None else json.dumps([value.session, value.at])

    def process_result_value(self, value: str | None, dialect: object) -> CopiedFrom | None:
        return None if value is None else CopiedFrom(*json.loads(value))


def _nr() -> "Column[int]":
    """A number that grows. SQLite counts only in a column called exactly INTEGER."""
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column("nr", kind, primary_key=True, autoincrement=True)


def _of_session(*, primary_key: bool = False) -> "Column[str]":
    target = ForeignKey("session.id", ondelete="CASCADE")
    return Column("session_id", String, target, primary_key=primary_key, nullable=False)


meta = Table("meta", metadata, Column("schema_version", Integer, nullable=False))

session = Table(
    "session",
    metadata,
    _nr(),
    Column("id", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("language", String, nullable=False),
    Column("state", String, nullable=False),
    Column("created_us", BigInteger, nullable=False),
    Column("created_by", String, nullable=False),
    Column("ended_us", BigInteger),
    Column("epoch", Integer, nullable=False),
    Column("settings", InJson, nullable=False, server_default="{}"),
    Column("group", String),
    Column("copied_from", PlaceInJson),
    Column("title_folded", String, nullable=False, server_default=""),
    Column("title_key", AnyText),
    Column("active_us", BigInteger, nullable=False, server_default="0"),
    Column("released_us", BigInteger),
    Column("held_us", BigInteger),
)

participant = Table(
    "participant",
    metadata,
    _nr(),
    _of_session(),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("identity", String),
    Column("secret_sha256", LargeBinary),
    Column("invite_id", String),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("color", String, nullable=False),
    Column("joined_us", BigInteger, nullable=False),
    Column("left_us", BigInteger),
    Column("admitted", Boolean, nullable=False, server_default=true()),
    Column("hand_us", BigInteger),
    Column("taken_off", Boolean, nullable=False, server_default=false()),
    Column("ways", WaysInJson),
    Column("name_folded", String, nullable=False, server_default=""),
    Column("member_us", BigInteger),
    Column("member_active_us", BigInteger),
    Column("member_title_key", AnyText),
    UniqueConstraint("session_id", "id"),
)

invite = Table(
    "invite",
    metadata,
    _nr(),
    _of_session(),
    Column("id", String, nullable=False),
    Column("secret_sha256", LargeBinary, nullable=False),
    Column("role", String, nullable=False),
    Column("created_us", BigInteger, nullable=False),
    Column("expires_us", BigInteger, nullable=False),
    Column("max_uses", Integer),
    Column("uses", Integer, nullable=False),
    Column("revoked_us", BigInteger),
    Column("label", String),
    UniqueConstraint("session_id", "id"),
)

client = Table(
    "client",
    metadata,
    _nr(),
    _of_session(),
    Column("client_id", BigInteger, nullable=False),
    Column("participant_id", String),
    UniqueConstraint("session_id", "client_id"),
)

creation = Table(
    "creation",
    metadata,
    _of_session(primary_key=True),
    Column("key_sha256", LargeBinary, nullable=False, unique=True),
    Column("body_sha256", LargeBinary, nullable=False),
)

account = Table(
    "account",
    metadata,
    _nr(),
    Column("identity", String, nullable=False, unique=True),
    Column("name", String, nullable=False, index=True),
    Column("made_us", BigInteger, nullable=False),
)
"""The accounts of a login that gives a name again after it was deleted (:mod:`.accounts`)."""

log = Table(
    "log",
    metadata,
    _of_session(primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("at_us", BigInteger, nullable=False),
    Column("participant_id", String),
    Column("kind", SmallInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("made_us", BigInteger),
    sqlite_with_rowid=False,
)

snapshot = Table(
    "snapshot",
    metadata,
    _of_session(primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

remark = Table(
    "remark",
    metadata,
    _nr(),
    _of_session(),
    Column("id", String, nullable=False),
    Column("author", String, nullable=False),
    Column("kind", SmallInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("seq_us", BigInteger, nullable=False),
    Column("moment_us", BigInteger, nullable=False),
    Column("made_us", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    UniqueConstraint("session_id", "id"),
)
"""What hosts write for themselves, which no reader of the log meets."""

shown = Table(
    "shown",
    metadata,
    _of_session(primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("damaged", Boolean, nullable=False),
    Column("code", AnyText, nullable=False),
)


_GROUPED = session.c.group.is_not(None)
INDEXES = (
    Index("session_owner", session.c.created_by, session.c.created_us, session.c.id),
    Index(
        "session_owner_state",
        session.c.created_by,
        session.c.state,
        session.c.created_us,
        session.c.id,
    ),
    *(
        Index(f"session_owner_{name}", *owned, column, session.c.id)
        for name, owned, column in (
            ("active", (session.c.created_by,), session.c.active_us),
            ("title", (session.c.created_by,), session.c.title_key),
            ("state_active", (session.c.created_by, session.c.state), session.c.active_us),
            ("state_title", (session.c.created_by, session.c.state), session.c.title_key),
        )
    ),
    Index("session_owner_group", session.c.created_by, session.c.group, sqlite_where=_GROUPED),
    Index("session_group", session.c.group, sqlite_where=_GROUPED),
    Index("session_state", session.c.state, session.c.ended_us),
    *(
        Index(
            name,
            participant.c.identity,
            column,
            participant.c.session_id,
            sqlite_where=participant.c.member_us.is_not(None),
        )
        for name, column in (
            ("participant_member", participant.c.member_us),
            ("participant_member_active", participant.c.member_active_us),
            ("participant_member_title", participant.c.member_title_key),
        )
    ),
    Index("participant_name", participant.c.session_id, participant.c.name_folded),
)
"""The indexes of the lists."""


@compiles(CreateIndex, "postgresql")
def _with_its_condition(element: CreateIndex, compiler: DDLCompiler, **options: Any) -> str:
    """Give PostgreSQL an index's condition, too.

    An index that names ``postgresql_where`` loads the dialect, which costs a tenth of a second at
    the start of every server, also of one that keeps its interviews in SQLite.
    """
    index = element.element
    if index.table is not None and index.table.metadata is metadata:
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    made: str = compiler.visit_create_index(element, **options)  # type: ignore[no-untyped-call]
    return made
