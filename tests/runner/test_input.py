"""RU6, RU32, RU33: a program may ask the person who runs it, and waits for the answer. BR13: where
stacks cannot be switched."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.runner.conftest import Run
from tests.runner.site import Site
from tests.runner.test_languages import AGE

PYTHON = """
import random
chance = random.random()
name = input("name? ")
def later():
    return [int(input(f"{each}: ")) for each in "ab"]
print("hello", name, sum(later()))
"""
JAVASCRIPT = """
const chance = Math.random();
console.error('before');
const name = prompt('name?');
const later = () => ['a', 'b'].map(each => Number(prompt(each)));
const [a, b] = later();
console.log('hello', name, a + b, chance === globalThis.chance);
"""
WITHOUT_STACKS = "delete WebAssembly.Suspending; delete WebAssembly.promising;"
WITHOUT_COLLECTOR = WITHOUT_STACKS + "WebAssembly.validate = () => false;"
"""Without garbage collection in WebAssembly no module may ask for the type of a function."""
EVERYWHERE = """BEFORE
const Whole = Blob;
Blob = class extends Whole {
  constructor(parts, options) {
    super(options?.type === 'text/javascript' ? ['BEFORE', ...parts] : parts, options);
  }
};
"""


def open_where(page: Page, site: Site, before: str) -> None:
    """A page whose sandbox is in a browser like this, its workers included."""

    def answer(route: Route) -> None:
        frame = route.fetch()
        head, tail = frame.text().split("<script nonce=", 1)
        nonce, script = tail.split(">", 1)
        first = EVERYWHERE.replace("BEFORE", before)
        route.fulfill(response=frame, body=f"{head}<script nonce={nonce}>{first}{script}")

    page.route("**/interview/runner.html", answer)
    page.goto(site.url)


def test_RU32_python_asks_and_everybody_sees_the_answer(run: Run) -> None:
    outcome = run("python", PYTHON, answers=["Ada", "1", "2"])
    assert outcome["error"] is None
    assert outcome["prompts"] == ["name? ", "a: ", "b: "]
    assert outcome["stdout"] == "name? Ada\na: 1\nb: 2\nhello Ada 3\n"


def test_RU6_javascript_is_run_again_and_prints_nothing_twice(run: Run) -> None:
    outcome = run("javascript", JAVASCRIPT, answers=["Ada", "1", "2"])
    assert outcome["error"] is None
    assert outcome["prompts"] == ["name?", "a", "b"]
    assert outcome["stdout"] == "name? Ada\na 1\nb 2\nhello Ada 3 false\n"
    assert outcome["stderr"] == "before\n"


def test_RU6_chance_is_the_same_when_a_program_is_run_again(run: Run) -> None:
    code = "console.log(Math.random()); prompt(''); console.log(Math.random())"
    first, _, second = run("javascript", code, answers=["x"])["stdout"].split("\n")[:3]
    outcome = run("javascript", code, answers=["x"])
    assert outcome["stdout"].startswith("0.")
    assert (first, second) != tuple(outcome["stdout"].split("\n")[:3:2])


def test_RU6_the_end_of_the_input(run: Run) -> None:
    ask = "while True:\n    print(input())"
    outcome = run("python", ask, answers=["a", None])
    assert outcome["stdout"] == "a\na\n\n"
    assert outcome["error"].endswith("EOFError: EOF when reading a line")
    outcome = run("javascript", "for (;;) console.log(prompt('') ?? ended)", answers=["a", None])
    assert "ReferenceError: ended is not defined" in outcome["error"]
    assert outcome["stdout"] == "a\na\n\n"


def test_RU33_waiting_for_a_person_costs_no_time(run: Run) -> None:
    for language, code in (
        ("python", "print(input())"),
        ("javascript", "console.log(prompt(''))"),
    ):
        outcome = run(language, code, answers=["slow"], thinkMs=3000, timeLimitMs=2500)
        assert (outcome["state"], outcome["stdout"]) == ("ok", "slow\nslow\n")
        assert outcome["durationMs"] < 2500


def test_RU6_stop_while_a_program_waits(run: Run) -> None:
    for language, code in (("python", "input('?')"), ("javascript", "prompt('?')")):
        outcome = run(language, code, answers=["late"], thinkMs=3000, stopAfterMs=400)
        assert outcome["state"] == "stopped"
        assert run(language, "''")["state"] == "ok"


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nprint([line for line in sys.stdin])",
        "import sys\nprint(sys.stdin.readlines())",
        "print([input() + '\\n', input()])",
        "import sys\nprint(sys.stdin.read().splitlines(keepends=True))",
        "import sys\nprint([x.decode() for x in sys.stdin.buffer.readlines()])",
        "print(open(0).readlines())",
    ],
)
def test_RU6_input_given_before_is_read_as_a_file_and_not_shown(run: Run, code: str) -> None:
    outcome = run("python", code, stdin="1 2\nlast")
    assert outcome["error"] is None
    assert outcome["stdout"] == "['1 2\\n', 'last']\n"


def test_RU6_input_given_before_answers_prompts(run: Run) -> None:
    code = "console.log([prompt('a'), prompt('b'), prompt('c', 'd'), prompt('')])"
    outcome = run("javascript", code, stdin="1\n2\n\n")
    assert outcome["stdout"] == "a b c [ '1', '2', 'd', null ]\n"


def test_RU6_without_stacks_to_switch_python_is_run_again_too(
    chromium: Browser, site: Site
) -> None:
    """A browser without JSPI."""
    page: Page = chromium.new_context().new_page()
    open_where(page, site, WITHOUT_STACKS)
    code = "import js\nprint(hasattr(js.WebAssembly, 'Suspending'))\n" + PYTHON
    options = {"answers": ["Ada", "1", "2"]}
    outcome = page.evaluate("([code, options]) => run('python', code, options)", [code, options])
    assert outcome["stdout"] == "False\nname? Ada\na: 1\nb: 2\nhello Ada 3\n"
    assert page.evaluate("code => run('python', code)", AGE)["stdout"].startswith("True")
    slow = "import asyncio\nasync def main(): print('end')\nasyncio.run(main())"
    assert page.evaluate("code => run('python', code)", slow)["stdout"] == "end\n"


def test_BR13_an_engine_that_calls_otherwise_starts_python_anew(
    chromium: Browser, site: Site
) -> None:
    page: Page = chromium.new_context().new_page()
    open_where(page, site, WITHOUT_COLLECTOR)
    outcome = page.evaluate("code => run('python', code)", AGE)
    assert (outcome["state"], outcome["stdout"].split()[0]) == ("ok", "False")
