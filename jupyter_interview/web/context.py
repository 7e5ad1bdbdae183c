"""What handlers share: the services of the application, and the settings they need of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jupyter_server.base.handlers import JupyterHandler

from ..attachments.attachments import Attachments
from ..banks.banks import Banks
from ..domain.roles import Role
from ..runs.execution import Execution
from ..sessions.service import Service
from ..transport.raw_socket import Rounds
from .hub_accounts import HubAccounts
from .strangers import Strangers
from .throttle import Throttle


@dataclass(frozen=True, slots=True)
class AppContext:
    """The services of the application and the settings that handlers read."""

    service: Service
    attachments: Attachments
    banks: Banks
    wrong_secrets: Throttle
    joins: Throttle
    invitations: Throttle
    renames: Throttle
    exports: Throttle
    announcements: Throttle
    answers: Throttle
    """Of what somebody says of what was noted of them."""
    questions: Throttle
    looks_back: Throttle
    remarks: Throttle
    strangers: Strangers
    public_url: str
    accounts: HubAccounts
    many: bool = False
    """Whether Jupyter tells people apart, so that a session belongs to the person who created
    it."""
    creators: frozenset[str] = frozenset()
    """Groups whose members may create sessions; if it is empty, everybody who is logged in may."""
    group_roles: Mapping[str, Role] = field(default_factory=dict)
    """By group, the role in which its members may enter every session."""
    rounds: Rounds = field(default_factory=Rounds)
    sockets: set[object] = field(default_factory=set)
    """The open sockets of all sessions."""
    uploading: set[str] = field(default_factory=set)
    """The owners whose banks are being uploaded, one of each at a time."""
    execution: Execution | None = None


def context_of(handler: JupyterHandler) -> AppContext:
    context: AppContext = handler.settings["jupyter_interview_context"]
    return context
