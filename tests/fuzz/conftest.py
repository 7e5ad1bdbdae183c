"""Both ways of a socket to a room."""

from tests.handlers.conftest import transport as transport
