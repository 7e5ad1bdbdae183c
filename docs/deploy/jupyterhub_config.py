"""Interviews for all users of a JupyterHub, as a service of the hub.

Append this to the hub's configuration, or load it at its end: load_subconfig("interviews.py"). It
adds to the services, roles and environments that are set there and replaces none of them. The
package is installed beside the hub (it runs the service) and in the users' environment (it is in
their JupyterLab). The test suite starts a hub with this very file.
"""

from jupyterhub.app import JupyterHub
from traitlets.config import LazyConfigValue

c = get_config()  # noqa: F821

# Where the service is in the hub's proxy. With c.JupyterHub.base_url it comes after that.
INTERVIEWS = "/services/interview/"
MAY_USE = "access:services!service=interview"
# The service reads when an account was made: the name of a deleted user may be given again, and
# the new account gets nothing of what the old one had.
ACCOUNTS = {"name": "interview-accounts", "scopes": ["read:users"], "services": ["interview"]}

c.JupyterHub.services.append(
    {
        "name": "interview",
        "url": "http://127.0.0.1:9203",
        "oauth_no_confirm": True,
        # A hub that runs as root starts the service as root. Name another user here, to whom the
        # database then has to belong: "user": "interviews".
        "command": [
            "jupyter-interview-server",
            "--allow-root",
            # In the folder in which the hub is started, where its own database is, too.
            "--InterviewApp.db_path=interviews/interviews.db",
            # Members of these groups create interviews, everyone may be invited to them.
            # Without this line everyone may create them.
            "--InterviewApp.creator_groups=interviewers",
            # Members of this group look into every interview, without being invited.
            "--InterviewApp.group_roles=auditors=observer",
        ],
    }
)


class Roles(LazyConfigValue):
    """The roles of this hub, and that everyone with an account may use the service.

    Guests come by link and need no account.
    """

    def get_value(self, initial):
        roles = super().get_value(initial)
        everyone = [role for role in roles if role["name"] == "user" and "scopes" in role]
        if not everyone and not hasattr(JupyterHub, "extra_user_scopes"):
            everyone = [{"name": "user", "scopes": ["self"]}]
            roles.extend(everyone)
        for role in everyone:
            role["scopes"] = sorted({*role["scopes"], MAY_USE})
        if all(role["name"] != ACCOUNTS["name"] for role in roles):
            roles.append(ACCOUNTS)
        return roles


c.JupyterHub.load_roles = Roles().merge_into(c.JupyterHub.load_roles)
if hasattr(JupyterHub, "extra_user_scopes"):
    c.JupyterHub.extra_user_scopes.update({MAY_USE})

# JupyterLab at /user/x/ speaks to the service: it knows where it is, and its page may do there what
# its user may. If your configuration sets one of these for a class of its own, such as
# c.DockerSpawner.environment, that one counts: add the line there.
c.Spawner.environment.update({"JUPYTER_INTERVIEW_SERVER_URL": INTERVIEWS})
c.Spawner.oauth_client_allowed_scopes.append(MAY_USE)
