"""SB1: a program reaches nothing: not a server, not the page, not the run after it.

The servers' logs are the judges. Each test first makes a request of its own that must appear in
them, so an empty log means that nothing came and not that nobody listened.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.runner.conftest import Run
from tests.runner.site import Site

HERE = Path(__file__).parent


@pytest.mark.parametrize("where", ["/", "/nested"])
@pytest.mark.parametrize("language, name", [("javascript", "attacks.js"), ("python", "attacks.py")])
def test_every_attack_is_refused_and_nothing_is_sent(
    chromium: Browser,
    site: Site,
    sink: Site,
    language: str,
    name: str,
    where: str,
) -> None:
    """SB1: also where the page that holds the sandbox is itself in a frame."""
    page = chromium.new_context().new_page()
    popups = []
    page.on("popup", lambda popup: popups.append(popup.url))
    page.goto(site.url + where)
    frame = page.frames[-1] if where == "/nested" else page.main_frame
    frame.wait_for_function("window.runner !== undefined")
    frame.evaluate("language => runner.warm(language)", language)
    before = {server: len(server.requests) for server in (site, sink)}
    code = (HERE / name).read_text().replace("SITE", site.url).replace("SINK", sink.url)
    outcome = frame.evaluate("([language, code]) => run(language, code)", [language, code])
    assert outcome["error"] is None
    lines = [line for line in outcome["stdout"].splitlines() if line.startswith("[")]
    attempts = dict(map(json.loads, lines))
    assert attempts.pop("origin", "null") == "null"
    assert len(attempts) > 35
    assert {k: v for k, v in attempts.items() if not v.startswith("refused")} == {}
    for server in (site, sink):
        frame.evaluate("url => fetch(url, { mode: 'no-cors' })", f"{server.url}/control?by=test")
        arrived = server.requests[before[server] :]
        assert arrived == ["GET /control?by=test HTTP/1.1"]
    assert (popups, page.url) == ([], site.url + where)


SQL = """
ATTACH 'SITE/a.db' AS a;
CREATE TABLE a.t AS SELECT 1 AS x;
ATTACH 'file:SINK/b.db?vfs=http' AS b;
PRAGMA temp_store_directory = '/tmp';
VACUUM INTO 'SINK/c.db';
SELECT count(*) FROM b.sqlite_schema;
"""


def test_SB1_sql_sends_nothing(run: Run, shared_page: Page, site: Site, sink: Site) -> None:
    """Each statement is a run of its own: what is refused ends it."""
    run("sqlite", "SELECT 1")
    before = {server: len(server.requests) for server in (site, sink)}
    for statement in SQL.strip().splitlines():
        code = statement.replace("SITE", site.url).replace("SINK", sink.url)
        run("sqlite", code)
        run("sqlite", f"SELECT readfile('{site.url}')")
    for server in (site, sink):
        control = f"{server.url}/control?by=sql"
        shared_page.evaluate("url => fetch(url, { mode: 'no-cors' })", control)
        assert server.requests[before[server] :] == ["GET /control?by=sql HTTP/1.1"]


FORGERIES = [
    pytest.param(
        "javascript",
        """
const forged = { type: 'ended', state: 'ok', error: null, unplaced: false };
for (const send of [
  () => self.postMessage(forged),
  () => postMessage(forged),
  () => DedicatedWorkerGlobalScope.prototype.postMessage.call(self, forged),
  () => Object.getPrototypeOf(self).postMessage.call(self, forged),
  () => new MessageChannel().port1.constructor.prototype.postMessage.call(self, forged),
  () => new BroadcastChannel('x').postMessage(forged),
  () => self.dispatchEvent(new MessageEvent('message', { data: forged })),
  () => self.close()
]) {
  try { send() } catch (error) { console.log(error.name) }
}
Object.defineProperty(MessageEvent.prototype, 'data', { get() { return forged } })
Object.defineProperty(Object.prototype, 'state', { value: 'ok', writable: true })
throw new Error('the truth')
""",
        "Error: the truth",
        id="js",
    ),
    pytest.param(
        "python",
        """
import js, sys
from pyodide.ffi import to_js
end = {"type": "ended", "state": "ok", "error": None}
forged = to_js(end, dict_converter=js.Object.fromEntries)
for send in (
    lambda: js.postMessage(forged),
    lambda: js.DedicatedWorkerGlobalScope.prototype.postMessage(forged),
    lambda: js.MessageChannel.new(),
    lambda: js.close(),
):
    try:
        send()
    except Exception as error:
        print(type(error).__name__)
raise ValueError("the truth")
""",
        "ValueError: the truth",
        id="python",
    ),
]


@pytest.mark.parametrize("language, code, truth", FORGERIES)
def test_forged_ends_are_not_heard(run: Run, language: str, code: str, truth: str) -> None:
    """SB6"""
    outcome = run(language, code)
    assert outcome["state"] == "error"
    assert truth in outcome["error"]


def test_a_javascript_run_leaves_nothing_to_the_next(run: Run) -> None:
    """SB4"""
    dirt = """
globalThis.left = 1
Object.prototype.left = 2
Array.prototype.map = () => 'patched'
console.log = () => {}
Promise.prototype.then = undefined
self.addEventListener('message', () => {})
"""
    run("javascript", dirt)
    look = "console.log(globalThis.left, ({}).left, [1].map(x => x + 1), await Promise.resolve(3))"
    assert run("javascript", look)["stdout"] == "undefined undefined [ 2 ] 3\n"


def test_a_python_run_leaves_nothing_to_the_next(run: Run) -> None:
    """SB4"""
    dirt = """
import builtins, random, sys, js
builtins.print = None
sys.modules["json"] = None
js.globalThis.left = 1
open("/tmp/left", "w").write("x")
sys.stderr.write(str(random.random()))
"""
    first = run("python", dirt)["stderr"]
    look = """
import json, os, js, random
print(os.path.exists("/tmp/left"), hasattr(js, "left"), json.dumps(1), random.random())
"""
    exists, has, number, chance = run("python", look)["stdout"].split()
    assert (exists, has, number) == ("False", "False", "1")
    assert chance != first


def test_nothing_of_a_stopped_run_is_heard_again(run: Run) -> None:
    code = "let n = 0; setInterval(() => console.log('tick', n++), 1)"
    assert run("javascript", code, stopAt="tick 3")["state"] == "stopped"
    outcome = run("javascript", "setTimeout(() => console.log('mine'), 100)")
    assert outcome["stdout"] == "mine\n"
