"""How long a person waits for output, beside a page that does it the plain way.

    python benchmarks/runner.py

One Chromium, first on the guest page of a real server, then on a page that calls `loadPyodide`
and nothing else. Times are taken inside the page, from the opening of it or from the click on Run
to the moment the text stands in the document. See README.md for how to read the table.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
from pathlib import Path

from plain_pyodide import plain_site
from playwright.async_api import Browser, Page, async_playwright, expect
from processes import Server, jupyter_server

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import LAUNCH_ARGS, chromium_path

CODE = {
    "python": "import time\nprint('out' + 'put', round(time.time() * 1000))",
    "javascript": "console.log('out' + 'put', Date.now())",
}
OUTPUT = "output"
ROOT = Path(__file__).parents[1]
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
RUNNER = ROOT / "labextension" / "src" / "runner" / "index.ts"

# A spare worker is made while nobody waits; a person who reads the output gives it that time.
READING_S = 1.5

LIMIT_S = 60

# Put into every page: presses Run at once when the page offers it, and notes the output. The clock
# of whoever looks from outside would be too coarse.
RUN_WHEN_OFFERED = r"""
code => {
  if (window !== top) return;
  const region = () => document.querySelector('section[aria-label=Output]');
  // A run of an earlier visit has an earlier time in its output.
  const isThere = () => [...region()?.querySelectorAll('pre') ?? []]
    .some(each => Number(each.textContent.match(/^output (\d+)/)?.[1]) > performance.timeOrigin);
  let done;
  window.firstOutput = new Promise(resolve => (done = resolve));
  const seen = new MutationObserver(() => {
    const run = [...document.querySelectorAll('button')].find(each => each.textContent === 'Run');
    const text = document.querySelector('[role=textbox][aria-label=Code]')?.textContent ?? '';
    if (!window.offered && region() && text.includes(code) && run && !run.ariaDisabled) {
      window.offered = performance.now();
      run.click();
    } else if (window.offered && isThere()) {
      seen.disconnect();
      done(performance.now());
    }
  });
  seen.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
"""

RUN_TO_OUTPUT = """
output => new Promise(done => {
  const region = document.querySelector('section[aria-label=Output]');
  const run = [...document.querySelectorAll('button')].find(each => each.textContent === 'Run');
  const count = () => [...region.querySelectorAll('pre')]
    .filter(each => each.textContent.startsWith(output)).length;
  const before = count();
  const look = () => {
    if (count() > before) {
      seen.disconnect();
      done(performance.now() - clicked);
    }
  };
  const seen = new MutationObserver(look);
  seen.observe(region, { subtree: true, childList: true, characterData: true });
  const clicked = performance.now();
  run.click();
})
"""

# The runner alone, without the panel around it: what its own time is.
ALONE = """
async ([frameUrl, assetsUrl, times]) => {
  const runner = createSandboxRunner({ frameUrl, assetsUrl });
  await runner.warm('python');
  const median = values => values.sort((a, b) => a - b)[values.length >> 1];
  const pause = () => new Promise(resolve => setTimeout(resolve, 1500));
  const run = (code, language = 'python') => new Promise(resolve => {
    const start = performance.now();
    let first = null;
    const handle = runner.run({ language, code, timeLimitMs: 1500, onOutput() {
      first ??= performance.now() - start;
    } });
    handle.finished.then(() => resolve(first));
  });
  const warm = [], script = [], fresh = [], afterLoop = [];
  for (let i = 0; i < times; i++) {
    await pause();
    warm.push(await run('print(1+1)'));
    await pause();
    script.push(await run('console.log(1+1)', 'javascript'));
    runner.setVisible(false);
    await pause();
    runner.setVisible(true);
    fresh.push(await run('print(1)'));
    await pause();
    await run('while True: pass');
    afterLoop.push(await run('print(1)'));
  }
  runner.dispose();
  return [warm, script, fresh, afterLoop].map(median);
}
"""

WARM_PLAIN = """
async code => {
  const start = performance.now();
  await window.runAndShow(code);
  return performance.now() - start;
}
"""


async def enter(browser: Browser, server: Server, language: str) -> Page:
    """A guest who has joined; every page they open from now on shows the panel at once."""
    body = {"language": language, "code": CODE[language]}
    session = server.rest("POST", "sessions", body)["id"]
    link = server.rest("POST", f"sessions/{session}/invites", {"role": "candidate"})["url"]
    page = await (await browser.new_context()).new_page()
    await page.goto(link)
    await page.get_by_role("textbox", name="Your name").fill("Benchmark")
    await page.get_by_role("button", name="Join").click()
    await _ready(page, language)
    return page


async def cold(page: Page, language: str) -> float:
    """From opening the page, in a browser that has its files, to the first output."""
    visit = await page.context.new_page()
    await visit.add_init_script(f"({RUN_WHEN_OFFERED})({json.dumps(CODE[language][-30:])})")
    await visit.goto(page.url)
    async with asyncio.timeout(LIMIT_S):
        since_open = float(await visit.evaluate("window.firstOutput"))
    await visit.close()
    return since_open


async def warm(page: Page, times: int) -> list[float]:
    found = []
    for _ in range(times):
        await asyncio.sleep(READING_S)
        found.append(await _run(page))
    return found


async def plain(browser: Browser, url: str, rounds: int, times: int) -> tuple[list[float], ...]:
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_function("window.firstOutput", timeout=LIMIT_S * 1000)
    first = []
    for _ in range(rounds):
        await page.close()
        page = await context.new_page()
        await page.goto(url)
        await page.wait_for_function("window.firstOutput", timeout=LIMIT_S * 1000)
        first.append(float(await page.evaluate("window.firstOutput")))
    again = [float(await page.evaluate(WARM_PLAIN, CODE["python"])) for _ in range(times)]
    return first, again


def bundled(script: Path = RUNNER) -> str:
    """The runner, or another script of the front end, for a page of its own."""
    command = [ESBUILD, script, "--bundle", "--format=iife", "--global-name=runnerModule"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


async def runner_alone(browser: Browser, server: Server, times: int) -> list[float]:
    """Medians of the runner without a panel: Python, JavaScript, anew, after a loop."""
    bundle = await asyncio.to_thread(bundled)
    page = await (await browser.new_context(bypass_csp=True)).new_page()
    root = f"http://127.0.0.1:{server.port}/interview/"
    await page.goto(f"{root}static/runner/manifest.json")
    await page.evaluate(f"{bundle}; Object.assign(window, runnerModule)")
    arguments = [f"{root}runner.html", f"{root}static/runner/", times]
    found: list[float] = await page.evaluate(ALONE, arguments)
    return found


async def _ready(page: Page, language: str) -> None:
    last_line = CODE[language].splitlines()[-1]
    await expect(page.get_by_role("textbox", name="Code")).to_contain_text(last_line)
    await expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()


async def _run(page: Page) -> float:
    """Milliseconds from the click on Run to the output."""
    async with asyncio.timeout(LIMIT_S):
        return float(await page.evaluate(RUN_TO_OUTPUT, OUTPUT))


async def compare(rounds: int, times: int) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=LAUNCH_ARGS
        )
        with jupyter_server() as server, plain_site() as url:
            python = await enter(browser, server, "python")
            first = [await cold(python, "python") for _ in range(rounds)]
            python_again = await warm(python, times)
            javascript = await enter(browser, server, "javascript")
            javascript_again = await warm(javascript, times)
            plain_first, plain_again = await plain(browser, url, rounds, times)
            alone = await runner_alone(browser, server, times)
        await browser.close()

    ours, plainly = statistics.median(first), statistics.median(plain_first)
    run_python, run_script, fresh, after_loop = alone
    rows = [
        ("panel open to first Python output", ours, "1600", plainly),
        ("the same, as a part of plain", ours / plainly, "0.3", 1.0),
        ("click on Run to Python output in the panel", statistics.median(python_again), "", None),
        ("click on Run to JavaScript output", statistics.median(javascript_again), "35", None),
        ("run to `print(1+1)`, runner alone", run_python, "15", statistics.median(plain_again)),
        ("run to `console.log(1+1)`, runner alone", run_script, "35", None),
        ("output of a new interpreter", fresh, "500", plainly),
        ("next run after an endless loop", after_loop, "200", None),
    ]
    print(f"median of {rounds} openings and of {times} runs, in ms\n")
    print("| | jupyter_interview | aim | plain `loadPyodide` |")
    print("|---|---:|---:|---:|")
    for name, measured, aim, other in rows:
        print(f"| {name} | {shown(measured)} | {aim} | {shown(other)} |")


def shown(value: float | None) -> str:
    """Milliseconds without a fraction, parts with two digits."""
    if value is None:
        return ""
    return f"{value:.2f}" if value <= 1 else f"{value:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="openings of each page")
    parser.add_argument("--times", type=int, default=10, help="warm runs of each language")
    options = parser.parse_args()
    asyncio.run(compare(options.rounds, options.times))


if __name__ == "__main__":
    main()
