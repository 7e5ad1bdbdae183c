"""What must be in the window, and where pictures of it are kept."""

from pathlib import Path
from typing import Literal

from playwright.async_api import Locator, Page, expect

from tests.thorough import THOROUGH

PICTURES = Path(__file__).parents[2] / ".cache" / "ui-pictures"
HEIGHT = 800

Scheme = Literal["light", "dark"]
Look = tuple[int, Scheme]
_WIDE_AND_NARROW: list[Look] = [(1280, "light"), (400, "dark")]
LOOKS = _WIDE_AND_NARROW + ([(1280, "dark"), (400, "light")] if THOROUGH else [])
"""Widths and colors in which a page is looked at: each once, and with each other when it is asked
for, because places come from the width and contrasts from the scheme."""


async def nothing_scrolls_sideways(page: Page) -> None:
    widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


async def is_not_cut(select: Locator) -> None:
    """A list of choices has the width that it needs for the widest one."""
    needed, given = await select.evaluate(
        """select => {
          const free = select.cloneNode(true);
          free.style.cssText = 'width: max-content; flex: none; position: absolute';
          select.after(free);
          const needed = free.getBoundingClientRect().width;
          free.remove();
          return [needed, select.getBoundingClientRect().width];
        }"""
    )
    assert given >= needed > 0, (needed, given)


# Resolves with null, or with where it is when that does not become right.
_SETTLE = """(element, [width, height, patience]) => new Promise(resolve => {
  const end = performance.now() + patience;
  const look = () => {
    const box = element.getBoundingClientRect();
    const fits =
      box.x >= 0 && box.right <= width + 1 && box.y >= 0 && box.bottom <= height + 1 &&
      box.width >= 20 && box.height >= 15;
    if (fits || performance.now() > end) {
      resolve(fits ? null : [box.x, box.y, box.right, box.bottom]);
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
})"""
_PATIENCE_MS = 10_000


async def is_within(control: Locator, width: int) -> None:
    """Inside the window, and no speck, once what is around it has its new size."""
    await expect(control).to_be_visible()
    name = await control.get_attribute("aria-label") or await control.inner_text()
    assert await control.evaluate(_SETTLE, [width, HEIGHT, _PATIENCE_MS]) is None, name
