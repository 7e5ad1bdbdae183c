"""All packages that programs may import: those on the shelf, and then those of a whole Pyodide."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .distribution import NotOurPyodide, distribution
from .shelf import Shelf
from .wheels import Package


class Catalogue:
    """The packages that a page may request. A wheel that is added is found immediately."""

    def __init__(self, shelf: Shelf, pyodide_dir: Path | None, log: logging.Logger) -> None:
        self._shelf = shelf
        self._base: list[Package] = []
        if pyodide_dir is not None:
            try:
                self._base = distribution(pyodide_dir)
            except NotOurPyodide as problem:
                log.error("c.InterviewApp.pyodide_dir: %s", problem)

    def packages(self) -> list[Package]:
        """The packages by name. One on the shelf replaces one of Pyodide."""
        found = {package.name: package for package in self._base}
        found.update((package.name, package) for package in self._shelf.packages())
        return [found[name] for name in sorted(found)]

    def index(self) -> dict[str, Any]:
        """The content of ``index.json``."""
        return {"packages": [package.json() for package in self.packages()]}

    def needed(self, modules: Iterable[str]) -> list[Package]:
        """The packages that contain these modules, and the packages they depend on."""
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
        """The file of a package in the index; no other file of its folder is served."""
        return next((p.path for p in self.packages() if p.path.name == name), None)
