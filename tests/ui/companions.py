"""Other people's Jupyter packages that interviews must get along with, beside our environment.

They are installed where only the server of a test looks: in it they would change every other test.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.ui.alone import alone

ROOT = Path(__file__).parents[2]


def companion(*requirements: str) -> dict[str, str]:
    """The environment of a server that has these packages, too. Installed once."""
    home = ROOT / ".cache" / "companions" / "-".join(requirements)
    done = home / "installed"
    with alone("companions"):
        if not done.exists():
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile"]
            subprocess.run(
                [*command, "--prefix", str(home), *requirements],
                env=os.environ
                | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"},
                check=True,
            )
            done.touch()
    packages = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    return {
        "PYTHONPATH": packages,
        "JUPYTER_PATH": str(home / "share" / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(home / "etc" / "jupyter"),
    }
