"""Who is called what, and who is on the list, as two people see it at the same time."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.conftest import NewBrowser
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, join

ASKED = "jupyter-interview:asked-for-name"


# Who is seen in part, and how far behind their beginning each picture stands.
GEOMETRY = """list => {
    const end = list.getBoundingClientRect().bottom;
    const rows = [...list.children];
    const isCut = row => {
        const { top, bottom } = row.getBoundingClientRect();
        return top < end - 1 && bottom > end + 1;
    };
    const left = node => node.getBoundingClientRect().x;
    const indent = row => left(row.querySelector('.jpi-ColorDot, svg path')) - left(row);
    return [rows.filter(isCut).map(row => row.textContent), rows.map(indent)];
}"""


async def call_oneself(panel: Panel, name: str) -> None:
    """Through the dialog that is open."""
    await panel.page.get_by_role("textbox", name="Your name").fill(name)
    await panel.page.get_by_role("button", name="Change name", exact=True).click()
    await expect(panel.page.get_by_role("dialog", name="Change your name")).to_have_count(0)


@pytest.fixture
def opened(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[tuple[str, str]]:
    """An interview in a browser that has not been asked for a name, and the made up name that the
    interviewer has there. They go by it again afterwards: a name stays in their settings."""
    session_id = server.new_session(language="javascript", code="x = 1\n")["id"]

    async def open_unasked() -> str:
        await lab.page.evaluate(f"localStorage.removeItem('{ASKED}')")
        await lab.open(session_id)
        return await lab.my_name()

    async def go_back(made_up: str) -> None:
        await lab.open(session_id)
        name = await lab.my_name()
        if name != made_up:
            await lab.do_to(name, "Change your name…")
            await call_oneself(lab, made_up)
            await expect(lab.people).to_contain_text(made_up)

    made_up = stage.run(open_unasked())
    yield session_id, made_up
    stage.run(go_back(made_up))


async def test_everybody_goes_by_the_name_they_chose(
    server: LabServer, lab: LabPanel, opened: tuple[str, str], another_browser: NewBrowser
) -> None:
    """NA17, NA19, NA21, AC21: the interviewer is asked for a name, both change theirs, and the
    other one sees it immediately. After a reload of JupyterLab they are the same two people."""
    session_id, made_up = opened
    assert made_up.startswith("Anonymous ")
    guest = await join(await another_browser(), server.invite(session_id)["url"], "race")
    await expect(guest.people).to_contain_text(made_up)

    asked = lab.page.get_by_role("note").filter(has_text=f"The others see you as “{made_up}”.")
    await asked.get_by_role("button", name="Change your name…").click()
    await call_oneself(lab, "Priya (Acme)")
    await expect(asked).to_have_count(0)
    await expect(guest.people).to_contain_text("Priya (Acme)")
    await expect(guest.people).not_to_contain_text(made_up)
    await lab.caret_to("Control+End")
    await expect(guest.caret_of("Priya (Acme)")).to_have_count(1)

    await guest.do_to("race", "Change your name…")
    await call_oneself(guest, "Grace")
    await expect(lab.people).to_contain_text("Grace")
    await expect(guest.page.get_by_text("You are Grace", exact=True)).to_be_visible()

    await lab.page.reload()
    await lab.restored()
    await lab.open(session_id)
    assert await lab.my_name() == "Priya (Acme)"
    assert [user["name"] for user in server.users(session_id)] == ["Priya (Acme)", "Grace"]


async def test_who_is_away_folds_and_is_taken_off_the_list(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """PA10, LC16, PA12, PA13, PA16, AR12: an owner of another name, and a guest. The list says who
    came by a link, and a fresh link that it leads to this computer."""
    session_id = server.new_session(code="")["id"]
    body = {"userName": "Leda"}
    server.rest.post(f"sessions/{session_id}/join", json=body).raise_for_status()
    invite = server.invite(session_id, label="Second try", maxUses=3)
    late = await join(await another_browser(), invite["url"], "Lise")
    await late.page.close()
    await lab.open(session_id)
    guest = await join(await another_browser(), invite["url"], "Grace")
    fold = lab.page.get_by_role("button", name="2 away", exact=True)
    await fold.click()
    await lab.side_bar(False)
    await lab.page.set_viewport_size({"width": 400, "height": 800})
    cut, indents = await lab.people.evaluate(GEOMETRY)
    assert cut == []
    assert max(indents) - min(indents) < 2, indents
    # Between the two bars of a narrow JupyterLab.
    for name in ("Share", "More actions"):
        control = lab.page.get_by_role("button", name=name, exact=True)
        await expect(control).to_be_in_viewport(ratio=1)
    await lab.tidy_window()
    await lab.do_to("Leda", "Take off the list")
    for panel in (lab, guest):
        await expect(panel.people).not_to_contain_text("Leda")
        await expect(panel.people).to_contain_text("Lise")

    await lab.share.click()
    links = lab.dialog.get_by_role("list", name="Links")
    await expect(links).to_contain_text("“Second try” · lets in 1 more person")
    await expect(links).to_contain_text("used by Lise, Grace")
    await lab.dialog.get_by_role("combobox", name="Role").select_option("interviewer")
    await lab.dialog.get_by_role("button", name="Create link").click()
    fresh = lab.dialog.get_by_role("region", name="New link")
    await expect(fresh).to_contain_text("Link for an interviewer")
    await expect(fresh).to_contain_text("This link works on this computer only")
    await expect(fresh).to_contain_text("Open Jupyter at an address that others can reach")
    await expect(fresh).to_contain_text("set c.InterviewApp.public_url")
    await lab.dialog.get_by_role("combobox", name="Role").select_option("candidate")
    await expect(fresh).to_have_count(0)
