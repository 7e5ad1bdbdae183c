"""Loading, stopping, hiding, and a frame that dies or hangs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.runner.site import Site

HELLO = "run('javascript', 'console.log(1)')"


@pytest.fixture
def fresh_page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page of its own, with a runner that has loaded nothing yet."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site.url)
    yield page
    context.close()


def start_endless(page: Page) -> None:
    """Starts a run that will not end, and waits for its first output."""
    page.evaluate(
        """code => new Promise(resolve => {
          const onOutput = () => resolve();
          window.handle = runner.run({ language: 'javascript', code, onOutput });
        })""",
        "console.log('go'); for(;;){}",
    )


def test_nothing_is_loaded_before_it_is_asked_for(fresh_page: Page) -> None:
    assert fresh_page.locator("iframe").count() == 0
    assert fresh_page.evaluate("runner.status('python')") == {
        "phase": "idle",
        "progress": 0,
        "message": "",
    }


def test_warming_tells_its_progress_and_fetches_once(fresh_page: Page, site: Site) -> None:
    before = len(site.requests)
    fresh_page.evaluate("Promise.all([runner.warm('python'), runner.warm('python')])")
    statuses = [status.split() for status in fresh_page.evaluate("statuses")]
    assert statuses[0] == ["python", "loading", "0.00"]
    assert statuses[-1] == ["python", "ready", "1.00"]
    progress = [float(value) for _, _, value in statuses]
    assert progress == sorted(progress) and len(progress) > 5
    asked = [line.split()[1] for line in site.requests[before:]]
    assert len(asked) == len(set(asked)) == 9
    iframe = fresh_page.locator("iframe")
    assert iframe.get_attribute("sandbox") == "allow-scripts"
    assert not iframe.is_visible()


def test_SB17_a_pack_is_fetched_when_it_is_wanted_and_once(fresh_page: Page, site: Site) -> None:
    """Its names tell its content, and of the files of others none comes along."""

    def asked() -> list[str]:
        return [line.split()[1] for line in site.requests[before:] if "sqlite" in line]

    before = len(site.requests)
    fresh_page.evaluate(HELLO)
    assert asked() == []
    for _ in range(3):
        assert fresh_page.evaluate("run('sqlite', 'SELECT 1')")["state"] == "ok"
    names = sorted(asked())
    assert [re.sub(r"[0-9a-f]{16}", "HASH", name) for name in names] == [
        "/assets/sqlite-wasm.HASH.wasm",
        "/assets/sqlite.HASH.mjs",
    ]
    assert not [line for line in site.requests[before:] if "pyodide" in line]


def test_SB17_a_file_of_a_pack_that_cannot_be_had_is_told(fresh_page: Page) -> None:
    fresh_page.route("**/sqlite-wasm.*", lambda route: route.fulfill(status=404))
    outcome = fresh_page.evaluate("run('sqlite', 'SELECT 1')")
    assert outcome["state"] == "crashed"
    assert outcome["error"].startswith("SQLite could not be loaded: sqlite-wasm.")
    fresh_page.unroute("**/sqlite-wasm.*")
    assert fresh_page.evaluate("run('sqlite', 'SELECT 1')")["state"] == "ok"


def test_SB17_each_run_of_a_pack_has_a_fresh_worker_and_there_is_a_spare(fresh_page: Page) -> None:
    fresh_page.evaluate("runner.warm('sqlite')")
    assert len(fresh_page.workers) == 1
    left = "run('sqlite', 'CREATE TABLE left_over (a); PRAGMA user_version = 7')"
    assert fresh_page.evaluate(left)["state"] == "ok"
    outcome = fresh_page.evaluate("run('sqlite', 'PRAGMA user_version; SELECT * FROM left_over')")
    assert "no such table: left_over" in outcome["error"]
    assert outcome["outputs"][0]["text"].splitlines()[2].strip() == "0"


STALL = """async () => {
  await runner.prepare('python');
  const asked = name => {
    const request = new XMLHttpRequest();
    request.open('GET', '/requests', false);
    request.send();
    return request.responseText.includes(name);
  };
  // A worker's script reaches it through the page's thread; from there on it is on its own.
  while (!asked('/assets/pyodide.asm')) await new Promise(resolve => setTimeout(resolve, 10));
  const until = performance.now() + 60000;
  for (let next = 0; !asked('/assets/python_stdlib'); ) {
    if (performance.now() > until) return false;
    next = performance.now() + 50;
    while (performance.now() < next);
  }
  return true;
}"""


def test_SB11_the_files_come_while_the_page_is_busy(fresh_page: Page, site: Site) -> None:
    """The last is asked for once the others are there, and the page's thread never rests."""
    site.requests.clear()
    assert fresh_page.evaluate(STALL)
    assert fresh_page.evaluate("run('python', 'print(1)')")["stdout"] == "1\n"


@pytest.mark.parametrize("how", ["abort", "missing", "unnamed"])
def test_SB11_without_the_worker_the_page_fetches_them(fresh_page: Page, how: str) -> None:
    """Forbidden by a proxy or a policy, not there, or a site that was built without it."""

    def unnamed(route: Route) -> None:
        manifest = route.fetch().json()
        del manifest["loader"]
        route.fulfill(json=manifest)

    if how == "unnamed":
        fresh_page.route("**/manifest.json", unnamed)
    elif how == "missing":
        fresh_page.route("**/loader.*", lambda route: route.fulfill(status=404))
    else:
        fresh_page.route("**/loader.*", lambda route: route.abort())
    assert fresh_page.evaluate("run('python', 'print(1)')")["stdout"] == "1\n"


def test_stop_while_the_interpreter_still_loads(fresh_page: Page) -> None:
    fresh_page.route("**/*.wasm", lambda route: None)
    outcome = fresh_page.evaluate("run('python', 'print(1)', { stopAfterMs: 100 })")
    assert (outcome["state"], outcome["error"]) == ("stopped", "Stopped")
    assert outcome["durationMs"] == 0
    assert fresh_page.evaluate(HELLO)["stdout"] == "1\n"


def test_stop_while_the_interpreter_starts_keeps_the_interpreter(fresh_page: Page) -> None:
    code = """new Promise(resolve => {
      const handle = runner.run({ language: 'python', code: 'print(1)', onOutput() {} });
      runner.statusChanged.connect(() => {
        if (runner.status('python').message === 'Starting Python') {
          queueMicrotask(() => { handle.stop(); resolve(handle.finished) });
        }
      });
    })"""
    assert fresh_page.evaluate(code)["state"] == "stopped"
    assert fresh_page.evaluate("run('python', 'print(2)')")["stdout"] == "2\n"


def test_one_run_at_a_time(fresh_page: Page) -> None:
    start_endless(fresh_page)
    second = fresh_page.evaluate(HELLO)
    assert (second["state"], second["error"]) == ("error", "A run is already active")
    fresh_page.evaluate("handle.stop()")
    assert fresh_page.evaluate("handle.finished")["state"] == "stopped"
    assert fresh_page.evaluate(HELLO)["state"] == "ok"


def test_a_file_that_cannot_be_had_is_told_and_tried_again(fresh_page: Page) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503)

    fresh_page.route("**/*.wasm", refuse)
    outcome = fresh_page.evaluate("run('python', 'print(1)')")
    assert outcome["state"] == "crashed"
    assert outcome["error"].startswith("Python could not be loaded: pyodide.asm.")
    assert outcome["error"].endswith(": the server answered 503")
    assert fresh_page.evaluate("runner.status('python').phase") == "failed"
    message = fresh_page.evaluate("runner.warm('python').catch(error => error.message)")
    assert message == outcome["error"]

    fresh_page.unroute("**/*.wasm", refuse)
    assert fresh_page.evaluate("run('python', 'print(1)')")["stdout"] == "1\n"
    assert fresh_page.evaluate("runner.status('python').phase") == "ready"


NEW_DECORATORS = "function log(v: any, c: any) {}\nclass A { @log m() {} }\nconsole.log('ran')"


def test_TS1_a_compiler_that_did_not_come_is_asked_for_again(fresh_page: Page) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=500)

    fresh_page.route("**/typescript.*", refuse)
    ask = "code => run('typescript', code)"
    outcome = fresh_page.evaluate(ask, NEW_DECORATORS)
    assert "The TypeScript compiler could not be loaded" in outcome["error"]
    assert len(asked) == 1
    fresh_page.unroute("**/typescript.*", refuse)
    assert fresh_page.evaluate(ask, NEW_DECORATORS)["stdout"] == "ran\n"


def test_TS1_a_compiler_that_comes_slowly_is_no_time_limit(fresh_page: Page) -> None:
    """The page gives up 2 s after the limit of a program that computes."""
    waiting: list[Route] = []
    fresh_page.route("**/typescript.*", lambda route: waiting.append(route))
    fresh_page.evaluate(
        "code => { window.late = run('typescript', code, { timeLimitMs: 4000 }); }", NEW_DECORATORS
    )
    while not waiting:
        fresh_page.wait_for_timeout(50)
    fresh_page.wait_for_timeout(7000)
    waiting[0].continue_()
    outcome = fresh_page.evaluate("late")
    assert (outcome["state"], outcome["stdout"]) == ("ok", "ran\n")


def test_bytes_that_are_not_webassembly_are_told(fresh_page: Page, site: Site) -> None:
    manifest = fresh_page.request.get(f"{site.url}/assets/manifest.json").json()
    files = {file["role"]: file for file in manifest["files"]}
    files["wasm"].update(file=files["loader"]["file"], size=files["loader"]["size"])
    fresh_page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    outcome = fresh_page.evaluate("run('python', 'print(1)')")
    assert outcome["state"] == "crashed"
    assert outcome["error"].startswith("The code could not be started: CompileError")
    assert fresh_page.evaluate("runner.status('python').phase") == "failed"


def test_a_frame_page_that_does_not_answer_is_told(fresh_page: Page) -> None:
    fresh_page.clock.install()
    fresh_page.evaluate(
        """() => {
          const frameUrl = '/nowhere.html';
          window.other = createSandboxRunner({ frameUrl, assetsUrl: '/assets/' });
          window.handle = other.run({ language: 'javascript', code: '1', onOutput() {} });
        }"""
    )
    with fresh_page.expect_event("requestfinished", lambda request: "nowhere" in request.url):
        pass
    fresh_page.clock.run_for(30_000)
    outcome = fresh_page.evaluate("handle.finished")
    assert outcome["state"] == "crashed"
    assert outcome["error"] == ("JavaScript could not be loaded: the sandbox page did not answer")
    assert fresh_page.locator("iframe").count() == 0


def test_a_frame_that_hangs_costs_its_run_and_is_replaced(fresh_page: Page) -> None:
    start_endless(fresh_page)
    fresh_page.frames[1].evaluate("setTimeout(() => { for(;;){} })")
    outcome = fresh_page.evaluate("(handle.stop(), handle.finished)")
    assert (outcome["state"], outcome["error"]) == ("stopped", "Stopped")
    assert fresh_page.evaluate(HELLO)["stdout"] == "1\n"
    assert fresh_page.locator("iframe").count() == 1


def test_a_hung_frame_is_found_out_without_anybody_asking(fresh_page: Page) -> None:
    start_endless(fresh_page)
    fresh_page.frames[1].evaluate("setTimeout(() => { for(;;){} })")
    outcome = fresh_page.evaluate("handle.finished")
    assert outcome["state"] == "crashed"
    assert outcome["error"].startswith("The sandbox stopped responding and was restarted.")
    assert fresh_page.evaluate(HELLO)["stdout"] == "1\n"


@pytest.mark.parametrize("during_a_run", [True, False])
def test_a_frame_that_is_navigated_away_is_replaced(fresh_page: Page, during_a_run: bool) -> None:
    fresh_page.evaluate(HELLO)
    if during_a_run:
        start_endless(fresh_page)
    fresh_page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    if during_a_run:
        assert fresh_page.evaluate("handle.finished")["state"] == "crashed"
    assert fresh_page.evaluate(HELLO)["stdout"] == "1\n"


def test_spares_are_kept_while_visible_only(fresh_page: Page) -> None:
    def workers_after(step: str, count: int) -> None:
        fresh_page.evaluate(step)
        fresh_page.wait_for_function("true")
        for _ in range(200):
            if len(fresh_page.workers) == count:
                return
            fresh_page.wait_for_timeout(20)
        assert len(fresh_page.workers) == count

    workers_after("runner.warm('javascript')", 1)
    workers_after("runner.setVisible(false)", 0)
    workers_after(HELLO, 0)
    workers_after("runner.setVisible(true)", 1)


def test_a_disposed_runner_leaves_nothing_behind(fresh_page: Page) -> None:
    start_endless(fresh_page)
    fresh_page.evaluate("runner.dispose()")
    outcome = fresh_page.evaluate("handle.finished")
    assert (outcome["state"], outcome["error"]) == ("crashed", "The runner was closed")
    assert fresh_page.locator("iframe").count() == 0
    assert fresh_page.evaluate(HELLO)["error"] == "The runner was closed"
