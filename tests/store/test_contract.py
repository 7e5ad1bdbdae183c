"""ST5: what every store must do, the twin in memory included."""

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import pytest

from jupyter_interview.domain.records import LogKind, ParticipantRecord, SessionRecord
from jupyter_interview.domain.settings import Settings
from jupyter_interview.store.base import (
    MOST_CHECKED,
    Change,
    ClientBinding,
    Creation,
    Deletion,
    Store,
    StoreError,
)
from jupyter_interview.store.postgres import PostgresStore
from jupyter_interview.store.sqlite import SqliteStore
from tests.services.postgres import Postgres
from tests.store.memory_store import MemoryStore

from .stories import (
    ANA,
    BINDING,
    BO,
    COPY,
    INVITE,
    OTHER,
    SESSION,
    Story,
    clear,
    entry,
    listed,
    snapshot,
    tell,
)

Teller = Callable[[Story], None]


CREATION = Creation(SESSION.id, b"key" * 10, b"body" * 8)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Teller:
    """Runs a story against an opened store."""
    if request.param == "postgres":
        cluster: Postgres = request.getfixturevalue("postgres_cluster")
        return partial(tell, PostgresStore(cluster.database()))
    stores: dict[str, Store] = {
        "memory": MemoryStore(),
        "sqlite": SqliteStore(tmp_path / "interviews.sqlite"),
    }
    return partial(tell, stores[request.param])


def test_ST5_settings_come_back_as_they_were_put(told: Teller) -> None:
    usual = asdict(Settings())
    others = [Settings(**{**usual, name: not value}) for name, value in usual.items()]

    async def story(store: Store) -> None:
        for settings in (*others, Settings(**{name: not it for name, it in usual.items()})):
            await store.commit([replace(SESSION, settings=settings)])
            assert [session.settings for session in await listed(store)] == [settings]

    told(story)


def test_ST5_records_come_back_as_they_were_put(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, ANA, BO, INVITE, BINDING, snapshot(3)])
        data = await store.load(SESSION.id)
        assert data is not None
        assert data.session == SESSION
        assert list(data.participants) == [ANA, BO]
        assert list(data.invites) == [INVITE]
        assert list(data.clients) == [BINDING]
        assert data.snapshot == snapshot(3)

    told(story)


def test_FK4_where_a_copy_comes_from_is_kept(told: Teller) -> None:
    """Also when what it was copied from is gone."""

    async def story(store: Store) -> None:
        await store.commit([SESSION, COPY])
        await store.commit([replace(COPY, title="Again"), Deletion(SESSION.id)])
        data = await store.load(COPY.id)
        assert data is not None
        assert data.session == replace(COPY, title="Again")
        assert [session.copied_from for session in await listed(store)] == [COPY.copied_from]

    told(story)


def test_ST5_what_was_never_put_is_not_there(told: Teller) -> None:
    async def story(store: Store) -> None:
        assert await listed(store) == []
        assert await store.load(SESSION.id) is None
        assert await store.log(SESSION.id) == []
        await store.commit([SESSION])
        data = await store.load(SESSION.id)
        assert data is not None
        assert data.snapshot is None
        assert not data.participants and not data.invites and not data.clients

    told(story)


def test_GR19_a_session_is_found_by_the_key_that_it_was_created_with(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, CREATION])
        assert await store.created_with(CREATION.key_sha256) == CREATION
        assert await store.created_with(b"another") is None
        await store.commit([Deletion(SESSION.id)])
        assert await store.created_with(CREATION.key_sha256) is None
        await store.commit([OTHER, replace(CREATION, session_id=OTHER.id)])

    told(story)


def test_ST5_sessions_are_listed_newest_first(told: Teller) -> None:
    async def story(store: Store) -> None:
        twin = replace(OTHER, id="MadeAtTheSam")
        await store.commit([OTHER, twin, SESSION])
        assert [session.id for session in await listed(store)] == [twin.id, OTHER.id, SESSION.id]

    told(story)


def test_ST5_a_record_put_again_replaces_the_whole_and_keeps_its_place(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, ANA, BO, INVITE])
        left = replace(ANA, left_us=5, name="Ana", secret_sha256=b"x" * 32)
        used = replace(INVITE, uses=1, revoked_us=7)
        ended = replace(SESSION, state="ended", ended_us=9, epoch=2)
        await store.commit([left, used, ended])
        data = await store.load(SESSION.id)
        assert data is not None
        assert data.session == ended
        assert list(data.participants) == [left, BO]
        assert list(data.invites) == [used]
        await store.commit([replace(left, left_us=None)])
        data = await store.load(SESSION.id)
        assert data is not None and data.participants[0].left_us is None

    told(story)


def test_ST5_replacing_a_session_keeps_what_belongs_to_it(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, ANA, entry(1)])
        await store.commit([replace(SESSION, title="Round 3")])
        data = await store.load(SESSION.id)
        assert data is not None and list(data.participants) == [ANA]
        assert await store.log(SESSION.id) == [entry(1)]

    told(story)


def test_ST5_the_log_comes_in_order_from_anywhere_in_it(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER])
        await store.commit([entry(seq) for seq in (1, 3, 2)])
        await store.commit([entry(1, session_id=OTHER.id), entry(4, b"")])
        assert await store.log(SESSION.id) == [entry(1), entry(2), entry(3), entry(4, b"")]
        assert await store.log(SESSION.id, after_seq=2) == [entry(3), entry(4, b"")]
        assert await store.log(SESSION.id, 1, limit=1) == [entry(2)]
        assert await store.log(SESSION.id, after_seq=4) == []
        assert await store.log(SESSION.id, updates_after=3) == [entry(4, b"")]
        await store.commit([replace(entry(5), kind=LogKind.RUN)])
        assert await store.log(SESSION.id, 1, 2, updates_after=4) == [
            replace(entry(5), kind=LogKind.RUN)
        ]
        added = replace(entry(6), kind=LogKind.FILE_ADDED)
        await store.commit([added])
        kinds = frozenset({LogKind.FILE_ADDED, LogKind.RUN})
        assert await store.log(SESSION.id, kinds=kinds) == [
            replace(entry(5), kind=LogKind.RUN),
            added,
        ]
        assert await store.log(SESSION.id, 5, kinds=kinds) == [added]
        assert await store.log(SESSION.id, 0, 1, kinds={LogKind.FILE_ADDED}) == [added]

    told(story)


def test_ST5_every_kind_of_entry_comes_back(told: Teller) -> None:
    async def story(store: Store) -> None:
        entries = [replace(entry(seq + 1), kind=kind) for seq, kind in enumerate(LogKind)]
        entries.append(replace(entry(99), participant_id=None, payload=bytes(range(256)) * 1024))
        await store.commit([SESSION, *entries])
        assert await store.log(SESSION.id) == entries

    told(story)


def test_ST5_the_newest_checks_are_read_off_the_end_of_the_log(told: Teller) -> None:
    """QU28: whoever made them, with changes of the session among them."""
    kinds = [LogKind.CHECK, LogKind.UPDATE, LogKind.STATE, LogKind.CHECK_END] * MOST_CHECKED

    async def story(store: Store) -> None:
        entries = [replace(entry(seq), kind=kind) for seq, kind in enumerate(kinds, 1)]
        await store.commit([SESSION, OTHER, ANA, BO, *entries, entry(1, session_id=OTHER.id)])
        activity = await store.activity([SESSION.id, OTHER.id], ["owner"])
        wanted = [one for one in reversed(entries) if one.kind is not LogKind.UPDATE]
        assert list(activity[SESSION.id].checks) == wanted[:MOST_CHECKED]
        assert list(activity[OTHER.id].checks) == []

    told(story)


def test_ST5_the_head_of_a_session_is_read_off_its_log(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([replace(SESSION, head_seq=77), entry(1), entry(2)])
        data = await store.load(SESSION.id)
        assert data is not None and data.session.head_seq == 2
        assert [session.head_seq for session in await listed(store)] == [2]

    told(story)


def test_ST5_the_newest_snapshot_is_loaded(told: Teller) -> None:
    async def story(store: Store) -> None:
        again = replace(snapshot(9), state=b"better")
        await store.commit([SESSION, snapshot(9), snapshot(3)])
        await store.commit([again])
        data = await store.load(SESSION.id)
        assert data is not None and data.snapshot == again

    told(story)


@pytest.mark.parametrize(
    "changes",
    [
        [entry(2), entry(1)],
        [entry(2), entry(2)],
        [ANA, replace(BINDING, participant_id=ANA.id)],
        [replace(SESSION, title="Gone"), entry(1, session_id="nowhere")],
        [BO, replace(ANA, session_id="nowhere")],
        [INVITE, ClientBinding("nowhere", 1, None)],
        [OTHER, replace(CREATION, session_id=OTHER.id)],
        [replace(OTHER, title="New"), Deletion(SESSION.id), entry(3)],
    ],
    ids=[
        "taken",
        "twice",
        "bound",
        "no-session-log",
        "no-session",
        "no-session-client",
        "key",
        "deleted",
    ],
)
def test_ST4_a_commit_with_one_impossible_change_leaves_nothing(
    told: Teller, changes: list[Change]
) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, BINDING, CREATION, entry(1, b"first")])
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit(changes)
        assert await listed(store) == [replace(SESSION, head_seq=1)]
        assert await store.log(SESSION.id) == [entry(1, b"first")]
        data = await store.load(SESSION.id)
        assert data is not None
        assert list(data.clients) == [BINDING]
        assert not data.participants and not data.invites
        await store.commit([entry(2)])
        assert len(await store.log(SESSION.id)) == 2

    told(story)


def test_ST5_a_deleted_session_takes_everything_along_and_no_other(told: Teller) -> None:
    async def story(store: Store) -> None:
        guest = replace(BO, session_id=OTHER.id)
        kept: list[SessionRecord | ParticipantRecord] = [OTHER, guest]
        await store.commit([SESSION, ANA, INVITE, BINDING, snapshot(1), entry(1), *kept])
        await store.commit([entry(1, session_id=OTHER.id), Deletion(SESSION.id)])
        assert await store.load(SESSION.id) is None
        assert await store.log(SESSION.id) == []
        assert await listed(store) == [replace(OTHER, head_seq=1)]
        data = await store.load(OTHER.id)
        assert data is not None and list(data.participants) == [guest]
        await store.commit([Deletion(SESSION.id)])
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([SESSION])
        assert await clear(store) > 0
        await store.commit([SESSION])
        data = await store.load(SESSION.id)
        assert data is not None
        assert not data.participants and not data.invites and not data.clients
        assert data.snapshot is None and await store.log(SESSION.id) == []

    told(story)


def test_ST5_nothing_to_commit_is_no_error(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([])
        assert await listed(store) == []

    told(story)


def test_ST5_a_closed_store_says_so(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.close()
        await store.close()
        with pytest.raises(StoreError, match="not open"):
            await store.commit([SESSION])
        with pytest.raises(StoreError, match="not open"):
            await listed(store)

    told(story)


def test_HB13_each_account_of_a_name_has_an_identity_for_good(told: Teller) -> None:
    first, second = 1_790_000_000_400_000, 1_790_000_001_300_000

    async def story(store: Store) -> None:
        for _ in range(2):
            assert await store.account("user:ed", first) == "user:ed"
            assert await store.account("user:ed", second) == "user:ed/2"
        assert await store.account("user:ana", second) == "user:ana"
        assert await store.account("user:ed", second + 1) == "user:ed/3"
        # As a hub tells it that keeps no fractions of a second.
        assert await store.account("user:ana", 1_790_000_001_000_000) == "user:ana"

    told(story)
