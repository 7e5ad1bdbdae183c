"""Brings a database to the schema of this version, or says that it cannot.

A newer schema is left alone: an older program would write rows that the newer one misreads.
"""

from sqlalchemy import Connection, insert, inspect, select

from .base import StoreError
from .tables import meta, metadata

SCHEMA_VERSION = 1


def migrate(connection: Connection) -> None:
    """Make the tables in an empty database; raises :class:`StoreError` for one that does not fit.

    Runs inside the caller's transaction, so there is a whole schema or none.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        metadata.create_all(connection)
        connection.execute(insert(meta).values(schema_version=SCHEMA_VERSION))
        return
    version = connection.scalar(select(meta.c.schema_version)) if meta.name in tables else None
    if version is None:
        raise StoreError("This database holds something other than interviews.")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"These interviews were stored by a newer version of jupyter_interview (schema"
            f" {version}, this version reads up to {SCHEMA_VERSION}). Upgrade jupyter_interview."
        )
