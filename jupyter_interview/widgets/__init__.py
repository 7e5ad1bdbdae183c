"""Interviews in the cells of a notebook: a live panel, and a table of many.

Owns the Python end of a comm. May import ``client`` and ``domain``. It must never keep what is
in an interview as widget state, which notebooks save. ipywidgets comes with the extra ``widgets``;
without it everything else works, and these classes say what is missing.
"""

try:
    import ipywidgets  # noqa: F401
except ModuleNotFoundError as missing:
    if missing.name != "ipywidgets":
        raise
    raise ModuleNotFoundError(
        "Interviews in notebooks need ipywidgets: pip install 'jupyter_interview[widgets]'",
        name="ipywidgets",
    ) from None

from .dashboard import ClassDashboard
from .panel import InterviewPanel

__all__ = ["ClassDashboard", "InterviewPanel"]
