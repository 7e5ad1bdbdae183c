"""A folder with a whole Pyodide, as its release page has it, with hundreds of packages."""

import json
from pathlib import Path

from packaging.utils import canonicalize_name

from .wheels import Package

LOCK = "pyodide-lock.json"
ABI_VERSION = "2026_0"


class NotOurPyodide(ValueError):
    """A folder without a Pyodide whose packages the sandbox can load."""


def distribution(folder: Path) -> list[Package]:
    """The packages whose files exist; raises NotOurPyodide with a sentence."""
    try:
        lock = json.loads((folder / LOCK).read_text("utf-8"))
        abi, entries = lock["info"]["abi_version"], lock["packages"].values()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NotOurPyodide(f"{folder} has no {LOCK} that can be read.") from None
    if abi != ABI_VERSION:
        raise NotOurPyodide(f"{folder} holds packages for {abi}; the sandbox is {ABI_VERSION}.")
    found = []
    for entry in entries:
        path = folder / Path(entry["file_name"]).name
        if path.suffix == ".whl" and path.is_file():
            depends = tuple(canonicalize_name(name) for name in entry["depends"])
            name = canonicalize_name(entry["name"])
            modules = tuple(entry["imports"])
            found.append(Package(name, entry["version"], path, modules, depends))
    return found
