"""The shelf: the folder with the wheels of this server."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from packaging.utils import canonicalize_name
from packaging.version import Version

from .wheels import NotForTheSandbox, Package, read_wheel


class Shelf:
    """The wheels in one folder, at most one of each package. The folder need not exist."""

    def __init__(self, folder: Path, unusable: Callable[[str], None] = lambda sentence: None):
        """``unusable`` is called once for each file that cannot be used, with the reason."""
        self.folder = folder
        self._unusable = unusable
        self._read: dict[tuple[str, int, int], Package | None] = {}
        self._reading = Lock()

    def packages(self) -> list[Package]:
        """The usable packages by name; of two versions the newer one."""
        found: dict[str, Package] = {}
        for path in sorted(self.folder.glob("*.whl")):
            package = self._package(path)
            if package is None:
                continue
            known = found.get(package.name)
            if known is None or Version(known.version) < Version(package.version):
                found[package.name] = package
        return [found[name] for name in sorted(found)]

    def put(self, path: Path) -> Package:
        """Copy a wheel here, instead of another version; raises NotForTheSandbox."""
        package = read_wheel(path)
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / path.name
        part = target.with_suffix(".part")
        shutil.copyfile(path, part)
        part.replace(target)
        for other in self.folder.glob("*.whl"):
            if other != target and (old := self._package(other)) and old.name == package.name:
                other.unlink()
        return read_wheel(target)

    def remove(self, name: str) -> Package | None:
        """Remove a package; answers with it, or None if there was none."""
        wanted = canonicalize_name(name)
        for package in self.packages():
            if package.name == wanted:
                package.path.unlink()
                return package
        return None

    def _package(self, path: Path) -> Package | None:
        """The package in a file, which is read again only when the file has changed."""
        try:
            found = path.stat()
        except OSError:
            return None
        key = (path.name, found.st_size, found.st_mtime_ns)
        with self._reading:
            if key not in self._read:
                try:
                    self._read[key] = read_wheel(path)
                except NotForTheSandbox as problem:
                    self._read[key] = None
                    self._unusable(str(problem))
            return self._read[key]
