"""NS1 to NS10, NS15: notes, scores and the overall answer of hosts, over REST."""

import asyncio
import json
from typing import Any

import pytest

from jupyter_interview import AsyncInterviewClient, InterviewRefused
from jupyter_interview.remarks.rubric import GENERAL
from tests.clients import Api, EventSocket, SyncSocket
from tests.contract.documents import answer_problems

CANARY = "Xylophonspieler"
LEVELS = [f"general.{number}" for number in range(1, 1 + len(GENERAL))]


class Rater:
    """One host and what they write."""

    def __init__(self, api: Api, session: str) -> None:
        self.api = api
        self.path = f"/sessions/{session}/remarks"

    async def reads(self) -> Any:
        answer = await self.api("GET", self.path)
        assert answer.status == 200, answer.content
        template = "/sessions/{sessionId}/remarks"
        assert answer_problems("GET", template, 200, answer.content) == []
        return answer.json

    async def notes(self, id: str, text: str, **more: Any) -> Any:
        return await self.api.ok("PUT", f"{self.path}/notes/{id}", {"text": text, **more})

    async def scores(self, criterion: str, level: int | None, **more: Any) -> Any:
        return await self.api.ok(
            "PUT", f"{self.path}/scores/{criterion}", {"level": level, "why": "seen", **more}
        )

    async def scores_all(self, level: int | None = 3, **more: Any) -> None:
        for criterion in LEVELS:
            await self.scores(criterion, level, **more)

    async def submits(self, answer: str = "yes", **more: Any) -> Any:
        body = {"answer": answer, **more}
        return await self.api.ok("PUT", f"{self.path}/recommendation", body)

    async def corrects(self, id: str, reason: str, **more: Any) -> Any:
        body = {"reason": reason, **more}
        return await self.api.ok("PUT", f"{self.path}/corrections/{id}", body)

    async def refused(self, part: str, body: object = None, method: str = "PUT") -> tuple[int, str]:
        answer = await self.api(method, self.path + part, body)
        return answer.status, answer.code


async def raters(api: Api) -> tuple[str, Rater, Rater, Rater]:
    """A session with its owner and two interviewers."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    ira, _ = await api.guest(session, "Ira", "interviewer")
    jo, _ = await api.guest(session, "Jo", "interviewer")
    return session, Rater(api, session), Rater(ira, session), Rater(jo, session)


async def test_NS1_a_note_has_the_moment_of_its_first_keystroke(api: Api) -> None:
    session, owner, *_ = await raters(api)
    before = (await api.ok("GET", f"/sessions/{session}/moments"))["moments"]
    assert before == []
    told = await owner.notes("note-0001", "asks well\r\nand **listens**", ageMs=0)
    [note] = told["mine"]["notes"]
    assert note["text"] == "asks well\nand **listens**"
    assert not note["shared"] and not note["final"]
    there = await api("GET", f"/sessions/{session}/texts?at={note['at']}")
    assert there.status == 200 and there.json["at"] == note["at"]

    await api.ok("PUT", f"/sessions/{session}/code", {"code": "x = 2\n"})
    told = await owner.notes("note-0001", "asks very well")
    [again] = told["mine"]["notes"]
    assert again == {**note, "text": "asks very well"}, "it keeps its moment"

    await owner.notes("note-0002", "", ageMs=24 * 3600 * 1000)
    told = await owner.notes("note-0003", "at a run", at=note["at"])
    long_ago, *_ = notes = told["mine"]["notes"]
    assert [one["id"] for one in notes][0] == "note-0002" and long_ago["text"] == ""
    assert long_ago["at"] == "0:0" and long_ago["time"] < note["time"]
    [chosen] = [one for one in notes if one["id"] == "note-0003"]
    assert chosen["at"] == note["at"]
    assert await owner.refused("/notes/note-0004", {"text": "x", "at": "1:1"}) == (
        400,
        "invalid_field",
    )


async def test_NS1_a_note_is_taken_back_and_bounded(api: Api) -> None:
    _, owner, *_ = await raters(api)
    await owner.notes("note-0001", "a")
    told = await owner.api.ok("DELETE", f"{owner.path}/notes/note-0001")
    assert told["mine"]["notes"] == []
    await owner.api.ok("DELETE", f"{owner.path}/notes/note-0001")
    await owner.notes("note-0002", "x" * 2000)
    for body, code in (
        ({"text": "x" * 2001}, "text_too_long"),
        ({"text": 1}, "invalid_field"),
        ({"text": "x", "ageMs": -1}, "invalid_field"),
        ({"text": "x", "ageMs": 1, "at": "1:1"}, "invalid_field"),
        ({"texts": "x"}, "unknown_field"),
    ):
        assert (await owner.refused("/notes/note-0003", body))[1] == code
    assert (await owner.api("PUT", f"{owner.path}/notes/n", {"text": ""})).code == "invalid_field"
    half = await owner.api("PUT", f"{owner.path}/notes/note-0003", raw=b'{"text": "\\ud800"}')
    assert half.code == "invalid_utf8"


async def test_NS2_without_a_question_the_rubric_is_a_general_one(api: Api) -> None:
    _, owner, *_ = await raters(api)
    rubric = (await owner.reads())["rubric"]
    assert [one["id"] for one in rubric] == LEVELS and 3 <= len(rubric) <= 6
    assert all(len(one["levels"]) == 4 and one["question"] is None for one in rubric)


async def test_NS2_the_rubrics_of_questions_take_its_place(api: Api) -> None:
    session, owner, *_ = await raters(api)
    loaded = {"bank": "starter", "name": "coupons", "into": "new"}
    question = await api.ok("POST", f"/sessions/{session}/questions", loaded)
    rubric = (await owner.reads())["rubric"]
    assert {one["question"] for one in rubric} == {question["title"]}
    assert rubric[0]["id"] == f"{question['id']}.1" and len(rubric[0]["levels"]) == 4
    assert await owner.refused("/scores/general.1", {"level": 1, "why": "x"}) == (404, "not_found")
    three = next(one for one in rubric if len(one["levels"]) == 3)
    body = {"level": 4, "why": "x"}
    assert await owner.refused(f"/scores/{three['id']}", body) == (400, "invalid_field")
    await owner.scores(three["id"], 3)
    await api.ok("DELETE", f"/sessions/{session}/questions/{question['id']}")
    told = await owner.reads()
    assert [one["id"] for one in told["rubric"]] == LEVELS and told["mine"]["scores"] == []


async def test_NS3_a_level_needs_a_moment_or_a_sentence(api: Api) -> None:
    """NS3: "not seen" needs neither."""
    _, owner, *_ = await raters(api)
    for body in ({"level": 2}, {"level": 2, "why": "  "}, {"level": 0, "why": "x"}, {"why": "x"}):
        assert await owner.refused("/scores/general.1", body) == (400, "invalid_field")
    body = {"level": 2, "moments": ["1:1"] * 11}
    assert await owner.refused("/scores/general.1", body) == (400, "invalid_field")
    await owner.scores("general.1", 2, why="", moments=["1:1"])
    await owner.scores("general.2", None, why="")
    told = await owner.scores("general.1", 3)
    scores = {one["criterion"]["id"]: one["level"] for one in told["mine"]["scores"]}
    assert scores == {"general.1": 3, "general.2": None}


async def test_NS4_the_overall_answer_comes_after_the_parts(api: Api) -> None:
    _, owner, *_ = await raters(api)
    for criterion in LEVELS:
        assert await owner.refused("/recommendation", {"answer": "yes"}) == (409, "incomplete")
        await owner.scores(criterion, None if criterion == LEVELS[0] else 2)
    assert await owner.refused("/recommendation", {"answer": "maybe"}) == (400, "invalid_field")
    told = await owner.submits("strong_no", why="see above")
    assert told["mine"]["recommendation"]["answer"] == "strong_no"
    assert told["others"] == []


async def test_NS5_what_is_submitted_is_final_and_corrected_beside_it(api: Api) -> None:
    """NS5: with a reason, and the original stays."""
    _, owner, ira, _ = await raters(api)
    await owner.notes("note-0001", "slow")
    assert await owner.refused(
        "/corrections/correct-1", {"reason": "r", "note": "note-0001", "text": "fast"}
    ) == (409, "incomplete")
    await owner.scores_all(2)
    submitted = (await owner.submits("no"))["mine"]
    assert (await owner.submits("no"))["mine"] == submitted, "the same again"
    assert (await owner.scores("general.1", 2))["mine"] == submitted
    for part, body in (
        ("/recommendation", {"answer": "yes"}),
        ("/scores/general.1", {"level": 4, "why": "later"}),
        ("/notes/note-0001", {"text": "fast"}),
    ):
        assert await owner.refused(part, body) == (409, "submitted")
    assert await owner.refused("/notes/note-0001", method="DELETE") == (409, "submitted")
    for body in (
        {"answer": "yes"},
        {"reason": " ", "answer": "yes"},
        {"reason": "r"},
        {"reason": "r", "answer": "yes", "criterion": "general.1"},
        {"reason": "r", "criterion": "general.1", "level": 5},
    ):
        assert await owner.refused("/corrections/correct-1", body) == (400, "invalid_field")
    nowhere = {"reason": "r", "criterion": "general.9", "level": 1}
    assert await owner.refused("/corrections/correct-1", nowhere) == (404, "not_found")
    await owner.corrects("correct-1", "saw the tests", criterion="general.1", level=4)
    await owner.corrects("correct-2", "a typo", note="note-0001", text="fast")
    told = await owner.corrects("correct-3", "after all", answer="yes")
    assert await owner.corrects("correct-3", "after all", answer="yes") == told
    assert await owner.refused("/corrections/correct-3", {"reason": "x", "answer": "no"}) == (
        409,
        "submitted",
    )
    mine = told["mine"]
    assert [one["reason"] for one in mine["corrections"]] == [
        "saw the tests",
        "a typo",
        "after all",
    ]
    assert {**mine, "corrections": []} == submitted, "the original is as it was"
    await ira.scores_all()
    [other] = (await ira.submits())["others"]
    assert other == mine


async def test_NS6_nobody_reads_others_before_they_have_submitted(api: Api) -> None:
    """NS6: three raters, the owner among them; not even how many there are."""
    _, owner, ira, jo = await raters(api)
    before = {rater: json.dumps(await rater.reads()) for rater in (owner, ira, jo)}
    for rater in (owner, ira):
        await rater.notes("note-0001", f"{CANARY} {rater.path}")
        await rater.scores_all(4, why=CANARY)
    await owner.notes("note-0002", f"{CANARY} shared", shared=True)
    await owner.submits(why=CANARY)
    await owner.corrects("correct-1", CANARY, answer="no")
    await ira.submits(why=CANARY)
    assert json.dumps(await jo.reads()) == before[jo], "as if nobody had written anything"
    answers = [await jo.notes("note-0003", "mine"), await jo.scores("general.1", None)]
    answers.append(await jo.api.ok("DELETE", f"{jo.path}/notes/note-0003"))
    assert CANARY not in json.dumps(answers)
    assert not any("others" in answer for answer in answers)
    assert (await jo.refused("/recommendation", {"answer": "no"}))[1] == "incomplete"

    [other] = (await owner.reads())["others"]
    assert other["name"] == "Ira" and other["notes"][0]["text"].startswith(CANARY)
    [other] = (await ira.reads())["others"]
    assert [note["shared"] for note in other["notes"]] == [False, True]
    assert [one["reason"] for one in other["corrections"]] == [CANARY]
    await jo.scores_all()
    told = await jo.submits()
    assert len(told["others"]) == 2 and "Ira" in {one["name"] for one in told["others"]}
    for sheet in told["others"]:
        assert {score["level"] for score in sheet["scores"]} == {4}


async def test_NS6_unsubmitted_notes_and_drafts_of_others_stay_theirs(api: Api) -> None:
    """NS6, NS7: also for who has submitted; a shared note is what its author shared, alone."""
    _, owner, ira, jo = await raters(api)
    await owner.scores_all()
    await owner.submits()
    await ira.notes("note-0001", f"{CANARY} private")
    await ira.scores_all(1, why=CANARY)
    assert (await owner.reads())["others"] == []
    await jo.notes("note-0001", "first thought")
    await jo.notes("note-0001", "second thought", shared=True)
    await jo.notes("note-0002", f"{CANARY} private")
    assert await jo.refused("/notes/note-0001", {"text": "third"}) == (409, "submitted")
    told = await owner.reads()
    assert CANARY not in json.dumps(told) and "first thought" not in json.dumps(told)
    [sheet] = told["others"]
    assert (sheet["name"], sheet["scores"], sheet["recommendation"]) == ("Jo", [], None)
    assert [note["text"] for note in sheet["notes"]] == ["second thought"]
    told = await ira.submits()
    await ira.notes("note-0002", f"{CANARY} later")
    texts = [n["text"] for s in (await owner.reads())["others"] for n in s["notes"]]
    assert texts == [f"{CANARY} private", "second thought"]


async def test_NS8_two_tabs_of_one_person_submit_once(api: Api) -> None:
    """NS8: one login is one person, and requests of one person have turns."""
    session, owner, *_ = await raters(api)
    await api.join(session, "Ana")
    await owner.scores_all()
    answers = await asyncio.gather(
        *(
            owner.api("PUT", f"{owner.path}/recommendation", {"answer": answer})
            for answer in ("yes", "no", "strong_yes")
        )
    )
    assert sorted(answer.status for answer in answers) == [200, 409, 409]
    [done] = [answer.json["mine"] for answer in answers if answer.status == 200]
    assert (await owner.reads())["mine"] == done and done["name"] == "Ana"


async def test_NS9_only_hosts_and_no_word_of_it_anywhere_else(api: Api) -> None:
    """NS9: all that a candidate and an observer are told of an interview, what is taken away of
    it, and the frames of hosts."""
    session, owner, ira, _ = await raters(api)
    bo, bos = await api.guest(session, "Bo")
    wu, _ = await api.guest(session, "Wu", "observer")
    heard: list[bytes] = []
    sockets: list[EventSocket] = []
    for person in (bo, wu, api, ira.api):
        sockets += [EventSocket(person, session), SyncSocket(person, session)]
    for socket in sockets:
        await socket.open()
    for rater in (owner, ira):
        await rater.notes("note-0001", CANARY)
        await rater.notes("note-0002", CANARY, shared=True)
        await rater.scores_all(4, why=CANARY)
        await rater.submits(why=CANARY)
        await rater.corrects("correct-1", CANARY, answer="no")
    await api.ok("POST", f"/sessions/{session}/announcements", {"text": "the last thing"})
    for socket in sockets:
        if isinstance(socket, SyncSocket):
            await socket.expect("announcement")
        heard.append(json.dumps(socket.frames).encode())
        await socket.close()

    for person in (bo, wu):
        theirs = Rater(person, session)
        for part, body, method in (
            ("", None, "GET"),
            ("/notes/note-0001", {"text": "x"}, "PUT"),
            ("/notes/note-0001", None, "DELETE"),
            ("/scores/general.1", {"level": 1, "why": "x"}, "PUT"),
            ("/recommendation", {"answer": "yes"}, "PUT"),
            ("/corrections/correct-1", {"reason": "x", "answer": "no"}, "PUT"),
        ):
            assert await theirs.refused(part, body, method) == (403, "forbidden")
    stranger = Rater(api.anonymous(), session)
    assert await stranger.refused("", method="GET") == (401, "unauthenticated")

    path = f"/sessions/{session}"
    routes = ("", "/users", "/files", "/questions", "/checks", f"/users/{bos['id']}/export")
    of_hosts = ("/moments", "/recording", *(f"/exports/{f}" for f in ("code", "markdown", "csv")))
    for person, those in ((bo, routes), (wu, routes[:-1]), (api, (*routes, *of_hosts))):
        for route in (*those, "/exports/json"):
            answer = await person("GET", path + route)
            heard.append(answer.content + str(answer.headers).encode())
    for route in ("/sessions", f"/activity?id={session}", "//metrics"):
        heard.append((await api("GET", route)).content)
    assert not any(CANARY.encode() in content for content in heard)
    assert any(b"the last thing" in content for content in heard)


async def test_NS9_no_metric_counts_what_hosts_write(api: Api) -> None:
    """NS6, NS9: whoever is logged in reads the metrics, others who rate among them."""
    session, owner, _, _ = await raters(api)
    await owner.reads()
    await owner.scores_all()
    await owner.submits()
    await api.ok("GET", f"/sessions/{session}/users")
    metrics = (await api("GET", "//metrics")).content.decode()
    assert "jupyter_interview.web.people.Users" in metrics
    assert "web.remarks" not in metrics


@pytest.mark.parametrize("state", ["draft", "ended"])
async def test_NS1_hosts_write_before_and_after_an_interview(api: Api, state: str) -> None:
    session = (await api.create("python", state="draft"))["id"]
    owner = Rater(api, session)
    if state == "ended":
        await api.ok("PATCH", f"/sessions/{session}", {"state": "live"})
        await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    await owner.notes("note-0001", "prepared")
    await owner.scores_all(None, why="")
    told = await owner.submits("no_answer")
    assert [note["text"] for note in told["mine"]["notes"]] == ["prepared"]


async def test_NS6_who_lost_the_role_reads_nothing_any_more(api: Api) -> None:
    session, owner, ira, _ = await raters(api)
    for rater in (owner, ira):
        await rater.scores_all()
        await rater.submits()
    users = await api.ok("GET", f"/sessions/{session}/users")
    [iras] = [user["id"] for user in users if user["name"] == "Ira"]
    await api.ok("PATCH", f"/sessions/{session}/users/{iras}", {"role": "candidate"})
    assert await ira.refused("", method="GET") == (403, "forbidden")
    assert len((await owner.reads())["others"]) == 1
    await api.ok("PATCH", f"/sessions/{session}/users/{iras}", {"role": "interviewer"})
    assert len((await ira.reads())["others"]) == 1


async def test_NS1_the_python_client_writes_and_reads(api: Api) -> None:
    """NS1, NS3, NS4, NS5, NS6: each method once."""
    session, _, ira, _ = await raters(api)
    await ira.notes("note-0001", "of another one")
    await ira.scores_all()
    await ira.submits()
    token = api.headers["Authorization"].split()[-1]
    async with AsyncInterviewClient(api.root, token=token) as client:
        told = await client.note(session, "asks well", note_id="note-0001", ago=0.001)
        [note] = told.mine.notes
        assert (note.id, note.text, told.others) == ("note-0001", "asks well", None)
        told = await client.note(session, at=note.at)
        assert len(told.mine.notes) == 2
        [bookmark] = [one for one in told.mine.notes if one.text == ""]
        assert bookmark.at == note.at
        await client.take_note_back(session, bookmark.id)
        with pytest.raises(InterviewRefused) as refused:
            await client.submit(session, "yes")
        assert refused.value.code == "incomplete"
        first, *rest = told.rubric
        await client.score(session, first.id, 3, moments=[note.at])
        for criterion in rest:
            await client.score(session, criterion.id, None)
        told = await client.submit(session, "strong_yes", why="all of it")
        assert told.others is not None and [one.name for one in told.others] == ["Ira"]
        await client.correct(session, "slept over it", answer="yes")
        await client.correct(session, "forgot a thing", criterion=rest[0].id, level=2)
        await client.correct(session, "a word", note=note.id, text="asks very well")
        mine = (await client.remarks(session)).mine
    assert mine.recommendation is not None and mine.recommendation.answer == "strong_yes"
    assert [(score.level, score.moments) for score in mine.scores[:2]] == [
        (3, (note.at,)),
        (None, ()),
    ]
    assert [(one.answer, one.level, one.text) for one in mine.corrections] == [
        ("yes", None, None),
        (None, 2, None),
        (None, None, "asks very well"),
    ]


EXPORT = "/sessions/{sessionId}/users/{userId}/export"
IRAS, OWNERS, DRAFTED = "Xylophonspieler", "Kontrabassist", "Querpfeifer"


async def export_with_remarks(api: Api, session: str, user: str) -> Any:
    answer = await api("GET", f"/sessions/{session}/users/{user}/export?include=remarks")
    assert answer.status == 200, answer.content
    assert answer_problems("GET", EXPORT, 200, answer.content) == []
    assert not any(word in answer.content.decode() for word in (DRAFTED, '"Ira"', '"Jo"'))
    return answer.json["remarks"]


async def test_NS15_the_owner_asks_for_what_is_held_on_a_candidate_with_remarks(api: Api) -> None:
    """NS15: what they may read and what is final, without whose it is."""
    session, owner, ira, jo = await raters(api)
    _, bo = await api.guest(session, "Bo")
    await ira.notes("note-0001", IRAS)
    await ira.scores_all(3)
    await ira.submits("yes")
    await ira.corrects("corr-0001", f"{IRAS} later", answer="no")
    await ira.notes("note-0002", DRAFTED)
    await jo.notes("note-0003", DRAFTED)
    await owner.notes("note-0004", DRAFTED)
    await owner.scores("general.1", 1, why=DRAFTED)
    held = await export_with_remarks(api, session, bo["id"])
    assert (held["isReaderDone"], held["sheets"]) == (False, [])
    assert "read it before you hand it on" in held["readBeforeSending"]

    await owner.notes("note-0005", OWNERS, shared=True)
    [shared] = (await export_with_remarks(api, session, bo["id"]))["sheets"]
    assert [note["text"] for note in shared["notes"]] == [OWNERS]
    assert (shared["scores"], shared["recommendation"]) == ([], None)

    await api.ok("DELETE", f"{owner.path}/notes/note-0004")
    await owner.scores_all(2)
    await owner.submits("no_answer")
    held = await export_with_remarks(api, session, bo["id"])
    assert held["isReaderDone"] and {sheet["name"] for sheet in held["sheets"]} == {""}
    told = {sheet["recommendation"]["answer"]: sheet for sheet in held["sheets"]}
    assert told.keys() == {"yes", "no_answer"}
    assert [note["text"] for note in told["yes"]["notes"]] == [IRAS]
    assert [one["reason"] for one in told["yes"]["corrections"]] == [f"{IRAS} later"]
    assert {score["level"] for score in told["yes"]["scores"]} == {3}

    token = api.headers["Authorization"].split()[-1]
    async with AsyncInterviewClient(api.root, token=token) as client:
        plain = await client.export(session, bo["id"])
        assert "remarks" not in plain and IRAS not in json.dumps(plain)
        assert (await client.export(session, bo["id"], include="remarks"))["remarks"] == held


async def test_NS15_nobody_else_is_given_notes_with_an_export(api: Api) -> None:
    """NS15: nor learns whether there are any; they are about candidates alone."""
    session, owner, ira, _ = await raters(api)
    candidate, bo = await api.guest(session, "Bo")
    path = f"/sessions/{session}/users"
    users = {one["name"]: one["id"] for one in await api.ok("GET", path)}

    async def refusals() -> list[bytes]:
        own = ((candidate, bo["id"]), (ira.api, users["Ira"]), (ira.api, bo["id"]))
        asked = [await one("GET", f"{path}/{user}/export?include=remarks") for one, user in own]
        assert [(one.status, one.code) for one in asked] == [(403, "forbidden")] * 3
        return [one.content for one in asked]

    before = await refusals()
    await owner.notes("note-0001", OWNERS, shared=True)
    assert await refusals() == before
    held = await candidate("GET", f"{path}/{bo['id']}/export")
    assert held.status == 200 and OWNERS not in held.content.decode()
    for user, include in ((users["Ira"], "remarks"), (bo["id"], "drafts")):
        answer = await api("GET", f"{path}/{user}/export?include={include}")
        assert (answer.status, answer.code) == (400, "invalid_field")
