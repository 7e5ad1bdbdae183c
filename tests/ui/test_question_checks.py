"""QU23, QU26, QU35, QU36: a server runs tests of questions, keeps questions, and takes banks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.banks.shelf import MODEL, make_bank
from tests.banks.test_uploads import folder_zipped
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import HEIGHT, PICTURES, is_not_cut, nothing_scrolls_sideways
from tests.ui.panel import eventually
from tests.ui.server import LabServer, running_server
from tests.ui.stage import WINDOW, Stage, join, open_as_owner, open_lab
from tests.ui.test_questions import SOLUTION, question

BROKEN = "function aloneMinutes() {\n  return 0;\n}\n"
ENDLESS = "function aloneMinutes() {\n  while (true) {}\n}\n"
IS_NARROW = "view => view.clientWidth < 400 && view.scrollWidth <= view.clientWidth"
HIDDEN = 6
"""Hidden tests of the question."""
CHOSEN = [{"bank": "starter", "name": "alone-in-the-workshop"}]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bank for questions that people keep."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[LabServer]:
    flags = [
        "--InterviewApp.server_runs=True",
        f"--InterviewApp.question_keep_dir={kept}",
        f"--InterviewApp.question_upload_dir={tmp_path_factory.mktemp('uploaded')}",
    ]
    with running_server(tmp_path_factory.mktemp("checks"), flags=flags) as server:
        yield server


async def test_QU35_a_candidate_starts_hidden_tests_where_a_host_lets_them(
    server: LabServer, another_browser: NewBrowser
) -> None:
    session = server.new_session(language="javascript", questions=CHOSEN)
    owner = await open_as_owner(await another_browser(), server, session["id"])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    await question(guest).get_by_role("tab", name="Tests").click()
    start = question(guest).get_by_role("button", name="Run hidden tests on the server")
    await expect(start).to_have_count(0)
    await owner.do("Candidates may start hidden tests")
    await expect(start).to_be_visible()
    server.put_code(session["id"], SOLUTION)
    await guest.shows(SOLUTION)
    await start.click()
    told = question(guest).get_by_role("region", name="Hidden tests")
    await expect(told).to_contain_text("Hidden tests: ")
    await question(owner).get_by_role("tab", name="For hosts").click()
    hidden = question(owner).get_by_role("list", name="Hidden tests")
    await expect(hidden.locator("[data-status=passed]").first).to_be_visible()
    await expect(question(owner).locator(".jpi-Tests-summary")).to_contain_text("Grace")


async def test_QU26_a_host_keeps_a_question_in_the_bank_of_the_server(
    stage: Stage, server: LabServer, kept: Path, another_browser: NewBrowser
) -> None:
    """The bank lists it with the others from then on, and a second one of its name is refused."""
    stage.watch.announce("400")  # The second one.
    session = server.new_session(language="javascript", questions=CHOSEN)
    page = (await open_as_owner(await another_browser(), server, session["id"])).page
    await page.get_by_role("button", name="Questions", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("tab", name="In this interview").click()
    keep = dialog.get_by_role("button", name="Keep “Alone in the workshop” in the bank")
    await keep.click()
    said = f"“Alone in the workshop” is in the bank {kept.name} now."
    await expect(dialog.get_by_text(said)).to_be_visible()
    listed = server.rest.get("questions").json()["questions"]
    [own] = [question["name"] for question in listed if question["bank"] == kept.name]
    assert (kept / own / "private" / "solution.js").read_text() == SOLUTION
    await keep.click()
    await expect(dialog.get_by_role("alert")).to_contain_text("already")
    await expect(dialog.get_by_text(said)).to_have_count(0)


async def upload(page: Page, bank: Path) -> None:
    """By the button, as people do."""
    mine: FilePayload = {
        "name": "Mine (2).zip",
        "mimeType": "application/zip",
        "buffer": folder_zipped(bank),
    }
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="Upload a bank…").click()
    await (await choosing.value).set_files(mine)


async def test_QU23_a_bank_is_uploaded_replaced_used_and_removed(
    server: LabServer, another_browser: NewBrowser, tmp_path: Path
) -> None:
    """What is read of it is that of the newest zip; what was loaded stays when the bank goes."""
    session = server.new_session(language="javascript")
    owner = await open_as_owner(await another_browser(), server, session["id"])
    page, dialog = owner.page, owner.page.get_by_role("dialog", name="Questions")
    await page.get_by_role("button", name="Questions", exact=True).click()
    first = make_bank(tmp_path / "first", MODEL, "coupons")
    await upload(page, first)
    await expect(dialog).to_contain_text("2 questions are in your bank mine-2 now.")
    await dialog.get_by_role("combobox", name="Bank").select_option("mine-2")
    await dialog.get_by_role("button", name="Alone in the workshop").click()
    preview = dialog.get_by_role("region", name="Preview of Alone in the workshop")
    await expect(preview).to_contain_text("Only hosts see this")

    second = make_bank(tmp_path / "second", MODEL)
    (second / MODEL / "statement.md").write_text("Said in other words.\n")
    await upload(page, second)
    replacing = page.get_by_role("dialog", name="Replace your bank mine-2?")
    await replacing.get_by_role("button", name="Cancel").click()
    await expect(dialog.get_by_text("2 questions found")).to_be_visible()
    await upload(page, second)
    await page.set_viewport_size({"width": 400, "height": HEIGHT})
    await page.emulate_media(color_scheme="dark")
    await expect(replacing).to_contain_text("Mine (2).zip takes the place")
    assert await problems(page, "dialog") == []
    await page.screenshot(path=PICTURES / "bank-replace-400-dark.png")
    await replacing.get_by_role("button", name="Replace").click()
    await expect(dialog).to_contain_text("One question is in your bank mine-2 now.")
    await expect(preview).to_contain_text("Said in other words.")
    await nothing_scrolls_sideways(page)
    assert await problems(page, "dialog") == []
    await page.screenshot(path=PICTURES / "bank-own-400-dark.png")
    await dialog.get_by_role("button", name="Load “Alone in the workshop”").click()
    await expect(question(owner)).to_contain_text("Said in other words.")

    await page.get_by_role("button", name="Questions", exact=True).click()
    remove = dialog.get_by_role("button", name="Remove your bank mine-2")
    await remove.press("Enter")
    await page.get_by_role("button", name="Remove", exact=True).click()
    await expect(dialog).to_contain_text("Your bank mine-2 is removed.")
    await expect(remove).to_have_count(0)
    await expect(dialog.get_by_role("button", name="Upload a bank…")).to_be_focused()
    await owner.press("Escape")
    await expect(question(owner)).to_contain_text("Said in other words.")


async def test_QU36_a_class_of_five_with_the_tests_of_a_question(
    server: LabServer, another_browser: NewBrowser
) -> None:
    names = ["Ada", "Bo", "Cy", "Di", "Ed"]
    body = {
        "name": "Workshops",
        "csv": "\n".join(names),
        "language": "javascript",
        "questions": CHOSEN,
    }
    server.rest.post("classes", json=body).raise_for_status()
    sessions = {each["title"]: each["id"] for each in server.rest.get("sessions").json()}
    lab = await open_lab(await another_browser(new=True), server)
    await lab.palette("Open Interview Class")
    rows = lab.page.get_by_role("table", name="Interviews of the class").locator("tbody tr")
    await expect(rows).to_have_count(5)
    await expect(lab.page.locator("th[data-column=tests]")).to_have_count(0)
    for name in names[:2]:
        session_id = sessions[name]
        if name == "Ada":
            server.put_code(session_id, SOLUTION)
        [asked] = server.rest.get(f"sessions/{session_id}/questions").json()["questions"]
        for hidden in (False, True):
            check = {"question": asked["id"], "hidden": hidden}
            answer = server.rest.post(f"sessions/{session_id}/checks", json=check)
            answer.raise_for_status()
    tests = rows.locator("[data-column=tests]")
    for name, told in (("Ada", "3/3 visible"), ("Bo", "0/3 visible")):
        row = lab.page.locator(f"tr[data-session='{sessions[name]}']")
        await expect(row.locator("[data-column=tests]")).to_contain_text(told)
    await expect(tests.filter(has_text="–")).to_have_count(3)
    await lab.page.screenshot(path=PICTURES / "class-tests.png")

    # CS28: a host's browser tests all of them, and one of them has nothing to test.
    [asked] = server.rest.get(f"sessions/{sessions['Ed']}/questions").json()["questions"]
    server.rest.delete(f"sessions/{sessions['Ed']}/questions/{asked['id']}").raise_for_status()
    server.put_code(sessions["Di"], SOLUTION)
    server.rest.patch(f"sessions/{sessions['Cy']}", json={"state": "ended"}).raise_for_status()
    cy = lab.page.locator(f"tr[data-session='{sessions['Cy']}']")
    await expect(cy.locator("[data-column=need]")).to_contain_text("ended")
    await lab.page.get_by_role("button", name="For everybody (5)").click()
    await lab.page.get_by_role("menuitem", name="Run hidden tests").click()
    report = lab.page.get_by_role("status").filter(has_text="Hidden tests:")
    await expect(report).to_contain_text("3 done, 1 failed", timeout=60_000)
    await expect(report).to_contain_text("Ed It has no hidden tests.")
    assert await problems(lab.page, ".jpi-ClassView") == []
    for name, right in (("Ada", True), ("Bo", False), ("Di", True)):
        row = lab.page.locator(f"tr[data-session='{sessions[name]}']")
        cell = row.locator("[data-column=tests]")
        passed = f"{HIDDEN}/{HIDDEN}" if right else f"0/{HIDDEN}"
        await expect(cell).to_contain_text(f"{passed} hidden")
    await lab.page.screenshot(path=PICTURES / "class-tests-run.png")
    await lab.side_bar(False)
    await lab.page.set_viewport_size({"width": 400, "height": HEIGHT})
    view = lab.page.locator(".jpi-ClassView")
    assert await eventually(lambda: view.evaluate(IS_NARROW), bool)


async def test_CS28_what_ends_while_it_is_tested_says_so_and_spoils_no_other(
    server: LabServer, another_browser: NewBrowser
) -> None:
    body = {"name": "Ends", "csv": "Fay\nGus", "language": "javascript", "questions": CHOSEN}
    server.rest.post("classes", json=body).raise_for_status()
    listed = server.rest.get("activity", params={"class": "Ends"}).json()["sessions"]
    sessions = [each["id"] for each in listed]
    for session in sessions:
        server.put_code(session, ENDLESS)
    lab = await open_lab(await another_browser(new=True), server)
    await lab.palette("Open Interview Class")
    await lab.page.get_by_role("combobox", name="Class").select_option("Ends")
    await lab.page.get_by_role("button", name="For everybody (2)").click()
    await lab.page.get_by_role("menuitem", name="Run hidden tests").click()

    async def checks() -> list[dict[str, Any]]:
        recordings = [server.rest.get(f"sessions/{each}/recording").json() for each in sessions]
        return [check for each in recordings for check in each["checks"]]

    await eventually(checks, bool)
    for session in sessions:
        server.rest.patch(f"sessions/{session}", json={"state": "ended"}).raise_for_status()
    report = lab.page.get_by_role("status").filter(has_text="Hidden tests:")
    await expect(report).to_contain_text("2 failed", timeout=60_000)
    assert not any(check["results"] for check in await checks())


async def test_QU49_a_host_tests_the_text_of_a_run_that_was_right(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """QU48, too: the candidate solves it, runs it and breaks it; a host has both texts tested, in
    the browser and on the server, also after the end, and the candidate learns nothing of it."""
    session = server.new_session(language="javascript", questions=CHOSEN)
    owner = await open_as_owner(await another_browser(), server, session["id"])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    server.put_code(session["id"], SOLUTION)
    await guest.shows(SOLUTION)
    await guest.run_and_wait()
    server.put_code(session["id"], BROKEN)
    await guest.shows(BROKEN)
    await question(owner).get_by_role("tab", name="For hosts").click()
    choice = question(owner).get_by_role("combobox", name="Run on")
    result = question(owner).locator(".jpi-Tests-summary")
    run = question(owner).get_by_role("button", name="Run hidden tests", exact=True)
    await expect(choice.get_by_role("option")).to_have_count(2)
    await choice.focus()
    await owner.page.keyboard.press("End")
    await expect(choice).not_to_have_value("")
    await run.click()
    await expect(result).to_have_attribute("data-passed", "true")
    await expect(result).to_contain_text("(run 1)")
    await owner.page.set_viewport_size({"width": 400, "height": HEIGHT})
    await nothing_scrolls_sideways(owner.page)
    await is_not_cut(owner.language)
    assert await problems(owner.page, "html") == []
    await owner.page.screenshot(path=PICTURES / "moment-400.png")
    await owner.page.set_viewport_size(WINDOW)
    await question(guest).get_by_role("tab", name="Tests").click()
    await expect(question(guest).get_by_text("Nobody has run them yet.")).to_be_visible()
    await expect(question(guest).get_by_role("region", name="Hidden tests")).to_have_count(0)
    await expect(question(guest).get_by_role("combobox", name="Run on")).to_have_count(0)
    await choice.select_option("The text as it is now")
    await run.click()
    await expect(result).not_to_contain_text("(run 1)")
    await expect(result).to_have_attribute("data-passed", "false")
    server.rest.patch(f"sessions/{session['id']}", json={"state": "ended"}).raise_for_status()
    await expect(choice.get_by_role("option", name="When it was ended")).to_have_count(1)
    run_1 = choice.get_by_role("option", name="Run 1")
    await choice.select_option(await run_1.get_attribute("value"))
    await question(owner).get_by_role("button", name="Run hidden tests on the server").click()
    await expect(result).to_contain_text("(run 1)")
    await expect(result).to_have_attribute("data-passed", "true")
    await choice.select_option("The text as it is now")
    await run.click()
    await expect(result).not_to_contain_text("(run 1)")
    await expect(result).to_have_attribute("data-passed", "false")
