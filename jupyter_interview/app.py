"""The Jupyter server extension: settings, the store, the routes, and a clean end."""

from __future__ import annotations

import asyncio
import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from jupyter_server.auth.identity import (
    IdentityProvider,
    LegacyIdentityProvider,
    PasswordIdentityProvider,
)
from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Dict, Enum, Float, List, TraitError, Unicode, default, validate

from .attachments.attachments import Attachments
from .attachments.drive import ServerDrive
from .banks.banks import Banks
from .banks.uploads import Uploads
from .cli import default_database, default_database_url, default_shelf
from .cluster.addresses import host_and_port as checked_address
from .cluster.bell import BellMissing, PostgresBell, RedisBell
from .cluster.forward import Forwarder
from .cluster.membership import Membership, MembershipError, membership
from .cluster.network import Network, Place
from .domain.clock import SystemClock
from .domain.errors import InterviewError
from .domain.languages import SERVER_LANGUAGES
from .domain.limits import Limits
from .domain.roles import Role
from .journal.observer import Observer
from .kernels.kernels import Kernels
from .kernels.settings import gateways_of
from .packages.catalogue import Catalogue
from .packages.shelf import Shelf
from .runs.engine import Engine
from .runs.execution import Execution
from .runs.folders import remove_left_behind
from .runs.process import find_deno
from .runs.queue import RunQueue
from .sessions.service import Service
from .store.base import Store, StoreError
from .store.postgres import PostgresStore, driver_url, host_and_port, parsed
from .store.replicas import ReplicaLeases
from .store.sqlite import SqliteStore
from .telemetry import metrics
from .telemetry.report import Report
from .telemetry.webhooks import Webhooks, checked_url, secret_of
from .web.context import AppContext
from .web.downloads import Downloads
from .web.hub_accounts import HubAccounts
from .web.pages import STATIC
from .web.routes import HANDLERS, signpost
from .web.strangers import Strangers
from .web.throttle import Throttle

_PERSONAL = (IdentityProvider, PasswordIdentityProvider, LegacyIdentityProvider)
"""The logins of a server that belongs to one person."""
OVER_THE_DATABASE = "postgresql"
_NO_FILES = (
    "The interviews of this server are apart from people's files; attach one in a JupyterLab whose "
    "own server keeps it."
)


_SELDOM = 100
"""How many collections of younger objects there are for one of all objects."""


def _spare_what_stays() -> None:
    """Let the garbage collector skip what was loaded at the start and stays to the end.

    A Jupyter server has several hundred thousand objects. Going through all of them stops
    everybody's typing for a tenth of a second, every few seconds under load, and is needed only
    once in a process. Later objects, of connections and documents, are gone through seldom, because
    that stops typing as well and mostly finds objects that were merely young at the wrong moment.
    """
    if gc.get_freeze_count() == 0:
        gc.collect()
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _SELDOM)


@contextmanager
def _wrong_value_of(setting: str) -> Iterator[None]:
    """Say of which setting the value is refused."""
    try:
        yield
    except (ValueError, StoreError) as problem:
        raise TraitError(f"c.InterviewApp.{setting}: {problem}") from None


class InterviewApp(ExtensionApp):
    """Live coding interviews, served below `{base_url}interview/`."""

    name = "jupyter_interview"
    extension_url = "/interview/"
    load_other_extensions = True

    db_path = Unicode(
        help="The SQLite file that keeps all interviews; keep it out of the notebook folder."
    ).tag(config=True)
    db_url = Unicode(
        help="A PostgreSQL that keeps all interviews instead, for one server or several: "
        "`postgresql+asyncpg://user:password@host/name`. Needs the extra [postgres]. By default "
        "$JUPYTER_INTERVIEW_DB_URL.",
    ).tag(config=True)
    bus_url = Unicode(
        help="What the servers on one `db_url` ring at each other over when one came, left or "
        "took over: `postgresql`, the same database, or `redis://host:6379/0`, with the extra "
        "[redis]. By default $JUPYTER_INTERVIEW_BUS_URL.",
    ).tag(config=True)
    cluster_secret = Unicode(
        help="What the servers on one `db_url` prove to each other that they know, the same at all "
        "of them: 32 characters or more. Without it they do not reach each other. By default "
        "$JUPYTER_INTERVIEW_CLUSTER_SECRET.",
    ).tag(config=True)
    cluster_address = Unicode(
        help="`host:port` at which the other servers on one `db_url` reach this one, and at which "
        "it listens for them. By default $JUPYTER_INTERVIEW_CLUSTER_ADDRESS, or else this "
        "machine's address towards the database, with any free port.",
    ).tag(config=True)
    cluster_bind = Unicode(
        "", help="`host:port` at which it listens for them, where that is not `cluster_address`."
    ).tag(config=True)
    cluster_certfile = Unicode(
        "",
        help="A certificate for the name `servers.jupyter-interview`, which may be the same at all "
        "servers: what they send each other is then encrypted.",
    ).tag(config=True)
    cluster_keyfile = Unicode(
        "", help="The key of `cluster_certfile`, if it is in a file of its own."
    ).tag(config=True)
    cluster_cafile = Unicode(
        "",
        help="Certificates of the authorities that sign `cluster_certfile`, when the servers have "
        "several; by default `cluster_certfile` itself.",
    ).tag(config=True)
    public_url = Unicode(
        "",
        help="Scheme, host and base path guests reach this server at, when not the owner's own.",
    ).tag(config=True)
    presence_grace = Float(
        10.0, min=0.0, help="Seconds a person may be disconnected before others are told."
    ).tag(config=True)
    identities = Enum(
        ("auto", "one", "many"),
        "auto",
        help="Whom sessions belong to: one, to everyone logged in; many, to who made them. "
        "auto: one with Jupyter's own token or password, many with any other login.",
    ).tag(config=True)
    retention_days = Float(
        0.0,
        min=0.0,
        help="Days after which an ended interview is deleted for good; 0 keeps all of them.",
    ).tag(config=True)
    webhook_urls = List(
        Unicode(),
        help="Addresses that are told when a candidate joins, an interview ends and scores are "
        "submitted, by signed requests (Standard Webhooks) without names and texts.",
    ).tag(config=True)
    webhook_secret = Unicode(
        help="What those requests are signed with, as `whsec_…`. By default "
        "$JUPYTER_INTERVIEW_WEBHOOK_SECRET.",
    ).tag(config=True)
    creator_groups = List(
        Unicode(),
        help="Groups whose members may create interviews, where the login knows groups, as "
        "JupyterHub does. Empty: everyone who is logged in.",
    ).tag(config=True)
    group_roles = Dict(
        value_trait=Enum(tuple(role.value for role in Role if role is not Role.OWNER)),
        key_trait=Unicode(),
        help="Roles by group, where the login knows groups: members enter any interview of this "
        "server without a link, in the highest of their roles: interviewer, candidate, observer.",
    ).tag(config=True)
    server_url = Unicode(
        help="Where the interviews of this server's user are, when another serves them: JupyterLab "
        "then uses that one. By default $JUPYTER_INTERVIEW_SERVER_URL.",
    ).tag(config=True)
    limits = Dict(
        help="Limits to change, by their names in jupyter_interview/domain/limits.py."
    ).tag(config=True)

    server_runs = Bool(
        False, help="Run code on this server for those who ask it to; needs the extra [sandbox]."
    ).tag(config=True)
    kernels: Any = List(
        help="Jupyter servers or Kernel Gateways whose kernels run programs for those who ask "
        "this server to: dictionaries with `url`, `token`, `languages` and `spares`. A program "
        "there may do what the user of that server may: see docs/KERNELS.md.",
    ).tag(config=True)
    question_dirs = List(
        Unicode(),
        help="Folders with folders of questions, such as clones of git repositories, from which "
        "people who may create interviews load questions. The starter bank is always there.",
    ).tag(config=True)
    question_keep_dir = Unicode(
        "",
        help="The folder of questions into which those that were written in an interview are "
        "written when their author asks for it. Empty: none are kept.",
    ).tag(config=True)
    question_upload_dir = Unicode(
        "",
        help="The folder for banks of questions that people upload, each for themselves alone. "
        "Empty: nobody uploads any.",
    ).tag(config=True)
    wheels_dir = Unicode(
        help="The folder that `jupyter interview wheels` fills with packages for the sandbox."
    ).tag(config=True)
    pyodide_dir = Unicode(
        "", help="A folder with a whole Pyodide, whose packages programs may import as well."
    ).tag(config=True)

    @default("wheels_dir")
    def _default_wheels_dir(self) -> str:
        return str(default_shelf())

    @default("db_path")
    def _default_db_path(self) -> str:
        return str(default_database())

    @default("db_url")
    def _default_db_url(self) -> str:
        return default_database_url()

    @default("bus_url")
    def _default_bus_url(self) -> str:
        return os.environ.get("JUPYTER_INTERVIEW_BUS_URL", OVER_THE_DATABASE)

    @default("cluster_secret")
    def _default_cluster_secret(self) -> str:
        return os.environ.get("JUPYTER_INTERVIEW_CLUSTER_SECRET", "")

    @default("cluster_address")
    def _default_cluster_address(self) -> str:
        return os.environ.get("JUPYTER_INTERVIEW_CLUSTER_ADDRESS", "")

    @default("webhook_secret")
    def _default_webhook_secret(self) -> str:
        return os.environ.get("JUPYTER_INTERVIEW_WEBHOOK_SECRET", "")

    @validate("webhook_urls")
    def _validate_webhook_urls(self, proposal: dict[str, list[str]]) -> list[str]:
        with _wrong_value_of("webhook_urls"):
            urls = [checked_url(url) for url in proposal["value"]]
        return urls

    @validate("webhook_secret")
    def _validate_webhook_secret(self, proposal: dict[str, str]) -> str:
        with _wrong_value_of("webhook_secret"):
            if proposal["value"]:
                secret_of(proposal["value"])
        return proposal["value"]

    @default("server_url")
    def _default_server_url(self) -> str:
        return os.environ.get("JUPYTER_INTERVIEW_SERVER_URL", "")

    @validate("db_url")
    def _validate_db_url(self, proposal: dict[str, str]) -> str:
        with _wrong_value_of("db_url"):
            if proposal["value"]:
                parsed(proposal["value"])
        return proposal["value"]

    @validate("bus_url")
    def _validate_bus_url(self, proposal: dict[str, str]) -> str:
        if re.match(rf"{OVER_THE_DATABASE}$|rediss?://", proposal["value"]) is None:
            raise TraitError("c.InterviewApp.bus_url is postgresql, or like redis://host:6379/0")
        return proposal["value"]

    @validate("cluster_address", "cluster_bind")
    def _validate_address(self, proposal: dict[str, str]) -> str:
        with _wrong_value_of("cluster_address or cluster_bind"):
            if proposal["value"]:
                checked_address(proposal["value"])
        return proposal["value"]

    @validate("kernels")
    def _validate_kernels(self, proposal: dict[str, list[object]]) -> list[object]:
        with _wrong_value_of("kernels"):
            gateways_of(proposal["value"])
        return proposal["value"]

    @validate("limits")
    def _validate_limits(self, proposal: dict[str, dict[str, float]]) -> dict[str, float]:
        with _wrong_value_of("limits"):
            Limits().with_overrides(proposal["value"])
        return proposal["value"]

    service: Service | None = None
    """None until the settings were read; it stays None if they are wrong or another server
    serves."""
    forwarder: Forwarder | None = None
    """Reaches the other servers on the same database, if the database can have several."""

    webhooks: Webhooks | None = None
    execution: Execution | None = None
    kernel_runs: Kernels | None = None
    attachments: Attachments | None = None

    def initialize_settings(self) -> None:
        pyodide = Path(self.pyodide_dir) if self.pyodide_dir else None
        catalogue = Catalogue(Shelf(Path(self.wheels_dir), self.log.warning), pyodide, self.log)
        limits = Limits().with_overrides(self.limits)
        self.settings["jupyter_interview_catalogue"] = catalogue
        self.settings["jupyter_interview_limits"] = limits
        self.settings["jupyter_interview_downloads"] = Downloads(limits)
        if self.server_url:
            self._point_elsewhere()
            return
        clock = SystemClock()
        store, replicas = self._open_to_others() if self.db_url else (self._own_store(), None)
        server: Any = self.serverapp
        report: Observer = Report(self.log, server.event_logger)
        if self.webhook_urls:
            report = self.webhooks = self._webhooks(report)
        self.execution = self._execution(catalogue, limits)
        drive = ServerDrive(server, self.log, None if self._has_own_files() else _NO_FILES)
        self.attachments = Attachments(drive, self.log)
        banks = self._banks()
        self.service = Service(
            store,
            clock,
            limits,
            self.presence_grace,
            self.log,
            self.retention_days,
            report,
            replicas,
            self.execution,
            drive,
        )
        metrics.watch(self.service)
        self.settings["jupyter_interview_context"] = AppContext(
            self.service,
            self.attachments,
            banks,
            Throttle(
                clock,
                limits.wrong_secrets_per_minute,
                "Too many wrong links or secrets; wait a minute.",
            ),
            Throttle(
                clock,
                limits.joins_per_minute,
                "Too many people join at once; wait a minute.",
            ),
            Throttle(
                clock,
                limits.joins_per_minute,
                "Too many people open links from this address at once; wait a minute.",
            ),
            Throttle(
                clock,
                limits.renames_per_minute,
                "You have changed your name very often; wait a minute.",
            ),
            Throttle(
                clock,
                limits.exports_per_minute,
                "This was fetched often in the last minute; wait a little.",
            ),
            Throttle(
                clock,
                limits.announcements_per_minute,
                "You have told everybody something very often; wait a minute.",
            ),
            Throttle(
                clock,
                limits.signals_per_minute,
                "You have said very much of what was noted; wait a minute.",
            ),
            Throttle(
                clock,
                limits.questions_per_minute,
                "Those were many questions in one minute; wait a little.",
            ),
            Throttle(
                clock,
                limits.looks_back_per_minute,
                "Those were many earlier texts in one minute; wait a little.",
            ),
            Throttle(
                clock,
                limits.remarks_per_minute,
                "You have written very much in the last minute; wait a little.",
            ),
            Strangers(clock, limits),
            self.public_url,
            HubAccounts(self.log),
            self._tells_people_apart(),
            creators=frozenset(self.creator_groups),
            group_roles={group: Role(role) for group, role in self.group_roles.items()},
            execution=self.execution,
        )

    def _webhooks(self, report: Observer) -> Webhooks:
        if not self.webhook_secret:
            raise TraitError("c.InterviewApp.webhook_urls needs c.InterviewApp.webhook_secret.")
        key = secret_of(self.webhook_secret)
        return Webhooks(report, self.webhook_urls, key, self.public_url, self.log)

    def _banks(self) -> Banks:
        """The banks that were named. A folder that is missing is no reason not to start."""
        keeps = Path(self.question_keep_dir).expanduser() if self.question_keep_dir else None
        places = [Path(place).expanduser() for place in self.question_dirs]
        folder = self.question_upload_dir
        uploads = Uploads(Path(folder).expanduser()) if folder else None
        banks = Banks(places, keeps, self.log, uploads)
        for place in banks.missing():
            self.log.warning(
                "jupyter_interview: there is no folder %s, which c.InterviewApp.question_dirs or "
                "question_keep_dir names; its questions are not listed.",
                place,
            )
        if self._tells_people_apart() and not self.creator_groups and places:
            self.log.warning(
                "jupyter_interview: everybody who logs in may create interviews, and so looks into "
                "the banks with all hidden tests and solutions. If candidates have accounts, name "
                "the groups of those who may in c.InterviewApp.creator_groups."
            )
        return banks

    def _has_own_files(self) -> bool:
        """Whether the files here belong to the owners of the interviews, in one process."""
        server: Any = self.serverapp
        return not self.db_url and "contents" in server.default_services

    def _own_store(self) -> Store:
        return SqliteStore(Path(self.db_path), log=self.log)

    def _open_to_others(self) -> tuple[Store, ReplicaLeases]:
        """A store that other servers use as well, and the leases among them."""
        store = PostgresStore(self.db_url)
        replicas = ReplicaLeases(store.run, self.log, self._login_mark())
        store.fence = replicas.fence
        if self.bus_url == OVER_THE_DATABASE:
            bell: PostgresBell | RedisBell = PostgresBell(driver_url(self.db_url), self.log)
        else:
            bell = RedisBell(self.bus_url, self.log)
        place = Place(self.cluster_address, self.cluster_bind, host_and_port(self.db_url))
        network = Network(replicas.id, self._membership(), place, self.log)
        server: Any = self.serverapp
        self.forwarder = Forwarder(replicas, network, bell, lambda: server.http_server, self.log)
        self.settings["jupyter_interview_forwarder"] = self.forwarder
        return store, replicas

    def _membership(self) -> Membership | None:
        """What proves to other servers that this is one of them; None where a setting is wrong."""
        files = (self.cluster_certfile, self.cluster_keyfile, self.cluster_cafile)
        try:
            return membership(self.cluster_secret, *files)
        except MembershipError as problem:
            self.log.error("jupyter_interview: c.InterviewApp.%s", problem)
            return None

    def _login_mark(self) -> str:
        """A digest that is equal at servers with the same cookies and tokens, too short to guess
        them."""
        token = getattr(self.settings.get("identity_provider"), "token", "")
        secret = bytes(self.settings.get("cookie_secret") or b"") + str(token).encode()
        return sha256(secret).hexdigest()[:8]

    def _execution(self, catalogue: Catalogue, limits: Limits) -> Execution | None:
        """What runs programs for this server: the sandbox, kernels, both or neither."""
        engine = self._engine(catalogue, limits) if self.server_runs else None
        if self.kernels:
            self.kernel_runs = Kernels(gateways_of(self.kernels), limits, self.log)
        elsewhere = {} if self.kernel_runs is None else self.kernel_runs.languages
        if engine is None and not elsewhere:
            return None
        for language in elsewhere.keys() & SERVER_LANGUAGES if engine is not None else ():
            self.log.warning(
                "jupyter_interview: programs in %s are run by c.InterviewApp.server_runs, and not "
                "by c.InterviewApp.kernels, which names that language as well.",
                language,
            )
        return Execution(engine, RunQueue(limits), self.log, elsewhere=elsewhere)

    def _engine(self, catalogue: Catalogue, limits: Limits) -> Engine | None:
        deno = find_deno()
        if deno is None:
            self.log.error(
                "c.InterviewApp.server_runs needs Deno: pip install 'jupyter_interview[sandbox]'"
            )
            return None
        return Engine(deno, STATIC / "runner", catalogue, limits)

    def _point_elsewhere(self) -> None:
        """Let JupyterLab's pages say where the interviews are; nothing is stored here."""
        server: Any = self.serverapp
        page = server.web_app.settings.setdefault("page_config_data", {})
        page["interviewServerUrl"] = self.server_url

    def _tells_people_apart(self) -> bool:
        if self.identities != "auto":
            return bool(self.identities == "many")
        return type(self.settings.get("identity_provider")) not in _PERSONAL

    def initialize_handlers(self) -> None:
        self.handlers.extend(signpost(self.server_url) if self.server_url else HANDLERS)

    async def _start_jupyter_server_extension(self, serverapp: object) -> None:
        """Open the store now, so that a problem is logged before somebody meets it."""
        if self.service is None:
            return
        if self.execution is not None:
            await asyncio.to_thread(remove_left_behind)
        if self.kernel_runs is not None:
            self.kernel_runs.open()
        try:
            if self.forwarder is not None:
                await self.forwarder.open()
            await self.service.registry()
        except BellMissing as problem:
            self.log.error("jupyter_interview: no bell between servers: %s", problem)
        except InterviewError:
            self.log.debug("jupyter_interview: the store is not available yet")
        _spare_what_stays()

    async def stop_extension(self) -> None:
        """Store everything that was typed and end all programs before the server stops."""
        if self.execution is not None:
            await self.execution.close()
        if self.kernel_runs is not None:
            await self.kernel_runs.close()
        if self.attachments is not None:
            await self.attachments.close()
        if self.service is not None:
            await self.service.close()
        if self.webhooks is not None:
            await asyncio.to_thread(self.webhooks.close)
        if self.forwarder is not None:
            await self.forwarder.close()
