"""QU18, QU25: every byte that a candidate's browser gets of a whole interview, from a bank with
words in everything that is private, to the copy that is released afterwards."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.async_api import BrowserContext, Page, Route, WebSocket, expect

from tests.banks.shelf import CANARY, MODEL, make_bank, put_canaries
from tests.ui.conftest import NewBrowser
from tests.ui.panel import Panel
from tests.ui.server import LabServer, running_server
from tests.ui.stage import Stage, open_as_owner
from tests.ui.test_questions import SOLUTION, question, summary
from tests.ui.test_release import copy_of, fetched

NOTE = f"{CANARY}-note"
BANK = "private-words"
FORMS = ("Download a player", "Download a report", "Download the recording")
STORED = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  const text = value => JSON.stringify(value, (_, each) =>
    ArrayBuffer.isView(each) || each instanceof ArrayBuffer
      ? new TextDecoder().decode(each) : each) ?? '';
  for (const {name} of await indexedDB.databases()) {
    const database = await new Promise((done, fail) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    for (const store of database.objectStoreNames) {
      const values = await new Promise((done, fail) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
      found.push(`${name}/${store}`, ...values.map(text));
    }
    database.close();
  }
  return found.join('\\n');
}"""


class Ear:
    """All that comes to a browser or leaves it; each with where it was heard.

    Requests go through here, since a browser keeps no bodies of a page that was left."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self._context = context
        context.on("page", self._listen)

    async def begin(self) -> None:
        await self._context.route("**/*", self._pass_on)

    def _listen(self, page: Page) -> None:
        page.on("websocket", self._on_socket)

    def _on_socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._keep(f"from {socket.url}", frame))
        socket.on("framesent", lambda frame: self._keep(f"to {socket.url}", frame))

    def _keep(self, where: str, text: str | bytes) -> None:
        self.heard.append((where, text.encode() if isinstance(text, str) else text))

    async def _pass_on(self, route: Route) -> None:
        answer = await route.fetch(max_redirects=0)
        self._keep(f"headers {answer.url}", json.dumps(answer.headers_array))
        self._keep(f"body {answer.url}", await answer.body())
        if route.request.is_navigation_request():
            # A page that does not come from its server may not open a socket to it.
            await route.continue_()
        else:
            await route.fulfill(response=answer)

    async def looks_at(self, page: Page) -> None:
        self._keep("DOM", await page.content())
        self._keep("stored", await page.evaluate(STORED))

    async def all(self) -> list[tuple[str, bytes]]:
        await self._context.unroute_all(behavior="ignoreErrors")
        return self.heard


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    bank = make_bank(tmp_path_factory.mktemp("bank") / BANK, MODEL)
    put_canaries(bank / MODEL)
    flags = [f"--InterviewApp.question_dirs={bank}"]
    with running_server(tmp_path_factory.mktemp("private"), flags=flags) as server:
        yield server


async def test_QU18_no_byte_of_a_candidates_browser_has_anything_private(
    stage: Stage, server: LabServer, another_browser: NewBrowser
) -> None:
    stage.watch.announce("status of 4(01|03|10)")  # The end has closed the connection.
    session = server.new_session(language="javascript")["id"]
    path = f"sessions/{session}"
    owner = await open_as_owner(await another_browser(), server, session)
    browser = await another_browser(new=True)
    ear = Ear(browser)
    await ear.begin()
    page = await browser.new_page()
    await page.goto(server.invite(session)["url"])
    await page.get_by_role("textbox", name="Your name").fill("Grace")
    await page.get_by_role("button", name="Join").click()
    guest = Panel(page)
    await guest.ready()

    asked = {"bank": BANK, "name": MODEL}
    server.rest.post(f"{path}/questions", json=asked).raise_for_status()
    await expect(question(guest).get_by_role("table")).to_contain_text("aloneMinutes")
    server.put_code(session, SOLUTION)
    await guest.shows(SOLUTION)
    await guest.page.get_by_role("button", name="Run tests").click()
    await expect(summary(guest)).to_contain_text("3 of 3 tests passed")
    await ear.looks_at(page)

    await question(owner).get_by_role("tab", name="For hosts").click()
    # The owner's page has what the candidate's must not: the words are where they can be read.
    await expect(question(owner)).to_contain_text(CANARY)
    await question(owner).get_by_role("button", name="Run hidden tests", exact=True).click()
    told = question(guest).get_by_role("region", name="Hidden tests")
    await expect(told).to_contain_text(re.compile(r"Hidden tests: \d+ of \d+ passed"))
    note = {"text": NOTE}
    server.rest.put(f"{path}/remarks/notes/0123456789abcdef", json=note).raise_for_status()
    rubric = server.rest.get(f"{path}/remarks").raise_for_status().json()
    assert CANARY in json.dumps(rubric)
    await ear.looks_at(page)

    await guest.ready()
    server.rest.patch(path, json={"state": "ended"}).raise_for_status()
    await expect(guest.says("This interview has ended").first).to_be_visible()
    server.rest.put(f"{path}/release", json={}).raise_for_status()
    await expect(copy_of(guest)).to_be_visible()
    for form in FORMS:
        file = await fetched(guest, form)
        ear.heard.append((form, file.read_bytes()))
    await ear.looks_at(page)
    await page.reload()
    await expect(copy_of(guest)).to_be_visible()
    await ear.looks_at(page)

    heard = await ear.all()
    everything = b"\n".join(text for _, text in heard)
    for known in (b"aloneMinutes", b"one visitor", b"Grace"):
        assert known in everything
    assert any(where.startswith("from ws") for where, _ in heard)
    assert [where for where, text in heard if CANARY.encode() in text] == []
