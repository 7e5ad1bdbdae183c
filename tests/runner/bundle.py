"""The script of the page that drives a runner, bundled for a test."""

import shutil
import subprocess
from pathlib import Path

from tests.runner.site import ROOT, STATIC


def bundled_page(folder: Path) -> bytes:
    if not (STATIC / "manifest.json").is_file():
        subprocess.run(["node", "labextension/build-runner.mjs"], cwd=ROOT, check=True)
    bundle = folder / "page.js"
    esbuild = shutil.which("esbuild", path=str(ROOT / "node_modules" / ".bin"))
    assert esbuild, "npm install has not been run"
    page = Path(__file__).with_name("page.ts")
    subprocess.run(
        [esbuild, page, "--bundle", f"--outfile={bundle}", "--log-level=error"], check=True
    )
    return bundle.read_bytes()
