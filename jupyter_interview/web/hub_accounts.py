"""Which account of a JupyterHub somebody has: a hub gives the name of a deleted user again.

The hub's answer about a token has the name and not the account. Only a service that may read the
hub's users (the scope ``read:users``) learns when an account was made. Where this server may not, a
name stays one owner, whoever has it.
"""

import json
import logging
import os
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPResponse

from ..domain.errors import ErrorCode, InterviewError

_SERVICE = "JUPYTERHUB_SERVICE_NAME"
"""Of the environment of a service of a hub, and not of a user's own server."""
_MOST_TOKENS = 10_000
_SECOND_US = 1_000_000


class HubAccounts:
    """Asks the hub once for each token, as a token is of one account and is deleted with it."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._made_us: dict[str, int] = {}
        self._told = False

    async def made_us(self, handler: JupyterHandler, user: Any) -> int | None:
        """When the account of a user was made; None where this is no service of a hub, or the
        hub does not tell.

        Raises ``unauthenticated`` when the account is gone, and ``unavailable`` when the hub does
        not answer.
        """
        model = getattr(user, "hub_user", None)
        if model is None or model["kind"] != "user" or _SERVICE not in os.environ:
            return None
        provider: Any = handler.identity_provider
        # The token itself: a hub gives the ids of deleted tokens again, as it does names.
        name, sent = str(model["name"]), provider.hub_auth.get_token(handler)
        token = sha256(f"{name} {sent}".encode()).hexdigest() if sent else None
        if token in self._made_us:
            return self._made_us[token]
        made_us = await self._ask(provider.hub_auth, name)
        if made_us is not None and token is not None:
            while len(self._made_us) >= _MOST_TOKENS:
                del self._made_us[next(iter(self._made_us))]
            self._made_us[token] = made_us
        return made_us

    async def _ask(self, hub: Any, name: str) -> int | None:
        try:
            answer = await _fetch(hub, f"users/{quote(name, safe='')}")
        except (HTTPClientError, OSError):
            raise _silent() from None
        if answer.code == HTTPStatus.NOT_FOUND:
            raise InterviewError(ErrorCode.UNAUTHENTICATED, "This account is not there any more.")
        if answer.code == HTTPStatus.OK and (made := json.loads(answer.body).get("created")):
            return round(datetime.fromisoformat(made).timestamp() * _SECOND_US)
        if answer.code not in (HTTPStatus.OK, HTTPStatus.FORBIDDEN):
            raise _silent()
        if not self._told:
            self._told = True
            self._log.warning(
                "jupyter_interview: this server may not read the hub's users (read:users): whoever"
                " gets the name of a deleted account gets its interviews"
            )
        return None


def _silent() -> InterviewError:
    """The refusal while the hub does not answer."""
    sentence = "The hub does not say whose account this is; try again in a moment."
    return InterviewError(ErrorCode.UNAVAILABLE, sentence)


async def _fetch(hub: Any, path: str) -> HTTPResponse:
    """The hub's answer to this server itself."""
    return await AsyncHTTPClient().fetch(
        f"{hub.api_url}/{path}",
        headers={"Authorization": f"token {hub.api_token}"},
        client_key=hub.keyfile or None,
        client_cert=hub.certfile or None,
        ca_certs=hub.client_ca or None,
        raise_error=False,
    )
