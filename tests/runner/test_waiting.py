"""RS10, RS11, RS17: what a program asks of the page, and the time in which it waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.runner.conftest import Run
from tests.runner.site import Site
from tests.wheels import make_wheel

WORLD = """
import gc
world = [it for it in gc.get_objects()
         if isinstance(it, dict) and it.get('__name__') == 'harness.world'][0]['current']
"""


@pytest.fixture
def shelved(chromium: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    for name in ("leaf", "tree"):
        make_wheel(tmp_path, name, {f"{name}.py": "VALUE = 42"})
    site.shelve(tmp_path)
    page = chromium.new_context().new_page()
    page.goto(site.url)
    yield page
    page.close()
    site.shelve(None)


def wheels_of(requests: list[str]) -> list[str]:
    return [line.split()[1] for line in requests if line.split()[1].endswith(".whl")]


def test_RS10_a_package_is_asked_for_once_in_a_run(shelved: Page, site: Site) -> None:
    code = (
        f"{WORLD}\nfor i in range(3000): world.install(['leaf'])\n"
        "for i in range(3000): world.install([f'm{i}', 'leaf'])\n"
        "await world.install(['tree'])\nprint('on')"
    )
    before = len(site.requests)
    outcome = shelved.evaluate("code => run('python', code, { timeLimitMs: 5000 })", code)
    asked = wheels_of(site.requests[before:])
    assert asked.count("/wheels/leaf-1.0-py3-none-any.whl") == 1
    assert len(asked) <= 2
    assert outcome["state"] in ("ok", "timeout")
    again = shelved.evaluate("run('python', 'import leaf, tree; print(leaf.VALUE, tree.VALUE)')")
    assert again["stdout"] == "42 42\n"


SPIN = """
import asyncio
async def spin():
    while True: pass
asyncio.ensure_future(spin())
"""
PRETENDERS = {
    "a task that loops while a question is open": f"{SPIN}input('name? ')",
    "a task that loops while input is read": f"{SPIN}import sys\nsys.stdin.read()",
    "a package that nobody waits for": f"{WORLD}\nworld.install(['nosuch'])\nwhile True: pass",
    "a package, and then a loop": f"{WORLD}\nawait world.install(['nosuch'])\nwhile True: pass",
    "a question that nobody waits for": (
        f"{WORLD}\nworld.readLine('name? ', True)\nwhile True: pass"
    ),
    "questions without end": (f"{WORLD}\nwhile True: world.readLine('name? ', True)"),
}


@pytest.mark.parametrize("pretender", PRETENDERS)
def test_RS17_a_program_that_computes_while_it_waits_runs_out_of_time(
    run: Run, pretender: str
) -> None:
    outcome = run(
        "python",
        PRETENDERS[pretender],
        timeLimitMs=1000,
        answers=["Ada"],
        thinkMs=60_000,
        stopAfterMs=20_000,
    )
    assert outcome["state"] == "timeout", outcome["error"]
    assert run("python", "print(1)")["stdout"] == "1\n"


@pytest.mark.parametrize("language", ["python", "javascript"])
def test_RS11_a_program_that_waits_has_all_its_time_afterwards(run: Run, language: str) -> None:
    code = {
        "python": "import time\nn = input('?')\ntime.sleep(0.2)\nprint(n)",
        "javascript": "const n = prompt('?'); console.log(n)",
    }
    outcome = run(language, code[language], timeLimitMs=1000, answers=["Ada"], thinkMs=2500)
    assert (outcome["state"], outcome["error"]) == ("ok", None)
    assert outcome["durationMs"] < 1000
