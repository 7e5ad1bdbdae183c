"""Finds the system's Chromium for the browser tests: none is downloaded."""

import os
import shutil
from pathlib import Path

LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
_PATHS = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]


def chromium_path() -> str:
    """The browser named by ``$CHROMIUM``, or the first one installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        if Path(named).is_file():
            return named
        raise RuntimeError(f"$CHROMIUM names {named}, which is no file.")
    found = next((path for path in map(shutil.which, _NAMES) if path), None)
    found = found or next((path for path in _PATHS if Path(path).is_file()), None)
    if found is None:
        raise RuntimeError(
            "The browser tests need Chromium or Chrome: install one, "
            "or set CHROMIUM to the path of its executable."
        )
    return found
