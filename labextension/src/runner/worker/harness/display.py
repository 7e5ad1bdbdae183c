"""Values that a program shows: pictures as pictures, everything else as text."""

import base64
import builtins
import io
import sys

from . import world


def prepare():
    """Let programs call ``display``."""
    builtins.display = display


def display(*values):
    """Show pictures as pictures and everything else as text."""
    for value in values:
        png = getattr(value, "_repr_png_", None)
        savefig = getattr(value, "savefig", None)
        if callable(savefig):
            _show_figure(value)
        elif callable(png) and isinstance(data := png(), bytes):
            _show_png(data)
        else:
            print(value if isinstance(value, str) else repr(value))


def _show_png(data):
    sys.stdout.flush()
    world.current.showImage(base64.b64encode(data).decode())


def _show_figure(figure):
    data = io.BytesIO()
    figure.savefig(data, format="png")
    _show_png(data.getvalue())


def show_figures(*args, **kwargs):
    """Show matplotlib's open figures, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    for number in pyplot.get_fignums() if pyplot else ():
        _show_figure(pyplot.figure(number))
    if pyplot:
        pyplot.close("all")
