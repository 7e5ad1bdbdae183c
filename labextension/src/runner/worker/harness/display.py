"""Values that a program shows: pictures as pictures, tables as HTML beside their text, and
everything else as text. What is HTML here is checked by whoever draws it.

``IPython.display`` can be imported, so that code from notebooks runs: it has what this sandbox can
show, and shows the rest as text.
"""

import base64
import builtins
import importlib.machinery
import io
import sys

from . import world

PNG = b"\x89PNG\r\n\x1a\n"
# Bytes of UTF-8.
MAX_TEXT = 8 * 1024
MAX_HTML = 40 * 1024


def prepare():
    """Let programs call ``display`` and import ``IPython.display``."""
    builtins.display = display
    sys.displayhook = show_value
    sys.meta_path.append(_Finder)


def display(*values, **options):
    """Show pictures as pictures, tables as tables and everything else as text."""
    for value in values:
        if not _show_richly("display", value):
            print(value if isinstance(value, str) else repr(value))


def show_value(value):
    """Show the value of a program's last expression, unless it is None."""
    if value is not None and not _show_richly("value", value):
        _tell("value", repr(value), None)


def _show_richly(stream, value):
    """Show a value in a form that is more than text; False when it has none."""
    if isinstance(value, type):
        return False
    if callable(getattr(value, "savefig", None)):
        data = _form(_drawn, value)
    else:
        data = _form(getattr(value, "_repr_png_", None))
    bundle = _form(getattr(value, "_repr_mimebundle_", None))
    bundle = bundle if isinstance(bundle, dict) else {}
    data = data or bundle.get("image/png")
    if isinstance(data, bytes) and data.startswith(PNG):
        _show_png(data)
        return True
    html = _form(getattr(value, "_repr_html_", None)) or bundle.get("text/html")
    if isinstance(html, str) and html:
        _tell(stream, _plain(value, html), html)
        return True
    return False


def _form(make, *arguments):
    """One form of a value; None when it has not got it or fails to make it."""
    try:
        return make(*arguments) if callable(make) else None
    except Exception:
        return None


def _plain(value, html):
    return html if isinstance(value, HTML) else repr(value)


def _tell(stream, text, html):
    sys.stdout.flush()
    data = text.encode(errors="replace")
    if len(data) > MAX_TEXT:
        text = data[: MAX_TEXT - len("…".encode())].decode(errors="ignore") + "…"
    if html is not None and len(html.encode(errors="replace")) > MAX_HTML:
        html = None
    world.current.show(stream, text, html)


def _show_png(data):
    sys.stdout.flush()
    world.current.showImage(base64.b64encode(data).decode())


def _drawn(figure):
    data = io.BytesIO()
    figure.savefig(data, format="png")
    return data.getvalue()


def show_figures(*args, **kwargs):
    """Show matplotlib's open figures, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    for number in pyplot.get_fignums() if pyplot else ():
        _show_png(_drawn(pyplot.figure(number)))
    if pyplot:
        pyplot.close("all")


class _Shown:
    """Something to be displayed, as the classes of ``IPython.display`` are."""

    def __init__(self, data="", *args, **options):
        self.data = data

    def __repr__(self):
        return self.data if isinstance(self.data, str) else f"<{type(self).__name__}>"


class HTML(_Shown):
    """Displayed as a table, or whatever of it is harmless."""

    def __repr__(self):
        return "<HTML>"

    def _repr_html_(self):
        return self.data


class Image(_Shown):
    """Displayed as a picture when it is a PNG in memory."""

    def __init__(self, data=None, *args, **options):
        self.data = data

    def __repr__(self):
        return "<Image: only PNGs given as bytes are shown here>"

    def _repr_png_(self):
        return self.data


class Markdown(_Shown):
    """Displayed as its text."""


class Latex(_Shown):
    """Displayed as its text."""


class SVG(_Shown):
    """Displayed as a word: a drawing that a program wrote is not drawn."""

    def __repr__(self):
        return "<SVG: only PNGs are shown here>"


class _Finder:
    """Makes ``IPython`` when a program imports it and there is none."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in ("IPython", "IPython.display"):
            return importlib.machinery.ModuleSpec(name, _Finder, is_package=name == "IPython")
        return None

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        if module.__name__ == "IPython":
            module.get_ipython = lambda: None
            return
        for thing in (display, HTML, Image, Latex, Markdown, SVG):
            setattr(module, thing.__name__, thing)
        module.clear_output = lambda wait=False: None
