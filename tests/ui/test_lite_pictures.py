"""What JupyterLite looks like with an interview: pictures, and that nothing scrolls sideways."""

from playwright.async_api import BrowserContext

from tests.ui.axe import problems
from tests.ui.geometry import HEIGHT, PICTURES, nothing_scrolls_sideways
from tests.ui.lite import Host, open_lite


async def test_pictures_of_lite(site_browser: BrowserContext, host: Host) -> None:
    """LT5: light and dark, wide and narrow; axe finds nothing serious in the panel."""
    lab = await open_lite(site_browser, host)
    await lab.begin()
    await lab.run_and_wait()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for theme in ("Light", "Dark"):
        await lab.theme(f"JupyterLab {theme}")
        for width in (1280, 400):
            await lab.page.set_viewport_size({"width": width, "height": HEIGHT})
            await lab.side_bar(False)
            await lab.ready()
            await nothing_scrolls_sideways(lab.page)
            await lab.page.screenshot(path=PICTURES / f"lite-{theme.lower()}-{width}.png")
        assert await problems(lab.page, ".jpi-InterviewPanel") == []
        await lab.page.set_viewport_size({"width": 1280, "height": HEIGHT})
        await lab.share.click()
        await lab.page.screenshot(path=PICTURES / f"lite-share-{theme.lower()}.png")
        await lab.press("Escape")
