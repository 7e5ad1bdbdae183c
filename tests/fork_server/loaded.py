"""What the fork server imports before it forks: the modules of a Jupyter server in tests.

A module may be here if its import changes nothing outside of it, starts no thread, opens nothing
that stays open, and does not look into the environment for what each program has for itself. The
modules ``jupyterlab.labapp`` and ``notebook.app`` look, and so each program imports them, which is
soon done. A test watches all that is imported here.
"""

import importlib
import sys
from collections.abc import Sequence

import tests.quick.here  # noqa: F401

SERVER = (
    "jupyter_interview.app",
    "jupyter_server.kernelspecs.handlers",
    "jupyter_server.nbconvert.handlers",
    "jupyter_server.serverapp",
    "jupyter_server.view.handlers",
    "jupyter_server.services.api.handlers",
    "jupyter_server.services.config.handlers",
    "jupyter_server.services.contents.handlers",
    "jupyter_server.services.events.handlers",
    "jupyter_server.services.kernels.handlers",
    "jupyter_server.services.kernelspecs.handlers",
    "jupyter_server.services.nbconvert.handlers",
    "jupyter_server.services.security.handlers",
    "jupyter_server.services.sessions.handlers",
    "jupyter_server.services.shutdown",
    "tornado.platform.asyncio",
)
LAB = (
    "IPython.paths",
    "httpcore",
    "jinja2.ext",
    "jupyter_lsp.serverextension",
    "jupyter_lsp.virtual_documents_shadow",
    "jupyter_server_terminals.app",
    "jupyterlab.commands",
    "jupyterlab.debuglog",
    "jupyterlab.extensions.readonly",
    "jupyterlab.handlers.announcements",
    "jupyterlab.handlers.build_handler",
    "jupyterlab.handlers.error_handler",
    "jupyterlab.handlers.extension_manager_handler",
    "jupyterlab.handlers.plugin_manager_handler",
    "notebook_shim.nbserver",
    "notebook_shim.shim",
)
"""What JupyterLab and Notebook 7 load besides, some of it long after their start."""
MODULES = (*SERVER, *LAB)
AGAIN = ("send2trash.plat_other",)
"""Loaded anew in each program: where its trash is depends on HOME, and is found by the import."""


def load(modules: Sequence[str]) -> None:
    """Import these, without the ones that tests do without."""
    for module in modules:
        importlib.import_module(module)


def load_again() -> None:
    """Let those modules look that have looked into the fork server's environment."""
    for module in AGAIN:
        if module in sys.modules:
            importlib.reload(sys.modules[module])
