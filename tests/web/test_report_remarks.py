"""EX27 to EX29: notes and scores in reports, for hosts who ask for them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview import AsyncInterviewClient
from jupyter_interview.playback.sheets import FOR_HOSTS_ALONE, NOT_SUBMITTED
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.readers.exporters.recorded import RECORDED, WITH_REMARKS
from tests.clients import Api
from tests.contract.documents import answer_problems
from tests.playback.interviews import HOSTILE
from tests.playback.test_report import Page
from tests.web.test_recorded_exports import told_in
from tests.web.test_remarks import LEVELS, Rater, raters
from tests.web.test_take_away import taken

TEMPLATE = "/sessions/{sessionId}/exports/{form}"
IRAS, OWNERS, DRAFTED = "Xylophonspieler", "Kontrabassist", "Querpfeifer"


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"exports_per_minute": 100, "remarks_per_minute": 1000}}


async def rated(api: Api) -> tuple[str, Rater, Rater]:
    """An interview that one interviewer has rated, while its owner has drafts alone."""
    session, owner, ira, _ = await raters(api)
    await ira.notes("note-0001", f"{IRAS} asks\nwell {HOSTILE}".replace("\0", "").replace("\r", ""))
    moments = [(await ira.reads())["mine"]["notes"][0]["at"]]
    await ira.scores_all(3, moments=moments)
    await ira.submits("strong_yes", why=f"{IRAS} overall")
    await ira.corrects("corr-0001", f"{IRAS} later", criterion=LEVELS[0], level=2)
    await owner.notes("note-0002", DRAFTED)
    return session, owner, ira


async def report_of(rater: Rater, session: str) -> Any:
    answer = await taken(rater.api, session, "report-json?include=remarks")
    media = answer.headers["Content-Type"]
    assert answer_problems("GET", TEMPLATE, 200, answer.content, media) == []
    return answer.json


async def test_EX27_a_report_has_what_the_host_may_read_and_what_was_submitted(api: Api) -> None:
    """EX27: nothing of others, not even how many, before their own; no draft ever."""
    session, owner, ira = await rated(api)
    told = (await report_of(owner, session))["remarks"]
    assert told == {"isReaderDone": False, "sheets": []}
    page = (await taken(api, session, "report?include=remarks")).content.decode()
    assert NOT_SUBMITTED in page and IRAS not in page and DRAFTED not in page and "Ira" in page

    [sheet] = (await report_of(ira, session))["remarks"]["sheets"]
    assert (sheet["name"], sheet["isReader"]) == ("Ira", True)
    assert (sheet["answer"]["words"], sheet["answer"]["why"]) == ("Strong yes", f"{IRAS} overall")
    assert [(one["level"], one["of"]) for one in sheet["scores"]] == [(3, 4)] * len(LEVELS)
    assert sheet["scores"][0]["words"].startswith("asks about what is open")
    [note], [correction] = sheet["notes"], sheet["corrections"]
    assert note["text"].startswith(f"{IRAS} asks\nwell") and note["moment"]["link"]
    assert sheet["scores"][0]["moments"][0]["seq"] == note["moment"]["seq"]
    assert (correction["about"], correction["level"]) == ("score", 2)

    await owner.scores_all(None)
    await owner.notes("note-0003", "later", shared=True)
    await owner.submits("no_answer", why=OWNERS)
    told = (await report_of(owner, session))["remarks"]
    assert [(one["isReader"], one["answer"]["words"]) for one in told["sheets"]] == [
        (True, "No answer"),
        (False, "Strong yes"),
    ]
    assert told["sheets"][0]["scores"][0]["words"] is None
    assert not {"total", "sum", "mean", "average", "rank"} & set(json.dumps(told).split('"'))


async def test_EX27_scores_that_are_not_submitted_are_not_in_it_beside_a_shared_note(
    api: Api,
) -> None:
    session, owner, _ = await rated(api)
    await owner.notes("note-0003", OWNERS, shared=True)
    await owner.scores_all(1, why=DRAFTED)
    [sheet] = (await report_of(owner, session))["remarks"]["sheets"]
    assert [note["text"] for note in sheet["notes"]] == [OWNERS]
    assert (sheet["answer"], sheet["scores"]) == (None, [])
    for form in WITH_REMARKS:
        content = (await taken(api, session, f"{form}?include=remarks")).content.decode()
        assert OWNERS in content and DRAFTED not in content and IRAS not in content, form


async def test_EX27_the_page_and_markdown_say_that_they_are_for_hosts(api: Api) -> None:
    """EX27: and what hosts have written is text in them."""
    session, _, ira = await rated(api)
    content = (await taken(ira.api, session, "report?include=remarks")).content
    page = Page(content)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert page.text.count(FOR_HOSTS_ALONE) == 2
    assert page.text.split("Untitled interview\n")[-1].startswith(FOR_HOSTS_ALONE)
    said = page.text[page.text.index("Notes and scores") :]
    for words in (f"{IRAS} asks", f"{IRAS} overall", f"{IRAS} later", "3 of 4", "<script>x=1"):
        assert words in said, words
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert len(links) > 5 and all("/interview/replay/" in str(link) for link in links)
    markdown = (await taken(ira.api, session, "report-md?include=remarks")).content.decode()
    assert markdown.count(FOR_HOSTS_ALONE) == 2 and f"{IRAS} overall" in markdown
    assert "\n<script" not in markdown and "\\<script\\>" in markdown


async def test_EX28_without_being_asked_for_no_form_has_a_byte_of_them(api: Api) -> None:
    """EX28: nor for everybody, nor in another form, nor for anybody but hosts."""
    session, owner, ira = await rated(api)
    await owner.scores_all(1, why=OWNERS)
    await owner.submits("no", why=OWNERS)
    candidate, _ = await api.guest(session, "Bo")
    observer, _ = await api.guest(session, "Cy", "observer")
    everybody = "audience=everybody"
    for form in (*EXPORTERS, *RECORDED):
        for host in (owner.api, ira.api):
            for query in ("", f"?{everybody}"):
                content = (await taken(host, session, form + query)).content.decode(
                    errors="replace"
                )
                for word in (IRAS, OWNERS, DRAFTED, FOR_HOSTS_ALONE, "Understands the problem"):
                    assert word not in content, (form, query, word)
                assert '"remarks"' not in told_in(form, content), (form, query)
        asked = [f"{form}?{everybody}&include=remarks", f"{form}?include=scores"]
        asked += [] if form in WITH_REMARKS else [f"{form}?include=remarks"]
        for query in asked:
            refused = await owner.api("GET", f"/sessions/{session}/exports/{query}")
            assert (refused.status, refused.code) == (400, "invalid_field"), query
        for guest in (candidate, observer):
            refused = await guest("GET", f"/sessions/{session}/exports/{form}?include=remarks")
            assert (refused.status, refused.code) == (403, "forbidden")
            assert IRAS not in refused.content.decode()


async def test_EX28_after_it_was_asked_for_the_next_report_has_nothing_of_it(api: Api) -> None:
    """EX28: nothing of it is kept with the recording that both are made of."""
    session, _, ira = await rated(api)
    before = (await taken(ira.api, session, "report")).content
    assert IRAS in (await taken(ira.api, session, "report?include=remarks")).content.decode()
    assert (await taken(ira.api, session, "report")).content == before


async def test_EX29_a_table_has_columns_for_it_where_it_is_asked_for(api: Api) -> None:
    session, _, ira = await rated(api)
    plain = (await taken(ira.api, session, "report-csv")).content.decode()
    told = (await taken(ira.api, session, "report-csv?include=remarks")).content.decode()
    [before, _], [head, line] = csv.reader(io.StringIO(plain)), csv.reader(io.StringIO(told))
    assert head == [*before, "answers", "scores", "notes"]
    answers, scores, notes = line[-3:]
    assert answers == "Ira: Strong yes"
    assert scores.startswith("Ira: Understands the problem 3 of 4, Finds a way 3 of 4")
    assert notes.startswith("Ira 00:0") and f"{IRAS} asks well" in notes


async def test_EX27_the_python_client_asks_for_it(api: Api, tmp_path: Path) -> None:
    session, _, ira = await rated(api)
    secret = ira.api.headers["X-Interview-Secret"]
    async with AsyncInterviewClient(api.root, secret=secret) as client:
        made = await client.take_away(session, "report-md", include="remarks")
        assert IRAS in made.save(tmp_path).read_text("utf-8")
        assert IRAS not in (await client.take_away(session, "report-md")).content.decode()
