"""The panel as a widget in a notebook with a real kernel, in JupyterLab and in Notebook 7."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from jupyter_interview.domain.languages import LANGUAGES
from tests.docs.programs import blocks, filled
from tests.ui.conftest import NewBrowser, OpenNotebook
from tests.ui.geometry import PICTURES
from tests.ui.panel import eventually
from tests.ui.server import LabServer, running_server
from tests.ui.stage import Stage, join, open_lab
from tests.ui.test_questions import question, summary

HOMES = ["lab/tree", "notebooks"]
MANAGER = "@jupyter-widgets/jupyterlab-manager"


SHOW, SET, *_ = (code.rstrip() for code in blocks("docs/NOTEBOOKS.md", "python"))


def shown(session_id: str) -> str:
    """The document's code for this interview."""
    return filled(SHOW, {"GMF3izZb8M4NrWUz": session_id})


@pytest.mark.parametrize("where", HOMES)
async def test_the_traits_follow_and_lead(
    where: str, server: LabServer, open_in: OpenNotebook, another_browser: NewBrowser
) -> None:
    """WI1, WI2: text, language, people and runs come to Python, and text and language from it."""
    session_id = server.new_session(language="javascript", code="const a = 1;")["id"]
    notebook = await open_in(where)
    await notebook.show(shown(session_id))
    await notebook.ready()
    await notebook.knows("panel.code", "const a = 1;")
    await notebook.knows("panel.language", "javascript")
    await notebook.say("panel.layout.height = '540px'")
    frame = notebook.cell.locator(".jpi-mod-inCell")
    await eventually(frame.bounding_box, lambda box: box is not None and box["height"] == 540)
    await notebook.say(
        "seen = []\npanel.observe(lambda change: seen.append(change.new), ['code', 'language'])"
    )

    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    await notebook.knows(
        "[user.name for user in panel.users if user.role == 'candidate']", ["Grace"]
    )
    await guest.caret_to("Control+End")
    await guest.type("\nconsole.log(a)")
    await notebook.knows("panel.code", "const a = 1;\nconsole.log(a)")
    await guest.run_and_wait()
    await notebook.knows("[(r.user.name, r.state) for r in panel.runs]", [("Grace", "ok")])
    await notebook.knows("panel.runs[0].outputs[0].text", "1\n")

    await notebook.say("panel.code = panel.code.replace('1', '2')")
    await guest.shows("const a = 2;\nconsole.log(a)")
    await notebook.say(SET)
    await expect(guest.language).to_have_value("python")
    await guest.shows("print(1)\n")
    await notebook.knows(
        "(seen[-1], panel.code, panel.language, panel.error)",
        ("print(1)\n", "print(1)\n", "python", ""),
    )
    assert server.session(session_id)["code"] == "print(1)\n"


async def test_QU33_it_has_the_question_and_its_tests(
    server: LabServer, open_in: OpenNotebook
) -> None:
    asked = [{"bank": "starter", "name": "alone-in-the-workshop"}]
    session = server.new_session(language="javascript", questions=asked)
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session["id"]))
    await notebook.ready()
    panel = question(notebook)
    await expect(panel.get_by_role("heading", name="Alone in the workshop")).to_be_visible()
    await notebook.cell.get_by_role("button", name="Run tests").click()
    await expect(summary(notebook)).to_contain_text("0 of 3 tests passed")
    await panel.get_by_role("tab", name="For hosts").click()
    await expect(panel.get_by_text("Only hosts see this")).to_be_visible()
    await notebook.page.screenshot(path=PICTURES / "question-widget.png")


async def test_two_views_make_one_edit(
    server: LabServer, open_in: OpenNotebook, another_browser: NewBrowser
) -> None:
    """WI4: shown twice, the panel is two connections of one person and one hand of Python's."""
    session_id = server.new_session(language="javascript", code="a = 1")["id"]
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session_id).removesuffix("panel") + "display(panel, panel)")
    views = notebook.cell.locator(".jpi-InterviewPanel")
    await expect(views).to_have_count(2)
    for view in await views.all():
        await expect(view.get_by_role("textbox", name="Code", exact=True)).to_contain_text("a = 1")
    await notebook.knows("panel.code", "a = 1")
    await notebook.say("panel.code += '\\nb = 2'")
    await guest.shows("a = 1\nb = 2")
    await guest.caret_to("Control+End")
    await guest.type("\nc = 3")
    await notebook.knows("panel.code", "a = 1\nb = 2\nc = 3")

    await notebook.show("panel")
    await expect(views).to_have_count(1)
    await notebook.ready()
    await notebook.say("panel.code += '\\nd = 4'")
    await guest.shows("a = 1\nb = 2\nc = 3\nd = 4")
    await notebook.say("panel.close()")
    await expect(views).to_have_count(0)
    await eventually(lambda: online(server, session_id), lambda names: names == ["Grace"])


async def online(server: LabServer, session_id: str) -> list[str]:
    users = server.rest.get(f"sessions/{session_id}/users").json()
    return [user["name"] for user in users if user["online"]]


async def test_a_restarted_kernel_lets_go(server: LabServer, open_in: OpenNotebook) -> None:
    """WI9: its panels are gone from the interview; run again, the cell shows it again."""
    session_id = server.new_session(language="javascript", code="x = 1")["id"]
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session_id))
    await notebook.ready()
    await notebook.restart()
    await expect(notebook.says("The kernel is gone.")).to_be_visible()
    await eventually(lambda: online(server, session_id), lambda names: names == [])
    await notebook.show(shown(session_id))
    await notebook.ready()
    await notebook.knows("panel.code", "x = 1")
    await notebook.say("panel.code = 'x = 2'")
    await notebook.shows("x = 2")


async def test_after_a_reload_the_kernel_goes_on(server: LabServer, open_in: OpenNotebook) -> None:
    """WI4: in a page that is loaded anew the panel is there again, and what was set while there was
    no page is done once."""
    session_id = server.new_session(language="javascript", code="x = 1")["id"]
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session_id))
    await notebook.knows("panel.code", "x = 1")
    await notebook.save()
    await notebook.page.goto(f"{server.url}lab/tree/{notebook.name}")
    await notebook.ready_to_run()
    await notebook.ready()
    await notebook.say("panel.code += '\\ny = 2'")
    await notebook.shows("x = 1\ny = 2")
    await eventually(lambda: code(server, session_id), lambda it: it == "x = 1\ny = 2")


async def code(server: LabServer, session_id: str) -> str:
    return str(server.session(session_id)["code"])


async def test_what_cannot_be_done_is_said(
    stage: Stage, server: LabServer, open_in: OpenNotebook
) -> None:
    """WI5: as an exception where Python can know, else in `error`, and the trait goes back."""
    session_id = server.new_session(language="javascript", code="x = 1")["id"]
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session_id))
    await notebook.knows("panel.code", "x = 1")
    sentence = await notebook.refused("panel.language = 'cobol'")
    assert sentence == (
        "There is no language 'cobol' here. javascript, typescript, python and sqlite run, and "
        f"{len(LANGUAGES) - 4} others can be written together; the languages of an interview name "
        "all of them."
    )
    assert "session_id" in await notebook.refused("InterviewPanel(session_id='')")

    server.rest.patch(f"sessions/{session_id}", json={"state": "ended"}).raise_for_status()
    await expect(notebook.run).to_be_disabled()
    await notebook.say("panel.code = 'y'")
    await notebook.knows("panel.error", "You may not change this interview now.")
    await notebook.knows("panel.code", "x = 1")

    stage.watch.announce("404")
    await notebook.show("panel = InterviewPanel(session_id='not-an-interview-1')\npanel")
    await expect(notebook.says("There is no such interview.")).to_be_visible()
    await notebook.knows("panel.error", "There is no such interview.")


async def test_a_saved_notebook_holds_nothing_of_the_interview(
    server: LabServer, open_in: OpenNotebook
) -> None:
    """WI6, WI10: its widget state has the id alone; opened without a kernel it joins nothing."""
    session_id = server.new_session(language="javascript", code="secret = 'plan'")["id"]
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session_id))
    await notebook.knows("panel.code", "secret = 'plan'")
    state = await notebook.widget_state()
    assert session_id in state
    assert "plan" not in state and server.token not in state
    await notebook.save()
    saved = server.read_notebook(notebook.name)
    assert "plan" not in saved and server.token not in saved


async def test_keys_in_the_panel_are_not_the_notebooks(
    server: LabServer, open_in: OpenNotebook
) -> None:
    """WI8: Ctrl+Enter runs the interview's code, and letters are no commands of the notebook."""
    session_id = server.new_session(language="javascript", code="")["id"]
    notebook = await open_in("lab/tree")
    await notebook.show(shown(session_id))
    await notebook.ready()
    assert not await notebook.code.evaluate("node => node.contains(document.activeElement)")
    await notebook.code.click()
    await notebook.type("console.log('dd')")
    await notebook.press("Control+Enter")
    await expect(notebook.runs.nth(0)).to_contain_text("dd")
    await expect(notebook.page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(2)


async def test_lab_works_without_ipywidgets(
    stage: Stage, tmp_path: Path, another_browser: NewBrowser
) -> None:
    """WI7: the extension loads and opens interviews where jupyterlab_widgets is not there."""
    with running_server(tmp_path, without=(MANAGER,)) as server:
        context = await stage.context(server)
        lab = await open_lab(context, server)
        has = f"window.jupyterapp.hasPlugin('{MANAGER}:plugin')"
        assert await lab.page.evaluate(has) is False
        await lab.open(server.new_session(code="all the same")["id"])
        await lab.shows("all the same")
        await context.close()
