"""Both ways of a socket to a room."""

from tests.transport.conftest import transport as transport
