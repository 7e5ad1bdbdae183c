"""What the tests of a question cost, beside a bare run of the same program.

    .venv/bin/python benchmarks/cases.py

The runner alone in one Chromium, without a panel: a hundred cases of a millisecond each, beside a
program that makes the same hundred calls, the time to the first result, and a class of thirty whose
texts are run against ten cases one after the other, as a host's browser does it.
"""

import argparse
import asyncio
from typing import Any

from playwright.async_api import async_playwright
from processes import jupyter_server
from runner import LAUNCH_ARGS, RUNNER, bundled, chromium_path

from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.cases import Call, Case, Expected
from jupyter_interview.questions.compare import Comparison

CASES, CLASS, HIDDEN = 100, 30, 10

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


async def measure(times: int) -> None:
    rows = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=LAUNCH_ARGS
        )
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
        await browser.close()
    print(f"median of {times}, in ms\n")
    print("| | bare run | 100 cases | more | aim | first result | aim | class of 30 | aim |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for language, bare, whole, first, of_class in rows:
        more = f"{whole - bare:.0f} | 400"
        print(
            f"| {language} | {bare:.0f} | {whole:.0f} | {more} | {first:.0f} | 100 "
            f"| {of_class:.0f} | 10000 |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="runs of each language")
    asyncio.run(measure(parser.parse_args().times))


if __name__ == "__main__":
    main()
