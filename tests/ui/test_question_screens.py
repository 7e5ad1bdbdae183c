"""QU33 to QU36: what is seen and done with a question's tests on real screens, on both sides."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.ui.conftest import NewBrowser
from tests.ui.geometry import PICTURES
from tests.ui.panel import Panel
from tests.ui.server import LabServer, running_server
from tests.ui.stage import join, open_as_owner
from tests.ui.test_questions import question, summary

STATEMENT = "Write `label`.\n\n" + "".join(f"Paragraph {number}.\n\n" for number in range(40))
STARTER = "function label(name) {\n  return '';\n}\n"
PROGRAM = """\
function label(name) {
  if (name === 'nobody') {
    throw new TypeError('there is no label');
  }
  if (name === 'list') {
    return 'one  two three';
  }
  return `<${name}>`;
}
"""
MENDED = PROGRAM.replace("one  two", "one two")
UNREADY = "// No label yet.\n\nthrow new TypeError('no label yet');\n"
TESTS = """\
cases:
- {name: short, call: label, args: [a], returns: <a>}
- {name: with blanks, call: label, args: [list], returns: one two three, points: 3}
- {name: for nobody, call: label, args: [nobody], returns: '-'}
"""
HIDDEN = """\
show: counts
cases:
- {name: known only to hosts, call: label, args: [zanzibar], returns: <zanzibar>}
- {name: empty, call: label, args: [''], returns: '-'}
"""
FACTS = """\
format: 1
title: Labels
kind: debugging
level: junior
minutes: 10
languages: [javascript]
tags: [labels]
"""
CHOSEN = {"bank": "screens", "name": "labels"}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bank = tmp_path_factory.mktemp("banks") / CHOSEN["bank"]
    for name, text in {
        "bank.yaml": "license: CC0-1.0\n",
        "labels/question.yaml": FACTS,
        "labels/statement.md": STATEMENT,
        "labels/tests.yaml": TESTS,
        "labels/starter/solution.js": STARTER,
        "labels/private/tests.yaml": HIDDEN,
        "labels/private/solution.js": PROGRAM,
    }.items():
        (bank / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / name).write_text(text)
    return bank


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, bank: Path) -> Iterator[LabServer]:
    flags = ["--InterviewApp.server_runs=True", f"--InterviewApp.question_dirs={bank}"]
    with running_server(tmp_path_factory.mktemp("screens"), flags=flags) as server:
        yield server


def case(panel: Panel, name: str) -> Locator:
    return question(panel).get_by_role("listitem").filter(has_text=name)


async def test_QU34_what_failed_is_compared_led_to_and_run_again(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """Texts beside each other with their blanks, points, the line of an error, one test alone, and
    those that failed."""
    session = server.new_session(language="javascript", questions=[CHOSEN])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    server.put_code(session["id"], PROGRAM)
    await guest.shows(PROGRAM)
    await guest.page.get_by_role("button", name="Run tests").click()
    await expect(summary(guest)).to_contain_text("1 of 3 tests passed")
    await expect(summary(guest)).to_contain_text("1 of 5 points")
    blanks = case(guest, "with blanks")
    await expect(blanks).to_contain_text("3 points")

    sides = blanks.locator(".jpi-Difference-side")
    await expect(sides).to_have_count(2)
    await expect(sides.nth(1).locator("mark")).to_have_text("·")
    boxes = [await side.bounding_box() for side in await sides.all()]
    assert boxes[0] and boxes[1]
    beside, below = (abs(boxes[0][way] - boxes[1][way]) > 20 for way in ("x", "y"))
    assert beside or below, "One does not lie on the other."
    await guest.page.screenshot(path=PICTURES / "question-difference.png")

    failed = case(guest, "for nobody")
    await failed.get_by_role("button", name="for nobody").first.click()
    await expect(failed).to_contain_text("TypeError: there is no label")

    server.put_code(session["id"], MENDED)
    await guest.shows(MENDED)
    await guest.page.get_by_role("button", name="Run the test “with blanks” alone").click()
    await expect(blanks).to_have_attribute("data-status", "passed")
    await expect(case(guest, "short")).to_have_attribute("data-status", "passed")
    await expect(failed).to_have_attribute("data-status", "error")
    server.put_code(
        session["id"], MENDED.replace("throw new TypeError('there is no label')", "return '-'")
    )
    await guest.page.get_by_role("button", name="Run failing only").click()
    await expect(summary(guest)).to_contain_text("3 of 3 tests passed")
    await expect(guest.page.get_by_role("button", name="Run failing only")).to_have_count(0)

    server.put_code(session["id"], UNREADY)
    await guest.shows(UNREADY)
    await guest.page.get_by_role("button", name="Run tests").click()
    await expect(summary(guest)).to_contain_text("0 of 3 tests passed")
    await case(guest, "short").get_by_title("Go to line 3").first.click()
    await expect(guest.code).to_be_focused()
    assert await guest.caret_offset() >= UNREADY.index("throw")


async def test_QU35_a_host_has_hidden_tests_run_on_the_server(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """The host sees how each went; the candidate's page has a count and no word of them."""
    session = server.new_session(language="javascript", questions=[CHOSEN])
    owner = await open_as_owner(await another_browser(), server, session["id"])
    context = await another_browser(new=True)
    heard: list[str] = []

    def listen(frame: str | bytes) -> None:
        heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    context.on(
        "page",
        lambda page: page.on("websocket", lambda socket: socket.on("framereceived", listen)),
    )
    guest = await join(context, server.invite(session["id"])["url"], "Grace")
    server.put_code(session["id"], PROGRAM)
    for panel in (owner, guest):
        await panel.shows(PROGRAM)
    await question(owner).get_by_role("tab", name="For hosts").click()
    await question(owner).get_by_role("button", name="Run hidden tests on the server").click()
    await expect(summary(owner)).to_contain_text("1 of 2 tests passed")
    await expect(summary(owner)).to_contain_text("server")
    for name, status in (("known only to hosts", "passed"), ("empty", "failed")):
        await expect(case(owner, name)).to_have_attribute("data-status", status)
    await question(guest).get_by_role("tab", name="Tests").click()
    await expect(question(guest)).to_contain_text("Hidden tests: 1 of 2 passed")
    assert "zanzibar" not in await guest.page.content()
    assert any('"hidden_result"' in frame for frame in heard), "What it was told is listened to."
    assert not any("zanzibar" in frame or "known only" in frame for frame in heard)
    await owner.page.screenshot(path=PICTURES / "question-hidden-on-server.png")


async def test_QU36_questions_are_filtered_and_put_in_order(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """And QU33: the statement scrolls by itself, and the bar beside it is moved."""
    first = {"bank": "starter", "name": "alone-in-the-workshop"}
    session = server.new_session(language="javascript", questions=[first, CHOSEN])
    owner = await open_as_owner(await another_browser(), server, session["id"])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    page = owner.page
    tabs = question(guest).get_by_role("tablist", name="Questions").get_by_role("tab")
    await expect(tabs).to_have_text(["1. Alone in the workshop", "2. Labels"])
    # Each of them has a file of its own (QU17).
    files = server.rest.get(f"sessions/{session['id']}/files").json()["files"]
    assert [file["name"] for file in files] == ["solution.js", "labels.js"]

    await page.get_by_role("button", name="Questions", exact=True).click()
    dialog = page.get_by_role("dialog")
    entries = dialog.locator(".jpi-Bank-entry")
    await expect(entries.filter(has_text=re.compile("^Labels"))).to_have_count(1)
    everything = await entries.count()
    for label, option in (
        ("Kind", "debugging"),
        ("Level", "junior"),
        ("Time at most", "10 minutes"),
        ("Tag", "labels"),
    ):
        select = dialog.get_by_role("combobox", name=label)
        await select.select_option(option)
        await expect(entries.filter(has_text=re.compile("^Labels"))).to_have_count(1)
        await expect(entries).not_to_have_count(everything)
        await select.select_option(index=0)
        await expect(entries).to_have_count(everything)
    await dialog.get_by_role("tab", name="In this interview").click()
    await dialog.get_by_role("button", name="Move “Labels” up").click()
    await expect(tabs).to_have_text(["1. Labels", "2. Alone in the workshop"])
    await dialog.get_by_role("button", name="Close").first.click()

    await tabs.first.click()
    body = question(guest).locator(".jpi-Questions-scroll")
    await body.hover()
    await guest.page.mouse.wheel(0, 300)
    await expect(question(guest).get_by_text("Paragraph 39.")).not_to_be_in_viewport()
    await body.focus()
    await guest.page.keyboard.press("End")
    await expect(question(guest).get_by_text("Paragraph 39.")).to_be_in_viewport()
    assert await guest.page.evaluate("document.scrollingElement.scrollTop") == 0
    await expect(guest.code).to_be_in_viewport()

    bar = guest.page.get_by_role("separator").filter(visible=True).first
    before = await question(guest).bounding_box()
    await bar.focus()
    await guest.page.keyboard.press("ArrowRight")
    after = await question(guest).bounding_box()
    assert before and after and after["width"] > before["width"]
    handle = await bar.bounding_box()
    assert handle
    await guest.page.mouse.move(handle["x"] + 2, handle["y"] + 100)
    await guest.page.mouse.down()
    await guest.page.mouse.move(handle["x"] - 150, handle["y"] + 100, steps=3)
    await guest.page.mouse.up()
    dragged = await question(guest).bounding_box()
    assert dragged and dragged["width"] < before["width"]
