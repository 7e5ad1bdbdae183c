"""RU8: what matplotlib, Pillow and pandas bring, with the real ones.

None of them has a wheel for the sandbox's Python that a test could load. So the very harness of the
sandbox runs the programs here, in CPython, beside the packages as everybody installs them.
"""

import base64
import json
import os
import struct
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.runner.site import ROOT
from tests.ui.companions import companion

HARNESS = ROOT / "labextension" / "src" / "runner" / "worker"
RUN = """
import asyncio, json, sys, types

code, ffi = types.ModuleType("pyodide.code"), types.ModuleType("pyodide.ffi")
code.find_imports = lambda source: [n for n in ("matplotlib", "PIL", "pandas") if n in source]
ffi.can_run_sync, ffi.run_sync = lambda: False, None
loop, webloop = asyncio.new_event_loop(), types.ModuleType("pyodide.webloop")
webloop.WebLoop = type("WebLoop", (), {})
sys.modules |= {"pyodide": types.ModuleType("pyodide"), "pyodide.webloop": webloop}
sys.modules |= {"pyodide.code": code, "pyodide.ffi": ffi}
if sys.version_info < (3, 14):
    import _compression  # By its name of then.
    names = ("compression", "compression._common", "compression._common._streams")
    sys.modules |= {name: types.ModuleType(name) for name in names[:2]}
    sys.modules[names[2]] = _compression
source = sys.stdin.read()
from harness import program as harness  # whose standard input is a person

class World:
    images = []
    shown = []
    def showImage(self, png):
        self.images.append(png)
    def giveRoom(self, times):
        pass  # CPython here has the stack of a process.
    def show(self, stream, text, html):
        self.shown.append([stream, text, html])

world = World()
harness.wake(world, 1)
GIVEN = '["solution.py", null]'
outcome = json.loads(loop.run_until_complete(harness.run(source, "[]", "[]", True, GIVEN, "null")))
print(json.dumps([outcome, world.images, world.shown]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    found = companion("matplotlib>=3.10,<4", "pandas>=2.3,<4", "pillow>=11")
    path = os.pathsep.join([found["PYTHONPATH"], str(HARNESS)])
    kept = str(ROOT / ".cache" / "matplotlib")
    return os.environ | {
        "PYTHONPATH": path,
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLCONFIGDIR": kept,
    }


def run(
    code: str, environment: dict[str, str], shown: list[Any] | None = None
) -> tuple[str, list[bytes]]:
    """What the program printed, and its pictures; what it showed besides is added to `shown`."""
    with TemporaryDirectory() as folder:  # where the harness writes the program down
        done = subprocess.run(
            [sys.executable, "-c", RUN],
            input=code,
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
    told: Any = json.loads(done.stderr.splitlines()[-1])
    outcome, images, things = told
    (shown if shown is not None else []).extend(things)
    assert outcome == {"state": "ok", "error": None}
    return done.stdout, [base64.b64decode(image) for image in images]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


PLOT = "import matplotlib.pyplot as plt\nplt.figure(figsize=(2, 1), dpi=100)\nplt.plot([1, 3, 2])\n"


@pytest.mark.parametrize(
    ("code", "sizes"),
    [
        pytest.param(PLOT, [(200, 100)], id="open at the end"),
        pytest.param(PLOT + "plt.show()\n", [(200, 100)], id="show"),
        pytest.param(PLOT + "plt.show()\n" + PLOT + "plt.show()\n", [(200, 100)] * 2, id="twice"),
        pytest.param(PLOT + "display(plt.gcf())\nplt.close()\n", [(200, 100)], id="display"),
        pytest.param(
            "from PIL import Image\nImage.new('RGB', (30, 20), 'red').show()\n",
            [(30, 20)],
            id="show of PIL",
        ),
        pytest.param(
            "from PIL import Image\ndisplay(Image.new('L', (7, 5)))\n", [(7, 5)], id="PIL"
        ),
    ],
)
def test_RU8_figures_and_pictures_are_shown(
    code: str, sizes: list[tuple[int, int]], environment: dict[str, str]
) -> None:
    printed, images = run(code, environment)
    assert (printed, [size(image) for image in images]) == ("", sizes)


def test_data_frames_are_tables_beside_their_text(environment: dict[str, str]) -> None:
    """OU5, OU8"""
    code = (
        "import pandas as pd\nf = pd.DataFrame({'a': [1, 2]}, ['x', 'y'])\nprint(f)\ndisplay(f)\nf"
    )
    table = "   a\nx  1\ny  2"
    shown: list[Any] = []
    assert run(code, environment, shown) == (table + "\n", [])
    assert [(stream, text) for stream, text, _ in shown] == [("display", table), ("value", table)]
    assert all("<table" in html and "<td>1</td>" in html for _, _, html in shown)
