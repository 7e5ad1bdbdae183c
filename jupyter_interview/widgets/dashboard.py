"""Many interviews in a cell: the same table as JupyterLab's view of a class.

The page asks the server, as the person who is logged in there, and tells the kernel what it sees.
The widget's state says which interviews they are; who is in them and what they do is not kept in a
notebook.
"""

from collections.abc import Iterable
from typing import Any

import traitlets
from ipywidgets.widgets.domwidget import DOMWidget

from ..client.shapes import Activity, ClassLinks, Session, read
from .panel import MODULE, MODULE_VERSION


class ClassDashboard(DOMWidget):
    """A live table of interviews that you hold; a click opens one.

    ``sessions`` are ids, or what the client answers with: ``Session`` s of :meth:`list`, the
    ``ClassLinks`` of :meth:`create_class`, the ``Activity`` s of :meth:`activity`. Or name a class:
    ``ClassDashboard(group="CS 101")``. ``rows`` is a tuple of the client's
    :class:`~jupyter_interview.client.Activity`, kept up to date while the table is shown.
    """

    _model_module = traitlets.Unicode(MODULE).tag(sync=True)
    _model_module_version = traitlets.Unicode(MODULE_VERSION).tag(sync=True)
    _model_name = traitlets.Unicode("ClassDashboardModel").tag(sync=True)
    _view_module = traitlets.Unicode(MODULE).tag(sync=True)
    _view_module_version = traitlets.Unicode(MODULE_VERSION).tag(sync=True)
    _view_name = traitlets.Unicode("ClassDashboardView").tag(sync=True)

    session_ids = traitlets.List(traitlets.Unicode(), help="Which interviews.").tag(sync=True)
    group = traitlets.Unicode(None, allow_none=True, help="Or which class.").tag(sync=True)
    rows = traitlets.Tuple(help="What goes on in them.")
    error = traitlets.Unicode(help="Why the page could not ask, if it could not.")

    def __init__(
        self,
        sessions: Iterable[str | Session | Activity] | ClassLinks = (),
        *,
        group: str | None = None,
        **traits: Any,
    ) -> None:
        if isinstance(sessions, ClassLinks):
            ids = [link.session_id for link in sessions.links]
        elif isinstance(sessions, str):
            raise TypeError("sessions must be several; for one, InterviewPanel shows it.")
        else:
            ids = [each if isinstance(each, str) else each.id for each in sessions]
        if not ids and group is None:
            raise ValueError("ClassDashboard needs interviews, or the group of a class.")
        super().__init__(session_ids=ids, group=group, **traits)
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        if message["type"] == "activity":
            with self.hold_trait_notifications():
                self.error = message["failure"] or ""
                self.rows = tuple(read(Activity, row) for row in message["sessions"])
