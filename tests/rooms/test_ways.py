"""AC22 to AC32, GR27, GR29, LC18: one login is one person, by whatever links they come."""

from dataclasses import replace

from jupyter_interview.contract.close_codes import CloseCode
from jupyter_interview.contract.session import (
    BeginAttachment,
    Join,
    Kick,
    Leave,
    NewInvite,
    PersonChange,
    RevokeInvite,
)
from jupyter_interview.contract.values import Attachment, ListedInvite
from jupyter_interview.domain.actor import SERVER_ITSELF, Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role
from jupyter_interview.rooms.room import Room
from jupyter_interview.session import view

from .stage import (
    OWNER,
    Client,
    Stage,
    by_link,
    change_person,
    join,
    make_link,
    refused,
    staged,
)

BO = "user:bo"


def link(room: Room, role: Role = Role.CANDIDATE, uses: int | None = None) -> tuple[str, str]:
    """The id and the secret of a new link."""
    record, secret, _done = make_link(room, OWNER, NewInvite(role, 3600, uses))
    return record.id, secret


def page(room: Room, secret: str, name: str = "Bo", identity: str = BO) -> Actor:
    """Somebody with this login opens a link, and gives this name."""
    joined = by_link(room, secret, Join(name), identity)
    actor = room.guest(joined.secret or "")
    assert actor is not None
    return actor


def listed_of(room: Room, invite_id: str) -> ListedInvite:
    """A link as the owner is told of it."""
    record = room.core.people.invite(invite_id)
    assert record is not None
    return view.listed_invite(room.core.interview, record)


def closed(pages: list[Client]) -> list[tuple[int | None, str]]:
    """With which code and which words these pages were closed."""
    return [(page.closed, page.reason) for page in pages]


@staged()
async def test_AC22_two_links_of_one_login_are_one_participant(stage: Stage) -> None:
    room = await stage.open()
    owner = stage.connect(room)
    (_, first), (_, second) = link(room), link(room, Role.OBSERVER)
    bo, again = page(room, first), page(room, second, "Bob")
    assert bo.participant_id == again.participant_id
    one, other = stage.connect(room, bo), stage.connect(room, again)
    assert other.takes("welcome")["user"]["name"] == "Bob"
    assert [user.name for user in room.users(OWNER)][1:] == ["Bob"]
    assert [told["user"]["name"] for told in owner.hears("user_joined")][-1] == "Bob"
    assert one.closed is None and other.closed is None
    assert page(room, second, identity="user:cy").participant_id != bo.participant_id


@staged()
async def test_AC23_the_better_role_counts_on_every_page(stage: Stage) -> None:
    room = await stage.open()
    (_, second), (_, best), (_, least) = (
        link(room),
        link(room, Role.INTERVIEWER),
        link(room, Role.OBSERVER),
    )
    waits = stage.connect(room, page(room, second))
    assert waits.takes("welcome")["role"] == "candidate"
    page(room, best)
    assert waits.hears("session_state")[-1]["role"] == "interviewer"
    assert page(room, least).role is Role.INTERVIEWER
    assert page(room, second, "Ana", str(OWNER.identity)).role is Role.OWNER


@staged()
async def test_AC24_a_revoked_link_closes_only_what_was_opened_by_it(stage: Stage) -> None:
    """AC24: for somebody who is in the interview by another way."""
    room = await stage.open()
    lab = stage.connect(room)
    (own, first), (further, second) = link(room), link(room)
    bo, again = page(room, first), page(room, second)
    owners = page(room, second, "Ana", str(OWNER.identity))
    pages = [stage.connect(room, actor) for actor in (bo, again, owners)]
    room.perform(OWNER, RevokeInvite(further))
    assert closed(pages) == [(None, ""), *[(CloseCode.CREDENTIAL, "revoked")] * 2]
    assert lab.closed is None and lab.hears("user_left") == []
    for gone in (again, owners):
        with refused(ErrorCode.INVALID_CREDENTIAL):
            stage.connect(room, gone)
    room.perform(OWNER, RevokeInvite(own))
    assert closed(pages[:1]) == [(CloseCode.CREDENTIAL, "revoked")]
    assert [user.name for user in room.users(OWNER)] == ["Ana"]


@staged()
async def test_AC25_who_is_removed_loses_every_page_and_every_link(stage: Stage) -> None:
    room = await stage.open()
    links = [link(room), link(room, Role.OBSERVER), link(room)]
    actors = [page(room, secret) for _, secret in links]
    pages = [stage.connect(room, actor) for actor in actors]
    room.perform(OWNER, Kick(actors[0].participant_id or ""))
    assert closed(pages) == [(CloseCode.CREDENTIAL, "kicked")] * 3
    for _, secret in links:
        with refused(ErrorCode.INVALID_CREDENTIAL):
            room.newcomer(secret, BO)


@staged()
async def test_AC26_a_link_counts_a_login_once_and_names_it(stage: Stage) -> None:
    """AC26: and opens again for the login that has used it up."""
    room = await stage.open()
    (_, first), (once, secret) = link(room), link(room, uses=1)
    page(room, first)
    page(room, secret)
    with refused(ErrorCode.INVALID_CREDENTIAL):
        room.newcomer(secret, "user:cy")
    with refused(ErrorCode.INVALID_CREDENTIAL):
        room.newcomer(secret)
    told = room.invitation(room.newcomer(secret, BO), None)
    assert (told.name, told.waits, told.role) == ("Bo", False, Role.CANDIDATE)
    page(room, secret)
    listed = listed_of(room, once)
    assert (listed.uses, listed.people) == (1, ("Bo",))
    room.perform(OWNER, RevokeInvite(once))
    with refused(ErrorCode.INVALID_CREDENTIAL):
        room.newcomer(secret, BO)
    listed = listed_of(room, once)
    assert listed.people == ("Bo",)


@staged()
async def test_AC27_the_owners_page_of_a_link_hears_nothing_of_files(stage: Stage) -> None:
    room = await stage.open()
    lab = stage.connect(room)
    _, secret = link(room)
    by = stage.connect(room, page(room, secret, "Ana", str(OWNER.identity)))
    assert by.takes("welcome")["role"] == "owner"
    attachment = Attachment("solution.py", None, "code:python", "python")
    room.perform(SERVER_ITSELF, BeginAttachment(attachment))
    assert len(lab.hears("attachment")) == 1 and by.hears("attachment") == []


@staged()
async def test_AC28_of_many_pages_the_newest_twenty_are_let_in(stage: Stage) -> None:
    """AC28: the first one stays, because it is how they came."""
    room = await stage.open()
    _, first = link(room)
    many, secret = link(room)
    secrets = [by_link(room, one, Join("Bo"), BO).secret or "" for one in (first, *[secret] * 22)]
    let_in = [room.guest(one) is not None for one in secrets]
    assert let_in == [True, False, False, *[True] * 20]
    [record] = [one for one in room.core.people.present() if one.identity == BO]
    assert listed_of(room, many).people == ("Bo",)
    assert len(record.ways) == 20 and record.ways[0].invite_id == many
    await stage.stored()


@staged()
async def test_GR27_who_could_not_come_by_a_further_link_is_as_before(stage: Stage) -> None:
    """GR27: as whom they were, and the link is as nobody had come by it."""
    room = await stage.open()
    (_, first), (more, second), (best, third) = (
        link(room),
        link(room, Role.OBSERVER),
        link(room, Role.INTERVIEWER),
    )
    page(room, first)
    [was] = [one for one in room.core.people.present() if one.identity == BO]
    for secret in (second, third):
        before = room.core.people
        joined = by_link(room, secret, Join("Bo"), BO)
        room.undo_join(before, joined.done)
        assert room.guest(joined.secret or "") is None
        assert room.core.people.of_id(was.id) == was
    assert [listed_of(room, one).uses for one in (more, best)] == [0, 0]
    assert page(room, third).role is Role.INTERVIEWER
    assert listed_of(room, best).uses == 1
    await stage.stored()


@staged()
async def test_AC29_what_a_host_decided_about_a_role_stays(stage: Stage) -> None:
    """AC29: when somebody leaves and comes again, also after a restart, until a host gives a
    link."""
    room = await stage.open()
    (_, best), (_, other), (_, least) = (
        link(room, Role.INTERVIEWER),
        link(room, Role.INTERVIEWER),
        link(room),
    )
    bo, cy = page(room, best), page(room, least, "Cy", "user:cy")
    for who, role in ((bo, Role.CANDIDATE), (cy, Role.INTERVIEWER)):
        change_person(room, OWNER, who.participant_id or "", PersonChange(role, False))
    assert page(room, other).role is Role.CANDIDATE
    await stage.stored()
    room = await stage.restart()
    for secret in (best, other, best):
        room.perform(bo, Leave(bo.participant_id or ""))
        assert room.member(BO, "Bo") is None
        by_group = room.member(BO, "Bo", Role.INTERVIEWER)
        assert by_group is not None and by_group.role is Role.CANDIDATE
        told = room.invitation(room.newcomer(secret, BO, Role.INTERVIEWER), None)
        assert told.role is Role.CANDIDATE
        bo = page(room, secret)
        assert bo.role is Role.CANDIDATE
    room.perform(cy, Leave(cy.participant_id or ""))
    assert page(room, least, "Cy", "user:cy").role is Role.INTERVIEWER
    _, later = link(room, Role.INTERVIEWER)
    assert page(room, later).role is Role.INTERVIEWER
    await stage.stored()


@staged()
async def test_LC18_an_owner_who_was_taken_off_the_list_is_listed_once(stage: Stage) -> None:
    """LC18: by whatever way that owner comes back, and whatever page of before comes then."""
    room = await stage.open()
    ana, ira = join(room, OWNER, Join("Ana")).record, stage.guest(room, "Ira", Role.INTERVIEWER)
    _, secret = link(room)
    room.perform(ira, Kick(ana.id))
    assert page(room, secret, "Ana", str(OWNER.identity)).participant_id == ana.id
    lab = stage.connect(room, wanted=ana.id)
    assert lab.peer is not None and lab.peer.participant_id == ana.id
    assert [user.name for user in room.users(OWNER)] == ["Ana", "Ira"]
    lab.goes()
    room.perform(ira, Kick(ana.id))
    assert join(room, OWNER, Join("Ana")).record.id == ana.id
    with refused(ErrorCode.FORBIDDEN):
        stage.connect(room, wanted="p-nobody")
    assert [user.name for user in room.users(OWNER)] == ["Ana", "Ira"]


@staged()
async def test_AC30_who_is_let_in_no_longer_keeps_nothing(stage: Stage) -> None:
    """AC30: neither the connection of the oldest of too many pages, nor a way to a new one."""
    room = await stage.open()
    lab = stage.connect(room)
    (_, first), (many, secret) = link(room), link(room)
    page(room, first)
    came = [page(room, secret) for _ in range(3)]
    pages = [stage.connect(room, actor) for actor in came[1:]]
    for _ in range(19):
        page(room, secret)
    assert closed(pages) == [(CloseCode.CREDENTIAL, CloseCode.CREDENTIAL.word), (None, "")]
    with refused(ErrorCode.INVALID_CREDENTIAL):
        stage.connect(room, came[0])
    room.perform(OWNER, RevokeInvite(many))
    assert closed(pages[1:]) == [(CloseCode.CREDENTIAL, "revoked")]
    assert lab.hears("user_left") == []


@staged()
async def test_AC31_several_participants_of_one_login_are_the_best_of_them(stage: Stage) -> None:
    """AC31: as an older version has stored them, by links, by a login and in lists."""
    room = await stage.open()
    (_, best), (_, least) = link(room, Role.INTERVIEWER), link(room)
    leads = page(room, best).participant_id
    await stage.stored()
    [bo] = [one for one in room.core.people.present() if one.identity == BO]
    later = replace(bo, id="p-later", name="Bob", role="candidate", joined_us=bo.joined_us + 1)
    await stage.store.commit([replace(later, secret_sha256=None, invite_id=None)])
    room = await stage.restart()
    lab = room.member(BO, "Bob")
    assert lab is not None and lab.role is Role.INTERVIEWER
    connected = stage.connect(room, lab)
    assert connected.peer is not None
    found = [
        connected.peer.participant_id,
        page(room, least, "Bob").participant_id,
        join(room, lab, Join("Bob")).record.id,
    ]
    assert found == [leads] * 3
    author = room.core.interview.author(lab)
    assert author is not None and author.id == leads
    assert [one["role"] for one in await stage.listed(BO)] == ["interviewer"]
    await stage.stored()
    stage.registry = stage._registry()
    assert [one["role"] for one in await stage.listed(BO)] == ["interviewer"]


def undone(room: Room, actor: Actor, name: str) -> None:
    """Somebody joins and is told that they could not, because it cannot be stored yet."""
    before = room.core.people
    room.undo_join(before, room.perform(actor, Join(name)))


@staged()
async def test_AC32_an_owner_whose_coming_back_is_undone_is_off_the_list_as_before(
    stage: Stage,
) -> None:
    """AC32: and is the same participant when they come again."""
    room = await stage.open()
    ana, ira = join(room, OWNER, Join("Ana")).record, stage.guest(room, "Ira", Role.INTERVIEWER)
    host = stage.connect(room, ira)
    room.perform(ira, Kick(ana.id))
    before = room.core.people
    undone(room, OWNER, "Anna")
    assert [told["reason"] for told in host.hears("user_left")] == ["kicked", "undone"]
    assert room.core.people == before
    assert "Anna" not in room.core.people.names(None)
    await stage.stored()
    room = await stage.restart()
    assert room.core.people == before
    lab = stage.connect(room, wanted=ana.id)
    assert lab.peer is not None and lab.peer.participant_id == ana.id
    assert [user.name for user in room.users(OWNER)] == ["Ana", "Ira"]


@staged(participants=2)
async def test_AC32_who_could_not_join_is_counted_and_named_nowhere(stage: Stage) -> None:
    """AC32: an interviewer tries again, and has the name and the place."""
    room = await stage.open()
    invite, secret = link(room, Role.INTERVIEWER)
    for _ in range(3):
        undone(room, room.newcomer(secret), "Ira")
    await stage.stored()
    room = await stage.restart()
    assert (listed_of(room, invite).uses, listed_of(room, invite).people) == (0, ())
    taken = await stage.registry.take_away(stage.session_id, "markdown")
    assert b"Ira" not in taken.content
    for name in ("Ira", "Bo"):
        page(room, secret, name, f"user:{name}")
    assert [user.name for user in room.users(OWNER)] == ["Ira", "Bo"]
    assert listed_of(room, invite).people == ("Ira", "Bo")


@staged()
async def test_GR29_who_left_before_their_joining_was_undone_has_used_no_link(stage: Stage) -> None:
    """GR29: they leave while it cannot be stored yet that they have come."""
    room = await stage.open()
    invite, secret = link(room, Role.CANDIDATE)
    before, newcomer = room.core.people, room.newcomer(secret)
    joining = room.perform(newcomer, Join("Bo"))
    [bo] = [user.id for user in room.users(OWNER) if user.name == "Bo"]
    room.perform(Actor(Role.CANDIDATE, participant_id=bo), Leave(bo))
    room.undo_join(before, joining)
    await stage.stored()
    for now in (room, await stage.restart()):
        assert listed_of(now, invite).uses == 0
        assert "Bo" not in [user.name for user in now.users(OWNER)]
