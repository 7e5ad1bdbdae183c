"""GR4 to GR6, GR13, GR15, GR16, AC31, SL14: lists of sessions, in every store."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite as dialect

from jupyter_interview.domain.naming import DEFAULT_TITLE
from jupyter_interview.domain.ordering import Order
from jupyter_interview.domain.records import LogEntry, ParticipantRecord, SessionRecord
from jupyter_interview.domain.searching import folded, words
from jupyter_interview.store import listing
from jupyter_interview.store.base import Deletion, Listing, ShownText, Store
from jupyter_interview.store.listing import ACTIVE_WITHIN_US
from jupyter_interview.store.sqlite import SqliteStore

from .stories import ANA, BO, SESSION, clear, entry, tell
from .test_contract import Teller, told

__all__ = ["told"]

HOSTS = ("owner", "interviewer")


def session(number: int, **changes: object) -> SessionRecord:
    made_us = SESSION.created_us + number // 2
    return replace(  # type: ignore[no-any-return]
        SESSION, id=f"session{number:05d}", title=f"T{number}", created_us=made_us, **changes
    )


def person(one: SessionRecord, name: str, **changes: object) -> ParticipantRecord:
    return replace(BO, session_id=one.id, name=name, **changes)  # type: ignore[no-any-return, arg-type]


async def page(
    store: Store, identity: str = "ana", limit: int = 3, text: str = "", **wanted: object
) -> tuple[list[str], bool]:
    listing = Listing(identity, limit, HOSTS, words=words(text), **wanted)  # type: ignore[arg-type]
    listed, more = await store.page(listing)
    return [one.session.id for one in listed], more


async def found(store: Store, text: str, identity: str = "ana") -> set[str]:
    ids, _ = await page(store, identity, 100, text)
    return {int(one.removeprefix("session")).__str__() for one in ids}


def test_GR15_pages_go_on_behind_a_session_whatever_comes_and_goes(told: Teller) -> None:
    """GR15: nothing is told twice, and nothing left out that was there all the time."""

    async def story(store: Store) -> None:
        await store.commit([session(n) for n in range(8)])
        assert (await page(store, limit=8))[1] is False
        seen, before, more = [], None, True
        while more:
            ids, more = await page(store, before=before)
            seen += ids
            [last] = [session(n) for n in range(8) if session(n).id == ids[-1]]
            before = (last.created_us, last.id)
            if len(seen) == 3:
                # One that was told, the one behind which the next page begins, and one to come.
                await store.commit([Deletion(seen[0]), Deletion(seen[-1]), Deletion(session(1).id)])
                await store.commit([session(90 + n) for n in range(3)])
        assert seen == [session(n).id for n in (7, 6, 5, 4, 3, 2, 0)]

    told(story)


def test_GR4_a_page_is_of_what_somebody_made_or_has_joined(told: Teller) -> None:
    async def story(store: Store) -> None:
        own, joined, left, others = (session(n) for n in (0, 2, 4, 6))
        await store.commit([own, *(replace(s, created_by="eve") for s in (joined, left, others))])
        await store.commit([
            person(own, "Ana", identity="ana", role="owner"),
            person(joined, "Ana", identity="ana"),
            person(joined, "Ana again", identity="ana", id="p2", joined_us=BO.joined_us + 1),
            person(left, "Ana", identity="ana", left_us=7),
            person(others, "Bo", identity="bo"),
        ])  # fmt: skip
        listed, more = await store.page(Listing("ana", 10, HOSTS))
        assert not more
        assert [one.session.id for one in listed] == [joined.id, own.id]
        assert [one.person and one.person.name for one in listed] == ["Ana again", None]
        back = person(left, "Ana", identity="ana", left_us=None)
        gone = [
            person(joined, "Ana", identity="ana", left_us=8),
            replace(person(joined, "", identity="ana", left_us=8), id="p2"),
        ]
        await store.commit([back, *gone])
        assert (await page(store))[0] == [left.id, own.id]
        assert (await page(store, limit=1)) == ([left.id], True)
        await store.commit([Deletion(left.id)])
        assert (await page(store))[0] == [own.id]
        assert await page(store, "nobody") == ([], False)

    told(story)


def test_AC31_a_page_has_the_best_participant_of_a_login(told: Teller) -> None:
    async def story(store: Store) -> None:
        one = replace(session(0), created_by="eve")
        later = person(one, "Bob", identity="ana", id="p2", joined_us=BO.joined_us + 1)
        leads = person(one, "Bo", identity="ana", role="interviewer")
        await store.commit([one])
        await store.commit([leads, replace(later, role="candidate")])
        [listed], _ = await store.page(Listing("ana", 10, HOSTS))
        assert listed.person == leads

    told(story)


def test_GR4_a_page_of_one_state(told: Teller) -> None:
    async def story(store: Store) -> None:
        states = ("draft", "live", "ended")
        await store.commit([session(n, state=states[n % 3]) for n in range(9)])
        for number, state in enumerate(states):
            ids, more = await page(store, state=state, limit=2)
            assert ids == [session(6 + number).id, session(3 + number).id] and more
        await store.commit([replace(session(1), state="ended", ended_us=9)])
        assert session(1).id in (await page(store, state="ended", limit=9))[0]

    told(story)


def test_GR16_a_word_is_found_in_titles_and_names_however_it_is_written(told: Teller) -> None:
    """GR16: also beyond ASCII, and no character of it means anything but itself."""

    async def story(store: Store) -> None:
        titles = [
            "Größe",
            "Разработчик",
            "50%_off",
            "back\\slash",
            "Ｆｕｌｌ",
            "e\u0301clair",
            "plain",
        ]
        sessions = [replace(session(n), title=title) for n, title in enumerate(titles)]
        people = [person(sessions[6], "İpek Žižka"), replace(person(sessions[0], "Zoë"), id="z")]
        await store.commit([*sessions, *people])
        for text, numbers in {
            "GRÖSSE": "0", "größe": "0", "разРАБ": "1", "50%": "2", "%": "2", "_": "2", "\\": "3",
            "full": "4", "\u00c9CLAIR": "5", "žižKA": "6", "plain ipek": "", "plain žižka": "6",
            "ZOË grösse": "0", "zoë plain": "", "\0": "0123456", "": "0123456", "'": "", "*": "",
        }.items():  # fmt: skip
            assert await found(store, text) == set(numbers), text
        await store.commit([replace(sessions[0], title="Renamed"), replace(people[0], name="Kim")])
        assert await found(store, "größe") == set()
        assert await found(store, "renamed") == {"0"}
        assert await found(store, "kim") == {"6"}
        assert await found(store, "žižka") == set()

    told(story)


def test_GR5_names_are_found_where_one_holds_the_session_and_nowhere_else(told: Teller) -> None:
    """GR5: somebody who joined cannot guess who else did, or waits."""

    async def story(store: Store) -> None:
        candidate, interviewer = (replace(session(n), created_by="eve") for n in (0, 1))
        await store.commit([candidate, interviewer])
        for one, role in ((candidate, "candidate"), (interviewer, "interviewer")):
            mine = replace(person(one, "Ana", identity="ana"), id="mine", role=role)
            await store.commit([mine, person(one, "Hidden", admitted=False)])
        assert await found(store, "hidden") == {"1"}
        assert await found(store, "t0") == {"0"}
        assert await found(store, "hidden", "eve") == {"0", "1"}

    told(story)


def test_TR12_an_untitled_interview_is_found_in_the_words_of_its_reader(told: Teller) -> None:
    """TR12: in every store; other titles, and the names of people, are found as ever."""

    async def story(store: Store) -> None:
        untitled = replace(session(0), title=DEFAULT_TITLE)
        await store.commit([untitled, session(1), person(untitled, "Zoë")])
        shown = folded("Interview ohne Titel")
        for text, ids in {
            "TITEL": [untitled.id],
            "ohne zoë": [untitled.id],
            "ohne t1": [],
            "t1": [session(1).id],
            "untitled": [],
        }.items():
            assert await page(store, text=text, untitled=shown) == (ids, False), text
        assert await page(store, text="untitled") == ([untitled.id], False)

    told(story)


def test_GR6_what_a_class_and_retention_ask_for(told: Teller) -> None:
    async def story(store: Store) -> None:
        classes = ["A", "B", "A", None]
        await store.commit([replace(session(2 * n), group=name) for n, name in enumerate(classes)])
        foreign = replace(session(20), created_by="eve", group="A")
        await store.commit([foreign])
        assert await store.classes("ana") == [("A", 2), ("B", 1)]

        async def chosen(ids: list[str], group: str | None) -> list[str]:
            return [one.id for one in await store.chosen("ana", ids, group)]

        assert await chosen([], "A") == [session(4).id, session(0).id]
        assert await chosen([session(6).id, foreign.id, "nowhere"], "B") == [
            session(6).id,
            session(2).id,
        ]
        await store.commit([replace(person(foreign, "Ana"), identity="ana")])
        assert await chosen([], "A") == [foreign.id, session(4).id, session(0).id]
        ended = [replace(session(n), state="ended", ended_us=100 + n) for n in (0, 2, 4)]
        await store.commit(ended)
        assert await store.due(103, 10) == [session(0).id, session(2).id]
        assert await store.due(103, 1) == [session(0).id]
        assert await store.due(103, 1, session(2).id) == [session(2).id]
        assert await store.due(103, 1, session(4).id) == []

    told(story)


def test_GR4_the_text_that_was_left_behind_comes_with_a_page(told: Teller) -> None:
    async def story(store: Store) -> None:
        shown = ShownText(session(0).id, 1, "x = 1 🐢\0\n", False)
        await store.commit([session(0), session(2), entry(1, session_id=session(0).id), shown])
        listed, _ = await store.page(Listing("ana", 5, HOSTS, with_text=True))
        assert [one.text for one in listed] == [None, shown]
        newer = replace(shown, seq=2, code="", damaged=True)
        await store.commit([newer])
        listed, _ = await store.page(Listing("ana", 5, HOSTS, with_text=True))
        assert listed[1].text == newer
        await store.commit([Deletion(session(0).id)])
        await clear(store)

    told(story)


async def walk(store: Store, order: Order, **wanted: object) -> list[str]:
    """The titles of all pages. What comes meanwhile stands before those that were told already."""
    seen: list[str] = []
    before: Any = None
    more = True
    while more:
        asked = Listing("ana", 2, HOSTS, before, order=order, **wanted)  # type: ignore[arg-type]
        page, more = await store.page(asked)
        seen += [one.session.title for one in page]
        before = (page[-1].place, page[-1].session.id)
        if len(seen) == 2:
            later_us = SESSION.created_us + 2**40
            await store.commit([replace(session(90), title="aa", created_us=later_us)])
    await store.commit([Deletion(session(90).id)])
    await clear(store)
    return seen


def test_SL14_pages_go_on_in_the_order_that_was_asked_for(told: Teller) -> None:
    """SL14: also among those that others made, and whatever comes between two pages."""
    titles = ["Tree 10", "Zip", "ärger", "Tree 2", "arc"]
    apart_us = 2 * ACTIVE_WITHIN_US
    made = [
        replace(session(n), title=title, created_by="eve" if n % 2 else "ana")
        for n, title in enumerate(titles)
    ]

    def edited(number: int, seq: int, after: int) -> LogEntry:
        at_us = SESSION.created_us + after * apart_us
        return replace(entry(seq, session_id=made[number].id), at_us=at_us)

    async def story(store: Store) -> None:
        await store.commit(made)
        await store.commit([person(one, "Ana", identity="ana") for one in made[1::2]])
        assert await walk(store, Order.TITLE) == ["arc", "ärger", "Tree 2", "Tree 10", "Zip"]
        for after, number in enumerate((3, 0, 4, 1, 2), 1):
            # A record that is replaced takes nothing back.
            await store.commit([edited(number, 1, after), made[number]])
        newest = [titles[n] for n in (2, 1, 4, 0, 3)]
        assert await walk(store, Order.ACTIVITY) == newest
        assert await walk(store, Order.ACTIVITY, state=SESSION.state) == newest
        await store.commit([edited(3, 2, 9)])
        assert await walk(store, Order.ACTIVITY) == [titles[n] for n in (3, 2, 1, 4, 0)]
        await store.commit([replace(made[n], title=f"{n} is before letters") for n in (1, 0)])
        numbered = [f"{n} is before letters" for n in (0, 1)]
        assert (await walk(store, Order.TITLE))[:2] == numbered

    told(story)


@pytest.mark.parametrize("maker", ["ana", "eve"])
@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("state", [None, "live"])
def test_SL14_a_page_costs_the_same_among_many_in_every_order(
    tmp_path: Path, order: Order, state: str | None, maker: str
) -> None:
    """SL14: of what somebody made, or has joined, counted in steps of SQLite's machine."""

    def steps(count: int) -> int:
        path, taken = tmp_path / f"{count}.sqlite", 0

        async def story(store: Store) -> None:
            made = [session(n, created_by=maker) for n in range(count)]
            people = [person(one, "Ana", identity="ana") for one in made]
            await store.commit([*made, *people])

        def step() -> int:
            nonlocal taken
            taken += 1
            return 0

        tell(SqliteStore(path), story)
        query = listing.page(Listing("ana", 20, HOSTS, None, state, order=order))
        literally = {"literal_binds": True}
        compiled = query.compile(dialect=dialect.dialect(), compile_kwargs=literally)
        with closing(sqlite3.connect(path)) as database:
            database.set_progress_handler(step, 1)
            assert len(database.execute(f"{compiled}").fetchall()) == 21
        return taken

    assert steps(2000) <= 1.2 * steps(100)


@pytest.mark.parametrize("state", [None, "live"])
@pytest.mark.parametrize("before", [None, (SESSION.created_us, SESSION.id)])
def test_GR13_a_page_is_read_along_indexes(
    tmp_path: Path, state: str | None, before: tuple[int, str] | None
) -> None:
    """GR13: nothing is gone through that is not on it, and nothing of it is sorted."""
    path = tmp_path / "interviews.sqlite"

    async def story(store: Store) -> None:
        await store.commit([SESSION, ANA])

    tell(SqliteStore(path), story)
    query = listing.page(Listing("ana", 50, HOSTS, before, state))
    compiled = query.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True})
    with closing(sqlite3.connect(path)) as database:
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {compiled}")]
    owner = "session_owner" if state is None else "session_owner_state"
    assert any(
        f"USING COVERING INDEX {owner} " in step or f"INDEX {owner} (" in step for step in plan
    )
    assert any("INDEX participant_member (" in step for step in plan)
    assert not any(step.startswith(("SCAN session", "SCAN participant")) for step in plan), plan
    assert sum("TEMP B-TREE" in step for step in plan) <= 1, plan
