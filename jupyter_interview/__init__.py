"""Live coding interviews inside Jupyter.

This file is read by Jupyter while it looks for extensions, in every command it has, so it imports
nothing: the application is loaded when the server asks for the extension points, the client and the
widgets when somebody asks for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AsyncInterviewClient, InterviewClient, InterviewRefused
    from .widgets import ClassDashboard, InterviewPanel

__version__ = "0.1.0"
__all__ = [
    "AsyncInterviewClient",
    "ClassDashboard",
    "InterviewClient",
    "InterviewPanel",
    "InterviewRefused",
    "__version__",
]
_WIDGETS = ("ClassDashboard", "InterviewPanel")


def __getattr__(name: str) -> Any:
    if name in _WIDGETS:
        from . import widgets

        return getattr(widgets, name)
    if name in __all__:
        from . import client

        return getattr(client, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-interview"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from .app import InterviewApp

    return [{"module": "jupyter_interview", "app": InterviewApp}]
