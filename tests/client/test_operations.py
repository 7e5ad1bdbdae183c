"""The Python client does what the REST interface does, waiting or awaited, and tells why not."""

import asyncio
import inspect
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from jupyter_interview.client import InterviewClient, InterviewRefused, Link, Session, SessionEntry
from jupyter_interview.client.operations import Operations
from tests.client.people import Person
from tests.clients import Api, SyncSocket
from tests.contract.documents import operations


async def refused(doing: Any) -> InterviewRefused:
    with pytest.raises(InterviewRefused) as caught:
        await doing
    assert caught.value.sentence == str(caught.value)
    return caught.value


async def test_CL1_an_interview_from_its_start_to_its_end(ana: Person, tmp_path: Path) -> None:
    session = await ana.create("python", title="Round 2", code="1\n", state="draft", lobby=True)
    assert isinstance(session, Session)
    assert (session.title, session.code, session.state) == ("Round 2", "1\n", "draft")
    assert session.created_at.tzinfo == UTC and session.ended_at is None
    assert datetime.now(UTC) - session.created_at < timedelta(minutes=5)
    here = session.id
    assert await ana.list() == (session,) == (await ana.open(here),)

    me = (await ana.join(here, "Ana", color="#123456")).user
    assert (me.role, me.color) == ("owner", "#123456")
    invite = await ana.invite(here, "candidate", expires_in=60, max_uses=2)
    assert invite.expires_at - invite.created_at == timedelta(seconds=60)
    link = Link.read(invite.url)
    assert (link.url, link.session_id, link.invite) == (ana.url, here, invite.secret)
    seen = await ana.other().invitation(here, link.invite)
    assert (seen.title, seen.role, seen.invited_by) == ("Round 2", "candidate", "Ana")
    assert seen.waits
    joined = await ana.other().join(here, "Bo 🐢", invite=link.invite)
    assert joined.user.waiting and joined.session.actions == () and joined.secret
    bo = ana.other(secret=joined.secret)
    assert (await refused(bo.code(here))).code == "waiting"

    begun = await ana.change(here, state="live", title="Round 3", lock_runs=True)
    assert (begun.state, begun.title, begun.epoch) == ("live", "Round 3", 2)
    assert begun.locks.runs and not begun.locks.editing
    assert not (await ana.admit(here, joined.user.id)).waiting
    await bo.replace_code(here, "print('é')\n")
    assert await ana.code(here) == "print('é')\n"
    assert (await refused(bo.execute(here, output="é\n"))).code == "locked"
    assert not (await ana.change(here, lock_runs=False)).locks.runs
    result = await bo.execute(here, output="é\n", error="Traceback")
    assert (result.output, result.error, result.run.state) == ("é\n", "Traceback", "error")
    assert result.run.user.id == joined.user.id and result.run.outputs[0].stream == "stdout"
    assert (await refused(bo.run(here, "print(1)", "python"))).code == "not_enabled"
    given = {"../up.py": ""}
    assert (await refused(bo.run(here, "1", "python", files=given))).code == "invalid_field"
    told = await bo.export(here, joined.user.id)
    assert told["participant"]["name"] == "Bo 🐢" and len(told["runs"]) == 1
    assert (await refused(bo.export(here, me.id))).status in (403, 404)
    assert await ana.attachment(here) is None
    assert (await refused(ana.attach(here, "solution.py", keep="file"))).code == "not_enabled"
    await ana.detach(here)
    await bo.set_language(here, "javascript")
    assert (await ana.get(here)).language == "javascript"

    data = await bo.add_file(here, "data.csv", "1,2\n")
    assert (data.name, data.language, data.text) == ("data.csv", None, "1,2\n")
    main = await bo.change_file(here, data.id, name="main.py", text="x\n", place=0, entry=True)
    assert (main.id, main.language, main.text) == (data.id, "python", "x\n")
    assert (await refused(bo.show_file(here, main.id))).code == "forbidden"
    assert await ana.show_file(here, main.id) == main
    files = await bo.files(here)
    assert [file.name for file in files.files] == ["main.py", "solution.py", "solution.js"]
    assert (files.shown, files.entry, files.removed) == (main.id, main.id, ())
    await bo.remove_file(here, main.id)
    assert [(file.id, file.name) for file in (await bo.files(here)).removed] == [
        (main.id, "main.py")
    ]
    assert await bo.restore_file(here, main.id) == main
    assert (await refused(bo.add_file(here, "main.py"))).code == "invalid_field"

    ended = (await bo.execute(here, output="1")).run  # RN4
    assert (await refused(ana.stop(here, ended.id))).code == "run_conflict"
    told = await ana.announce(here, "Ten minutes left")
    assert (told.text, told.user and told.user.name) == ("Ten minutes left", me.name)
    assert (await refused(bo.announce(here, "me, too"))).code == "forbidden"

    assert (await ana.set_role(here, joined.user.id, "observer")).role == "observer"
    assert [user.role for user in await bo.users(here)] == ["owner", "observer"]
    assert (await refused(bo.replace_code(here, ""))).status == 403
    assert (await ana.take_off(here, joined.user.id)).id == joined.user.id
    await ana.kick(here, joined.user.id)
    assert (await refused(bo.users(here))).code == "invalid_credential"
    other = await ana.invite(here)
    await ana.revoke(here, other.id)
    assert [(i.id, i.revoked) for i in await ana.invites(here)] == [
        (other.id, True),
        (invite.id, True),
    ]
    await ana.leave(here, me.id)
    ended = await ana.change(here, state="ended")
    assert ended.ended_at is not None and "edit" not in ended.actions
    transcript = await ana.take_away(here)
    assert transcript.save(tmp_path).read_bytes() == transcript.content
    assert transcript.name.endswith(".md") and b"## Runs" in transcript.content
    assert (await refused(ana.take_away(here, "exe"))).code == "not_found"
    recording = await ana.recording(here)
    assert recording.verify_seals() == () and recording.at().texts[main.name] == "x\n"
    run = await ana.recorded_run(here, recording.runs[-1].id)
    assert [piece.text for piece in run.outputs] == ["1"] == [recording.runs[-1].printed]
    ended_now = await ana.recording(here, since=recording)
    assert ended_now.document == (await ana.recording(here)).document
    assert (await refused(ana.replace_code(here, ""))).status == 410
    assert ended.released_until is None
    until = datetime.now(UTC) + timedelta(days=3)
    told = (await ana.release(here, until)).until
    assert abs(told - until) < timedelta(milliseconds=1)
    [entry] = await entries(ana.client)
    assert (await ana.get(here)).released_until == entry.released_until == told
    assert (await refused(ana.release(here, datetime(2020, 1, 1)))).code == "invalid_field"
    assert timedelta(29) < (await ana.release(here)).until - datetime.now(UTC) < timedelta(30)
    await ana.take_release_back(here)
    assert (await ana.get(here)).released_until is None
    await ana.delete(here)
    assert await ana.list() == ()


async def test_HD8_an_interview_is_held_and_let_go(ana: Person) -> None:
    here = (await ana.create("python")).id
    since = (await ana.hold(here)).since
    [entry] = await entries(ana.client)
    assert (await ana.get(here)).held_since == entry.held_since == since
    assert (await refused(ana.delete(here))).code == "held"
    await ana.take_hold_away(here)
    assert (await ana.get(here)).held_since is None
    await ana.delete(here)


async def test_CL1_an_interview_and_a_class_begin_with_several_files(ana: Person) -> None:
    given = {"data.csv": "1,2\n", "main.py": "print(1)\n"}
    session = await ana.create("python", files=given)
    told = (await ana.files(session.id)).files
    assert {file.name: file.text for file in told} == given and session.code == "print(1)\n"
    made = await ana.create_class("CS 102", "Bo\n", "python", files=given)
    told = (await ana.files(made.links[0].session_id)).files
    assert {file.name: file.text for file in told} == given
    copy = await ana.copy(session.id, title="Next", state="draft")
    assert (copy.title, copy.state, copy.code) == ("Next", "draft", "print(1)\n")
    told = (await ana.files(copy.id)).files
    assert {file.name: file.text for file in told} == given


async def test_CL1_questions_are_found_loaded_and_taken_out(ana: Person, tmp_path: Path) -> None:
    every = await ana.list_questions()
    assert every.problems == () and ("starter", "coupons") in {
        (one.bank, one.name) for one in every.questions
    }
    found = await ana.question("starter", "coupons")
    assert found.question.id == "" and found.side.show in ("nothing", "counts", "names")
    assert found.side.rubric and found.side.rubric[0].levels
    session = (await ana.create("python", questions=[("starter", "coupons")])).id
    told = await ana.questions(session)
    [question], [side] = told.questions, told.sides
    assert question == replace(found.question, id=question.id) and side.question == question.id
    case = {"name": "a", "call": "f", "args": [1], "returns": {"$set": [1]}, "hidden": True}
    written = {"title": "T", "statement": "x", "language": "python", "starter": "", "cases": [case]}
    mine = await ana.load_question(session, written=written, into="new")
    assert (mine.bank, mine.name, mine.cases) == (None, "t", ())
    labels = await ana.load_question(session, "starter", "shelf-labels", into="new")
    assert labels.bank == "starter" and labels.starters["python"]
    again = await refused(ana.load_question(session, "starter", "shelf-labels"))
    assert (again.code, again.status) == ("invalid_field", 400)
    folder = await ana.take_question(session, mine.id)
    assert folder.name == "t.zip" and folder.save(tmp_path).read_bytes()[:2] == b"PK"
    await ana.remove_question(session, mine.id)
    assert [one.id for one in (await ana.questions(session)).questions] == [question.id, labels.id]
    assert await ana.checks(session) == ()
    assert (await refused(ana.check(session, question.id, cases=[0]))).code == "not_enabled"
    assert (await refused(ana.keep_question(written))).code == "not_enabled"
    assert (await refused(ana.upload_bank("mine", b"PK"))).code == "not_enabled"
    assert (await refused(ana.remove_bank("mine"))).code == "not_enabled"
    made = await ana.create_class("Q", "Bo\n", "python", questions=[("starter", "coupons")])
    [copy] = (await ana.questions(made.links[0].session_id)).questions
    assert copy.digest == question.digest and copy.id != question.id
    [line] = (await ana.activity(group="Q")).sessions
    assert (line.tests.visible, line.tests.hidden) == (None, None)
    never = await refused(ana.create("python", questions=[("starter", "nothing")]))
    assert (never.code, never.status) == ("not_found", 404)


async def test_CL2_a_refusal_has_the_contract_s_code_and_sentence(ana: Person) -> None:
    never = await refused(ana.get("never/a/../session"))
    assert (never.code, never.status) == ("not_found", 404)
    assert never.sentence == "There is no such interview."
    language = await refused(ana.create("cobol"))
    assert (language.code, language.status) == ("unknown_language", 400)
    assert (await refused(ana.other().list())).code == "unauthenticated"
    assert (await refused(ana.other(secret="no", token="no").list())).status == 401


async def test_CL2_somebody_else_s_answer_and_none_at_all_are_told_apart(ana: Person) -> None:
    elsewhere = ana.at(ana.url + "nothing/here")
    page = await refused(elsewhere.list())
    assert (page.code, page.status) == ("unexpected", 302)
    silent = await refused(ana.at("http://127.0.0.1:9/").list())
    assert (silent.code, silent.status) == ("unreachable", 0)
    with pytest.raises(ValueError, match="http"):
        ana.at("localhost:8888")


def test_CL1_every_method_asks_for_what_the_openapi_document_has() -> None:
    for name, method in inspect.getmembers(Operations, inspect.isfunction):
        parameters = [
            parameter
            for parameter in list(inspect.signature(method).parameters.values())[1:]
            if parameter.kind is not parameter.VAR_KEYWORD
            and "Recording" not in str(parameter.annotation)
        ]
        values: dict[str, Any] = {}
        for parameter in parameters:
            head, *tail = parameter.name.split("_")
            is_mapping = "Mapping[str, str] | None" in str(parameter.annotation)
            are_pairs = "Iterable[tuple" in str(parameter.annotation)
            is_date = "datetime" in str(parameter.annotation)
            named = "{" + head + "".join(map(str.title, tail)) + "}"
            values[parameter.name] = (
                {} if is_mapping else () if are_pairs else datetime.now(UTC) if is_date else named
            )
        call = method(None, **values)
        asked = unquote(call.path).partition("?")[0]
        assert (call.method, f"/{asked}") in operations(), name
        assert method.__doc__, name


async def test_CL1_a_setting_that_does_not_exist_is_a_mistake(ana: Person) -> None:
    session = await ana.create("python")
    for wrong in ({"show_value": False}, {"locks": True}):
        with pytest.raises(TypeError, match="unexpected keyword"):
            await ana.change(session.id, **wrong)
    with pytest.raises(TypeError, match="unexpected keyword"):
        await ana.create("python", lock_runs=True)
    assert await ana.get(session.id) == session


def test_CL5_neither_values_nor_clients_show_a_secret_where_nobody_asks() -> None:
    client = InterviewClient("http://localhost:8888/", token="t0ken", secret="s3cret")
    problem = InterviewRefused("forbidden", 403, "No.")
    for shown in (repr(client), repr(client.connection), repr(problem)):
        assert "t0ken" not in shown and "s3cret" not in shown
    assert client.connection.headers["X-Interview-Secret"] == "s3cret"
    client.close()


@pytest.mark.parametrize(
    "end", ["#s3-cr_t", "%23s3-cr_t", "%2523s3-cr_t", "#s3-cr_t).", "%23s3-cr_t>"]
)
def test_NA6_a_link_is_read_as_mail_programs_write_it(end: str) -> None:
    link = Link.read(f" https://host/x/interview/join/abcdefgh{end}\n")
    assert (link.url, link.session_id, link.invite) == ("https://host/x/", "abcdefgh", "s3-cr_t")


@pytest.mark.parametrize("text", ["", "https://host/interview/join/abc", "host/x#y", "a b"])
def test_CL2_what_is_no_link_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="no link"):
        Link.read(text)


async def test_CL1_a_class_is_made_found_and_watched(ana: Person) -> None:
    """CL1, CS1, CS4: and a hand goes up and down."""
    made = await ana.create_class("CS 101", "Bo\nCy\n", "python", code="x = 1\n")
    assert [link.name for link in made.links] == ["Bo", "Cy"]
    assert [(one.name, one.sessions) for one in await ana.classes()] == [("CS 101", 2)]
    link = Link.read(made.links[0].url)
    joined = await ana.at(ana.url).join(link.session_id, "Bo", invite=link.invite)
    bo = ana.at(ana.url, secret=joined.secret)
    assert (await bo.raise_hand(link.session_id, joined.user.id)).hand_raised_at is not None
    await bo.replace_code(link.session_id, "x = 2\n")
    told = await ana.activity(group="CS 101")
    [line] = [each for each in told.sessions if each.id == link.session_id]
    assert line.hand_raised_at and line.last_edit_at and line.last_run is None
    assert len((await ana.activity([link.session_id])).sessions) == 1
    lowered = await ana.raise_hand(link.session_id, joined.user.id, raised=False)
    assert lowered.hand_raised_at is None


def entries(client: Any, *query: str, **wanted: str) -> Any:
    """The list of either kind of client, gone through to its end."""
    if inspect.isasyncgenfunction(type(client).sessions):

        async def all_of_them() -> list[SessionEntry]:
            return [entry async for entry in client.sessions(*query, **wanted)]

        return all_of_them()
    return asyncio.to_thread(lambda: list(client.sessions(*query, **wanted)))


async def test_GR4_the_client_goes_through_all_pages(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_interview.client.operations._PAGE", 2)
    made = [await ana.create("python", title=f"Größe {n}", code=f"{n}\n") for n in range(5)]
    other = await ana.create("python", title="other")
    await ana.change(made[0].id, state="ended")
    told = await entries(ana.client)
    assert [entry.id for entry in told] == [other.id, *(one.id for one in made[::-1])]
    assert all(isinstance(entry, SessionEntry) for entry in told)
    assert [entry.title for entry in await entries(ana.client, "GRÖSSE", state="live")] == [
        f"Größe {n}" for n in (4, 3, 2, 1)
    ]
    assert [session.code for session in await ana.list()][1:] == [f"{n}\n" for n in (4, 3, 2, 1, 0)]
    in_order = [entry.title for entry in await entries(ana.client, order="title")]
    assert in_order == [*(f"Größe {n}" for n in range(5)), "other"]
    refusal = await refused(entries(ana.client, state="gone"))
    assert (refusal.code, refusal.status) == ("invalid_field", 400)


async def test_SG5_what_was_noted_is_read_and_answered(ana: Person) -> None:
    """SG1, SG5, CL1"""
    here = (await ana.create("python", ai="own_tools", ai_sentence="Say it aloud")).id
    session = await ana.change(here, note_away=True)
    assert (session.ai, session.ai_sentence, session.note_away) == (
        "own_tools",
        "Say it aloud",
        True,
    )
    link = Link.read((await ana.invite(here)).url)
    told = await ana.invitation(here, link.invite)
    assert (told.ai, told.note_inserts, told.kept_days) == ("own_tools", True, None)
    secret = (await ana.other().join(here, "Bo", invite=link.invite)).secret
    assert secret
    async with SyncSocket(Api(ana.url, {"X-Interview-Secret": secret}), here) as panel:
        panel.write("x" * 50)
        await panel.flush()
        report = {"how": "paste", "file": "code:python", "characters": 50, "lines": 1}
        await panel.send("insert_noted", **report, source="outside")
        await panel.expect("signal")
    [signal] = await ana.signals(here)
    assert (signal.user.name, signal.source, signal.answer) == ("Bo", "outside", None)
    bo = ana.other(secret=secret)
    answered = await bo.answer_signal(here, signal.id, "My own notes", from_ai=True)
    assert answered.answer and answered.answer.from_ai
    assert await bo.signals(here) == (answered,) == await ana.signals(here)
    assert (await refused(ana.answer_signal(here, signal.id, ""))).code == "not_found"
