"""TX: what is typed stands where it was meant to stand, once, for everybody."""

import re
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.async_api import BrowserContext, expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, join, open_as_owner

ANDROID = {
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36",
    "has_touch": True,
    "is_mobile": True,
    "viewport": {"width": 412, "height": 800},
}
BESIDE_ITS_NUMBER = """async initial => {
  const number = document.createRange();
  number.selectNodeContents(initial.nextSibling);
  for (const end = performance.now() + 5000; performance.now() < end; ) {
    const [a, b] = [initial, number].map(one => one.getBoundingClientRect());
    const line = initial.closest('.cm-gutterElement').getBoundingClientRect();
    if (line.height > 2 * b.height) return Math.abs(a.top + a.bottom - b.top - b.bottom) < 4;
    await new Promise(requestAnimationFrame);
  }
  return false;
}"""
VIEW = "const view = document.querySelector('.jpi-Editor .cm-content').cmTile.root.view;"
"""CodeMirror's view, as no user and no program of ours has it."""

Join = Callable[..., Awaitable[Panel]]

READY = ".jpi-Completion:not(.cm-tooltip-autocomplete-disabled) [role=option]"


@pytest.fixture(scope="module")
def people(stage: Stage, server: LabServer) -> Iterator[Callable[..., Awaitable[list[Panel]]]]:
    """Ann and Bob in an interview with this text, Ann in a browser of these options.

    They stay for the next test: only the text is another."""
    contexts: list[BrowserContext] = []
    writing: dict[str, tuple[str, list[Panel]]] = {}

    async def people(code: str, **options: Any) -> list[Panel]:
        device = "android" if options else "desktop"
        if device not in writing:
            session_id = server.new_session(language="javascript", code="")["id"]
            panels = []
            for name, own in (("Ann", options), ("Bob", {})):
                contexts.append(await stage.context(server, **own))
                link = server.invite(session_id)["url"]
                panels.append(await join(contexts[-1], link, name))
            writing[device] = session_id, panels
        session_id, panels = writing[device]
        for panel in panels:
            await panel.ready()
        server.put_language(session_id, "javascript")
        server.put_code(session_id, code)
        for panel in panels:
            await expect(panel.language).to_have_value("javascript")
            await eventually(partial(whole_text, panel), lambda text: text == code)
        return panels

    yield people
    for context in contexts:
        stage.run(context.close())


@pytest.fixture
def newcomers(
    server: LabServer, another_browser: NewBrowser
) -> Callable[..., Awaitable[list[Panel]]]:
    """Ann and Bob in an interview of their own, for a test whose page has nothing to undo yet, or
    says something at its end until somebody answers it."""

    async def newcomers(code: str) -> list[Panel]:
        session_id = server.new_session(language="javascript", code=code)["id"]
        links = [server.invite(session_id)["url"] for _ in range(2)]
        names = ("Ann", "Bob")
        return [
            await join(await another_browser(), link, name)
            for link, name in zip(links, names, strict=True)
        ]

    return newcomers


async def whole_text(panel: Panel) -> str:
    """What the editor has, also where it is too long to be drawn whole."""
    return str(await panel.page.evaluate(f"() => {{ {VIEW} return view.state.doc.toString(); }}"))


async def both_show(ann: Panel, bob: Panel, text: str) -> None:
    for panel in (ann, bob):
        await panel.shows(text)
        await panel.ready()


@pytest.mark.parametrize("options", [{}, ANDROID], ids=["desktop", "android"])
@pytest.mark.parametrize(
    ("place", "keys", "expected"),
    [
        ("before", ["Control+Home"], "Rx = 1\ny\nhello"),
        ("in the line", ["Control+Home", "ArrowDown"], "x = 1\nRy\nhello"),
        ("after", ["Control+End"], "x = 1\ny\nhelloR"),
    ],
)
async def test_TX5_a_word_that_is_composed_at_the_end_is_there_once(
    people: Any, options: dict[str, Any], place: str, keys: list[str], expected: str
) -> None:
    """While somebody else types before it, beside it and behind it."""
    ann, bob = await people("x = 1\ny\n", **options)
    await ann.caret_to("Control+End")
    devtools = await ann.page.context.new_cdp_session(ann.page)
    for length in range(1, 6):
        text = "hello"[:length]
        await devtools.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": length, "selectionEnd": length},
        )
        await eventually(bob.text, lambda shown, text=text: text in shown.replace("R", ""))
        if length == 2:
            await bob.caret_to(keys[0])
            await bob.press(*keys[1:], "R")
            await eventually(ann.text, lambda shown: "R" in shown)
    await devtools.send("Input.insertText", {"text": "hello"})
    if place == "after":
        await eventually(bob.text, lambda shown: "hello" in shown.replace("R", ""))
        assert sorted(await bob.text()) == sorted(expected)
        await ann.shows(await bob.text())
    else:
        await both_show(ann, bob, expected)


@pytest.mark.parametrize("options", [{}, ANDROID], ids=["desktop", "android"])
async def test_TX5_a_word_in_the_middle_is_there_once(people: Any, options: dict[str, Any]) -> None:
    ann, bob = await people("ab\ncd\n", **options)
    await ann.caret_to("Control+Home")
    await ann.press("ArrowRight")
    devtools = await ann.page.context.new_cdp_session(ann.page)
    for length in range(1, 6):
        await devtools.send(
            "Input.imeSetComposition",
            {"text": "hello"[:length], "selectionStart": length, "selectionEnd": length},
        )
        if length in (2, 4):
            where = "Control+Home" if length == 2 else "Control+End"
            await bob.caret_to(where)
            await bob.type(str(length))
            await eventually(ann.text, lambda shown, length=length: str(length) in shown)
    await devtools.send("Input.insertText", {"text": "hello"})
    await both_show(ann, bob, "2ahellob\ncd\n4")


async def test_TX4_the_editor_counts_a_text_as_the_document_does(people: Any) -> None:
    """Pasted lines of Windows, and characters that end lines elsewhere."""
    ann, bob = await people("start\n")
    await ann.caret_to("Control+Home")
    odd = "one\\r\\ntwo\\rthree\\u2028\\u2029\\u0085\\u000b\\u000c\\ud83d\\n"
    paste = (
        "const data = new DataTransfer();"
        f"data.setData('text/plain', '{odd}');"
        "node.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,"
        " cancelable: true}))"
    )
    await ann.code.evaluate(f"node => {{ {paste} }}")
    await ann.ready()
    await bob.caret_to("Control+End")
    await bob.type("HELLO")
    await bob.ready()
    clean = "one\ntwo\nthree\u2028\u2029\u0085\u000b\u000c\ufffd\nstart\nHELLO"
    for panel in (ann, bob):
        await eventually(partial(whole_text, panel), lambda text: text == clean)
        await expect(panel.says("drawn anew")).to_have_count(0)


async def test_TX4_a_carriage_return_past_all_filters_is_refused_and_counted_rightly(
    newcomers: Any,
) -> None:
    """The editor is as long as the document even then, and the refusal is told."""
    ann, bob = await newcomers("")
    # Past every filter of the editor, as only another program could.
    length = await ann.page.evaluate(
        f"""text => {{
            {VIEW}
            view.dispatch({{changes: {{from: 0, insert: view.state.toText(text)}}}});
            return view.state.doc.length;
        }}""",
        "one\r\ntwo\r\n",
    )
    assert length == len("one\r\ntwo\r\n")
    await expect(ann.says("carriage return")).to_be_visible()
    await ann.shows("")
    assert await bob.text() == ""


async def test_OU12_a_paste_that_does_not_fit_says_its_size_until_the_next_edit(
    people: Any,
) -> None:
    """And nothing of it is in the text, here or there."""
    ann, bob = await people("start\n")
    await ann.caret_to("Control+End")
    await ann.code.evaluate(
        """node => {
            const data = new DataTransfer();
            data.setData('text/plain', 'x'.repeat(2 ** 20));
            const how = { clipboardData: data, bubbles: true, cancelable: true };
            node.dispatchEvent(new ClipboardEvent('paste', how));
        }"""
    )
    refused = ann.page.get_by_role("alert").filter(has_text="That paste is too long")
    await expect(refused).to_contain_text(TOO_LONG)
    await bob.caret_to("Control+Home")
    await bob.type("Bob ")
    await both_show(ann, bob, "Bob start\n")
    await expect(refused).to_be_visible()
    await ann.type("Ann")
    await expect(refused).to_have_count(0)
    await both_show(ann, bob, "Bob start\nAnn")


DESYNC = f"""async text => {{
    {VIEW}
    const dispatch = view.dispatch.bind(view);
    const seen = new Promise(resolve => {{
        view.dispatch = (...specs) => {{
            dispatch(...specs);
            if (specs[0].changes) {{
                view.dispatch = dispatch;
                resolve([specs[0].annotations].flat());
            }}
        }};
    }});
    window.desync = seen.then(annotations =>
        dispatch({{changes: {{from: 0, to: text === '' ? 1 : 0, insert: text}}, annotations}}));
}}"""
"""When the next change of somebody else comes, another one comes with it that is nobody's."""


@pytest.mark.parametrize(
    ("text", "left"), [("what Ann typed ", "what Ann typed \nBstart\n"), ("", None)]
)
async def test_TX11_an_editor_that_shows_another_text_says_so_and_is_drawn_anew(
    newcomers: Any, text: str, left: str | None
) -> None:
    """And what only it had is offered."""
    ann, bob = await newcomers("start\n")
    await ann.caret_to("Control+Home")
    await ann.press("ArrowRight", "ArrowRight")
    await ann.page.evaluate(DESYNC, text)
    await bob.caret_to("Control+Home")
    await bob.type("B")
    await expect(ann.says("drawn anew")).to_be_visible()
    await ann.shows("Bstart\n")
    offered = ann.page.get_by_role("button", name="Restore")
    await expect(offered).to_have_count(0 if left is None else 1)
    await ann.type("!")
    await eventually(bob.text, lambda shown: sorted(shown) == sorted("Bstart\n!"))
    await both_show(ann, bob, await bob.text())


async def test_TX6_what_one_types_while_another_person_switches_the_language_stays_in_its_text(
    people: Any,
) -> None:
    """TX6, TX12, TX13"""
    ann, bob = await people("const a = 1;\n")
    await ann.caret_to("Control+End")
    async with ann.time_stands_still():
        for letter in "let b = 2; // and so on, and on":
            await ann.type(letter)
            if letter == "b":
                await bob.language.select_option("TypeScript")
                await expect(ann.language).to_have_value("typescript")
        await expect(ann.says("You go on in solution.js until you pause.")).to_be_visible()
        await ann.shows("const a = 1;\nlet b = 2; // and so on, and on")
    template = "// Everyone in this interview"
    await eventually(ann.text, lambda shown: shown.startswith(template))
    begun = await ann.text()
    await expect(ann.says("Click in the text, or press Enter")).to_be_visible()

    await ann.type("nowhere")
    await ann.press("Enter")
    await expect(ann.says("Click in the text, or press Enter")).to_have_count(0)
    await ann.type("// here\n")
    await ann.ready()
    await both_show(ann, bob, "// here\n" + begun)

    await bob.language.select_option("JavaScript")
    await both_show(ann, bob, "const a = 1;\nlet b = 2; // and so on, and on")
    await ann.press("ArrowUp")
    await ann.type("!")
    await both_show(ann, bob, "const a = 1;\nlet b = 2; // and so on, and on!")


async def test_TX13_the_caret_of_who_only_looks_is_where_they_were(people: Any) -> None:
    ann, bob = await people("const a = 1;\n")
    await ann.caret_to("Control+End")
    await ann.type("//")
    await bob.language.select_option("TypeScript")
    await expect(ann.language).to_have_value("typescript")
    await eventually(ann.text, lambda shown: "//\n" not in f"{shown}\n")
    await bob.language.select_option("JavaScript")
    await ann.shows("const a = 1;\n//")
    await bob.caret_to("Control+Home")
    await bob.type("// first\n")
    await ann.press("Enter")
    await ann.type(" last")
    await both_show(ann, bob, "// first\nconst a = 1;\n// last")


TOO_LONG = re.compile(r"it has [\d.,]+ [kM]B, and [\d.,]+ kB of [\d.,]+ kB are left")
LINES = "".join(f"line {number}\n" for number in range(200))


@pytest.mark.parametrize("place", ["at the end", "in the middle"])
async def test_TX7_undo_and_redo_bring_what_they_change_into_view(
    newcomers: Any, place: str
) -> None:
    ann, _bob = await newcomers(LINES)
    await ann.caret_to("Control+End")
    for _ in range(0 if place == "at the end" else 3):
        await ann.press("PageUp")
    await ann.type("# tail")
    tail = ann.code.locator(".cm-line").filter(has_text="# tail")
    for _ in range(2):
        await ann.press("Control+Home")
        await expect(ann.code.locator(".cm-line").first).to_have_text("line 0")
        await ann.press("Control+z")
        await eventually(ann.text, lambda shown: not shown.startswith("line 0\n"))
        await expect(tail).to_have_count(0)
        await ann.press("Control+Home")
        await ann.press("Control+y")
        await expect(tail).to_be_in_viewport()


KEYS: list[tuple[str, list[str], str, str]] = [
    ("Ctrl+/ comments", ["Control+Home", "Control+/"], "x = 1\ny = 2", "# x = 1\ny = 2"),
    ("and again", ["Control+Home", "Control+/", "Control+/"], "x = 1\ny", "x = 1\ny"),
    ("Shift+Alt+A comments", ["Control+Home", "Shift+Alt+A"], "x = 1\ny", "# x = 1\ny"),
    ("Shift+Tab dedents", ["Control+Home", "Shift+Tab"], "    x\ny", "x\ny"),
    ("and stays", ["Control+Home", "Shift+Tab", "z"], "x\ny", "zx\ny"),
    ("Ctrl+Shift+K deletes", ["Control+Home", "Control+Shift+K"], "x\ny\nz", "y\nz"),
    ("Ctrl+S changes nothing", ["Control+Home", "Control+s", "z"], "x\ny", "zx\ny"),
    ("brackets close", ["Control+Home", "(", "[", "1"], "\ny", "([1])\ny"),
    ("and are typed over", ["Control+Home", "(", "1", ")", "+"], "\ny", "(1)+\ny"),
    ("quotes close", ["Control+Home", "'", "a", "Backspace", "Backspace"], "\ny", "\ny"),
    ("around what is selected", ["Control+Home", "Shift+End", "("], "x\ny", "(x)\ny"),
    ("Tab in a line", ["Control+Home", "End", "Tab", "#"], "x = 1\ny", "x = 1   #\ny"),
    ("Tab to the stop", ["Control+Home", *["ArrowRight"] * 2, "Tab", "x"], "  \ny", "    x\ny"),
    ("Tab over lines", ["Control+a", "Tab"], "x\ny", "    x\n    y"),
    ("Ctrl+D", ["Control+Home", "Control+d", "Control+d", "b"], "a\na\nc", "b\nb\nc"),
]


@pytest.fixture(scope="module")
def ann_of_the_keys(stage: Stage, server: LabServer) -> Iterator[tuple[Panel, str]]:
    """Ann on the guest page, and the interview that all keys are pressed in."""
    session_id = server.new_session(language="python", code="")["id"]
    with stage.visit(server) as visitor:
        yield stage.run(join(visitor, server.invite(session_id)["url"], "Ann")), session_id


@pytest.mark.parametrize(("name", "keys", "before", "after"), KEYS, ids=[key[0] for key in KEYS])
async def test_TX8_keys_on_the_guest_page(
    server: LabServer,
    ann_of_the_keys: tuple[Panel, str],
    name: str,
    keys: list[str],
    before: str,
    after: str,
) -> None:
    """TX8, TX14, TX17, TX21."""
    ann, session_id = ann_of_the_keys
    server.put_code(session_id, before)
    await ann.shows(before)
    await ann.page.evaluate(
        "window.left = []; addEventListener('keydown', event => event.ctrlKey &&"
        " !event.defaultPrevented && event.key.length === 1 && window.left.push(event.key))"
    )
    await ann.caret_to(keys[0])
    await ann.press(*keys[1:])
    await ann.shows(after)
    # The next text that the server is given is made from what it has.
    await ann.ready()
    await expect(ann.code).to_be_focused()
    assert await ann.page.evaluate("window.left") == []


NAMES_SEEN = """nodes => nodes.map(node => getComputedStyle(node).opacity)"""


async def test_TX30_TX32_who_is_where_covers_no_text_and_can_be_followed(people: Any) -> None:
    """TX31, TX33 too: the name comes with the pointer, and a followed person is in view wherever
    they go, until one does something oneself."""
    ann, bob = await people(LINES)
    caret = ann.caret_of("Bob")
    name = caret.locator(".jpi-RemoteCaret-name")
    initial = ann.page.locator(".jpi-CaretInitial")
    await ann.caret_to("Control+Home")
    await bob.caret_to("Control+Home")
    await bob.press("ArrowDown", "ArrowDown")
    await bob.type("typing ")
    await expect(caret).to_be_visible()
    await expect(initial).to_have_text("B")
    await expect(initial).to_have_attribute("title", "Bob")
    await expect(initial.locator("xpath=..")).to_have_text("B3")
    # Beside the number of a line that is wrapped, and not in the middle of its rows.
    await bob.type("and typing " * 20)
    assert await initial.evaluate(BESIDE_ITS_NUMBER)
    assert await name.evaluate_all(NAMES_SEEN) == ["0"]
    await caret.locator(".jpi-RemoteCaret-flag").hover()
    await eventually(lambda: name.evaluate_all(NAMES_SEEN), lambda seen: seen == ["1"])

    follow = ann.people.get_by_role("button", name="Follow Bob")
    await follow.click()
    await expect(follow).to_have_attribute("aria-pressed", "true")
    await expect(ann.says("Following Bob")).to_be_visible()
    await bob.press("Control+End")
    await expect(caret).to_be_in_viewport()
    await bob.press("Control+Home")
    await expect(caret).to_be_in_viewport()
    await ann.code.hover()
    await ann.page.mouse.wheel(0, 400)
    await expect(follow).to_have_attribute("aria-pressed", "false")
    await expect(ann.says("Following Bob")).to_have_count(0)

    # A click ends it, too, and where there is no mouse a touch, which begins with the same event.
    for pointer in ("mouse", "touch"):
        await follow.click()
        await expect(follow).to_have_attribute("aria-pressed", "true")
        if pointer == "mouse":
            await ann.code.click()
        else:
            await touch(ann)
        await expect(follow).to_have_attribute("aria-pressed", "false")


async def touch(panel: Panel) -> None:
    """A finger on the text, as the browser itself is told of one."""
    devtools = await panel.page.context.new_cdp_session(panel.page)
    box = await panel.page.locator(".jpi-Editor .cm-scroller").bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for kind, points in (("touchStart", [at]), ("touchEnd", [])):
        await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


async def test_TX22_TX25_the_editor_is_as_its_person_likes_it(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """TX16, TX24, TX27, TX28, TX29, TX34 too: on the guest page settings are chosen in a dialog and
    there again after a reload, and the keys of Vim come when they are chosen."""
    session_id = server.new_session(language="python", code="total = 1\n")["id"]
    ann = await join(await another_browser(new=True), server.invite(session_id)["url"], "Ann")
    scripts: list[str] = []
    ann.page.on("request", lambda request: scripts.append(request.url))

    await ann.caret_to("Control+End")
    await ann.type("tot")
    names = ann.page.get_by_role("listbox", name="Completions")
    await expect(names.get_by_role("option", name="total")).to_be_visible()
    await expect(ann.page.locator(READY)).to_have_text("total")
    assert await problems(ann.page, "html") == []
    await ann.press("Tab", "Enter")
    await ann.type("tot")
    # While it looks for more, what it has shown before cannot be taken.
    await expect(ann.page.locator(READY)).to_have_text("total")
    await ann.press("Enter")
    await ann.shows("total = 1\ntotal\ntot\n")

    await ann.press("F1")
    await expect(ann.dialog).to_contain_text("Ctrl+Shift+K")
    assert await problems(ann.page, "dialog") == []
    await ann.press("Escape")
    # PA9: the focus is back where it was.
    await ann.press("Control+h")
    find = ann.page.get_by_role("textbox", name="Find")
    await expect(ann.page.get_by_role("textbox", name="Replace with")).to_be_focused()
    await find.fill("tot")
    await find.press("Enter")
    assert await problems(ann.page, "html") == []
    await ann.press("Escape")
    await expect(find).to_have_count(0)
    await expect(ann.code).to_be_focused()

    await ann.do("Editor settings")
    await ann.dialog.get_by_label("Font size").select_option("20 px")
    await ann.dialog.get_by_label("Keys").select_option("Vim")
    assert await problems(ann.page, "dialog") == []
    await ann.press("Escape")
    assert [url for url in scripts if "vim-keys" in url]
    for _ in range(2):
        await expect(ann.page.locator(".cm-vim-panel")).to_have_text("--NORMAL--")
        assert await ann.code.evaluate("node => getComputedStyle(node).fontSize") == "20px"
        await ann.page.reload()
        await ann.ready()
    await ann.caret_to("Control+Home")
    await ann.press("g", "g", "d", "d")
    await ann.shows("total\ntot\n")
    await ann.press("u")
    await ann.shows("total = 1\ntotal\ntot\n")
    await ann.press("Control+s")
    await expect(ann.says("Saved as you type")).to_be_visible()
    # PA21
    await ann.press("Escape", "Tab")
    await expect(ann.code).not_to_be_focused()

    server.put_code(session_id, THREE_LINES)
    await has_keys_of_emacs(ann)


THREE_LINES = "one\ntwo\nthree\n"


async def has_keys_of_emacs(panel: Panel) -> None:
    """By the dialog; the text is THREE_LINES."""
    await panel.shows(THREE_LINES)
    await panel.choose_keys("Emacs")
    await expect(panel.page.locator(".cm-emacsMode")).to_have_count(1)
    await panel.caret_to("Control+Home")
    await panel.press("Control+e", "!", "Control+n", "Control+a", "Control+k")
    await panel.shows("one!\n\nthree\n")
    await panel.press("Control+y")
    await panel.shows("one!\ntwo\nthree\n")


async def press_all_keys(server: LabServer, panel: Panel, session_id: str) -> None:
    for name, keys, before, after in KEYS:
        server.put_code(session_id, before)
        await panel.shows(before)
        await panel.caret_to(keys[0])
        await panel.press(*keys[1:])
        await eventually(panel.text, lambda shown, name=name, after=after: shown == after)
        await panel.ready()


async def test_TX8_the_same_keys_on_the_page_of_own_interviews(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """TX16, TX22 too: it is the editor of the guest page, for people who are logged in; members
    that the text knows stand behind a dot."""
    session_id = server.new_session(language="python", code="")["id"]
    owner = await open_as_owner(await another_browser(), server, session_id)
    await press_all_keys(server, owner, session_id)
    await owner.press("Control+s")
    await expect(owner.says("Saved as you type")).to_be_visible()
    server.put_code(session_id, "self.ground = 1\nself.gravel = 2\n")
    await owner.shows("self.ground = 1\nself.gravel = 2\n")
    await owner.caret_to("Control+End")
    await owner.type("self.")
    names = owner.page.get_by_role("listbox", name="Completions")
    await expect(names.get_by_role("option")).to_have_text(["gravel", "ground"])
    await owner.type("gro")
    await expect(owner.page.locator(READY)).to_have_text("ground")
    await owner.press("Tab")
    await owner.shows("self.ground = 1\nself.gravel = 2\nself.ground")


async def test_TX8_the_same_keys_in_lab(server: LabServer, lab: LabPanel) -> None:
    """TX14, TX16, TX21, TX22, TX26, TX29, TX34 too: the settings of Lab's text editor hold."""
    session_id = server.new_session(language="python", code="")["id"]
    await lab.open(session_id)
    await press_all_keys(server, lab, session_id)
    await lab.press("Control+s")
    await expect(lab.says("Saved as you type")).to_be_visible()
    await lab.press("F1")
    await expect(lab.dialog).to_contain_text("Ctrl+Shift+K")
    await lab.dialog.get_by_role("button", name="Close").click()
    await lab.caret_to("Control+End")
    await lab.press("Enter")
    await lab.type("enumer")
    names = lab.page.get_by_role("listbox", name="Completions")
    await expect(names.get_by_role("option", name="enumerate")).to_be_visible()
    await lab.press("Escape", "Control+f")
    await expect(lab.page.get_by_role("textbox", name="Find")).to_be_focused()
    await lab.press("Escape")

    async def size() -> str:
        return str(await lab.code.evaluate("node => getComputedStyle(node).fontSize"))

    before = await size()
    await lab.command("fileeditor:change-font-size", delta=2)
    await eventually(size, lambda now: now != before)
    await lab.command("fileeditor:change-font-size", delta=-2)
    await eventually(size, lambda now: now == before)

    # TX35: the keys of Vim are chosen where they are looked for, and JupyterLab keeps them.
    for keys, panels in ("Vim", 1), ("Standard", 0):
        await lab.choose_keys(keys)
        await expect(lab.page.locator(".cm-vim-panel")).to_have_count(panels)
    # TX27: those of Emacs, too.
    server.put_code(session_id, THREE_LINES)
    await has_keys_of_emacs(lab)
    await lab.choose_keys("Standard")
    await expect(lab.page.locator(".cm-emacsMode")).to_have_count(0)
