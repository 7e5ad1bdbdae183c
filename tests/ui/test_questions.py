"""QU33 to QU36: a question in the panel, in JupyterLab and for a candidate, with its tests."""

import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect

import jupyter_interview
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import HEIGHT, LOOKS, PICTURES, nothing_scrolls_sideways
from tests.ui.interview import begin
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer
from tests.ui.stage import WINDOW, LabPanel, Stage, join, open_as_owner

WORKSHOP = (
    Path(jupyter_interview.__file__).parent / "questions" / "starter_bank" / "alone-in-the-workshop"
)
SOLUTION = (WORKSHOP / "private" / "solution.js").read_text()
TITLE = "Alone in the workshop"


IS_WHOLE = """tab => {
  const [inner, outer] = [tab, tab.parentElement].map(each => each.getBoundingClientRect());
  return inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
}"""


def question(panel: Panel) -> Locator:
    return panel.page.get_by_role("region", name="Question", exact=True)


def summary(panel: Panel) -> Locator:
    """How many tests passed, for eyes: screen readers are told elsewhere."""
    return question(panel).locator(".jpi-Tests-summary")


async def load_workshop(page: Page, into: str | None) -> None:
    await page.get_by_role("button", name="Questions", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("searchbox", name="Find").fill("workshop")
    await dialog.get_by_role("button", name=re.compile(f"^{TITLE}")).click()
    await expect(dialog.get_by_role("heading", name=TITLE)).to_be_in_viewport()
    await expect(dialog.get_by_text("Only hosts see this")).to_be_visible()
    await dialog.get_by_role("combobox", name="Language").select_option("javascript")
    await dialog.get_by_role("button", name=f"Load “{TITLE}”").click()
    if into is not None:
        await dialog.get_by_role("button", name=into).click()
    await expect(dialog).to_have_count(0)


async def pictures(page: Page, name: str) -> None:
    """How it looks, in light and dark and at several widths; nothing sticks out of the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width, scheme in LOOKS:
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        await page.emulate_media(color_scheme=scheme)
        await page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")
        await nothing_scrolls_sideways(page)
        assert await problems(page, "html") == []
    await page.set_viewport_size(WINDOW)


async def test_QU33_a_question_comes_in_the_middle_is_solved_and_tested(
    stage: Stage, server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """QU33, QU34, QU35: two people, one in JupyterLab; tests by key and from both sides."""
    stage.watch.announce("409")  # There is a text in the way.
    interview = await begin(
        server, lab, await another_browser(), language="javascript", code="// my own\n"
    )
    guest = interview.guest
    await load_workshop(lab.page, "In its place")
    for panel in interview.both:
        await expect(question(panel).get_by_role("heading", name=TITLE)).to_be_visible()
        await expect(question(panel).get_by_role("table")).to_contain_text("aloneMinutes")
        await expect(panel.code).to_contain_text("aloneMinutes")
    await lab.page.screenshot(path=PICTURES / "question-lab.png")
    await pictures(guest.page, "question")

    await guest.code.click()
    await guest.press("Control+Shift+Enter")
    await expect(summary(guest)).to_contain_text("0 of 3 tests passed")
    await expect(guest.code).to_be_focused()
    await expect(question(guest).get_by_text("got", exact=True).first).to_be_visible()
    await pictures(guest.page, "question-tests")
    await question(lab).get_by_role("tab", name="Tests").click()
    await expect(summary(lab)).to_contain_text("0 of 3 tests passed")
    await expect(summary(lab)).to_contain_text("Grace")

    server.put_code(interview.id, SOLUTION)
    await guest.shows(SOLUTION)
    await guest.page.get_by_role("button", name="Run tests").click()
    await expect(summary(lab)).to_contain_text("3 of 3 tests passed")
    await lab.shows(SOLUTION)
    await lab.page.get_by_role("button", name="Run tests").click()
    await expect(summary(guest)).not_to_contain_text("Grace")
    await expect(summary(guest)).to_contain_text("3 of 3 tests passed")

    await question(lab).get_by_role("tab", name="For hosts").click()
    await expect(question(lab).get_by_text("Only hosts see this")).to_be_visible()
    await question(lab).get_by_role("button", name="Run hidden tests", exact=True).click()
    told = question(guest).get_by_role("region", name="Hidden tests")
    await expect(told).to_contain_text(re.compile(r"Hidden tests: (\d+) of \1 passed"))
    await expect(question(guest).get_by_role("tab", name="For hosts")).to_have_count(0)
    await lab.page.screenshot(path=PICTURES / "question-hosts-lab.png")
    await lab.theme("JupyterLab Dark")
    await lab.page.screenshot(path=PICTURES / "question-hosts-lab-dark.png")
    await lab.theme("JupyterLab Light")


async def test_QU33_the_panel_by_keys_and_after_the_end(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """QU33, QU60, NS12: tabs and the fold by keys, where the page is narrow, and notes beside them.
    The question stays readable.
    Of two the one that was loaded last is chosen, and its tab is in sight."""
    asked = [{"bank": "starter", "name": "stopped-ordering"}]
    session = server.new_session(language="javascript", questions=asked)
    owner = await open_as_owner(await another_browser(), server, session["id"])
    await load_workshop(owner.page, None)
    second = question(owner).get_by_role("tab", name=f"2. {TITLE}")
    await expect(second).to_have_attribute("aria-selected", "true")
    await eventually(lambda: second.evaluate(IS_WHOLE), lambda whole: whole is True)
    await owner.page.set_viewport_size({"width": 400, "height": HEIGHT})
    task = question(owner).get_by_role("tab", name="Task")
    await task.focus()
    await owner.press("ArrowRight")
    await expect(question(owner).get_by_role("tab", name="Tests")).to_be_focused()
    await owner.press("ArrowRight")
    await expect(question(owner).get_by_text("Only hosts see this")).to_be_visible()
    assert await problems(owner.page, "html") == []
    await owner.page.screenshot(path=PICTURES / "question-hosts-400.png")
    # The drawer of notes is not below what stands over it.
    await owner.page.get_by_role("button", name="Notes", exact=True).click()
    await owner.page.get_by_role("tab", name="Scores").click()
    await nothing_scrolls_sideways(owner.page)
    await owner.page.screenshot(path=PICTURES / "question-notes-400.png")
    await owner.page.get_by_role("button", name="Close the notes").click()
    await task.focus()
    fold = question(owner).get_by_role("button", name="Fold the question")
    await fold.focus()
    await owner.press("Enter")
    await expect(task).to_have_count(0)
    await nothing_scrolls_sideways(owner.page)
    await owner.page.screenshot(path=PICTURES / "question-folded-400.png")
    await owner.press("Enter")
    await expect(task).to_be_visible()
    await owner.do("End interview")
    await owner.dialog.get_by_role("button", name="End interview").click()
    await expect(owner.page.get_by_role("button", name="Questions", exact=True)).to_have_count(0)
    await expect(question(owner).get_by_role("heading", name=TITLE)).to_be_visible()


async def test_QU36_a_question_is_written_in_the_panel(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """QU36, QU60, QU61, QU62: what is wrong is told at its field; files are kept as a zip; loading
    the page again loses nothing. Prices are no formula."""
    session = server.new_session(language="javascript")
    owner = await open_as_owner(await another_browser(), server, session["id"])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    page = owner.page
    await page.get_by_role("button", name="Questions", exact=True).click()
    await pictures(page, "questions-dialog")
    await page.get_by_role("tab", name="Write one").click()
    await page.get_by_role("textbox", name="Title", exact=True).last.fill("Add up")
    await page.get_by_role("textbox", name="Task, in Markdown").fill(
        "Add **two** numbers: $\\frac{a + b}{1}$ for $5, **not** $6 [now](https://example.org/$7)"
    )
    starter = page.get_by_role("textbox", name="What the candidate begins with")
    await starter.fill("function addUp(a, b) {\n  return a + b;\n}\n")
    await page.get_by_role("textbox", name="Name of test 1").fill("small ones")
    await page.get_by_role("textbox", name="Function of test 1").fill("add_up")
    await page.get_by_role("textbox", name="Arguments of test 1").fill("1, 2")
    returns = page.get_by_role("textbox", name="Returns of test 1")
    await returns.fill("three")
    await page.reload()
    await owner.ready()
    await page.get_by_role("button", name="Questions", exact=True).click()
    await page.get_by_role("tab", name="Write one").click()
    await expect(starter).to_have_value(re.compile("addUp"))
    await expect(returns).to_have_value("three")
    await page.get_by_role("button", name="Load into this interview").click()
    await expect(returns).to_be_focused()
    await expect(returns).to_have_accessible_description("This is not JSON.")
    await pictures(page, "questions-write")
    await returns.fill("3")
    await page.get_by_role("button", name="Add a test").click()
    await page.get_by_role("textbox", name="Name of test 2").fill("great ones")
    await page.get_by_role("textbox", name="Arguments of test 2").fill("100, 200")
    await page.get_by_role("textbox", name="Returns of test 2").fill("301")
    await page.get_by_role("checkbox", name="hidden").nth(1).check()
    await page.get_by_role("button", name="Load into this interview").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await expect(question(guest).get_by_role("heading", name="Add up")).to_be_visible()
    # QU51: drawn by the browser itself, whose lines are higher for it.
    formula = question(guest).locator("math")
    await expect(formula).to_have_attribute("alttext", "\\frac{a + b}{1}")
    height = "node => node.getBoundingClientRect().height"
    assert await formula.evaluate(height) > 1.5 * await formula.locator("mi").first.evaluate(height)
    await pictures(guest.page, "formula")
    # QU62: prices are none, here and in JupyterLab.
    await lab.open(session["id"])
    for panel in (guest, lab):
        statement = question(panel).locator("p", has_text="Add two numbers")
        await expect(statement).to_contain_text("for $5, not $6 now")
        await expect(statement.locator("strong")).to_have_text(["two", "not"])
        link = statement.get_by_role("link", name="now")
        await expect(link).to_have_attribute("href", "https://example.org/$7")
    await expect(question(lab).locator("mjx-container")).to_have_count(1)
    await expect(question(guest)).not_to_contain_text("great ones")
    await guest.page.get_by_role("button", name="Run tests").click()
    await expect(summary(guest)).to_contain_text("1 of 1 test passed")
    await question(owner).get_by_role("tab", name="For hosts").click()
    # The mouse is over the tab still, whose ground is another one then.
    await page.emulate_media(color_scheme="dark")
    assert await problems(page, "html") == []
    await question(owner).get_by_role("button", name="Run hidden tests", exact=True).click()
    await expect(summary(owner)).to_contain_text("0 of 1 test passed")
    await expect(question(guest)).to_contain_text("Hidden tests: 0 of 1 passed")

    await page.get_by_role("button", name="Questions", exact=True).click()
    await page.get_by_role("tab", name=re.compile("^In this interview")).click()
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="Keep the files of “Add up”").click()
    assert (await downloading.value).suggested_filename.endswith(".zip")
    await page.get_by_role("button", name="Remove “Add up”").click()
    await page.get_by_role("button", name="Remove", exact=True).click()
    await expect(question(guest)).to_have_count(0)


async def test_QU52_an_interview_begins_with_questions_that_were_chosen(
    stage: Stage, server: LabServer, another_browser: NewBrowser
) -> None:
    """QU52: in the form for a new one, by words; it is called and written as the first."""
    page = await (await another_browser()).new_page()
    await page.goto(f"{server.url}interview/?token={server.token}")
    await page.get_by_role("button", name="New interview…").click()
    form = page.get_by_role("dialog")
    await form.locator("summary").click()
    await pictures(page, "new-interview")
    await form.get_by_role("searchbox", name="Find").fill("workshop")
    await form.get_by_role("button", name=f"Add “{TITLE}”").click()
    await form.get_by_role("searchbox", name="Find").fill("shelf")
    await form.get_by_role("button", name="Add “Shelf labels”").click()
    await form.get_by_role("combobox", name="Language").select_option("javascript")
    await pictures(page, "new-interview-questions")
    await form.get_by_role("button", name="Create").click()
    panel = Panel(page)
    await panel.ready()
    await expect(page.get_by_role("textbox", name="Title")).to_have_value(TITLE)
    tabs = question(panel).get_by_role("tablist", name="Questions").get_by_role("tab")
    await expect(tabs).to_have_text([f"1. {TITLE}", "2. Shelf labels"])
    await expect(panel.code).to_contain_text("function")
