"""All packages that programs may import: the shelf's, and under them those of a whole Pyodide."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .distribution import NotOurPyodide, distribution
from .shelf import Shelf
from .wheels import Package


class Catalogue:
    """What the page may ask for. A wheel that is added is there at once."""

    def __init__(self, shelf: Shelf, pyodide_dir: Path | None, log: logging.Logger) -> None:
        self._shelf = shelf
        self._base: list[Package] = []
        if pyodide_dir is not None:
            try:
                self._base = distribution(pyodide_dir)
            except NotOurPyodide as problem:
                log.error("c.InterviewApp.pyodide_dir: %s", problem)

    def packages(self) -> list[Package]:
        """By name; the shelf decides."""
        found = {package.name: package for package in self._base}
        found.update((package.name, package) for package in self._shelf.packages())
        return [found[name] for name in sorted(found)]

    def index(self) -> dict[str, Any]:
        """``index.json``."""
        return {"packages": [package.json() for package in self.packages()]}

    def needed(self, modules: Iterable[str]) -> list[Package]:
        """The packages that bring these modules, and what they depend on."""
        wanted = set(modules)
        packages = {package.name: package for package in self.packages()}
        found = {name for name, package in packages.items() if wanted & set(package.modules)}
        todo = list(found)
        while todo:
            for name in packages[todo.pop()].depends:
                if name in packages and name not in found:
                    found.add(name)
                    todo.append(name)
        return [packages[name] for name in sorted(found)]

    def file(self, name: str) -> Path | None:
        """The file of a package that the index names; nothing else of its folder can be had."""
        return next((p.path for p in self.packages() if p.path.name == name), None)
