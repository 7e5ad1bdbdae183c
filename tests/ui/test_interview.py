"""One interview from the launcher to a third person who comes late, in two browsers at once."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from playwright.async_api import expect

from tests.ui.conftest import NewBrowser
from tests.ui.interview import Interview
from tests.ui.panel import Panel
from tests.ui.server import LabServer, running_server
from tests.ui.stage import LabPanel, Stage, join
from tests.ui.watch import CONNECTION_LOST, Watch

MIDDLE = "\nin the middle\n"
OURS = "The interviewer writes here. "
THEIRS = "Ein Gast schreibt hier: größer, 日本, 🙂."


async def create_in_lab(lab: LabPanel) -> str:
    """A click on the launcher's card, and the link out of the Share dialog."""
    await lab.page.get_by_role("button", name="Interview", exact=True).click()
    await lab.ready()
    await lab.share.click()
    await lab.dialog.get_by_role("button", name="Create link").click()
    await expect(lab.dialog.get_by_role("textbox", name="Invite link")).to_be_visible()
    await lab.dialog.get_by_role("button", name="Copy").click()
    await expect(lab.dialog.get_by_text("Copied. It is not shown again.")).to_be_visible()
    await lab.dialog.get_by_role("button", name="Close").click()
    link: str = await lab.page.evaluate("navigator.clipboard.readText()")
    return link


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    with running_server(tmp_path_factory.mktemp("to-kill")) as server:
        yield server


@pytest.fixture(scope="module")
def lab(stage: Stage, server: LabServer) -> Iterator[LabPanel]:
    with stage.lab(server) as lab:
        yield lab


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    link = stage.run(create_in_lab(lab))
    context = stage.run(stage.context(server))
    guest = stage.run(join(context, link, "Grace"))
    session = server.rest.get("sessions").json()[0]["id"]
    yield Interview(session, server, lab, guest)
    stage.run(context.close())


async def test_a_link_from_lab_admits_a_guest_with_no_account(interview: Interview) -> None:
    """AC2, PA1, PA4: launcher, Share dialog, link, name, in."""
    assert await interview.guest.page.context.cookies() == []
    owner = await interview.owner.my_name()
    for panel in interview.both:
        await expect(panel.people.get_by_role("listitem")).to_have_count(2)
        await expect(panel.people).to_contain_text(owner)
        await expect(panel.people).to_contain_text("Grace")
        await expect(panel.people).to_contain_text("candidate")
    assert await interview.guest.my_name() == "Grace"


async def type_at_once(interview: Interview) -> None:
    """One at the start, one at the end, both at the same moment."""
    await interview.turn_to("javascript", MIDDLE)
    await interview.owner.caret_to("Control+Home")
    await interview.guest.caret_to("Control+End")
    await asyncio.gather(interview.owner.type(OURS), interview.guest.type(THEIRS))
    await interview.agree_on(OURS + MIDDLE + THEIRS)


async def test_two_people_type_at_the_same_moment(interview: Interview) -> None:
    """DO3, PR1: equal texts on both screens and on the server; each sees the other's caret."""
    await type_at_once(interview)
    await expect(interview.guest.caret_of(await interview.owner.my_name())).to_be_visible()
    await expect(interview.owner.caret_of("Grace")).to_be_visible()


async def test_undo_takes_back_only_ones_own_text(interview: Interview) -> None:
    """DO7: each presses undo until the own text is gone; the other's stays. Redo brings it back."""
    await type_at_once(interview)
    await press_until(interview.owner, "Control+z", lambda text: OURS[0] not in text[:1])
    await interview.agree_on(MIDDLE + THEIRS)
    await press_until(interview.guest, "Control+z", lambda text: text.endswith("\n"))
    await interview.agree_on(MIDDLE)
    await press_until(interview.owner, "Control+Shift+Z", lambda text: text.startswith(OURS))
    await interview.agree_on(OURS + MIDDLE)


async def test_a_switch_of_language_is_everybodys(interview: Interview) -> None:
    """DO9: the other sees it; each language keeps its text."""
    await interview.turn_to("javascript", "// kept")
    await interview.owner.language.select_option("Python")
    await expect(interview.guest.language).to_have_value("python")
    template = interview.stored()["code"]
    assert template and template != "// kept"
    await interview.agree_on(template)
    await interview.guest.language.select_option("JavaScript")
    await expect(interview.owner.language).to_have_value("javascript")
    await interview.agree_on("// kept")


@pytest.mark.parametrize("who", ["owner", "guest"])
@pytest.mark.parametrize(
    ("language", "shown", "code"),
    [
        ("javascript", "JavaScript", "console.log('six times seven is', 6 * 7)"),
        ("python", "Python", "print('six times seven is', 6 * 7)"),
    ],
)
async def test_a_run_is_seen_by_both(
    interview: Interview, who: str, language: str, shown: str, code: str
) -> None:
    """RU1: who ran it, in which language, how long it took, how it ended, what it printed."""
    await interview.turn_to(language, code)
    runner: Panel = getattr(interview, who)
    name = await runner.my_name()
    earlier = await runner.runs.count()
    await runner.run_and_wait("Finished")
    for panel in interview.both:
        entry = panel.runs.nth(earlier)
        for words in (name, shown, "Finished", "six times seven is 42"):
            await expect(entry).to_contain_text(words)
        await expect(entry).to_contain_text(" ms" if language == "javascript" else "s")


async def test_output_streams_to_both_while_it_runs(interview: Interview) -> None:
    """RU1, SB2: what was printed is there before the run ends, which Stop does."""
    await interview.turn_to("python", "print('first')\nwhile True: pass")
    earlier = await interview.guest.runs.count()
    await interview.guest.run.click()
    for panel in interview.both:
        await expect(panel.runs.nth(earlier)).to_contain_text("first")
        await expect(panel.runs.nth(earlier)).to_contain_text("Running")
    await interview.guest.stop.click()
    for panel in interview.both:
        await expect(panel.runs.nth(earlier)).to_contain_text("Stopped")


async def test_an_error_names_the_users_line(interview: Interview) -> None:
    """SB3, RU1: on the other's screen too."""
    await interview.turn_to("javascript", "const a = 1\nmissing(a)")
    earlier = await interview.owner.runs.count()
    await interview.owner.run_and_wait("Error")
    entry = interview.guest.runs.nth(earlier)
    await expect(entry).to_contain_text("missing is not defined")
    await expect(entry).to_contain_text(":2")


async def test_both_go_on_after_the_server_was_killed(
    interview: Interview, server: LabServer, stage: Stage, another_browser: NewBrowser
) -> None:
    """ST1, PA2, RU1: kill -9 with typing while it is gone; a third comes and sees it all.

    PR1, PR2: and goes again, with their caret.
    """
    await interview.turn_to("javascript", "console.log('before')\n")
    await interview.agree_on("console.log('before')\n")
    runs = await interview.guest.runs.count()
    await lose_server(interview, stage.watch)
    await interview.guest.caret_to("Control+End")
    await interview.guest.type("// typed meanwhile")
    server.start()
    code = "console.log('before')\n// typed meanwhile"
    await interview.agree_on(code)
    for panel in interview.both:
        await expect(panel.runs).to_have_count(runs)

    await interview.owner.caret_to("Control+End")
    await interview.owner.type("\nconsole.log`after`")
    code += "\nconsole.log`after`"
    await interview.agree_on(code)
    await interview.guest.run_and_wait("Finished")
    await expect(interview.owner.runs).to_have_count(runs + 1)

    link = server.invite(interview.id)["url"]
    late = await join(await another_browser(), link, "Late Lise")
    await late.shows(code)
    await expect(late.runs).to_have_count(runs + 1)
    await expect(late.runs.last).to_contain_text("after")
    await late.run_and_wait("Finished")
    await expect(interview.owner.runs.last).to_contain_text("Late Lise")

    await late.caret_to("Control+Home")
    await expect(interview.owner.caret_of("Late Lise")).to_be_visible()
    await late.page.close()
    await expect(interview.owner.caret_of("Late Lise")).to_have_count(0)
    gone = interview.owner.people.get_by_role("listitem").filter(has_text="Late Lise")
    await expect(gone).to_contain_text("away")


async def lose_server(interview: Interview, watch: Watch) -> None:
    watch.announce(CONNECTION_LOST)
    interview.server.kill9()
    for panel in interview.both:
        await expect(panel.page.get_by_role("status").filter(has_text="Offline")).to_be_visible()


async def press_until(panel: Panel, key: str, done: Callable[[str], bool]) -> None:
    """Press a key until the text is as wanted: how much one undo takes back is not ours to say."""
    await panel.code.focus()
    for _ in range(40):
        if done(await panel.text()):
            return
        await panel.press(key)
    raise AssertionError(f"{key} left {await panel.text()!r}")
