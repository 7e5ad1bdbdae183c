"""Every way a run can end: both see how, the other types meanwhile, and the next run is good.

The time limit is waited for in test_sandbox.py, by a program that prints all the while.
"""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.interview import Interview, begin
from tests.ui.panel import eventually
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage

TYPED = "while it runs"
GOOD = {"javascript": "console.log('go' + 'od')", "python": "print('go' + 'od')"}
STATES = {
    "ok": ("python", "import asyncio\nawait asyncio.sleep(0.5)\nprint('o' + 'k')", "Finished"),
    "error": ("python", "def f():\n    return 1 / 0\nf()", "Error"),
    "error-js": ("javascript", "await new Promise(r => setTimeout(r, 300)); null.x", "Error"),
    "memory": ("python", "a = []\nwhile True:\n    a.append(bytearray(10**7))", "Out of memory"),
    "memory-js": ("javascript", "const a = []; for (;;) a.push(new Uint8Array(2 ** 31))", "memory"),
    "crash": ("python", "import ctypes\nctypes.string_at(0xFFFFFFF0, 9)", "Crashed"),
    "recursion": ("python", "def f(n):\n    return f(n + 1) + 1\nf(0)", "Error"),
    "flood": ("python", "for i in range(30_000):\n    print('line', i)", "Finished"),
    "flood-js": (
        "javascript",
        "for (let i = 0; i < 20_000; i++) console.log(i, 'x'.repeat(99))",
        "Fin",
    ),
}


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    with stage.visit(server) as visitor:
        yield stage.run(begin(server, lab, visitor))


@pytest.mark.parametrize("name", STATES)
async def test_each_state_while_another_person_types(interview: Interview, name: str) -> None:
    """RU1, SB5, OU9: both see the state, every letter arrives, and the next run works."""
    language, code, state = STATES[name]
    await interview.turn_to(language, code)
    guest, owner = interview.guest, interview.owner
    shown = [panel.runs.nth(await panel.runs.count()) for panel in interview.both]
    await owner.caret_to("Control+Home")
    await guest.run.click()
    await owner.type(TYPED, delay_ms=5)
    await asyncio.gather(*(panel.shows(f"{TYPED}{code}") for panel in interview.both))
    for entry in shown:
        await expect(entry).to_contain_text(state)
        # There is no other place to run at, so nothing says where it was.
        await expect(entry.get_by_text("browser", exact=True)).to_have_count(0)
    await interview.turn_to(language, GOOD[language])
    after = await guest.run_and_wait("Finished")
    await expect(after).to_contain_text("good")


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "name = input('Who? ')\nprint('hello', name)"),
        ("javascript", "const name = prompt('Who?'); console.log('hello', name)"),
        ("typescript", "const name: string | null = prompt('Who?'); console.log('hello', name)"),
    ],
)
async def test_a_program_asks_who_ran_it(interview: Interview, language: str, code: str) -> None:
    """RU6, RU7, RU32: the field is the runner's alone; question and answer are seen by both."""
    await interview.turn_to(language, code)
    guest, owner = interview.guest, interview.owner
    entry = guest.runs.nth(await guest.runs.count())
    theirs = owner.runs.nth(await owner.runs.count())
    await guest.run.click()
    field = entry.get_by_role("textbox", name="Who?")
    await expect(field).to_be_focused()
    await expect(theirs).to_contain_text("Who?")
    await expect(owner.output.get_by_role("textbox")).to_have_count(0)
    await guest.type("Ada")
    await guest.press("Enter")
    for each in (entry, theirs):
        await expect(each).to_contain_text("Who? Ada")
        await expect(each).to_contain_text("hello Ada")
    await expect(field).to_have_count(0)


async def test_a_line_of_a_traceback_leads_to_it(interview: Interview) -> None:
    """RU10"""
    code = "def f():\n    return 1 / 0\n\n\nf()"
    await interview.turn_to("python", code)
    entry = await interview.guest.run_and_wait("Error")
    await entry.get_by_role("button", name='File "solution.py", line 2').click()
    await expect(interview.guest.code).to_be_focused()
    assert await eventually(interview.guest.caret_offset, lambda at: at == len("def f():\n")) > 0


async def test_a_picture_is_seen_by_both(interview: Interview) -> None:
    """RU8"""
    code = """import struct, zlib
class Square:
    def _repr_png_(self):
        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
        head = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
        rows = b"".join(b"\\0" + b"\\x20\\x80\\xc0" * 40 for _ in range(30))
        return (b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head)
                + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
display(Square())"""
    await interview.turn_to("python", code)
    theirs = interview.owner.runs.nth(await interview.owner.runs.count())
    mine = await interview.guest.run_and_wait("Finished")
    for entry in (mine, theirs):
        picture = entry.get_by_role("img", name="Picture printed by the program")
        await expect(picture).to_be_visible()
        width = await picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
        assert width == 40
