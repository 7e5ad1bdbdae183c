"""Other people's Jupyter packages that interviews must get along with, beside our environment.

They are installed where only the server of a test looks: in it they would change every other test.
"""

import os
import subprocess
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

from tests.ui.alone import alone

ROOT = Path(__file__).parents[2]


def companion(*requirements: str) -> dict[str, str]:
    """The environment of a server that has these packages, too. Installed once.

    What our environment has is taken from it. A requirement that it does not meet is an error: pip
    would take the other version out of our environment, and not only leave it aside.
    """
    home = ROOT / ".cache" / "companions" / "-".join(requirements)
    done = home / "installed"
    with alone("companions"):
        if not done.exists():
            home.mkdir(parents=True, exist_ok=True)
            ours = home / "ours.txt"
            ours.write_text("".join(f"{name}=={version}\n" for name, version in _installed()))
            place = ["--constraint", str(ours), "--prefix", str(home)]
            _pip("install", "--quiet", "--no-compile", *place, *requirements)
            done.touch()
    packages = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    return {
        "PYTHONPATH": packages,
        "JUPYTER_PATH": str(home / "share" / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(home / "etc" / "jupyter"),
    }


def wheel_of(requirement: str) -> Path:
    """A wheel as the index has it, without what it needs: for what is read and not imported.

    Fetched once.
    """
    home = ROOT / ".cache" / "companions" / requirement
    with alone("companions"):
        if not [*home.glob("*.whl")]:
            home.mkdir(parents=True, exist_ok=True)
            _pip(
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "-d",
                str(home),
                requirement,
            )
    [wheel] = home.glob("*.whl")
    return wheel


def _pip(*arguments: str) -> None:
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.run([sys.executable, "-m", "pip", *arguments], env=os.environ | quiet, check=True)


def _installed() -> list[tuple[str, str]]:
    """What is installed here from an index, with its version."""
    found = ((each.metadata["Name"], each.version) for each in distributions())
    return sorted({(name, version) for name, version in found if name != "jupyter_interview"})
