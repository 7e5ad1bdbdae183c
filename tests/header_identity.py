"""A login that tells people apart by a header, as a hub tells them apart by its cookie."""

from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User

from tests.clients import Api


class HeaderIdentity(IdentityProvider):
    """Knows people by a header."""

    def get_user(self, handler: Any) -> User | None:
        name = handler.request.headers.get("X-Person")
        return User(name, display_name=name.title()) if name else None

    def is_token_authenticated(self, handler: Any) -> bool:
        """As with a token, writes need no XSRF header."""
        return True


def of(api: Api, person: str) -> Api:
    """The interface for somebody; a token in the header frees writes of the XSRF cookie."""
    return Api(api.root, {**api.headers, "X-Person": person})
