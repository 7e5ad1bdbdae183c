"""Values that a program shows: pictures as pictures, tables as HTML beside their text, and
everything else as text. The page that draws HTML checks it.

``IPython.display`` can be imported, so that code from notebooks runs: it has what this sandbox can
show, and shows the rest as text.
"""

import base64
import builtins
import importlib.machinery
import inspect
import io
import sys
import traceback

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
            print(_text(value, str if _is_a(value, str) else repr))


def show_value(value):
    """Show the value of a program's last expression, unless it is None."""
    if value is not None and not _show_richly("value", value):
        _tell("value", _text(value), None)


def _show_richly(stream, value):
    """Show a value in a form that is more than text; False when it has none."""
    if _is_a(value, type):
        return False
    bundle = _form(value, "_repr_mimebundle_", dict) or {}
    data = (
        _form(value, "savefig", bytes, _drawn)
        or _form(value, "_repr_png_", bytes)
        or dict.get(bundle, "image/png")
    )
    if _is_a(data, bytes) and bytes.startswith(data, PNG):
        _show_png(data)
        return True
    html = _form(value, "_repr_html_", str) or dict.get(bundle, "text/html")
    if _is_a(html, str) and str.__len__(html) > 0:
        _tell(stream, html if _is_a(value, HTML) else _text(value), html)
        return True
    return False


def _is_a(value, kind):
    """As ``isinstance``, which asks the value as well, and that may raise anything."""
    return issubclass(type(value), kind)


def _form(value, method, kind, make=None):
    """One form of a value; None when it has not got it or fails to make it.

    The method is looked for without a call of the value's ``__getattr__``, which may have an answer
    for every name, or raise anything.
    """
    try:
        if not callable(inspect.getattr_static(value, method, None)):
            return None
        form = getattr(value, method)() if make is None else make(value)
    except Exception:
        return None
    return form if _is_a(form, kind) else None


def _text(value, make=repr):
    """A value as text, and as what it is where its own code fails at that."""
    try:
        return make(value)
    except MemoryError:
        raise
    except Exception as error:
        reason = traceback.format_exception_only(error)[-1].strip()
        return f"<{type(value).__name__}: its text could not be made: {reason}>"


def _tell(stream, text, html):
    sys.stdout.flush()
    data = str.encode(text, errors="replace")
    if len(data) > MAX_TEXT:
        text = data[: MAX_TEXT - len("…".encode())].decode(errors="ignore") + "…"
    if html is not None and len(str.encode(html, errors="replace")) > MAX_HTML:
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
    """HTML that is displayed as far as it is harmless, such as a table."""

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
