"""Reads from a wheel what Python in the sandbox needs to know of it.

Only wheels that this Python can load are accepted: pure ones, and those built for it (PEP 783).
"""

import re
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from .archive import Unreadable, read_archive

PYTHON = "3.14"
ABI = "cp314"
PLATFORM = "pyemscripten_2026_0_wasm32"

_ENVIRONMENT = {
    "implementation_name": "cpython",
    "implementation_version": "3.14.2",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Emscripten",
    "platform_version": "",
    "python_full_version": "3.14.2",
    "python_version": PYTHON,
    "sys_platform": "emscripten",
}
_MOST_NAMES = 1000
"""The most modules of a package, and the most packages that it needs."""
_NAME_CHARACTERS = 200
_HEAD_CHARACTERS = 256 * 1024
_LINE_CHARACTERS = 4096
_EXTENSION = re.compile(r"\.(?:cpython-314-wasm32-emscripten|abi3)?\.?so$")


class NotForTheSandbox(ValueError):
    """The file is no wheel, or one that Python in the sandbox cannot load."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package as a page has to know it; ``path`` is that of its file."""

    name: str
    version: str
    path: Path
    modules: tuple[str, ...]
    depends: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """An entry of ``index.json``."""
        return {
            "name": self.name,
            "version": self.version,
            "file": self.path.name,
            "size": self.path.stat().st_size,
            "modules": list(self.modules),
            "depends": list(self.depends),
        }


def read_wheel(path: Path) -> Package:
    """The package in a file; raises NotForTheSandbox with a sentence."""
    try:
        name, version, _, tags = parse_wheel_filename(path.name)
    except InvalidWheelFilename:
        raise NotForTheSandbox(f"{path.name} is not the name of a wheel.") from None
    if not any(_fits(tag) for tag in tags):
        raise NotForTheSandbox(f"{path.name} is not built for Python in the sandbox ({PLATFORM}).")
    try:
        files, metadata = read_archive(path)
    except Unreadable as problem:
        raise NotForTheSandbox(f"{path.name} {problem}") from None
    return Package(name, str(version), path, _modules(files), _depends(metadata))


def _fits(tag: Tag) -> bool:
    if tag.platform == "any":
        return tag.abi == "none" and tag.interpreter.startswith(("py3", "cp3"))
    return tag.platform == PLATFORM and tag.abi in (ABI, "abi3", "none")


def _modules(files: list[str]) -> tuple[str, ...]:
    """The names that can be imported: packages and modules at the top of the wheel."""
    found = set()
    for name in files:
        parts = PurePosixPath(name).parts
        code = name.endswith(".py") or _EXTENSION.search(name) is not None
        if code and not parts[0].endswith((".dist-info", ".data", ".libs")):
            found.add(parts[0].partition(".")[0])
    names = [name for name in found if len(name) <= _NAME_CHARACTERS and name.isidentifier()]
    return tuple(sorted(names)[:_MOST_NAMES])


def _depends(metadata: str) -> tuple[str, ...]:
    """The packages that it needs in the sandbox, without extras."""
    found = set()
    head = metadata.partition("\n\n")[0][:_HEAD_CHARACTERS]
    for line in HeaderParser().parsestr(head).get_all("Requires-Dist", [])[:_MOST_NAMES]:
        if len(line) > _LINE_CHARACTERS:
            continue
        try:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate(
                {**_ENVIRONMENT, "extra": ""}
            ):
                found.add(canonicalize_name(requirement.name))
        except (ValueError, RecursionError):
            # A name or a condition that cannot be read is none of this Python's.
            continue
    return tuple(sorted(found))
