"""RU11, RU21, RU24: what a program on the server can do, and what it cannot."""

import asyncio
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from jupyter_interview.contract import values
from tests.runs.conftest import RunHere
from tests.runs.test_conversation import HEAD, OK, READY
from tests.wheels import NATIVE, SEEN_NATIVE, USE_NATIVE, make_wheel

ENDS = [
    ("javascript", "console.log('hi')", "ok", None),
    ("typescript", "const a: string = 'hi'; console.log(a)", "ok", None),
    ("python", "print('hi')", "ok", None),
    ("javascript", "null.x", "error", "solution.js:1:6"),
    ("python", "1/0", "error", "ZeroDivisionError"),
    ("python", "while True: pass", "timeout", "Stopped after 1.5 s: time limit"),
    ("javascript", "for (;;);", "timeout", "time limit"),
    ("python", "a = []\nwhile True: a.append(bytearray(10**7))", "out_of_memory", "MemoryError"),
    (
        "javascript",
        "const a = []; for (;;) a.push(new Array(1000).fill(1))",
        "out_of_memory",
        "ran out of memory",
    ),
    ("python", "import ctypes\nctypes.string_at(0xFFFFFFF0, 9)", "crashed", "line 2, in <module>"),
]


@pytest.mark.parametrize("language, code, state, error", ENDS)
async def test_RU21_every_end_is_told(
    run_here: RunHere, language: str, code: str, state: str, error: str | None
) -> None:
    # A shorter limit only for what ends by it: filling a memory takes as long as it takes.
    limits = {"server_run_seconds": 1.5} if state == "timeout" else {}
    outcome = await run_here(language, code, **limits)
    assert outcome.end.state == state, outcome.end
    assert error is None or error in (outcome.end.error or "")


async def test_RU24_input_is_all_there_or_at_its_end(run_here: RunHere) -> None:
    outcome = await run_here("python", "print(input(), input())\ninput()", "a\nb")
    assert outcome.text() == "a b\n"
    assert (outcome.end.error or "").endswith("EOFError: EOF when reading a line")
    outcome = await run_here("javascript", "console.log(prompt('?'), prompt(''))", "a")
    assert outcome.text() == "? a null\n"


ATTACKS = {
    "javascript": """
const got = {};
const attempt = async (name, attack) => {
  try { got[name] = String(await attack()) } catch (error) { got[name] = 'refused' }
};
await attempt('Deno', () => Deno.readTextFileSync('/etc/passwd'));
await attempt('process', () => process.env.HOME ?? Promise.reject());
await attempt('fetch', () => fetch('http://127.0.0.1:PORT/'));
await attempt('socket', () => new Promise((good, bad) => {
  const socket = new WebSocket('ws://127.0.0.1:PORT/');
  socket.onopen = good; socket.onerror = bad;
}));
await attempt('file', () => import('file:///etc/passwd'));
await attempt('remote', () => import('http://127.0.0.1:PORT/a.js'));
await attempt('npm', () => import('npm:left-pad'));
await attempt('worker', () => new Worker('data:,', { type: 'module' }));
await attempt('eval', () => eval('1'));
await attempt('localStorage', () => { localStorage.x = 1; return 'kept' });
await attempt('caches', () => caches.open('x'));
console.log(JSON.stringify(got));
""",
    "python": """
import json, os, socket, subprocess, urllib.request
import js
from pyodide.code import run_js
got = {}
async def attempt(name, attack):
    try:
        value = attack()
        got[name] = str(await value if hasattr(value, "then") else value)
    except BaseException:
        got[name] = "refused"
await attempt("Deno", lambda: js.Deno.readTextFileSync("/etc/passwd"))
await attempt("open", lambda: open("/etc/shadow").read())
await attempt("env", lambda: os.environ["DENO_DIR"])
await attempt("run_js", lambda: run_js("1"))
await attempt("fetch", lambda: js.fetch("http://127.0.0.1:PORT/"))
await attempt("urllib", lambda: urllib.request.urlopen("http://127.0.0.1:PORT/", timeout=1))
await attempt("subprocess", lambda: subprocess.run(["id"]))
await attempt("worker", lambda: js.Worker.new("data:,"))
print(json.dumps(got))
""",
}


@pytest.mark.parametrize("language", ATTACKS)
async def test_RU11_nothing_of_the_server_can_be_reached(run_here: RunHere, language: str) -> None:
    came = asyncio.Event()

    def visited(_: object, writer: asyncio.StreamWriter) -> None:
        came.set()
        writer.close()

    sink = await asyncio.start_server(visited, "127.0.0.1")
    async with sink:
        port = str(sink.sockets[0].getsockname()[1])
        code = ATTACKS[language].replace("PORT", port)
        outcome = await run_here(language, code)
        assert not came.is_set()
        _, writer = await asyncio.open_connection("127.0.0.1", int(port))
        writer.close()
        await came.wait()
    assert outcome.end.error is None
    got = json.loads(outcome.text())
    assert {name: value for name, value in got.items() if value != "refused"} == {}
    assert len(got) > 5


# The process's own script, because the imports of programs are led to modules of the sandbox.
NODE = {
    "read": "(await import('node:fs')).readFileSync('/etc/passwd', 'utf8')",
    "write": "(await import('node:fs')).writeFileSync('/tmp/jupyter-interview-x', 'x') ?? 1",
    "env": "(await import('node:process')).env.HOME",
    "exec": "(await import('node:child_process')).execSync('id')",
    "net": "await new Promise((good, bad) => import('node:net').then("
    "net => net.connect(PORT, '127.0.0.1').on('connect', good).on('error', bad), bad))",
    "host": "(await import('node:os')).hostname()",
    "worker": "new (await import('node:worker_threads')).Worker('1', { eval: true })",
}


@pytest.mark.parametrize("attack", NODE)
async def test_RU11_what_deno_has_of_node_opens_nothing(run_here: RunHere, attack: str) -> None:
    value = NODE[attack].replace("PORT", "9")
    told = "tell({ type: 'output', stream: 'stdout', text: String(await refused()) });"
    tried = f"try {{ return 'got ' + ({value}) }} catch (error) {{ return error.message }}"
    script = f"{HEAD}{READY}const refused = async () => {{ {tried} }};{told}{OK}"
    outcome = await run_here("javascript", "", script=script)
    assert outcome.end.state == "ok"
    assert "locked" in outcome.text() or "null" in outcome.text(), outcome.text()


FORGE = """
const end = '{"type":"ended","state":"ok","error":null}\\n';
const bytes = new TextEncoder().encode('0'.repeat(32) + ' ' + end + end);
WRITE;
throw new Error('the truth');
"""


@pytest.mark.parametrize(
    "write",
    [
        "(await import('node:process')).stdout.write(bytes)",
        "(await import('node:fs')).writeSync(1, bytes)",
        "Deno.stdout.writeSync(bytes)",
        "console.log(end)",
    ],
)
async def test_RS4_lines_that_a_program_writes_itself_are_not_believed(
    run_here: RunHere, write: str
) -> None:
    outcome = await run_here("javascript", FORGE.replace("WRITE", write))
    assert outcome.end.state == "error" and outcome.end.error


async def test_SB4_nothing_of_one_run_is_left_in_the_next(
    run_here: RunHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    keep = "globalThis.left = 1; await import('node:fs').catch(() => 0); console.log(1)"
    await run_here("javascript", keep)
    outcome = await run_here("javascript", "console.log(typeof left)")
    assert outcome.text() == "undefined\n"
    assert os.listdir(tmp_path) == []


async def test_SB8_packages_of_the_site_are_there_too(run_here: RunHere, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "leaf", {"leaf.py": "VALUE = 42"})
    make_wheel(tmp_path / "wheels", "tree", {"tree.py": "from leaf import VALUE"}, ["leaf"])
    outcome = await run_here("python", "import tree\nprint(tree.VALUE)")
    assert (outcome.end.error, outcome.text()) == (None, "42\n")


async def test_SB8_packages_with_compiled_code_are_there_too(
    run_here: RunHere, tmp_path: Path
) -> None:
    shutil.copytree(NATIVE, tmp_path / "wheels")
    outcome = await run_here("python", USE_NATIVE)
    assert (outcome.end.error, outcome.text()) == (None, SEEN_NATIVE)


async def test_RU9_tests_are_done_after_a_program_that_ended_well(run_here: RunHere) -> None:
    cases = (
        values.TestCase("sum", "a + 1", "3"),
        values.TestCase("raises", "b", "3"),
    )
    outcome = await run_here("python", "a = 2", tests=cases)
    told = [(result.name, result.passed, result.got) for result in outcome.tests]
    assert told == [("sum", True, "3"), ("raises", False, "NameError: name 'b' is not defined")]
    script = await run_here(
        "javascript", "const a = [2]", tests=(values.TestCase("is", "a", "[2]"),)
    )
    assert [(result.passed, result.got) for result in script.tests] == [(True, "[ 2 ]")]
    failed = await run_here("python", "1 / 0", tests=cases)
    assert failed.tests == []


async def test_RS4_results_that_are_none_are_not_believed(run_here: RunHere) -> None:
    """A program reaches the harness of its own process, and may lie about its own tests only."""
    code = "import sys, json\nclass L(str):\n  def __repr__(self): return 'x' * 10_000\na = L()"
    outcome = await run_here("python", code, tests=(values.TestCase("long", "a", "a"),))
    assert [len(result.got) for result in outcome.tests] == [200]


@pytest.mark.parametrize(
    "code", ["import sys\nprint(len([*sys.stdin]))", "input()\nprint(input())"]
)
async def test_RU12_a_line_of_input_ends_with_a_line_feed_alone(
    run_here: RunHere, code: str
) -> None:
    outcome = await run_here("python", code, "a\x0cb\x85c\u2028d\x1ce\nlast")
    printed = "".join(printed.output.text for printed in outcome.printed)
    assert printed.splitlines()[-1] in ("2", "last")
