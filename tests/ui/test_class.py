"""A class of thirty in JupyterLab and in a notebook: made from CSV, watched, opened."""

import csv
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import FilePayload, Locator, expect

from jupyter_interview import AsyncInterviewClient
from jupyter_interview.client import Link
from tests.docs.programs import blocks, filled
from tests.secrecy import SECRECY
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser, OpenNotebook
from tests.ui.geometry import HEIGHT, LOOKS, PICTURES, is_within
from tests.ui.panel import eventually
from tests.ui.server import LabServer
from tests.ui.stage import WINDOW, LabPanel, Stage, join
from tests.ui.visitors import blank_page

NAMES = [f"Student {number:02}" for number in range(1, 31)]


def rows(page: Locator) -> Locator:
    return page.get_by_role("table", name="Interviews of the class").locator("tbody tr")


@asynccontextmanager
async def student(
    server: LabServer, door: AsyncInterviewClient, link: str
) -> AsyncIterator[tuple[AsyncInterviewClient, str]]:
    """Somebody who came by their link, and the id they have there."""
    found = Link.read(link)
    joined = await door.join(found.session_id, "Me", invite=found.invite)
    assert joined.secret
    SECRECY.told(joined.secret)
    async with AsyncInterviewClient(server.url, secret=joined.secret) as me:
        yield me, joined.user.id


async def test_a_class_of_thirty(
    stage: Stage, server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """CS1, CS4, CS5, CS7: made from CSV; edits, runs and hands of all of them show up; a click
    opens one. CS16 to CS20, CS22: a message for all, a new link for one, and at
    last the lock and the end of all."""
    await lab.palette("Open Interview Class")
    view = lab.page.locator(".jpi-ClassView")
    await view.get_by_label("Name of the class").fill("CS 101")
    await view.get_by_label("People, one on each line").fill("name\n" + "\n".join(NAMES[:-1]))
    await view.get_by_label("What everybody begins with").fill("function answer() {}\n")
    await view.get_by_role("combobox", name="Language").select_option("javascript")
    await view.get_by_label("People, one on each line").fill("\n".join([*NAMES, NAMES[0]]))
    stage.watch.announce("400")
    await view.get_by_role("button", name="Create class").click()
    await expect(view.get_by_role("alert")).to_contain_text("Line 31 has a name that stands on")
    assert server.rest.get("classes").json() == []
    await pictures(lab, "class-form", view.get_by_label("Name of the class"))

    names = ("\ufeffName;Group\r\n" + "".join(f'"{name}";A\r\n' for name in NAMES)).encode()
    file: FilePayload = {"name": "class.csv", "mimeType": "text/csv", "buffer": names}
    await view.get_by_label("or a CSV file").set_input_files(file)
    await expect(view.get_by_label("People, one on each line")).to_have_value(re.compile("02"))
    await view.get_by_role("button", name="Create class").click()
    links = view.get_by_role("list", name="Links").get_by_role("listitem")
    await expect(links).to_have_count(30)
    await pictures(lab, "class-links", view.get_by_role("button", name="Show the class"))
    await view.get_by_role("button", name="Copy CSV").click()
    await expect(view.get_by_role("button", name="Copied")).to_be_visible()
    table = await lab.page.evaluate("navigator.clipboard.readText()")
    async with lab.page.expect_download() as downloading:
        await view.get_by_role("button", name="Download links as CSV").click()
    download = await downloading.value
    assert download.suggested_filename == "CS-101-links.csv"
    assert (await download.path()).read_bytes().decode().splitlines() == table.splitlines()
    told = [*csv.DictReader(table.splitlines(), delimiter=";")]
    assert {row["Group"] for row in told} == {"A"}
    link_of = {row["Name"]: row["link"] for row in told}
    for link in link_of.values():
        SECRECY.told(link.partition("#")[2])
    await view.get_by_role("button", name="Show the class").click()
    await expect(rows(view)).to_have_count(30)
    await expect(rows(view).locator("[data-column=need]", has_text="not begun")).to_have_count(30)

    async with AsyncInterviewClient(server.url) as anybody:
        for name in NAMES:
            async with student(server, anybody, link_of[name]) as (me, _):
                await me.replace_code(Link.read(link_of[name]).session_id, f"// {name}\n")
    await expect(rows(view).locator("[data-column=edit]", has_text="–")).to_have_count(0)

    ada = await join(await another_browser(), link_of["Student 17"], "Ada")
    await ada.code.click()
    await ada.press("Control+a")
    await ada.type("console.log(17)")
    await ada.run_and_wait()
    seventeen = rows(view).filter(has_text="Student 17")
    await expect(seventeen.locator("[data-column=run]")).to_contain_text("Finished")
    await ada.page.get_by_role("button", name="Raise hand").click()
    await expect(rows(view).first).to_contain_text("Student 17")
    await expect(rows(view).first).to_contain_text("Hand raised")
    await expect(ada.page.get_by_role("button", name="Lower hand")).to_be_visible()
    await expect(view.get_by_text("1 of 30 here, 1 needs help")).to_be_visible()
    await for_them(view, "For everybody (30)", "Message…")
    await lab.page.get_by_role("textbox", name="Message").fill("Ten minutes left")
    await lab.page.get_by_role("button", name="Send").click()
    await expect(view.get_by_text("Message: 30 done.")).to_be_visible()
    await expect(ada.page.get_by_role("status").filter(has_text="Ten minutes")).to_be_visible()
    await ada.page.screenshot(path=PICTURES / "class-message.png")
    await pictures(lab, "class", rows(view).first)

    await view.get_by_role("checkbox", name="Choose “Student 17”").check()
    await for_them(view, "For the chosen one", "New links…")
    await pictures(lab, "class-new-links", lab.page.get_by_role("button", name="Make links"))
    await lab.page.get_by_role("button", name="Make links").click()
    link = await links.locator("code").inner_text()
    SECRECY.told(link.partition("#")[2])
    door = await blank_page(await another_browser())
    await door.goto(link)
    await expect(door.get_by_role("textbox", name="Your name")).to_have_value("Student 17")
    await door.close()
    await view.get_by_role("button", name="Show the class").click()
    await lab.page.get_by_role("button", name="Leave", exact=True).click()
    await expect(rows(view)).to_have_count(30)

    await rows(view).first.get_by_role("button", name="Student 17").press("Enter")
    await lab.shows("console.log(17)")
    await lab.do_to("Ada", "Lower hand")
    await expect(ada.page.get_by_role("button", name="Raise hand")).to_be_visible()
    await lab.page.get_by_role("tab", name="CS 101").click()
    await expect(view.get_by_text("Hand raised", exact=True)).to_have_count(0)

    await for_them(view, "For everybody (30)", "Lock editing")
    await expect(view.get_by_text("Lock editing: 30 done.")).to_be_visible()
    await expect(ada.code).to_have_attribute("aria-readonly", "true")
    # Pages of ended interviews ask whether they were reopened.
    stage.watch.announce("410")
    await for_them(view, "For everybody (30)", "End…")
    ask = lab.page.get_by_role("dialog").filter(has_text="End 30 interviews?")
    await ask.get_by_role("button", name="End 30 interviews").click()
    await expect(view.get_by_text("End: 30 done.")).to_be_visible()
    await expect(ada.says("This interview has ended").first).to_be_visible()
    assert {server.session(Link.read(link).session_id)["state"] for link in link_of.values()} == {
        "ended"
    }
    await ada.page.close()


async def for_them(view: Locator, menu: str, item: str) -> None:
    await view.get_by_role("button", name=menu).click()
    await view.get_by_role("menuitem", name=item).click()


async def pictures(lab: LabPanel, name: str, part: Locator) -> None:
    """CS5: light and dark, wide and on a phone: nothing serious for axe, nothing cut off.

    It begins with the look that the page has and stays in the last one, because a theme of Lab's
    takes long to come; what follows is done in that one.
    """
    await lab.side_bar(False)
    PICTURES.mkdir(parents=True, exist_ok=True)
    is_wide = lab.page.viewport_size == WINDOW
    for width, scheme in LOOKS if is_wide else LOOKS[::-1]:
        await lab.theme(f"JupyterLab {scheme.title()}")
        await lab.page.set_viewport_size({"width": width, "height": HEIGHT})
        await is_within(part, width)
        await lab.page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")
        assert await problems(lab.page, ".jpi-ClassView") == []


async def test_the_class_is_there_another_day(
    stage: Stage, server: LabServer, lab: LabPanel
) -> None:
    """CS5: after a reload, and for somebody who opens it anew."""
    # Pages of ended interviews ask whether they were reopened.
    stage.watch.announce("410")
    made = server.rest.post("classes", json={"name": "Another day", "csv": "Bo\nCy"})
    assert made.status_code == 201
    for link in made.json()["links"]:
        SECRECY.told(link["url"].partition("#")[2])
    await lab.command("interview:open-class", name="Another day")
    view = lab.page.locator(".jpi-ClassView")
    await expect(rows(view)).to_have_count(2)
    await eventually(lambda: saved_layout(server), lambda saved: "Another day" in saved)
    await lab.page.reload()
    await lab.restored()
    await expect(rows(view)).to_have_count(2)
    await expect(view.get_by_role("combobox", name="Class")).to_have_value("Another day")


async def saved_layout(server: LabServer) -> str:
    return str(server.rest.get(f"{server.url}lab/api/workspaces/default").text)


@pytest.mark.parametrize("where", ["lab/tree", "notebooks"])
async def test_a_dashboard_in_a_notebook(
    where: str, stage: Stage, server: LabServer, open_in: OpenNotebook
) -> None:
    """CS6: by the document's code, the same table; news comes to Python; a click opens one."""
    # Pages of ended interviews ask whether they were reopened.
    stage.watch.announce("410")
    # Of a JupyterLab that another page opened.
    stage.watch.announce("Window name candidate")
    notebook = await open_in(where)
    [code] = blocks("docs/CLASSES.md", "python")
    mine = {"http://localhost:8888/": server.url, "…": server.token, "CS 101": f"In {where}"}
    await notebook.show(filled(code, mine))
    await expect(rows(notebook.cell)).to_have_count(2)
    PICTURES.mkdir(parents=True, exist_ok=True)
    await notebook.page.screenshot(path=PICTURES / f"{notebook.name}.png")
    await notebook.knows("sorted(row.title for row in table.rows)", ["Ada", "Bo"])
    await expect(notebook.cell).to_contain_text("name,interview,link")
    link = (await notebook.say("print(made.links[1].url)")).strip()
    session_id = Link.read(link).session_id
    SECRECY.told(link.partition("#")[2])
    async with (
        AsyncInterviewClient(server.url) as door,
        student(server, door, link) as (me, user_id),
    ):
        await me.replace_code(session_id, "hello")
        await me.raise_hand(session_id, user_id)
    await expect(rows(notebook.cell).first).to_contain_text("Bo")
    await expect(rows(notebook.cell).first).to_contain_text("Hand raised")
    await notebook.knows(
        "[r.title for r in table.rows if r.hand_raised_at and r.last_edit_at]", ["Bo"]
    )
    opens = rows(notebook.cell).first.get_by_role("button", name="Bo")
    if where == "notebooks":
        async with notebook.page.context.expect_page() as opened:
            await opens.click()
        lab = LabPanel(await opened.value)
        await lab.restored()
        await lab.shows("hello")
    else:
        await opens.click()
        opened_here = notebook.page.locator(f"[data-session='{session_id}'] .cm-content")
        await expect(opened_here).to_have_text("hello")
