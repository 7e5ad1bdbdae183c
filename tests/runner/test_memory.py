"""SB9: runs leave nothing in memory: after many it is as much as after 10, within a fifth."""

import psutil
import pytest
from playwright.sync_api import Browser

from tests.runner.site import Site
from tests.thorough import times

FEW, MANY = 10, times(200, 60)
# In turns: while a script runs, the next interpreter starts.
RUN_TIMES = """async times => {
  const programs = [
    ['python', 'a = list(range(10**5))\\nprint(len(a))'],
    ['javascript', 'const a = new Array(1e6).fill(0); console.log(a.length)']
  ];
  for (let i = 0; i < times; i++) {
    const { state, error } = await run(...programs[i % 2]);
    if (state !== 'ok') throw new Error(error);
  }
  await new Promise(resolve => setTimeout(resolve, 1500));
}"""


def renderers(browser_pid: int) -> int:
    """Bytes of all pages and frames of one browser, code that they share left out."""
    total = 0
    for process in psutil.Process(browser_pid).children(recursive=True):
        try:
            if "--type=renderer" in process.cmdline():
                total += process.memory_full_info().uss
        except psutil.Error:
            continue
    return total


@pytest.fixture
def own_browser(chromium: Browser) -> int:
    """The process of this folder's browser, which is a child of Playwright's driver."""
    for process in psutil.Process().children(recursive=True):
        command = process.cmdline()
        if command and "chrom" in command[0] and not any("--type=" in part for part in command):
            return process.pid
    raise AssertionError("the browser was not found")


def test_SB9_many_runs_take_no_more_memory_than_a_few(
    chromium: Browser, own_browser: int, site: Site
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site.url)
    page.evaluate(RUN_TIMES, FEW)
    after_few = renderers(own_browser)
    page.evaluate(RUN_TIMES, MANY - FEW)
    after_many = renderers(own_browser)
    context.close()
    assert after_many < after_few * 1.2, (after_few, after_many)
