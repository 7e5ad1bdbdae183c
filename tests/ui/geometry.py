"""What must be in the window, and where pictures of it are kept."""

from pathlib import Path

from playwright.async_api import Locator, Page, expect

PICTURES = Path(__file__).parents[2] / ".cache" / "ui-pictures"
HEIGHT = 800


async def nothing_scrolls_sideways(page: Page) -> None:
    widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


async def is_within(control: Locator, width: int) -> None:
    await expect(control).to_be_visible()
    box = await control.bounding_box()
    assert box
    name = await control.get_attribute("aria-label") or await control.inner_text()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width + 1, (name, box)
    assert box["y"] >= 0 and box["y"] + box["height"] <= HEIGHT + 1, (name, box)
    assert box["width"] >= 20 and box["height"] >= 15, (name, box)
