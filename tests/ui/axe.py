"""What axe-core finds on a page."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

# What fades in or out has no colors that anybody sees; it is looked at as it ends.
_LOOK = """context => {
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().iterations !== Infinity) {
      animation.finish();
    }
  }
  return axe.run(context);
}"""


async def problems(page: Page, within: str, without: str | None = None) -> list[str]:
    """What axe calls serious or critical below the elements that `within` selects.

    Those that `without` selects are left out: the rest of a long list of one kind, each of which
    takes axe as long as the first.
    """
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    context = {"include": [within], "exclude": [without] if without else []}
    found: dict[str, Any] = await page.evaluate(_LOOK, context)
    return [
        f"{each['id']}: {node['html']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
