"""QU45, QU46: test code of a question in the browser of a host; a candidate's has nothing of it."""

from pathlib import Path

from playwright.async_api import expect

import jupyter_interview
from tests.ui.conftest import NewBrowser
from tests.ui.server import LabServer
from tests.ui.stage import join, open_as_owner
from tests.ui.test_questions import question, summary

NAME = "limiter-that-forgets"
PRIVATE = Path(jupyter_interview.__file__).parent / "questions" / "starter_bank" / NAME / "private"
TEST = "counts like a person with a list"


async def test_QU45_a_host_runs_test_code_and_a_candidate_learns_how_many_passed(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """QU46, too: the place in the test code of what failed."""
    chosen = [{"bank": "starter", "name": NAME}]
    session = server.new_session(language="javascript", questions=chosen)
    owner = await open_as_owner(await another_browser(), server, session["id"])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    wrong = (PRIVATE / "wrong" / "counts-refusals.js").read_text("utf-8")
    server.put_code(session["id"], wrong)
    await owner.shows(wrong)
    await question(owner).get_by_role("tab", name="For hosts").click()
    await expect(question(owner).get_by_text("limiter.test.js")).to_be_visible()
    run = question(owner).get_by_role("button", name="Run hidden tests", exact=True)
    await run.click()
    told = question(guest).get_by_role("region", name="Hidden tests")
    await question(guest).get_by_role("tab", name="Tests").click()
    await expect(told).to_contain_text("Hidden tests: 5 of 10 passed")
    hidden = question(owner).get_by_role("list", name="Hidden tests")
    failed = hidden.get_by_role("listitem").filter(has_text=TEST)
    await failed.get_by_role("button", name=TEST).first.click()
    await expect(failed).to_contain_text("limiter.test.js:")
    await expect(failed).to_contain_text("of limiter")
    solution = (PRIVATE / "solution.js").read_text("utf-8")
    server.put_code(session["id"], solution)
    await owner.shows(solution)
    await run.click()
    await expect(summary(owner)).to_contain_text("10 of 10 tests passed")
    await expect(told).to_contain_text("Hidden tests: 10 of 10 passed")
    content = await guest.page.content()
    assert "limiter.test" not in content and TEST not in content
