"""The hub of the tests: one with services and roles of its own, which loads the documented file.

docs/deploy/jupyterhub_config.py is loaded as it is, and what it sets is not set again here.
"""

import os
import shutil
from pathlib import Path

c = get_config()  # noqa: F821

ROOT = Path(__file__).parents[2]
HOME = os.environ["TEST_HUB_HOME"]
HUB, API, PROXY_API = os.environ["TEST_HUB_PORTS"].split()

c.JupyterHub.services = [{"name": "watcher", "api_token": "the-token-of-the-watcher"}]
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "list:services"]},
    {"name": "watching", "scopes": ["admin:users"], "services": ["watcher"]},
]
c.Spawner.environment = {
    "JUPYTER_CONFIG_DIR": f"{HOME}/config",
    "JUPYTER_DATA_DIR": f"{HOME}/lab",
}

c.JupyterHub.bind_url = f"http://127.0.0.1:{HUB}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{API}"
c.JupyterHub.db_url = f"sqlite:///{HOME}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{HOME}/cookie_secret"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY_API}"
c.ConfigurableHTTPProxy.pid_file = f"{HOME}/proxy.pid"
node = shutil.which("node")
c.ConfigurableHTTPProxy.command = [
    node,
    str(ROOT / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"),
]

c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "toy"
c.Authenticator.allow_all = True
c.JupyterHub.load_groups = {
    "interviewers": {"users": ["ana", "ed"]},
    "auditors": {"users": ["cy"]},
}

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{HOME}/users/{{username}}"
c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True"]

load_subconfig(str(ROOT / "docs" / "deploy" / "jupyterhub_config.py"))  # noqa: F821
