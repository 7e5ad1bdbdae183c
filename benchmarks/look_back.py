"""What the player of a recording costs a browser: the first picture, and any moment after that.

    .venv/bin/python benchmarks/look_back.py [--edits 20000 260000] [--seeks 200]

The page of a player in Chromium, with the recordings of replay.py. A moment is painted when the
browser has drawn the frame in which its text stands there.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Route, async_playwright, expect
from replay import log_of

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from jupyter_interview.domain.limits import Limits  # noqa: E402
from jupyter_interview.playback.format import canonical  # noqa: E402
from jupyter_interview.recording.converter import Converter  # noqa: E402
from tests.browser import LAUNCH_ARGS, chromium_path  # noqa: E402
from tests.ui.server import LabServer, running_server  # noqa: E402

_SEEK = """async count => {
  const track = document.querySelector('.jpi-LookBack [role=slider]');
  const { left, width, top } = track.getBoundingClientRect();
  const painted = () => new Promise(resolve => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  const times = [];
  let place = 7;
  for (let seek = 0; seek < count; seek++) {
    place = (place * 7919 + 104729) % 100003;
    const clientX = left + (place / 100003) * width;
    const begun = performance.now();
    track.dispatchEvent(new PointerEvent('pointerdown', { clientX, clientY: top, bubbles: true }));
    track.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    await painted();
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other);
}"""
_PLAY = """async seconds => {
  const frames = [];
  let last = performance.now();
  const until = last + seconds * 1000;
  await new Promise(resolve => {
    const frame = now => {
      frames.push(now - last);
      last = now;
      now < until ? requestAnimationFrame(frame) : resolve();
    };
    requestAnimationFrame(frame);
  });
  return frames.sort((one, other) => one - other);
}"""


async def measure(server: LabServer, count: int, seeks: int) -> None:
    converter = Converter("s", Limits())
    for entry in log_of(count):
        converter.take(entry)
    recording = canonical(converter.document())

    async def answer(route: Route) -> None:
        await route.fulfill(body=recording, content_type="application/json")

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=LAUNCH_ARGS
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.route("**/recording", answer)
        began = asyncio.get_running_loop().time()
        await page.goto(f"{server.url}interview/replay/of-a-benchmark")
        track = page.get_by_role("slider", name="Time")
        await expect(track).to_be_visible(timeout=60_000)
        first = asyncio.get_running_loop().time() - began
        await page.get_by_role("tab", name="What happened").click()
        await expect(page.get_by_role("list", name="What happened")).to_be_visible(timeout=60_000)
        entries = asyncio.get_running_loop().time() - began
        await page.get_by_role("tab", name="Output").click()
        times: list[float] = await page.evaluate(_SEEK, seeks)
        await track.focus()
        await page.keyboard.press("Home")
        await page.get_by_role("combobox", name="Speed").select_option("32")
        await page.get_by_role("button", name="Play", exact=True).click()
        frames: list[float] = await page.evaluate(_PLAY, 5)
        session: Any = await page.context.new_cdp_session(page)
        await session.send("HeapProfiler.collectGarbage")
        memory = await page.evaluate("performance.memory.usedJSHeapSize")
        await browser.close()
    half, worst = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"{count:,} edits")
    print(f"  first picture {first:7.2f} s     with the page; {entries:.2f} s to all entries")
    print(
        f"  a moment      {half:7.0f} ms    until it is painted; {worst:.0f} ms for one in twenty"
    )
    print(f"  played at 32  {frames[-1]:7.0f} ms    the longest of {len(frames)} frames")
    print(f"  memory        {memory / 2**20:7.0f} MiB   of the whole page")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, nargs="+", default=[20_000, 260_000])
    parser.add_argument("--seeks", type=int, default=200)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name, running_server(Path(name)) as server:
        for count in chosen.edits:
            asyncio.run(measure(server, count, chosen.seeks))


if __name__ == "__main__":
    main()
