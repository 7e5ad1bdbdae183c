"""A person with a Python client, once of each kind."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.client.people import KINDS, Person


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ana(
    kind: str, root: str, jp_serverapp: Any, http_server: Any, jp_asyncio_loop: Any
) -> Iterator[Person]:
    """The person who is logged in to this test's server."""
    ana = Person(kind, root, token=jp_serverapp.identity_provider.token)
    yield ana
    jp_asyncio_loop.run_until_complete(ana.__aexit__())
