"""The page of one's own interviews, for people who are logged in and do not want JupyterLab."""

from playwright.async_api import Locator, expect

from tests.ui import files
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import nothing_scrolls_sideways
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join
from tests.ui.visitors import blank_page


async def test_list_and_panel_without_lab(server: LabServer, another_browser: NewBrowser) -> None:
    """PA6, SL1: log in, make an interview, invite, write, run, and find it in the list, on a
    phone."""
    page = await blank_page(await another_browser())
    await page.goto(f"{server.url}interview/?token={server.token}")
    await page.get_by_role("button", name="Quick interview").click()
    panel = Panel(page)
    await panel.ready()
    await expect(panel.language).to_have_value("python")
    session_id = server.rest.get("sessions").json()[0]["id"]
    await panel.share.click()
    await panel.dialog.get_by_role("button", name="Create link").click()
    link = await panel.dialog.get_by_role("textbox", name="Invite link").input_value()
    await panel.dialog.get_by_role("button", name="Close").click()
    await files.choose_language(panel, "typescript")
    guest = await join(await another_browser(), link, "Guest")
    await expect(guest.language).to_have_value("typescript")
    await panel.caret_to("Control+a")
    await panel.write("console.log('written on the page')")
    await guest.shows("console.log('written on the page')")
    await guest.run_and_wait("Finished")
    await expect(panel.runs.first).to_contain_text("written on the page")
    assert server.session(session_id)["code"] == "console.log('written on the page')"

    await page.reload()
    await panel.ready()
    await panel.shows("console.log('written on the page')")
    await page.get_by_role("button", name="All interviews").click()
    live = page.get_by_role("region", name="Live")
    await page.set_viewport_size({"width": 400, "height": 800})
    await expect(page.get_by_role("button", name="Copy link to").first).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 400
    await live.get_by_role("button", name="Untitled interview").first.click()
    await panel.shows("console.log('written on the page')")


async def test_PA8_light_and_dark_follow_the_system_until_somebody_chooses(
    server: LabServer, another_browser: NewBrowser
) -> None:
    page = await blank_page(await another_browser())
    await page.emulate_media(color_scheme="light")
    await page.goto(server.invite(server.new_session()["id"])["url"])
    body = page.locator("body")
    to_dark = page.get_by_role("button", name="Dark theme")
    to_light = page.get_by_role("button", name="Light theme")
    await expect(to_dark).to_be_visible()
    await page.emulate_media(color_scheme="dark")
    await expect(body).to_have_attribute("data-jp-theme-light", "false")
    await to_light.click()
    await expect(body).to_have_attribute("data-jp-theme-light", "true")
    await expect(to_dark).to_be_visible()
    await page.emulate_media(color_scheme="light")
    await page.emulate_media(color_scheme="dark")
    await page.reload()
    await expect(to_dark).to_be_visible()
    await expect(body).to_have_attribute("data-jp-theme-light", "true")


async def test_a_stranger_is_sent_to_the_login(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """AC1, PA6: nothing of the list without logging in."""
    server.new_session(title="Not for strangers")
    page = await blank_page(await another_browser())
    await page.goto(f"{server.url}interview/")
    assert "/login" in page.url
    await expect(page.get_by_text("Not for strangers")).to_have_count(0)


async def test_NA5_the_token_leaves_the_address(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """And the interview in the fragment is opened all the same, also on the way back."""
    session_id = server.new_session(language="javascript", code="x = 1\n")["id"]
    page = await blank_page(await another_browser())
    for query in ("", "&a=1"):
        await page.goto("about:blank")
        await page.goto(f"{server.url}interview/?token={server.token}{query}#{session_id}")
        panel = Panel(page)
        await panel.ready()
        await panel.shows("x = 1\n")
        clean = f"{server.url}interview/{query.replace('&', '?')}#{session_id}"
        assert page.url == clean
        assert await page.evaluate("document.referrer + performance.getEntries()[0].name") == clean
    await page.go_back()
    await page.go_forward()
    await panel.ready()
    assert server.token not in page.url


async def test_NA6_a_link_whose_hash_came_encoded_lets_in(
    server: LabServer, another_browser: NewBrowser
) -> None:
    session_id = server.new_session(language="javascript", code="x = 1\n")["id"]
    for mangle in (lambda link: link.replace("#", "%23"), lambda link: link + ")."):
        link = mangle(server.invite(session_id)["url"])
        guest = await join(await another_browser(), link, "Guest")
        await guest.shows("x = 1\n")
        assert guest.page.url.endswith(f"/interview/join/{session_id}")


async def test_GR5_the_list_is_searched_by_title_and_person(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """GR4, GR5: what is typed is looked for at the server, and what was found stays in view."""
    large = server.new_session(title="GRÖSSE")["id"]
    other = server.new_session(title="Another one")["id"]
    await join(await another_browser(), server.invite(other)["url"], "Zoë")
    page = await blank_page(await another_browser())
    await page.set_viewport_size({"width": 400, "height": 800})
    await page.goto(f"{server.url}interview/?token={server.token}")
    rows = page.locator(".jpi-SessionRow")
    search = page.get_by_role("searchbox", name="Search interviews")
    await search.fill("größe")
    await expect(rows).to_have_count(1)
    await expect(rows).to_have_attribute("data-session", large)
    await search.fill("ZOË another")
    await expect(rows).to_have_attribute("data-session", other)
    await search.fill("nobody at all")
    await expect(page.get_by_text("No interview has “nobody at all”")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 400
    await search.fill("")
    await expect(page.locator(f'[data-session="{large}"]')).to_be_visible()


async def test_GR1_a_panel_that_was_closed_leaves_the_page_s_memory(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """GR1: its document, its listeners, its frames and its sockets, however often one comes."""
    session_id = server.new_session(title="Visited often")["id"]
    page = await (await another_browser(new=True)).new_page()
    await page.goto(f"{server.url}interview/?token={server.token}")
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Performance.enable")
    panel = Panel(page)

    async def visit() -> None:
        row = page.locator(f'[data-session="{session_id}"] .jpi-SessionRow-open')
        await row.click()
        await panel.ready()
        await page.get_by_role("button", name="All interviews").click()
        await expect(row).to_be_visible()

    async def counted() -> dict[str, float]:
        for _ in range(3):
            await devtools.send("HeapProfiler.collectGarbage")
        told = await devtools.send("Performance.getMetrics")
        wanted = ("Documents", "Frames", "JSEventListeners", "Nodes")
        return {one["name"]: one["value"] for one in told["metrics"] if one["name"] in wanted}

    for _ in range(3):
        await visit()
    before = await counted()
    for _ in range(6):
        await visit()
    after = await counted()
    assert after["Frames"] <= before["Frames"]
    assert after["Documents"] <= before["Documents"]
    # One panel has several hundred nodes and listeners.
    assert after["Nodes"] < before["Nodes"] + 300, (before, after)
    assert after["JSEventListeners"] < before["JSEventListeners"] + 100, (before, after)


async def test_SL9_the_list_by_keys_and_pointer(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """SL6 to SL13: one list from keys to clipboard, wide and narrow, in the order that is chosen,
    with a long title on two lines."""
    one = server.new_session(title="Keys one", code="of one")["id"]
    server.new_session(title="Keys two")
    server.rest.post("classes", json={"name": "Keys class", "csv": "Keys Ada\nKeys Bo\n"})
    page = await blank_page(await another_browser())
    await page.goto(f"{server.url}interview/?token={server.token}")
    await page.get_by_role("searchbox", name="Search interviews").fill("keys")
    live = page.get_by_role("region", name="Live").locator(".jpi-SessionRow-title")
    await expect(live).to_have_text(["Keys two", "Keys one"])
    await page.get_by_role("button", name="Live 2").focus()
    press = page.keyboard.press
    await press("ArrowDown")
    await press("ArrowDown")
    await press("F2")
    await page.get_by_role("textbox", name="Title").fill("Keys first")
    await press("Enter")
    await expect(live).to_have_text(["Keys two", "Keys first"])
    assert server.session(one)["title"] == "Keys first"

    link = page.get_by_role("button", name="Copy link to “Keys first”")
    before = await link.bounding_box()
    await link.click()
    await expect(page.get_by_text("Copied a new candidate link")).to_be_visible()
    await link.click()
    await expect(page.get_by_text("again. Nobody has used it yet.")).to_be_visible()
    assert await link.bounding_box() == before
    assert len(server.rest.get(f"sessions/{one}/invites").json()) == 1
    server.new_session(title="Keys three")

    await page.get_by_role("button", name="More actions for “Keys first”").click()
    await page.get_by_role("menuitem", name="Duplicate").click()
    copies = ["Keys first (copy)", "Keys three", "Keys two", "Keys first"]
    await expect(live).to_have_text(copies)
    focused = "document.activeElement.closest('[data-place]').dataset.session"
    copy = await page.evaluate(focused)
    assert server.session(copy)["code"] == "of one"
    assert await problems(page, ".jpi-SessionList") == []
    await press("Delete")
    await page.get_by_role("button", name="Delete for good").click()
    await expect(live).to_have_text(copies[1:])

    titles = {"By title": ["Keys first", "Keys three", "Keys two"], "Last created": copies[1:]}
    for label in titles:
        await page.get_by_role("button", name="Order of the list").click()
        await page.get_by_role("menuitemradio", name=label).click()
        await expect(live).to_have_text(titles[label])
    await page.set_viewport_size({"width": 400, "height": 800})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 400

    for title, lines in ((LONG_TITLE, 2), (LONGER_TITLE, 2), ("Keys three", 1)):
        server.rest.patch(f"sessions/{one}", json={"title": title}).raise_for_status()
        await page.reload()
        await page.get_by_role("searchbox", name="Search interviews").fill("keys")
        shown = page.locator(f"[data-session='{one}'] .jpi-SessionRow-title")
        await expect(shown).to_have_attribute("title", title)
        assert await shown.evaluate(LINES_OF) == [lines, title == LONGER_TITLE]
    # TR8: the list, its menus and a dialog the other way round.
    await page.evaluate("document.documentElement.dir = 'rtl'")
    begins = page.locator(f"[data-session='{one}'] .jpi-SessionRow-title")
    more = page.locator(f"[data-session='{one}'] [aria-haspopup=menu]")
    assert await middle(more) < await middle(begins)
    await more.click()
    await nothing_scrolls_sideways(page)
    await page.get_by_role("menuitem", name="End…").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_have_css("direction", "rtl")
    ends = dialog.get_by_role("button", name="End interview")
    cancels = dialog.get_by_role("button", name="Cancel")
    assert await middle(ends) < await middle(cancels)
    await nothing_scrolls_sideways(page)
    await press("Escape")


async def test_SL1_a_new_interview_in_lab_is_in_python(server: LabServer, lab: LabPanel) -> None:
    """SL1, TR8: where no setting says another language; the panel in a Lab from right to left."""
    await lab.palette("New Interview")
    await lab.ready()
    await expect(lab.language).to_have_value("python")
    assert server.rest.get("sessions").json()[0]["language"] == "python"
    panel = lab.page.locator(".jpi-InterviewPanel:visible")
    runs = panel.get_by_role("button", name="Run", exact=True)
    tools = panel.get_by_role("button", name="More actions", exact=True)
    assert await middle(tools) > await middle(runs)
    await lab.page.evaluate("document.documentElement.dir = 'rtl'")
    try:
        await expect(panel).to_have_css("direction", "rtl")
        assert await middle(tools) < await middle(runs)
        await expect(panel.locator(".cm-content")).to_have_css("direction", "ltr")
    finally:
        await lab.page.evaluate("document.documentElement.removeAttribute('dir')")


LONG_TITLE = "Keys with a title that needs a second line beside them"
LONGER_TITLE = "Keys and " + "long words that go on " * 4 + "to the end"
LINES_OF = """title => [
    Math.round(title.clientHeight / parseFloat(getComputedStyle(title).lineHeight)),
    title.scrollHeight > title.clientHeight + 1
]"""
"""How many lines are seen, and whether there are more."""


async def middle(part: Locator) -> float:
    """How far from the left it is."""
    box = await part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2
