"""Takes the README's pictures: two people in one interview, in light, in dark and moving.

    .venv/bin/python scripts/screenshots.py

An interviewer in JupyterLab and a guest in another browser are photographed at work, and both
photographs are laid out side by side on a page, which is photographed in turn. The moving picture
is another interview of theirs, photographed whenever something has happened. A second one is what
the interviewer sees of it afterwards, in the player.
"""

import asyncio
import base64
import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.async_api import Page, ViewportSize, expect  # noqa: E402

from tests.ui.interview import Interview, begin  # noqa: E402
from tests.ui.server import LabServer  # noqa: E402
from tests.ui.stage import Stage, open_lab  # noqa: E402

IMAGES = ROOT / "docs" / "images"
LAB: ViewportSize = {"width": 1000, "height": 640}
GUEST: ViewportSize = {"width": 600, "height": 640}
SETTINGS = {"jupyter-interview:plugin": {"name": "Amara Diallo", "defaultLanguage": "python"}}
CODE = '''def brackets_match(text):
    """Is every bracket closed by its own kind?"""
    pairs = {")": "(", "]": "[", "}": "{"}
    opened = []
    for sign in text:
        if sign in pairs.values():
            opened.append(sign)
        elif sign in pairs:
            if not opened or opened.pop() != pairs[sign]:
                return False
    return not opened


for text in ["(a + b) * [c]", "(]", "{[()]})"]:
    print(brackets_match(text), text)
'''
MISSING = "not opened or "
BROKEN = CODE.replace(MISSING, "")

SHEET = """<!doctype html><style>
  body {{ margin: 0; padding: 24px; display: flex; gap: 24px; align-items: flex-end;
    background: {ground}; width: max-content; }}
  img {{ display: block; border-radius: 8px; border: 1px solid {edge};
    box-shadow: 0 4px 16px {shadow}; }}
</style><img src="{lab}"><img src="{guest}">"""
FILM = IMAGES / "interview.webp"
LOOK_BACK = IMAGES / "look-back.webp"
LOOK_BACK_STILL = IMAGES / "look-back.png"
FILM_WIDTH = 1200
GAP = 16
COLORS = {
    "light": {"ground": "#f3f4f6", "edge": "#c9ccd1", "shadow": "#0003"},
    "dark": {"ground": "#15181d", "edge": "#3a3f47", "shadow": "#000a"},
}


async def at_work(interview: Interview) -> None:
    """A first try that fails, a second that does not, and both carets in the text."""
    owner, guest = interview.both
    await interview.turn_to("python", BROKEN)
    await guest.run_and_wait("Error")
    await interview.turn_to("python", CODE)
    await owner.run_and_wait("Finished")
    await expect(guest.runs).to_have_count(2)


async def carets(interview: Interview) -> None:
    """Names stand at carets for a moment after they moved."""
    owner, guest = interview.both
    await guest.caret_to("Control+Home")
    await guest.press(*["ArrowDown"] * 8, "End")
    await owner.caret_to("Control+Home")
    await owner.press(*["ArrowDown"] * 13, "End", "Shift+Home")
    await expect(guest.caret_of("Amara Diallo")).to_be_visible()
    await expect(owner.caret_of("Grace")).to_be_visible()


async def photograph(interview: Interview, theme: str) -> None:
    owner, guest = interview.owner, interview.guest
    await owner.theme(f"JupyterLab {theme.title()}")
    await guest.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    # A page reads the system's theme when it opens.
    await guest.page.reload()
    await guest.ready()
    await expect(guest.output).not_to_contain_text("Loading")
    await carets(interview)
    pictures = {
        name: "data:image/png;base64," + base64.b64encode(await page.screenshot()).decode()
        for name, page in (("lab", owner.page), ("guest", guest.page))
    }
    sheet = await owner.page.context.new_page()
    await sheet.set_content(SHEET.format(**pictures, **COLORS[theme]))
    await sheet.locator("body").screenshot(path=IMAGES / f"interview-{theme}.png")
    await sheet.close()


class Film:
    """Frames of both people's pages, beside each other, and how long each stays."""

    def __init__(self, *pages: Page) -> None:
        self._pages = pages
        self._frames: list[Image.Image] = []
        self._stays: list[int] = []

    async def shoot(self, stays_ms: int) -> None:
        shots = [Image.open(io.BytesIO(await page.screenshot())) for page in self._pages]
        width = sum(shot.width for shot in shots) + GAP * (len(shots) + 1)
        frame = Image.new("RGB", (width, shots[0].height + 2 * GAP), COLORS["light"]["ground"])
        left = GAP
        for shot in shots:
            frame.paste(shot, (left, GAP))
            left += shot.width + GAP
        wide = min(FILM_WIDTH, frame.width)
        size = (wide, frame.height * wide // frame.width)
        self._frames.append(frame.resize(size, Image.Resampling.LANCZOS))
        self._stays.append(stays_ms)

    def save(self, path: Path) -> None:
        first, *others = self._frames
        first.save(
            path, save_all=True, append_images=others, duration=self._stays, loop=0, quality=70
        )

    def save_last(self, path: Path) -> None:
        """For whoever wants nothing to move."""
        self._frames[-1].save(path, optimize=True)


async def film(interview: Interview) -> None:
    """A program fails, the interviewer points at a line, the candidate corrects it."""
    owner, guest = interview.both
    await interview.owner.theme("JupyterLab Light")
    await guest.page.emulate_media(color_scheme="light")
    await guest.page.reload()
    await interview.turn_to("python", BROKEN)
    moving = Film(owner.page, guest.page)
    await moving.shoot(1500)
    await guest.run_and_wait("Error")
    await expect(owner.runs).to_have_count(1)
    await moving.shoot(2500)
    await owner.caret_to("Control+Home")
    await owner.press(*["ArrowDown"] * 8, "End", "Shift+Home")
    await expect(guest.caret_of("Amara Diallo")).to_be_visible()
    await moving.shoot(2000)
    await guest.caret_to("Control+Home")
    await guest.press(*["ArrowDown"] * 8, "Home", *["ArrowRight"] * 3)
    await expect(owner.caret_of("Grace")).to_be_visible()
    await moving.shoot(1000)
    for place, letter in enumerate(MISSING, 1):
        await guest.type(letter)
        typed = BROKEN.replace("if opened", f"if {MISSING[:place]}opened")
        for panel in interview.both:
            await panel.shows(typed)
        await moving.shoot(120)
    await moving.shoot(800)
    await owner.run_and_wait("Finished")
    await expect(guest.runs).to_have_count(2)
    await moving.shoot(4000)
    moving.save(FILM)


async def film_of_player(interview: Interview) -> None:
    """From the run that failed to what made it work, and the difference."""
    page = interview.owner.page
    player = page.get_by_role("region", name="Look back", exact=True)
    await page.keyboard.press("F8")
    await player.get_by_role("tab", name="What happened").click()
    await expect(player.locator(".jpi-Entry-words").last).to_be_visible()
    await player.get_by_role("slider", name="Time").focus()
    moving = Film(page)

    async def press(*keys: str, stays_ms: int) -> None:
        for key in keys:
            await page.keyboard.press(key)
        # Two frames later it is painted.
        await page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        await moving.shoot(stays_ms)

    await press("Home", stays_ms=1200)
    await press("e", "m", "Shift+B", stays_ms=2200)
    for _ in MISSING:
        await press(".", stays_ms=160)
    await press("r", stays_ms=1800)
    await press("Shift+B", "d", stays_ms=500)
    await expect(player.locator(".cm-changedLine").first).to_be_visible()
    await press("b", stays_ms=4000)
    moving.save(LOOK_BACK)
    moving.save_last(LOOK_BACK_STILL)


async def take(stage: Stage, server: LabServer) -> None:
    lab = await open_lab(await stage.context(server, viewport=LAB), server)
    await lab.side_bar(False)
    guest = await stage.context(server, viewport=GUEST)
    fields = {"title": "Matching brackets", "language": "python"}
    interview = await begin(server, lab, guest, **fields)
    await at_work(interview)
    for theme in ("light", "dark"):
        await photograph(interview, theme)
    await lab.tidy()
    await lab.page.set_viewport_size(LAB)
    await lab.side_bar(False)
    newcomer = await stage.context(server, viewport=GUEST)
    interview = await begin(server, lab, newcomer, **fields)
    await film(interview)
    await film_of_player(interview)


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="interview-pictures-") as home:
        server = LabServer(Path(home), SETTINGS)
        server.start()
        stage = Stage()
        try:
            stage.run(asyncio.wait_for(take(stage, server), 240))
        finally:
            stage.close()
            server.stop()
    for image in sorted(IMAGES.glob("interview*.*")):
        print(f"{image.relative_to(ROOT)}: {image.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
