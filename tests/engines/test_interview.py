"""BR7, BR10 to BR12: one interview of two people in two engines, until its page is old.

All tests of an engine are on one page, as an interview is, which is why their order matters to the
last of them only: it is on a page that is old by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.engines.person import Person
from tests.engines.tab import Browser, Clock, wait_until
from tests.ui.line import Line, line_to
from tests.ui.server import LabServer, running_server

OLD_S = 45

NOT_LOADED = ("jupyter_lsp", "jupyter_server_terminals", "jupyterlab", "notebook", "notebook_shim")
EXTENSIONS = {"jupyter_interview": True, **dict.fromkeys(NOT_LOADED, False)}
"""Both people are on pages of our own, and a server that loads Lab takes half as long again."""


@dataclass
class Interview:
    id: str
    server: LabServer
    line: Line
    guest: Person
    """In the engine of the test, at the other end of the line."""
    owner: Person
    """In Chromium."""

    def turn_to(self, language: str, code: str) -> None:
        # What was typed before is at the server, or it would come into this text.
        for person in (self.guest, self.owner):
            person.connected()
        self.server.put_language(self.id, language)
        self.server.put_code(self.id, code)
        for person in (self.guest, self.owner):
            person.shows(code)

    def agree_on(self, text: str) -> None:
        for person in (self.guest, self.owner):
            person.shows(text)
            person.connected()
        assert self.server.session(self.id)["code"] == text

    def run(self, language: str, code: str, words: str) -> dict[str, str]:
        """What the guest's run with these words in its output is to the other one."""
        self.turn_to(language, code)
        self.guest.press_button("Run")
        mine = self.guest.has_run(words)
        assert self.owner.has_run(words)["state"] == mine["state"]
        return mine


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    home = tmp_path_factory.mktemp("engines")
    flags = [f"--ServerApp.jpserver_extensions={EXTENSIONS}"]
    with running_server(home, app="jupyter_server", flags=flags) as server:
        yield server


@pytest.fixture(scope="module")
def interview(
    engine: Browser, chromium: Browser, server: LabServer, age: Clock
) -> Iterator[Interview]:
    session_id = server.new_session(language="javascript", code="// start")["id"]
    with line_to(server) as line:
        guest, owner = Person(engine.new_tab()), Person(chromium.new_tab())
        owner.tab.open(f"{server.url}interview/?token={server.token}#{session_id}")
        owner.connected()
        guest.join(line.through(server.invite(session_id)["url"]), "Grace")
        yield Interview(session_id, server, line, guest, owner)
        guest.tab.close()
        owner.tab.close()


def test_BR7_both_type_and_see_each_other(interview: Interview) -> None:
    guest, owner = interview.guest, interview.owner
    interview.turn_to("javascript", "middle")
    guest.caret_to("Control+Home")
    owner.caret_to("Control+End")
    for letters in ("ab", "cd", "ef"):
        guest.type(letters)
        owner.type(letters)
    interview.agree_on("abcdefmiddleabcdef")
    owner.sees_caret_of("Grace")
    carets = "document.querySelectorAll('.jpi-RemoteCaret').length"
    wait_until(guest.tab, f"{carets} === 1")


def test_FI3_each_is_in_a_file_of_their_own_and_runs_both(interview: Interview) -> None:
    guest, owner = interview.guest, interview.owner
    interview.turn_to("javascript", "console.log(require('./util').six * 7);")
    guest.add_file("util.js", "exports.six = 6;")
    owner.caret_to("Control+Home")
    owner.type("// ")
    guest.look_at("solution.js")
    guest.shows("// console.log(require('./util').six * 7);")
    owner.tab.press("Control+z")
    guest.shows("console.log(require('./util').six * 7);")
    guest.press_button("Run")
    guest.has_run("42")
    owner.look_at("util.js")
    owner.shows("exports.six = 6;")
    owner.look_at("solution.js")


def test_BR7_undo_takes_back_ones_own(interview: Interview) -> None:
    guest, owner = interview.guest, interview.owner
    interview.turn_to("javascript", "")
    owner.caret_to("Control+Home")
    owner.type("owner")
    guest.shows("owner")
    guest.caret_to("Control+End")
    guest.type(" guest")
    owner.shows("owner guest")
    owner.type("!")
    guest.shows("owner! guest")
    guest.tab.press("Control+z")
    interview.agree_on("owner!")


def test_TX8_keys_and_brackets(interview: Interview) -> None:
    """TX14, TX17, TX18, TX22, TX34 too: engines have their own answers to these keys."""
    guest = interview.guest
    interview.turn_to("python", "total = 1\n")
    guest.caret_to("Control+Home")
    guest.tab.press("Control+/")
    interview.agree_on("# total = 1\n")
    guest.tab.press("Control+/", "Control+s", "Tab", "Tab", "Shift+Tab", "Control+End")
    interview.agree_on("    total = 1\n")
    guest.type("print(tot")
    # While it looks for more, what it has shown before cannot be taken.
    ready = ".jpi-Completion:not(.cm-tooltip-autocomplete-disabled) [role=option]"
    option = f"document.querySelector('{ready}')?.textContent"
    wait_until(guest.tab, f"{option} === 'total'")
    guest.tab.press("Tab", "F1")
    wait_until(guest.tab, "document.querySelector('dialog') !== null")
    guest.tab.press("Escape")
    wait_until(guest.tab, "document.activeElement?.matches('.cm-content') === true")
    interview.agree_on("    total = 1\nprint(total)")


PROGRAMS = {
    "javascript": "console.log('js', [1, 2].map(x => x * 21)[1])",
    "typescript": "const n: number = 42; console.log('ts', n)",
    "python": "print('py', sum(range(10)) - 3)",
}
PRINTED = {"javascript": "js 42", "typescript": "ts 42", "python": "py 42"}


@pytest.mark.parametrize("language", PROGRAMS)
def test_BR10_a_run_and_another(interview: Interview, language: str) -> None:
    for number in range(2):
        words = f"{PRINTED[language]} {number}"
        code = PROGRAMS[language][:-1] + f", {number})"
        assert interview.run(language, code, words)["state"] == "ok"


def test_BR10_input_is_asked_for(interview: Interview) -> None:
    interview.turn_to("python", "name = input('who? ')\nprint('hello', name)")
    interview.guest.press_button("Run")
    interview.guest.answer("Ada")
    for person in (interview.guest, interview.owner):
        assert person.has_run("hello Ada")["state"] == "ok"


ENDLESS = {
    "javascript": "console.log('endless js'); for (;;) {}",
    "python": "print('endless py')\nwhile True: pass",
}


@pytest.mark.parametrize("language", ENDLESS)
def test_BR10_stop_ends_an_endless_loop(interview: Interview, language: str) -> None:
    words = f"endless {language[:1]}"
    interview.turn_to(language, ENDLESS[language])
    interview.guest.press_button("Run")
    interview.guest.is_running(words)
    interview.guest.press_button("Stop")
    assert interview.guest.has_run(words)["state"] == "stopped"
    words = f"after stop {language}"
    code = {"javascript": f"console.log('{words}')", "python": f"print('{words}')"}[language]
    assert interview.run(language, code, words)["state"] == "ok"


def test_BR10_an_error_names_the_line(interview: Interview) -> None:
    code = "def f(x):\n    return 1 / x\n\nf(0)"
    run = interview.run("python", code, "ZeroDivisionError: division by zero")
    assert run["state"] == "error"
    assert 'File "solution.py", line 2, in f' in run["text"]
    run = interview.run("javascript", "const x = null\n\nx.foo", "solution.js:3")
    assert run["state"] == "error"


@pytest.mark.parametrize(
    "language, code, words",
    [
        ("javascript", "for (let i = 0; i < 50_000; i++) console.log('flood js', i)", "flood js"),
        ("python", "for i in range(50_000): print('flood py', i)", "flood py"),
    ],
)
def test_BR10_a_flood_leaves_the_page_usable(
    interview: Interview, language: str, code: str, words: str
) -> None:
    assert interview.run(language, code, words)["state"] in ("ok", "timeout")
    interview.guest.caret_to("Control+End")
    interview.guest.type("\n# typed")
    interview.agree_on(f"{code}\n# typed")


def test_BR10_a_memory_bomb_leaves_text_and_page(interview: Interview) -> None:
    code = "const bomb = []; for (;;) bomb.push(new Uint8Array(2 ** 31))"
    interview.turn_to("javascript", code)
    interview.guest.press_button("Run")
    for person in (interview.guest, interview.owner):
        person.has_run_that_ended("out_of_memory")
    interview.agree_on(code)


def test_BR11_what_was_typed_offline_arrives(interview: Interview) -> None:
    interview.turn_to("javascript", "online")
    interview.line.cut()
    interview.guest.offline()
    interview.guest.caret_to("Control+End")
    interview.guest.type(" and offline")
    interview.owner.caret_to("Control+Home")
    interview.owner.type("owner ")
    interview.line.mend()
    interview.agree_on("owner online and offline")


def test_BR11_the_server_dies_and_comes_back(interview: Interview) -> None:
    interview.turn_to("javascript", "before")
    interview.agree_on("before")
    interview.server.kill9()
    interview.guest.offline()
    interview.guest.caret_to("Control+End")
    interview.guest.type(", meanwhile")
    interview.server.start()
    interview.agree_on("before, meanwhile")


@pytest.mark.parametrize("language", PROGRAMS)
def test_BR12_an_old_page_runs_them_all(interview: Interview, age: Clock, language: str) -> None:
    """BR2 with the whole product around it, once the others have used up the time."""
    age.wait_for(OLD_S)
    for number in range(2, 4):
        words = f"{PRINTED[language]} {number}"
        code = PROGRAMS[language][:-1] + f", {number})"
        assert interview.run(language, code, words)["state"] == "ok"


def test_BR11_a_page_that_went_comes_back_to_its_text(interview: Interview) -> None:
    """As one does whose tab was killed. It makes the page young again."""
    interview.turn_to("javascript", "before it went")
    interview.guest.tab.reload()
    interview.agree_on("before it went")
