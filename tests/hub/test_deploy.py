"""HB7: what cannot be run here says the same as the code: names of settings, ports, commands."""

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jupyterhub.app import JupyterHub
from jupyterhub.spawner import LocalProcessSpawner
from traitlets.config import Configurable
from traitlets.config.loader import PyFileConfigLoader

import jupyter_interview
from jupyter_interview.app import InterviewApp
from jupyter_interview.serverapp import InterviewServerApp
from jupyter_interview.store.base import StoreError
from jupyter_interview.store.postgres import PostgresStore, parsed
from jupyter_interview.web.routes import API
from tests.docs.tables import DOCUMENTS, ROOT, read
from tests.services.postgres import Postgres

DEPLOYED = sorted(path for path in (ROOT / "docs/deploy").rglob("*") if path.is_file())
DEPLOY = [ROOT / "Dockerfile", ROOT / "compose.yaml", *DEPLOYED]
CLASSES: dict[str, type[Configurable]] = {
    "InterviewApp": InterviewApp,
    "ServerApp": InterviewServerApp,
}
SHARED = (
    "JUPYTER_INTERVIEW_DB_URL",
    "JUPYTER_INTERVIEW_BUS_URL",
    "JUPYTER_INTERVIEW_CLUSTER_SECRET",
)
GIVEN = {"SITE": "interviews.example.org", "COOKIE_SECRET": "a-long-random-word"}
HEALTH = f"{API}/health".lstrip("/")


OWN_LISTS = """
c = get_config()
c.JupyterHub.services = [{"name": "cull"}]
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "shares!user"]},
    {"name": "culling", "scopes": ["list:users"], "services": ["cull"]},
]
c.Spawner.environment = {"LANG": "C"}
c.Spawner.oauth_client_allowed_scopes = ["self"]
"""
OWN_ADDITIONS = """
c = get_config()
c.JupyterHub.services.append({"name": "cull"})
c.JupyterHub.load_roles.append(
    {"name": "culling", "scopes": ["list:users"], "services": ["cull"]}
)
c.Spawner.environment.update({"LANG": "C"})
c.Spawner.oauth_client_allowed_scopes.append("self")
"""


@pytest.mark.parametrize("own", (OWN_LISTS, OWN_ADDITIONS), ids=("lists", "additions"))
@pytest.mark.parametrize("how", ("appended", "loaded"))
def test_HB10_the_file_adds_to_what_a_hub_has(own: str, how: str, tmp_path: Path) -> None:
    documented = ROOT / "docs/deploy/jupyterhub_config.py"
    more = documented.read_text() if how == "appended" else f"load_subconfig({str(documented)!r})"
    (tmp_path / "jupyterhub_config.py").write_text(own + more)
    config = PyFileConfigLoader("jupyterhub_config.py", str(tmp_path)).load_config()
    hub, spawner = JupyterHub(config=config), LocalProcessSpawner(config=config)
    may_use = "access:services!service=interview"
    assert [service["name"] for service in hub.services] == ["cull", "interview"]
    roles = {role["name"]: role["scopes"] for role in hub.load_roles}
    assert roles["culling"] == ["list:users"]
    if own is OWN_LISTS:
        assert set(roles["user"]) == {"self", "shares!user", may_use}
    assert may_use in {*roles.get("user", []), *getattr(hub, "extra_user_scopes", [])}
    assert spawner.environment == {
        "LANG": "C",
        "JUPYTER_INTERVIEW_SERVER_URL": "/services/interview/",
    }
    assert spawner.oauth_client_allowed_scopes == ["self", may_use]


def test_HB9_the_service_is_started_for_root_and_for_others() -> None:
    """As whoever runs the hub, root or not: root is not refused, and no path is root's alone. The
    hub of these tests starts it as whoever runs them."""
    folder = str(ROOT / "docs/deploy")
    config = PyFileConfigLoader("jupyterhub_config.py", folder).load_config()
    [service] = JupyterHub(config=config).services
    assert "user" not in service
    settings = InterviewServerApp()
    settings.parse_command_line(service["command"][1:])
    assert settings.allow_root is True
    path = Path(settings.config.InterviewApp.db_path)
    assert not path.is_absolute() and ".." not in path.parts
    port = re.search(r":(\d+)$", service["url"])
    assert port is not None and int(port[1]) >= 1024


def documents(name: str) -> list[Any]:
    return list(yaml.safe_load_all(read(name)))


def test_HB7_settings_that_are_named_exist() -> None:
    named = set()
    for path in [*DEPLOY, *DOCUMENTS]:
        found = re.findall(r"\b(InterviewApp|ServerApp)\.(\w+)\b", path.read_text("utf-8"))
        named |= set(found)
    assert {("InterviewApp", "creator_groups"), ("ServerApp", "trust_xheaders")} <= named
    for owner, trait in named:
        assert trait in CLASSES[owner].class_trait_names(config=True), (owner, trait)


def dockerfile() -> dict[str, list[str]]:
    """Instructions of the last stage, with what they say."""
    text = read("Dockerfile").replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found = {}
        if word.isupper():
            found.setdefault(word, []).append(rest.strip())
    return found


def test_HB7_the_container_listens_where_it_is_asked_for() -> None:
    container = dockerfile()
    settings = dict(pair.split("=") for pair in container["ENV"][0].split())
    assert container["EXPOSE"] == [settings["PORT"]]
    assert container["VOLUME"] == [settings["JUPYTER_DATA_DIR"]]
    [compose] = documents("compose.yaml")
    service = compose["services"]["interviews"]
    port = service["environment"]["PORT"]
    assert service["expose"] == [port]
    assert f"reverse_proxy interviews:{port}" in read("docs/deploy/Caddyfile")
    assert service["volumes"] == [f"data:{settings['JUPYTER_DATA_DIR']}"]


def test_HB7_the_container_s_command_is_one_that_runs(tmp_path: Path) -> None:
    """The entry point as it stands, with the arguments of compose.yaml, asked for its settings."""
    [entry] = dockerfile()["ENTRYPOINT"]
    shell = json.loads(entry)
    assert shell[:2] == ["sh", "-c"]
    arguments = [
        re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: GIVEN[found[1]], word)
        for word in documents("compose.yaml")[0]["services"]["interviews"]["command"]
    ]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [*shell, *arguments, "--show-config-json"],
        env={**os.environ, "PATH": path, "PORT": "4711", "JUPYTER_CONFIG_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    config = json.loads(ran.stdout)
    assert config["ServerApp"]["cookie_secret"] == str(GIVEN["COOKIE_SECRET"].encode())
    # Short flags count for the class that runs.
    server = config["InterviewServerApp"]
    assert (server["ip"], server["port"]) == ("0.0.0.0", 4711)
    assert config["ServerApp"]["trust_xheaders"] is True
    assert config["InterviewApp"]["public_url"] == "https://interviews.example.org"


def test_HB7_health_is_asked_where_it_is() -> None:
    [check] = dockerfile()["HEALTHCHECK"]
    assert HEALTH in check
    deployment, service = documents("docs/deploy/kubernetes.yaml")
    [container] = deployment["spec"]["template"]["spec"]["containers"]
    env = {item["name"]: item.get("value") for item in container["env"]}
    probe = container["readinessProbe"]["httpGet"]
    assert probe["path"] == env["JUPYTERHUB_SERVICE_PREFIX"] + HEALTH
    assert str(probe["port"]) == env["PORT"] == env["JUPYTERHUB_SERVICE_URL"].rsplit(":")[-1]


def test_HB7_the_chart_s_values_and_the_service_fit_together() -> None:
    [values] = documents("docs/deploy/zero-to-jupyterhub.yaml")
    deployment, service = documents("docs/deploy/kubernetes.yaml")
    spec = deployment["spec"]["template"]["spec"]
    [container] = spec["containers"]
    env = {item["name"]: item.get("value") for item in container["env"]}
    [(name, wanted)] = values["hub"]["services"].items()
    assert wanted["url"] == (
        f"http://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"
    )
    assert env["JUPYTERHUB_SERVICE_NAME"] == name
    assert env["JUPYTERHUB_SERVICE_PREFIX"] == f"/services/{name}/"
    assert (
        env["JUPYTERHUB_SERVICE_PREFIX"]
        == (values["singleuser"]["extraEnv"]["JUPYTER_INTERVIEW_SERVER_URL"])
    )
    scope = f"access:services!service={name}"
    assert json.loads(env["JUPYTERHUB_OAUTH_ACCESS_SCOPES"]) == [scope]
    assert scope in values["hub"]["loadRoles"]["user"]["scopes"]
    assert scope in values["hub"]["extraConfig"]["interviews"]
    assert container["image"].endswith(f":{jupyter_interview.__version__}")


def test_HB7_several_servers_share_a_database_and_what_logs_people_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [compose] = documents("compose.yaml")
    service, database = (compose["services"][name] for name in ("interviews", "postgres"))
    [container] = documents("docs/deploy/kubernetes.yaml")[0]["spec"]["template"]["spec"][
        "containers"
    ]
    named = {item["name"] for item in container["env"]}
    assert "--ServerApp.cookie_secret=$(COOKIE_SECRET)" in container["args"]
    assert {"COOKIE_SECRET", *SHARED} <= named
    for name in SHARED:
        value = re.sub(r"\$\{\w+:\?[^}]*\}", "word", service["environment"][name])
        monkeypatch.setenv(name, value)
    settings = InterviewApp()
    found = parsed(settings.db_url)
    assert (found.host, found.username, found.database) == (
        "postgres",
        database["environment"]["POSTGRES_USER"],
        database["environment"]["POSTGRES_DB"],
    )
    assert settings.bus_url == "redis://redis:6379/0" and "redis" in compose["services"]
    assert service["deploy"]["replicas"] > 1
    extras = re.search(r"\[(\w+(?:,\w+)*)\]", " ".join(dockerfile()["RUN"]))
    assert extras is not None and {"postgres", "redis", "sandbox"} <= set(extras[1].split(","))


def test_HB11_a_database_is_opened_with_any_password_beside_its_address(
    postgres_cluster: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As compose.yaml gives it to the service, to a PostgreSQL that asks for it."""
    [compose] = documents("compose.yaml")
    environment = compose["services"]["interviews"]["environment"]
    assert environment["PGPASSWORD"] == "${DB_PASSWORD:?a password}"
    assert "DB_PASSWORD" not in environment["JUPYTER_INTERVIEW_DB_URL"]
    password = "p@ss:/w%rd?#$é'\" "
    quoted = password.replace("'", "''")
    database = postgres_cluster.url("postgres").rpartition("/")[2]
    postgres_cluster.sql(database, f"CREATE ROLE interviews LOGIN SUPERUSER PASSWORD '{quoted}'")
    postgres_cluster.sql(database, "CREATE DATABASE asked OWNER interviews")
    postgres_cluster.ask_for_password("interviews")
    address = postgres_cluster.url("asked").replace("postgres@", "interviews@")

    async def open_it() -> None:
        store = PostgresStore(address)
        try:
            await store.open()
        finally:
            await store.close()

    monkeypatch.setenv("PGPASSWORD", "wrong")
    with pytest.raises(StoreError):
        asyncio.run(open_it())
    monkeypatch.setenv("PGPASSWORD", password)
    asyncio.run(open_it())


@pytest.mark.parametrize("path", DEPLOY, ids=lambda path: str(path.relative_to(ROOT)))
def test_HB7_each_file_is_explained(path: Path) -> None:
    target = os.path.relpath(path, ROOT / "docs")
    explained = "KERNELS" if path.parent.name == "kernels" else "DEPLOYMENT"
    assert f"]({target})" in read(f"docs/{explained}.md")
