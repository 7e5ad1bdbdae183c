"""Live coding interviews inside Jupyter.

This file is read by Jupyter while it looks for extensions, in every command it has, so it imports
nothing: the application is loaded when the server asks for the extension points.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-interview"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from .app import InterviewApp

    return [{"module": "jupyter_interview", "app": InterviewApp}]
