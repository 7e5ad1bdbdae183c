"""Finds the browsers of the tests: those of the system, else what Playwright has brought.

`npm test` installs what is missing (`scripts/lib/browser.mjs`), so that a browser that is not
there is a failure here, which says what to do.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

_OF_PLAYWRIGHT = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "BlockOriginHeaderModificationOnRedirect",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "Translate",
    "AutoDeElevate",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
]
"""Features that Playwright turns off. A list of our own takes the place of Playwright's."""
_OF_THE_ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
"""With these, every window that a test opens starts two more pages, which draw what unfolds below
the address bar. Nobody sees it, and it takes as much time as two pages of ours."""

LAUNCH_ARGS = [
    f"--disable-features={','.join(_OF_PLAYWRIGHT + _OF_THE_ADDRESS_BAR)}",
    "--no-sandbox",
    # Chromium for people gives a sandboxed frame a process of its own; the one without a window
    # does so when it is told, and else a frame that hangs takes its page along.
    "--site-per-process",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

_NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
]
_PATHS = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
_FIREFOXES = ["firefox-esr", "firefox"]
_MINI_BROWSERS = [
    "/usr/lib/*/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/*/webkit2gtk-4.0/MiniBrowser",
    "/usr/lib/*/webkitgtk-6.0/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkitgtk-6.0/MiniBrowser",
]


def chromium_path() -> str:
    """The browser named by ``$CHROMIUM``, or the first one installed."""
    found = named_by("CHROMIUM") or next((path for path in map(shutil.which, _NAMES) if path), None)
    found = found or next((path for path in _PATHS if Path(path).is_file()), None)
    if found is None:
        raise RuntimeError(
            "The browser tests need Chromium or Chrome: install one, "
            "or set CHROMIUM to the path of its executable."
        )
    return found


def firefox_path() -> str | None:
    """The system's Firefox; None where only Playwright's own one may be there."""
    return named_by("FIREFOX") or next(
        (path for path in map(shutil.which, _FIREFOXES) if path), None
    )


@dataclass(frozen=True)
class WebKit:
    """The system's WebKitGTK: the server that drives it, its small browser, and a screen for it."""

    driver: str
    browser: str
    xvfb: str


def webkit_gtk() -> WebKit | None:
    """None where only Playwright's own WebKit may be there."""
    driver, xvfb = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    root = Path("/")
    found = (path for pattern in _MINI_BROWSERS for path in root.glob(pattern.lstrip("/")))
    browser = next(found, None)
    if driver is None or xvfb is None or browser is None:
        return None
    return WebKit(driver, str(browser), xvfb)


def named_by(variable: str) -> str | None:
    """The file that this variable of the environment names, if it is set."""
    named = os.environ.get(variable)
    if named and not Path(named).is_file():
        raise RuntimeError(f"${variable} names {named}, which is no file.")
    return named or None
