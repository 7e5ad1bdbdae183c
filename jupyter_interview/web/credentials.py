"""Finds out who sends a request: a participant by a secret, a Jupyter identity, or nobody.

A secret counts more than any other credential of a request. It never becomes a Jupyter identity:
``current_user`` is Jupyter's alone, and nothing here sets it.
"""

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ensure_async

from ..domain.actor import SHARED, Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Role
from ..rooms.room import Room
from ..session.people import wrong_credential
from ..sessions.registry import no_session
from .context import context_of

RESOURCE = "interview"
SECRET_HEADER = "X-Interview-Secret"


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of a participant, as a request carries it."""

    value: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who is logged in. Their sessions belong to ``owner``.

    ``role`` is the role in which they may enter every session, if one of their groups gives it.
    """

    owner: str
    name: str
    role: Role | None = None


async def owner_of(handler: JupyterHandler, user: Any) -> str:
    """The owner to whom the sessions of this Jupyter user belong.

    On a personal server everybody who is logged in is one owner, whatever their name: for a token
    in the header Jupyter invents a new name with each request. A hub may have had another account
    of the same name, whose sessions are another owner's.
    """
    context = context_of(handler)
    if not context.many:
        return SHARED
    name = f"user:{user.username}"
    made_us = await context.accounts.made_us(handler, user)
    if made_us is None:
        return name
    registry = await context.service.registry()
    return await registry.accounts.identity(name, made_us)


async def identity_of(handler: JupyterHandler, action: str) -> Identity:
    """The person who is logged in; raises ``unauthenticated`` or ``forbidden``."""
    user = handler.current_user
    if user is None:
        raise InterviewError(
            ErrorCode.UNAUTHENTICATED, "Log in to Jupyter, or use the link you were sent."
        )
    allowed = handler.authorizer.is_authorized(handler, user, action, RESOURCE)
    if not await ensure_async(allowed):
        raise InterviewError(
            ErrorCode.FORBIDDEN, "This Jupyter account is not allowed to use interviews."
        )
    name = getattr(user, "display_name", None) or getattr(user, "name", None) or ""
    context = context_of(handler)
    roles = {context.group_roles.get(group) for group in _groups_of(user)}
    role = next((role for role in Role if role in roles), None)
    return Identity(await owner_of(handler, user), str(name), role)


async def demand_contents(handler: JupyterHandler) -> None:
    """Refuse somebody logged in who may not read and write the files of this server."""
    for action in ("read", "write"):
        allowed = handler.authorizer.is_authorized(
            handler, handler.current_user, action, "contents"
        )
        if not await ensure_async(allowed):
            raise InterviewError(
                ErrorCode.FORBIDDEN, "This Jupyter account may not read and write files here."
            )


def _groups_of(user: Any) -> Collection[str]:
    """The groups of a user, if the login knows groups."""
    groups: Collection[str] = (getattr(user, "hub_user", None) or {}).get("groups", ())
    return groups


def may_create(handler: JupyterHandler) -> bool:
    """Whether somebody logged in may create interviews, and not only join them."""
    creators = context_of(handler).creators
    return not creators or not creators.isdisjoint(_groups_of(handler.current_user))


def demand_creator(handler: JupyterHandler) -> None:
    """Refuse somebody logged in who may join interviews but not create them."""
    if not may_create(handler):
        raise InterviewError(
            ErrorCode.FORBIDDEN, "This account may join interviews, but not create them."
        )


@asynccontextmanager
async def entered(
    handler: JupyterHandler, session_id: str, credential: Secret | Identity
) -> AsyncIterator[tuple[Room, Actor]]:
    """The room of a session and the actor of this request, for the length of the context."""
    if isinstance(credential, Identity):
        registry = await context_of(handler).service.registry()
        async with registry.room(session_id) as room:
            member = room.member(credential.owner, credential.name, credential.role)
            if member is None:
                raise no_session()
            address = str(handler.request.remote_ip)
            yield room, replace(member, address=address, offered=credential.role)
        return
    async with invited(handler, session_id) as room:
        actor = room.guest(credential.value)
        if actor is None:
            raise refused_secret(handler)
        yield room, replace(actor, address=str(handler.request.remote_ip))


async def is_known(handler: JupyterHandler) -> bool:
    """Whether this server knows who sends a request. A wrong credential is not counted here."""
    secret = handler.request.headers.get(SECRET_HEADER)
    if secret is None:
        return handler.current_user is not None
    session_id = handler.path_kwargs.get("session_id")
    if session_id is None:
        return False
    registry = await context_of(handler).service.registry()
    try:
        async with registry.room(str(session_id)) as room:
            return room.guest(secret) is not None
    except InterviewError:
        return False


@asynccontextmanager
async def invited(handler: JupyterHandler, session_id: str) -> AsyncIterator[Room]:
    """The room of a session, for a secret that is still to be checked.

    A session that does not exist is refused like a wrong secret, so a stranger learns of neither.
    """
    registry = await context_of(handler).service.registry()
    async with AsyncExitStack() as stack:
        try:
            room = await stack.enter_async_context(registry.room(session_id))
        except InterviewError as refusal:
            if refusal.code is ErrorCode.NOT_FOUND:
                raise refused_secret(handler) from None
            raise
        yield room


def refused_secret(handler: JupyterHandler) -> InterviewError:
    """Count a wrong secret or invite against its address, and answer with the refusal.

    A right secret always passes: people behind one address must not shut each other out.
    """
    context_of(handler).wrong_secrets.demand(str(handler.request.remote_ip))
    return wrong_credential()
