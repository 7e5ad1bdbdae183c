"""The files of a program beside the one that is run: modules to import, and data to read.

They lie in the folder in which the program starts, and Python looks for modules there first, as in
the folder of a script. So a file may have the name of a module of the standard library. That is
loaded already, for us: it is put out of the program's sight, and back when we need it.
"""

import os
import sys
from importlib.machinery import FileFinder, SourceFileLoader

from . import source

AT_START = {
    *("_collections_abc", "_sitebuiltins", "abc", "codecs", "encodings", "genericpath"),
    *("importlib", "io", "os", "posixpath", "site", "stat", "zipimport"),
    *sys.builtin_module_names,
}
"""The modules that a script of CPython finds imported, so that no file can take their place."""

OURS = {"_pyodide", "js", "pyodide", "pyodide_js"}

names = None
"""The names of all files; None for a program that is one file."""

_hidden = {}


class _Loader(SourceFileLoader):
    """Loads a file under the name that its author knows it by, and keeps no bytecode of it."""

    def __init__(self, fullname, path):
        super().__init__(fullname, os.path.relpath(path, source.home))
        source.own.add(self.path)

    def get_data(self, path):
        return super().get_data(os.path.join(source.home, path))

    def path_stats(self, path):
        raise OSError(f"{path} is compiled each time")


def place(main, files):
    """Put files, as pairs of name and text, beside the one that is run."""
    global names
    names = [main, *(name for name, _ in files)]
    for name, text in files:
        path = os.path.join(source.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(text)
    sys.path[0] = source.home
    sys.path_hooks.insert(0, _finder)
    sys.path_importer_cache.pop(source.home, None)
    for module in sorted(set(map(_module, names)) - AT_START - OURS - {None}):
        _hide(module)


def modules():
    """The names that stand for modules of the program."""
    return {name.partition("/")[0].removesuffix(".py") for name in names or ()}


def texts(files):
    """The texts of those files that are Python."""
    return [text for name, text in files if name.endswith(".py")]


def loaded():
    """The modules of the program, in the order in which it has imported them."""
    return [
        module
        for module in list(sys.modules.values())
        if isinstance(getattr(getattr(module, "__spec__", None), "loader", None), _Loader)
    ]


def stop_hiding():
    """Put the standard library back, for our work after the program has ended."""
    sys.modules.update(_hidden)
    _hidden.clear()


def _finder(path):
    if path != source.home and not path.startswith(f"{source.home}/"):
        raise ImportError(f"{path} is no folder of the program")
    return FileFinder(path, (_Loader, [".py"]))


def _module(name):
    """The module at the top that a file is or makes; None where it makes none."""
    if name.endswith("/__init__.py"):
        return name.partition("/")[0]
    return name.removesuffix(".py") if name.endswith(".py") and "/" not in name else None


def _hide(module):
    for name in list(sys.modules):
        if name == module or name.startswith(f"{module}."):
            _hidden[name] = sys.modules.pop(name)
