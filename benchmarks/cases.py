"""Tests of questions: in the runner alone, and from the click in real panels.

    python benchmarks/cases.py

The runner alone in one Chromium, without a panel: a hundred cases of a millisecond each beside a
program that makes the same calls, the time to the first result, and the texts of a class of thirty
against ten cases one after the other. Then the same in panels: on the guest page from the click on
Run tests until a result stands there, and in JupyterLab from the click in the menu of a class until
the hidden tests of thirty interviews are told as done. See README.md.
"""

import argparse
import asyncio
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Browser, async_playwright, expect
from processes import Server, jupyter_in, jupyter_server
from runner import LAUNCH_ARGS, RUNNER, bundled, chromium_path

from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.cases import Call, Case, Expected
from jupyter_interview.questions.compare import Comparison

CASES, CLASS, HIDDEN = 100, 30, 10
LIMIT_MS = 60_000
# Somebody reads the results before they run the tests again.
READING_S = 1.5

# A call that computes for a millisecond, and a hundred calls of it.
PROGRAMS = {
    "python": (
        "import time\n\n\ndef doubled(number):\n    end = time.perf_counter() + 0.001\n"
        "    while time.perf_counter() < end:\n        pass\n    return number * 2\n",
        "for number in range(100):\n    doubled(number)\n",
    ),
    "javascript": (
        "function doubled(number) {\n  const end = performance.now() + 1;\n"
        "  while (performance.now() < end);\n  return number * 2;\n}\n",
        "for (let number = 0; number < 100; number++) doubled(number);\n",
    ),
}

MEASURED = """
async ([frameUrl, assetsUrl, language, program, calls, cases, times, people, hidden]) => {
  const runner = createSandboxRunner({ frameUrl, assetsUrl });
  await runner.warm(language);
  const median = values => values.sort((a, b) => a - b)[values.length >> 1];
  const pause = () => new Promise(resolve => setTimeout(resolve, 1500));
  const tested = async (code, some) => {
    const start = performance.now();
    let first = null, passed = 0;
    const onResult = ({ verdict }) => {
      first ??= performance.now() - start;
      passed += verdict.status === 'passed' ? 1 : 0;
    };
    const request = { language, code, cases: some, seconds: 2, names: {}, onResult };
    await runCases(runner, { ...request, onOutput: () => undefined }).finished;
    if (passed !== some.length) throw new Error(`${passed} of ${some.length} passed`);
    return [first, performance.now() - start];
  };
  const bare = [], whole = [], first = [];
  for (let round = 0; round < times; round++) {
    await pause();
    const start = performance.now();
    await runner.run({ language, code: program + calls, onOutput: () => undefined }).finished;
    bare.push(performance.now() - start);
    await pause();
    const [one, all] = await tested(program, cases);
    first.push(one);
    whole.push(all);
  }
  await pause();
  const start = performance.now();
  for (let person = 0; person < people; person++) {
    await tested(`${program}\\n`, cases.slice(0, hidden));
  }
  const ofClass = performance.now() - start;
  runner.dispose();
  return [median(bare), median(whole), median(first), ofClass];
}
"""


# From the click on Run tests to the first result in the page. Results of an earlier click go first.
CLICK_TO_RESULT = """
() => new Promise(done => {
  const list = () => document.querySelector('.jpi-Tests-list');
  const button = [...document.querySelectorAll('button')].find(
    each => each.textContent === 'Run tests'
  );
  let hasBegun = false;
  const look = () => {
    hasBegun ||= list()?.querySelector('[data-status=running]') !== null;
    if (hasBegun && list()?.querySelector('[data-status=passed]')) {
      seen.disconnect();
      done(performance.now() - clicked);
    }
  };
  const seen = new MutationObserver(look);
  const options = { subtree: true, childList: true, attributes: true };
  seen.observe(document.querySelector('.jpi-Questions'), options);
  const clicked = performance.now();
  button.click();
})
"""

# From the click in the menu of a class until all of it is told as done.
CLICK_TO_CLASS = """
() => new Promise(done => {
  const item = [...document.querySelectorAll('[role=menuitem]')].find(
    each => each.textContent.includes('Run hidden tests')
  );
  const told = () => [...document.querySelectorAll('.jpi-ClassView [role=status]')]
    .map(each => each.textContent)
    .find(text => /: \\d+ done/.test(text));
  const seen = new MutationObserver(() => {
    if (told()) {
      seen.disconnect();
      done([performance.now() - clicked, told()]);
    }
  });
  seen.observe(document.body, { subtree: true, childList: true, characterData: true });
  const clicked = performance.now();
  item.click();
})
"""

ENDINGS = {"python": "py", "javascript": "js"}
QUESTION = {
    "bank.yaml": "license: CC0-1.0\n",
    "doubled/question.yaml": "format: 1\ntitle: Doubled\nkind: algorithm\nlevel: junior\n"
    "minutes: 10\nlanguages: [python, javascript]\ntags: []\n",
    "doubled/statement.md": "Double it.\n",
}


def cases() -> list[dict[str, Any]]:
    """A hundred cases of one function."""
    return [
        case_to_json(
            Case(
                f"number {number}",
                Call("doubled", (number,), Expected(number * 2, Comparison()), None, None),
            )
        )
        for number in range(CASES)
    ]


def bank_in(folder: Path) -> Path:
    """A bank with the question: a hundred visible cases, and ten hidden ones."""
    bank = folder / "own"
    rows = [
        f"- {{name: number {number}, call: doubled, args: [{number}], returns: {number * 2}}}\n"
        for number in range(CASES)
    ]
    hidden = [row.replace("name: number", "name: hidden") for row in rows[:HIDDEN]]
    files = {
        **QUESTION,
        "doubled/tests.yaml": "cases:\n" + "".join(rows),
        "doubled/private/tests.yaml": "show: counts\ncases:\n" + "".join(hidden),
    }
    for language, (program, _) in PROGRAMS.items():
        files[f"doubled/starter/solution.{ENDINGS[language]}"] = program
    for name, text in files.items():
        (bank / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / name).write_text(text)
    return bank


async def first_result(browser: Browser, server: Server, language: str, times: int) -> float:
    """On the guest page, from the click, in milliseconds; the median."""
    chosen = [{"bank": "own", "name": "doubled"}]
    session = server.rest("POST", "sessions", {"language": language, "questions": chosen})["id"]
    link = server.rest("POST", f"sessions/{session}/invites", {"role": "candidate"})["url"]
    page = await (await browser.new_context()).new_page()
    await page.goto(link)
    await page.get_by_role("textbox", name="Your name").fill("Benchmark")
    await page.get_by_role("button", name="Join").click()
    run = page.get_by_role("button", name="Run tests")
    await expect(run).to_be_enabled(timeout=LIMIT_MS)
    # The first click fetches what draws the results.
    await run.click()
    passed = page.get_by_text(f"{CASES} of {CASES} tests passed")
    await expect(passed.first).to_be_visible(timeout=LIMIT_MS)
    found = []
    for _ in range(times):
        await asyncio.sleep(READING_S)
        found.append(float(await page.evaluate(CLICK_TO_RESULT)))
        await expect(passed.first).to_be_visible(timeout=LIMIT_MS)
    await page.context.close()
    return statistics.median(found)


async def whole_class(browser: Browser, server: Server, language: str) -> float:
    """The hidden tests of a class from its menu in JupyterLab, in milliseconds."""
    chosen = [{"bank": "own", "name": "doubled"}]
    names = "\n".join(f"Student {number}" for number in range(CLASS))
    body = {"name": language, "csv": names, "language": language, "questions": chosen}
    server.rest("POST", "classes", body)
    page = await (await browser.new_context()).new_page()
    await page.goto(f"http://127.0.0.1:{server.port}/lab?token={server.token}")
    await page.wait_for_function("window.jupyterapp?.restored.then(() => true)", timeout=LIMIT_MS)
    await page.evaluate("window.jupyterapp.commands.execute('interview:open-class')")
    await page.get_by_role("combobox", name="Class").select_option(language)
    await page.get_by_role("button", name=f"For everybody ({CLASS})").click(timeout=LIMIT_MS)
    await page.get_by_role("menuitem", name="Run hidden tests").wait_for()
    took, told = await page.evaluate(CLICK_TO_CLASS)
    if f"{CLASS} done." not in told:
        raise RuntimeError(told)
    await page.context.close()
    return float(took)


async def in_panels(browser: Browser, times: int) -> list[tuple[str, float, float]]:
    """For each language the first result from the click, and a class of thirty."""
    with TemporaryDirectory(prefix="interview-benchmark-") as folder:
        home = Path(folder)
        options = [f"--InterviewApp.question_dirs={bank_in(home)}"]
        with jupyter_in(home, options=options, lab=True) as server:
            return [
                (
                    language,
                    await first_result(browser, server, language, times),
                    await whole_class(browser, server, language),
                )
                for language in PROGRAMS
            ]


async def alone(browser: Browser, times: int) -> list[tuple[str, float, float, float, float]]:
    """The runner without a panel: bare run, cases, first result and class of each language."""
    rows = []
    with jupyter_server() as server:
        scripts = (RUNNER, RUNNER.parent / "cases" / "run-cases.ts")
        bundles = [await asyncio.to_thread(bundled, script) for script in scripts]
        page = await (await browser.new_context(bypass_csp=True)).new_page()
        root = f"http://127.0.0.1:{server.port}/interview/"
        await page.goto(f"{root}static/runner/manifest.json")
        for bundle in bundles:
            await page.evaluate(f"{bundle}; Object.assign(window, runnerModule)")
        urls = [f"{root}runner.html", f"{root}static/runner/"]
        for language, (program, calls) in PROGRAMS.items():
            given = [*urls, language, program, calls, cases(), times, CLASS, HIDDEN]
            rows.append((language, *await page.evaluate(MEASURED, given)))
    return rows


async def measure(times: int) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=LAUNCH_ARGS
        )
        runner = await alone(browser, times)
        panels = await in_panels(browser, times)
        await browser.close()
    print(f"median of {times}, in ms\n\nThe runner alone\n")
    print("| | bare run | 100 cases | more | aim | first result | class of 30 |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for language, bare, whole, first, of_class in runner:
        more = f"{whole - bare:.0f} | 400"
        print(f"| {language} | {bare:.0f} | {whole:.0f} | {more} | {first:.0f} | {of_class:.0f} |")
    print("\nFrom the click in a panel\n")
    print("| | first result | aim | class of 30 | aim | to the runner alone |")
    print("|---|---:|---:|---:|---:|---:|")
    for (language, first, of_class), (*_, by_runner) in zip(panels, runner, strict=True):
        ratio = f"{of_class / by_runner:.1f}"
        print(f"| {language} | {first:.0f} | 100 | {of_class:.0f} | 10000 | {ratio} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="runs of each language")
    asyncio.run(measure(parser.parse_args().times))


if __name__ == "__main__":
    main()
