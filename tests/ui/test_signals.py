"""What is noted of a candidate in a whole interview, and that what is nobody's business is not."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join
from tests.ui.visitors import blank_page

OWN = "def shout(words):\n    return [word.upper() for word in words]\n"
ASKING = 'name = input("Who? ")\nprint("welcome to the interview of today, dear", name)\n'
FOREIGN = "def somebody_elses(words):\n    return sorted(words, key=len)\n"
SENTENCE = f"{len(FOREIGN)} characters came at once, from outside this interview"
PASTE = """(node, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    node.dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""
"""What was copied elsewhere, which no headless browser can do."""
LEAVE = """([how, away]) => {
    const property = how === 'hidden' ? 'hidden' : 'hasFocus';
    const value = how === 'hidden' ? {get: () => away} : {value: () => !away};
    Object.defineProperty(document, property, {configurable: true, ...value});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
LATER = "seconds => { const now = Date.now; Date.now = () => now() + seconds * 1000; }"


def noted(server: LabServer, session_id: str) -> list[dict[str, Any]]:
    """What the server has, as hosts read it."""
    answer = server.rest.get(f"sessions/{session_id}/signals")
    answer.raise_for_status()
    found: list[dict[str, Any]] = answer.json()
    return found


async def heard(
    server: LabServer, session_id: str, wanted: Callable[[list[dict[str, Any]]], bool]
) -> list[dict[str, Any]]:
    """The same, as soon as it is what is wanted."""

    async def read() -> list[dict[str, Any]]:
        return noted(server, session_id)

    return await eventually(read, wanted)


def of(entries: list[dict[str, Any]], how: str) -> int:
    """How many came this way."""
    return sum(one["how"] == how for one in entries)


async def away(page: Page, how: str, seconds: int) -> None:
    """A headless browser hides no page by itself, and no test waits."""
    await page.evaluate(LEAVE, [how, True])
    await page.evaluate(LATER, seconds)
    await page.evaluate(LEAVE, [how, False])


async def the_list(panel: Panel) -> list[str]:
    """The dialog of what is noted, as this person reads it."""
    await panel.do("What is noted…")
    words = panel.page.locator(".jpi-Signal-words")
    await expect(words.first).to_be_visible()
    return [" ".join(text.split()) for text in await words.all_inner_texts()]


async def test_SG7_a_stranger_reads_what_is_recorded_before_giving_a_name(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """SG7: in a wide window and in a narrow one, without a fault that axe finds."""
    sentence = "Say aloud what you ask it"
    session = server.new_session(title="Round two", ai="own_tools", aiSentence=sentence)
    page = await blank_page(await another_browser())
    await page.goto(server.invite(session["id"])["url"])
    for width in (1280, 360):
        await page.set_viewport_size({"width": width, "height": 800})
        await expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
        await expect(page.locator(".jpi-Record li")).to_have_count(4)
        await expect(page.get_by_text(f"“{sentence}”")).to_be_visible()
    before = await page.evaluate(
        """() => document.querySelector('.jpi-Record').compareDocumentPosition(
            document.querySelector('.jpi-NameForm')) & Node.DOCUMENT_POSITION_FOLLOWING"""
    )
    assert before
    assert await problems(page, "body") == []


async def test_SG8_SG10_an_honest_interview_has_no_entry_that_accuses(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """SG8, SG10, SG11: copying inside, undo, redo, dictation, a program that asks, and a reload
    are neither from outside nor an absence. A paste from outside is one entry, which the candidate
    reads in the words of the hosts."""
    session = server.new_session(language="python", code=OWN, noteAway=True)
    link = server.invite(session["id"])["url"]
    browser = await another_browser(new=True)
    await browser.grant_permissions(["clipboard-read", "clipboard-write"])
    guest = await join(browser, link, "Grace")

    await guest.caret_to("Control+a")
    await guest.press("Control+c", "Control+End", "Control+v")
    await guest.shows(OWN + OWN)
    await guest.press("Control+a", "Control+x")
    await guest.shows("")
    await guest.press("Control+v")
    await guest.shows(OWN + OWN)
    # Edits that follow each other fast are undone together.
    await guest.press("Control+z", "Control+z", "Control+z")
    await guest.shows(OWN)
    await guest.press("Control+y", "Control+y", "Control+y")
    await guest.shows(OWN + OWN)
    await guest.press("Control+a")
    await guest.write(ASKING)
    await guest.ready()
    await guest.run.click()
    answer = guest.output.get_by_role("textbox")
    await answer.fill("Ada")
    await answer.press("Enter")
    entry = guest.runs.last
    await expect(entry).to_contain_text("Finished")
    printed = "welcome to the interview of today, dear Ada"
    await expect(entry).to_contain_text(printed)
    await guest.caret_to("Control+End")
    await guest.code.evaluate(PASTE, printed)
    await heard(server, session["id"], lambda found: of(found, "paste") == 3)
    await guest.page.reload()
    await guest.ready()
    await guest.caret_to("Control+End")
    await guest.code.evaluate(PASTE, ASKING)
    await guest.ready()

    entries = await heard(server, session["id"], lambda found: of(found, "paste") == 4)
    assert of(entries, "dictation") == 1 and {one["kind"] for one in entries} == {"insert"}
    assert {one["source"] for one in entries if one["how"] != "dictation"} == {"interview"}
    assert [one["source"] for one in entries if one["how"] == "dictation"] == [None]

    await guest.code.evaluate(PASTE, FOREIGN)
    entries = await heard(server, session["id"], lambda found: of(found, "paste") == 5)
    [outside] = [one for one in entries if one["source"] == "outside"]
    assert (outside["how"], outside["characters"]) == ("paste", len(FOREIGN))
    await expect(guest.page.get_by_role("button", name="Noted:")).to_be_visible()
    own = await the_list(guest)
    assert SENTENCE in own[0] and sum(SENTENCE in text for text in own) == 1
    assert await problems(guest.page, "dialog") == []
    everything = await guest.dialog.inner_text()
    assert not any(word in everything.lower() for word in ("suspicious", "cheat", "score"))


async def test_SG5_SG10_SG12_absences_are_told_and_answered(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """SG1, SG3, SG5, SG10, SG12: once somebody has turned them on, which the candidate is told."""
    session = server.new_session(language="python", code=OWN)
    link = server.invite(session["id"])["url"]
    await lab.open(session["id"])
    guest = await join(await another_browser(new=True), link, "Grace")
    await away(guest.page, "hidden", 9)

    await lab.do("What is noted…")
    box = lab.dialog.get_by_role("checkbox", name="Note when candidates are away")
    await box.click()
    await expect(box).to_be_checked()
    await lab.dialog.get_by_role("combobox", name="Help by AI").select_option("own_tools")
    news = guest.page.locator(".jpi-Notices").get_by_role("status")
    await expect(news.filter(has_text="Changed from now on.")).to_contain_text("5 seconds")
    await expect(guest.page.get_by_role("button", name="AI: own tools")).to_be_visible()
    assert noted(server, session["id"]) == [], "nothing of before is noted"

    await away(guest.page, "hidden", 3)
    await away(guest.page, "hidden", 12)
    await away(guest.page, "unfocused", 7)
    entries = await heard(server, session["id"], lambda found: len(found) == 2)
    assert [(one["how"], one["seconds"]) for one in entries] == [("hidden", 12), ("unfocused", 7)]
    own = await the_list(guest)
    assert "Another window had the keys for 7 seconds" in own[0]
    await guest.dialog.get_by_role("button", name="Say what it was").first.click()
    await guest.page.get_by_role("textbox", name="What it was").fill("The door bell")
    await guest.press("Enter")
    await expect(guest.dialog).to_contain_text("“The door bell”")
    row = lab.page.locator(".jpi-Signal").first
    await expect(row).to_contain_text("Grace: Another window had the keys for 7 seconds")
    await expect(row).to_contain_text("“The door bell”")
    assert await problems(lab.page, "dialog") == []
