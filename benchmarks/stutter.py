"""How long a page stands still while a program of its own goes wrong and somebody else types.

    python benchmarks/stutter.py

An interview is open in JupyterLab and on the guest page, and a third person types in it all the
time over a socket. In both pages each program of the table is run in turn. The page notes the
longest time between two of its own ticks from the click on Run until a moment after the end; what
was typed meanwhile is compared in the end, letter by letter. See README.md.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect
from processes import Server, jupyter_server
from typists import Typist
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import LAUNCH_ARGS, chromium_path

PROGRAMS = {
    "nothing": "pass",
    "crash of the interpreter": "import ctypes\nctypes.string_at(0xFFFFFFF0, 9)",
    "deep recursion": "def f(n): return f(n + 1)\nf(0)",
    "memory bomb": "a = []\nwhile True: a.append(bytearray(10**7))",
    "flood of lines": "while True: print('x' * 100)",
    "one long line": "print('x' * 300_000)",
    "endless loop": "while True: pass",
}
KEY_S = 0.12
LIMIT_S = 60
READING_S = 1.5

WATCH = """
() => {
  let last = performance.now();
  window.gap = 0;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    window.gap = Math.max(window.gap, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(0), 4);
  };
  channel.port2.postMessage(0);
}
"""
RUN = """
() => new Promise(done => {
  const entries = () => document.querySelectorAll('.jpi-Run');
  const before = entries().length;
  window.gap = 0;
  [...document.querySelectorAll('button')].find(each => each.textContent === 'Run').click();
  const look = setInterval(() => {
    const state = [...entries()].at(-1)?.dataset.state;
    if (entries().length > before && state !== 'running') {
      clearInterval(look);
      setTimeout(() => done([state, window.gap]), 500);
    }
  }, 50);
})
"""


async def keep_typing(typist: Typist, typed: list[bytes]) -> None:
    """A key after the other, at the end of the text, which is a comment."""
    while True:
        typist.catch_up()
        frames = typist.prepare(1)
        typed += frames
        await typist.type(frames, KEY_S)


async def in_lab(browser: Browser, server: Server, session: str) -> Page:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"http://127.0.0.1:{server.port}/lab?token={server.token}")
    await page.wait_for_function("window.jupyterapp !== undefined", timeout=LIMIT_S * 1000)
    await page.evaluate("window.jupyterapp.restored")
    await page.evaluate(
        "sessionId => void window.jupyterapp.commands.execute('interview:open', { sessionId })",
        session,
    )
    return page


async def as_guest(browser: Browser, server: Server, session: str) -> Page:
    link = server.rest("POST", f"sessions/{session}/invites", {"role": "candidate"})["url"]
    page = await (await browser.new_context()).new_page()
    await page.goto(link)
    await page.get_by_role("textbox", name="Your name").fill("Benchmark")
    await page.get_by_role("button", name="Join").click()
    return page


Open = Callable[[Browser, Server, str], Awaitable[Page]]


async def measure(
    browser: Browser, server: Server, open_page: Open
) -> dict[str, tuple[str, float]]:
    """Of each program how it ended and the page's longest gap, in milliseconds."""
    session = server.rest("POST", "sessions", {"language": "python", "code": "pass\n# "})["id"]
    page = await open_page(browser, server, session)
    await expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    user = server.rest("POST", f"sessions/{session}/join", {"userName": "Typist"})["user"]
    socket = await connect(
        f"ws://127.0.0.1:{server.port}/interview/ws/{session}?user={user['id']}",
        additional_headers={"Authorization": f"token {server.token}"},
        subprotocols=[Subprotocol("interview.v1")],
        compression=None,
    )
    typist = Typist(socket)
    await typist.synced()
    await page.evaluate(WATCH)
    found = {}
    for name, code in PROGRAMS.items():
        typist.catch_up()
        server.rest("PUT", f"sessions/{session}/code", {"code": f"{code}\n# "})
        await asyncio.sleep(READING_S)
        typed: list[bytes] = []
        typing = asyncio.create_task(keep_typing(typist, typed))
        async with asyncio.timeout(LIMIT_S):
            state, gap = await page.evaluate(RUN)
        typing.cancel()
        with suppress(asyncio.CancelledError):
            await typing
        found[name] = (str(state), float(gap))
        await asyncio.sleep(READING_S)
        shown = await page.locator(".cm-content .cm-line").last.text_content()
        wanted = "# " + "x" * len(typed)
        assert shown == wanted, f"{name}: {shown!r} is not what was typed, {wanted!r}"
    await typist.leave()
    await page.context.close()
    return found


async def compare() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=LAUNCH_ARGS
        )
        with jupyter_server(lab=True) as server:
            guest = await measure(browser, server, as_guest)
            lab = await measure(browser, server, in_lab)
        await browser.close()
    print("longest time between two ticks of the page, in ms\n")
    print("| program | ends | guest page | JupyterLab |")
    print("|---|---|---:|---:|")
    for name in PROGRAMS:
        state, gap = guest[name]
        print(f"| {name} | `{state}` | {gap:.0f} | {lab[name][1]:.0f} |")
    print(json.dumps({name: lab[name][0] for name in PROGRAMS}), file=sys.stderr)


def main() -> None:
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    asyncio.run(compare())


if __name__ == "__main__":
    main()
