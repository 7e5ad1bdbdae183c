"""JupyterLite: a static site with the same panel, and no server behind it."""

from collections.abc import Iterator

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.ui import files
from tests.ui.axe import problems
from tests.ui.geometry import HEIGHT, PICTURES, nothing_scrolls_sideways
from tests.ui.lite import Host, LiteLab, open_lite
from tests.ui.local import LocalPanel
from tests.ui.stage import Stage
from tests.ui.test_questions import SOLUTION, TITLE, load_workshop, question, summary


async def test_two_tabs_of_lite(site_browser: BrowserContext, host: Host) -> None:
    """LT5, LT7, LT8, FI25: launcher, panel, runs, another tab, several files, all below a path.
    The host is stopped: typing, runs in both languages and the other tab go on. A reload after
    that brings back the text, the runs and the files."""
    lab = await open_lite(site_browser, host)
    await lab.begin()
    await expect(lab.language).to_have_value("python")
    await files.choose_language(lab, "javascript")
    await lab.empty()
    await lab.write("console.log('from Lite');\n")
    await lab.run_and_wait()
    await expect(lab.runs.last).to_contain_text("from Lite")

    page = await site_browser.new_page()
    await page.goto(await lab.link())
    other = LocalPanel(page)
    await other.ready()
    await other.shows("console.log('from Lite');\n")
    await expect(other.runs.last).to_contain_text("from Lite")
    await files.choose_language(other, "python")
    await expect(lab.language).to_have_value("python")
    await other.empty()
    await other.write("print(sum(range(5)))\n")
    await lab.shows("print(sum(range(5)))\n")
    await expect(lab.page.locator(".jpi-RemoteCaret")).to_be_visible()
    await other.run_and_wait()
    await expect(lab.runs.last).to_contain_text("10")
    await files.choose_language(lab, "typescript")
    await lab.empty()
    await lab.write("const n: number = 41;\nconsole.log(n + 1);\n")
    await lab.run_and_wait()
    await expect(other.runs.last).to_contain_text("42")

    await files.choose_language(lab, "python")
    await expect(other.language).to_have_value("python")
    await several_files(lab, other)
    await without_its_host(lab, other, host)

    await lab.page.reload()
    await lab.restored()
    await lab.ready()
    await lab.shows("print('still ' + 'alone')\n")
    await expect(lab.runs.last).to_contain_text("still alone")
    await expect(files.tab(lab, "tools.py")).to_be_visible()
    await expect(files.tab(lab, "a.csv")).to_be_visible()


async def several_files(lab: LocalPanel, other: LocalPanel) -> None:
    """FI25: added in one tab, run and renamed in the other."""
    await files.replace(lab, "solution.py", "import util\nprint(open('a.csv').read() + util.END)\n")
    await files.add(lab, "util.py", "END = 'end'\n")
    await files.add(lab, "a.csv", "1,2\n")
    await files.look_at(other, "solution.py")
    await expect(await other.run_and_wait()).to_contain_text("1,2\nend")
    await expect(lab.runs.last).to_contain_text("1,2\nend")
    await files.look_at(other, "util.py")
    await files.rename(other, "util.py", "tools.py")
    await expect(files.tab(lab, "tools.py")).to_be_visible()


async def without_its_host(lab: LocalPanel, other: LocalPanel, host: Host) -> None:
    """LT7: what both languages need is there, and nothing else is asked for."""
    await files.look_at(lab, "solution.py")
    await files.look_at(other, "solution.py")
    await files.choose_language(lab, "javascript")
    await expect(other.language).to_have_value("javascript")
    await other.run_and_wait()
    for panel in (lab, other):
        await panel.ready()
    host.stop()
    try:
        await lab.empty()
        await lab.type("console.log('alone');\n")
        await lab.run_and_wait()
        await expect(other.runs.last).to_contain_text("alone")
        await files.choose_language(other, "python")
        await other.empty()
        await other.write("print('still ' + 'alone')\n")
        await other.run_and_wait()
        await expect(lab.runs.last).to_contain_text("still alone")
        for panel in (lab, other):
            await panel.ready()
    finally:
        host.start()


async def test_a_site_has_the_questions_of_the_package(
    site_browser: BrowserContext, host: Host
) -> None:
    """QU32: with what a browser needs to load and run them, and without their private sides."""
    answer = await site_browser.request.get(host.url + "interview/questions.json")
    questions = (await answer.json())["questions"]
    assert {one["question"]["bank"] for one in questions} == {"starter"}
    assert sum(len(one["question"]["cases"]) for one in questions) > 50
    assert all(one["question"]["starters"] for one in questions if one["question"]["cases"])
    assert not [one for one in questions if "side" in one]


async def test_a_question_of_the_site_is_solved_in_two_tabs(
    site_browser: BrowserContext, host: Host
) -> None:
    """QU32, QU33: loaded in one tab, tested in both, and still there after a reload."""
    lab = await open_lite(site_browser, host)
    await lab.begin()
    await load_workshop(lab.page, None)
    page = await site_browser.new_page()
    await page.goto(await lab.link())
    other = LocalPanel(page)
    await other.ready()
    for panel in (lab, other):
        await expect(question(panel).get_by_role("heading", name=TITLE)).to_be_visible()
        await expect(panel.code).to_contain_text("aloneMinutes")
    await lab.page.get_by_role("button", name="Run tests").click()
    await expect(summary(lab)).to_contain_text("0 of 3 tests passed")
    await question(other).get_by_role("tab", name="Tests").click()
    await expect(summary(other)).to_contain_text("0 of 3 tests passed")
    await other.empty()
    await other.write(SOLUTION)
    await other.page.get_by_role("button", name="Run tests").click()
    await expect(summary(lab)).to_contain_text("3 of 3 tests passed")
    await lab.page.reload()
    await lab.restored()
    await lab.ready()
    await question(lab).get_by_role("tab", name="Tests").click()
    await expect(summary(lab)).to_contain_text("3 of 3 tests passed")


async def test_a_site_that_keeps_its_files_is_opened_without_its_host(
    site_browser: BrowserContext, host: Host, stage: Stage
) -> None:
    """LT16: after a visit, with JupyterLite's own cache: a reload, text, a run, a new interview."""
    host.config["enableServiceWorkerCache"] = "true"
    try:
        lab = await open_lite(site_browser, host)
        await lab.page.wait_for_function("navigator.serviceWorker.controller !== null")
        await lab.begin()
        await files.choose_language(lab, "python")
        await lab.empty()
        await lab.write("print('kept ' + 'here')\n")
        await lab.run_and_wait()
        await lab.page.reload()
        await lab.restored()
        await lab.ready()
        await lab.run_and_wait()
        stage.watch.announce("ERR_CONNECTION_REFUSED|Failed to fetch")
        host.stop()
        try:
            await stop_workers(lab.page)
            await lab.page.reload()
            await lab.restored()
            await lab.ready()
            await lab.shows("print('kept ' + 'here')\n")
            entry = await lab.run_and_wait()
            await expect(entry).to_contain_text("kept here")
        finally:
            host.start()
        # LT6: the frame that was opened so is walled in like any other.
        stage.watch.announce("Content Security Policy|violates|Refused to")
        await files.choose_language(lab, "javascript")
        await lab.empty()
        await lab.write(
            f"try {{ await fetch('{host.url}lab/index.html'); console.log('REACHED'); }}"
            " catch (e) { console.log('refused', self.origin, typeof self.localStorage); }\n"
        )
        entry = await lab.run_and_wait()
        await expect(entry).to_contain_text("refused null undefined")
    finally:
        del host.config["enableServiceWorkerCache"]


async def stop_workers(page: Page) -> None:
    """As a browser does by itself when it has been idle for a while."""
    session = await page.context.new_cdp_session(page)
    await session.send("ServiceWorker.enable")
    await session.send("ServiceWorker.stopAllWorkers")
    await session.detach()


@pytest.fixture(scope="module")
def opened(stage: Stage, host: Host) -> Iterator[LiteLab]:
    """A site that is open, for tests that are not about opening it."""
    context = stage.run(stage.context(host))
    yield stage.run(open_lite(context, host))
    stage.run(context.close())


@pytest.fixture
def lite(stage: Stage, opened: LiteLab) -> LiteLab:
    """Tidied up: the launcher alone."""
    stage.run(opened.tidy())
    return opened


async def test_what_needs_a_server_is_not_there(lite: LiteLab) -> None:
    """LT14: no card and no command of Lab leads to something that is then refused."""
    await expect(lite.launched("Join an interview")).to_be_visible()
    await expect(lite.launched("Interview class")).to_have_count(0)
    await lite.begin()
    await lite.command("apputils:activate-command-palette")
    palette = lite.page.locator("#modal-command-palette")
    await palette.get_by_placeholder("SEARCH").fill("interview")
    usable = palette.locator("[role=menuitem]:not([aria-disabled=true], .lm-mod-disabled)")
    await expect(usable.filter(has_text="Show Interviews")).to_be_visible()
    offered = [words.strip() for words in await usable.all_inner_texts()]
    for name in ("Class", "Draft", "Link", "Start Interview"):
        assert not [words for words in offered if name in words], offered


async def test_the_sandbox_of_a_static_site(lite: LiteLab, host: Host, stage: Stage) -> None:
    """LT6: no network, no storage, no parent; its page does nothing outside a sandboxed frame."""
    await lite.begin()
    await files.choose_language(lite, "javascript")
    await lite.empty()
    await lite.page.evaluate("localStorage.setItem('secret', 'of the site')")
    tries = [
        f"fetch('{host.url}lab/index.html')",
        f"import('{host.url}bootstrap.js')",
        f"new Promise((yes, no) => {{ const s = new WebSocket('ws{host.origin[4:]}/x');"
        " s.onopen = yes; s.onerror = () => no(new Error('closed')); })",
        "(async () => localStorage.getItem('secret'))()",
        "(async () => indexedDB.open('jupyter-interview-local'))()",
    ]
    for number, attempt in enumerate(tries):
        await lite.write(
            f"try {{ const got = await ({attempt});"
            f" console.log({number}, 'REACHED', String(got)); }}"
            f" catch (e) {{ console.log({number}, 'refused', e.name); }}\n"
        )
    stage.watch.announce("Content Security Policy|violates|Refused to|WebSocket")
    entry = await lite.run_and_wait()
    said = await entry.text_content() or ""
    assert "REACHED" not in said
    for number in range(len(tries)):
        assert f"{number} refused" in said

    stage.watch.announce("sandboxed frame only")
    page = await lite.page.context.new_page()
    async with page.expect_event("pageerror") as stopped:
        await page.goto(f"{host.url}interview/runner.html")
    assert "sandboxed frame only" in (await stopped.value).message
    await page.close()


async def test_pictures_of_lite(lite: LiteLab) -> None:
    """LT5: light and dark, wide and narrow; axe finds nothing serious in the panel."""
    await lite.begin()
    await lite.run_and_wait()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for theme in ("Light", "Dark"):
        await lite.theme(f"JupyterLab {theme}")
        for width in (1280, 400):
            await lite.page.set_viewport_size({"width": width, "height": HEIGHT})
            await lite.side_bar(False)
            await lite.ready()
            await nothing_scrolls_sideways(lite.page)
            await lite.page.screenshot(path=PICTURES / f"lite-{theme.lower()}-{width}.png")
        assert await problems(lite.page, ".jpi-InterviewPanel") == []
        await lite.page.set_viewport_size({"width": 1280, "height": HEIGHT})
        await lite.share.click()
        await lite.page.screenshot(path=PICTURES / f"lite-share-{theme.lower()}.png")
        await lite.press("Escape")
