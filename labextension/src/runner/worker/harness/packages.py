"""Packages of the site: those that a program imports are there before it starts."""

import importlib
import importlib.util
import sys

from pyodide.code import find_imports

from . import display, world


async def install(sources, modules):
    """Load the packages of the site that the program imports."""
    imported = set()
    for source in sources:
        if modules or "import" in source:
            imported.update(find_imports(source))
    missing = {name for name in imported & modules if not _is_there(name)}
    if missing:
        await world.current.install(missing)
        importlib.invalidate_caches()
    if "matplotlib" in imported and _is_there("matplotlib"):
        import matplotlib

        matplotlib.use("agg")
        import matplotlib.pyplot

        matplotlib.pyplot.show = display.show_figures
    if "PIL" in imported and _is_there("PIL"):
        from PIL import ImageShow

        class Viewer(ImageShow.Viewer):
            def show(self, image, **options):
                display.display(image)
                return 1

        ImageShow.register(Viewer, 0)


def _is_there(name):
    return name in sys.modules or importlib.util.find_spec(name) is not None
