"""Interviews for all users of a JupyterHub, as a service of the hub.

Add this to your configuration, or load it there: load_subconfig("interviews.py"). The package is
installed beside the hub (it runs the service) and in the users' environment (it is in their
JupyterLab). The test suite starts a hub with this very file.
"""

c = get_config()  # noqa: F821

# Where the service is in the hub's proxy. With c.JupyterHub.base_url it comes after that.
INTERVIEWS = "/services/interview/"

c.JupyterHub.services = [
    {
        "name": "interview",
        "url": "http://127.0.0.1:9203",
        "oauth_no_confirm": True,
        "command": [
            "jupyter-interview-server",
            "--InterviewApp.db_path=/srv/interviews/interviews.db",
            # Members of these groups create interviews, everyone may be invited to them.
            # Without this line everyone may create them.
            "--InterviewApp.creator_groups=interviewers",
            # Members of this group look into every interview, without being invited.
            "--InterviewApp.group_roles=auditors=observer",
        ],
    }
]

# Everyone with an account may use the service. Guests come by link and need no account.
MAY_USE = "access:services!service=interview"
c.JupyterHub.load_roles = [{"name": "user", "scopes": ["self", MAY_USE]}]

# JupyterLab at /user/x/ speaks to the service: it knows where it is, and its page may do there what
# its user may.
c.Spawner.environment = {"JUPYTER_INTERVIEW_SERVER_URL": INTERVIEWS}
c.Spawner.oauth_client_allowed_scopes = [MAY_USE]
