"""JupyterLite: a static site with the same panel, and no server behind it."""

from playwright.async_api import BrowserContext, Page, expect

from tests.ui import files
from tests.ui.lite import Host, open_lite
from tests.ui.local import LocalPanel
from tests.ui.stage import Stage


async def test_two_tabs_of_lite(site_browser: BrowserContext, host: Host) -> None:
    """LT5, LT8: launcher, panel, runs in three languages, another tab, a reload; below a path."""
    lab = await open_lite(site_browser, host)
    await lab.begin()
    await expect(lab.language).to_have_value("python")
    await files.choose_language(lab, "javascript")
    await lab.empty()
    await lab.type("console.log('from Lite');\n")
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
    await other.type("print(sum(range(5)))\n")
    await lab.shows("print(sum(range(5)))\n")
    await expect(lab.page.locator(".jpi-RemoteCaret")).to_be_visible()
    await other.run_and_wait()
    await expect(lab.runs.last).to_contain_text("10")
    await files.choose_language(lab, "typescript")
    await lab.empty()
    await lab.type("const n: number = 41;\nconsole.log(n + 1);\n")
    await lab.run_and_wait()
    await expect(other.runs.last).to_contain_text("42")
    for panel in (lab, other):
        await panel.ready()

    await lab.page.reload()
    await lab.restored()
    await lab.ready()
    await lab.shows("const n: number = 41;\nconsole.log(n + 1);\n")
    await expect(lab.runs.last).to_contain_text("42")


async def test_FI25_several_files_in_two_tabs_of_lite(
    site_browser: BrowserContext, host: Host
) -> None:
    lab = await open_lite(site_browser, host)
    await lab.begin()
    await files.choose_language(lab, "python")
    await files.replace(lab, "solution.py", "import util\nprint(open('a.csv').read() + util.END)\n")
    await files.add(lab, "util.py", "END = 'end'\n")
    await files.add(lab, "a.csv", "1,2\n")
    page = await site_browser.new_page()
    await page.goto(await lab.link())
    other = LocalPanel(page)
    await other.ready()
    await files.look_at(other, "solution.py")
    await expect(await other.run_and_wait()).to_contain_text("1,2\nend")
    await expect(lab.runs.last).to_contain_text("1,2\nend")
    await files.look_at(other, "util.py")
    await files.rename(other, "util.py", "tools.py")
    await expect(files.tab(lab, "tools.py")).to_be_visible()
    for panel in (lab, other):
        await panel.ready()
    await lab.page.reload()
    await lab.restored()
    await lab.ready()
    await expect(files.tab(lab, "tools.py")).to_be_visible()
    await expect(files.tab(lab, "a.csv")).to_be_visible()


async def test_without_its_host_the_open_site_goes_on(
    site_browser: BrowserContext, host: Host, stage: Stage
) -> None:
    """LT7: the host is stopped; typing, runs in both languages and the other tab go on."""
    lab = await open_lite(site_browser, host)
    await lab.begin()
    page = await site_browser.new_page()
    await page.goto(await lab.link())
    other = LocalPanel(page)
    await other.ready()
    for language in ("python", "javascript"):
        await files.choose_language(lab, language)
        await expect(other.language).to_have_value(language)
        await other.run_and_wait()
    host.stop()
    try:
        await lab.empty()
        await lab.type("console.log('alone');\n")
        await lab.run_and_wait()
        await expect(other.runs.last).to_contain_text("alone")
        await files.choose_language(other, "python")
        await other.empty()
        await other.type("print('still ' + 'alone')\n")
        await other.run_and_wait()
        await expect(lab.runs.last).to_contain_text("still alone")
        for panel in (lab, other):
            await panel.ready()
    finally:
        host.start()
    await lab.page.reload()
    await lab.restored()
    await lab.ready()
    await lab.shows("print('still ' + 'alone')\n")


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
        await lab.type("print('kept ' + 'here')\n")
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
        await lab.type(
            f"try {{ await fetch('{host.url}lab/index.html'); console.log('REACHED'); }}"
            " catch (e) { console.log('refused', self.origin, typeof self.localStorage); }\n",
            0,
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


async def test_what_needs_a_server_is_not_there(site_browser: BrowserContext, host: Host) -> None:
    """LT14: no card and no command of Lab leads to something that is then refused."""
    lab = await open_lite(site_browser, host)
    await expect(lab.launched("Join an interview")).to_be_visible()
    await expect(lab.launched("Interview class")).to_have_count(0)
    await lab.begin()
    await lab.command("apputils:activate-command-palette")
    palette = lab.page.locator("#modal-command-palette")
    await palette.get_by_placeholder("SEARCH").fill("interview")
    usable = palette.locator("[role=menuitem]:not([aria-disabled=true], .lm-mod-disabled)")
    await expect(usable.filter(has_text="Show Interviews")).to_be_visible()
    offered = [words.strip() for words in await usable.all_inner_texts()]
    for name in ("Class", "Draft", "Link", "Start Interview"):
        assert not [words for words in offered if name in words], offered


async def test_the_sandbox_of_a_static_site(
    site_browser: BrowserContext, host: Host, stage: Stage
) -> None:
    """LT6: no network, no storage, no parent; its page does nothing outside a sandboxed frame."""
    lab = await open_lite(site_browser, host)
    await lab.begin()
    await files.choose_language(lab, "javascript")
    await lab.empty()
    await lab.page.evaluate("localStorage.setItem('secret', 'of the site')")
    tries = [
        f"fetch('{host.url}lab/index.html')",
        f"import('{host.url}bootstrap.js')",
        f"new Promise((yes, no) => {{ const s = new WebSocket('ws{host.origin[4:]}/x');"
        " s.onopen = yes; s.onerror = () => no(new Error('closed')); })",
        "(async () => localStorage.getItem('secret'))()",
        "(async () => indexedDB.open('jupyter-interview-local'))()",
    ]
    for number, attempt in enumerate(tries):
        await lab.page.keyboard.insert_text(
            f"try {{ const got = await ({attempt});"
            f" console.log({number}, 'REACHED', String(got)); }}"
            f" catch (e) {{ console.log({number}, 'refused', e.name); }}\n"
        )
    stage.watch.announce("Content Security Policy|violates|Refused to|WebSocket")
    entry = await lab.run_and_wait()
    said = await entry.text_content() or ""
    assert "REACHED" not in said
    for number in range(len(tries)):
        assert f"{number} refused" in said

    stage.watch.announce("sandboxed frame only")
    page = await site_browser.new_page()
    async with page.expect_event("pageerror") as stopped:
        await page.goto(f"{host.url}interview/runner.html")
    assert "sandboxed frame only" in (await stopped.value).message
