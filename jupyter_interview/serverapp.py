"""`jupyter-interview-server`: interviews for many people, and nothing else of Jupyter.

This is a Jupyter server without files, kernels, terminals and other extensions. It is a service of
a JupyterHub, which then does the login, or stands alone in a container. Two things keep the rest of
Jupyter out, because neither is enough alone: its handlers are not mounted, and the authorizer
allows one resource only.
"""

import os

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import User
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from traitlets import Float, default

from .web.credentials import RESOURCE


class InterviewOnly(Authorizer):
    """Everybody who is logged in may use interviews; roles say what they may do in each."""

    def is_authorized(
        self, handler: JupyterHandler, user: User, action: str, resource: str
    ) -> bool:
        return resource == RESOURCE


class InterviewServerApp(ServerApp):
    """The Jupyter server of interviews alone."""

    name = "jupyter-interview-server"
    description = "Serves live coding interviews, alone or as a service of a JupyterHub."
    default_services = ("api", "auth", "security")  # type: ignore[assignment]

    header_seconds = Float(
        75.0,
        min=0.0,
        help="Seconds that a connection may take for the headers of a request, or do nothing.",
    ).tag(config=True)

    def init_httpserver(self) -> None:
        """Shorten Jupyter's timeout of an hour, which is long for strangers."""
        super().init_httpserver()
        self.http_server.conn_params.header_timeout = self.header_seconds

    def find_server_extensions(self) -> None:
        """Load no other extension that is installed here, whatever its configuration says."""
        hub = {"jupyterhub": True} if "JUPYTERHUB_SERVICE_URL" in os.environ else {}
        self.jpserver_extensions = {"jupyter_interview": True, **hub}

    @default("authorizer_class")
    def _default_authorizer_class(self) -> type[Authorizer]:
        return InterviewOnly

    @default("allow_unauthenticated_access")
    def _default_allow_unauthenticated_access(self) -> bool:
        return False

    @default("default_url")
    def _default_default_url(self) -> str:
        return "/interview/"

    @default("open_browser")
    def _default_open_browser(self) -> bool:
        return False


main = InterviewServerApp.launch_instance
