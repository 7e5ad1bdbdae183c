"""The Jupyter server extension."""

from __future__ import annotations

from jupyter_server.extension.application import ExtensionApp


class InterviewApp(ExtensionApp):
    """Live coding interviews, served below `{base_url}interview/`."""

    name = "jupyter_interview"
    extension_url = "/interview/"
