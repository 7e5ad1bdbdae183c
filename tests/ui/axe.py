"""What axe-core finds on a page."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

# What fades in or out has no colors that anybody sees; it is looked at as it ends.
_LOOK = """within => {
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().iterations !== Infinity) {
      animation.finish();
    }
  }
  return axe.run(within);
}"""


async def problems(page: Page, within: str) -> list[str]:
    """What axe calls serious or critical below the elements that `within` selects."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    found: dict[str, Any] = await page.evaluate(_LOOK, within)
    return [
        f"{each['id']}: {node['html']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
