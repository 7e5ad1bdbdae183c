"""The tables are the same in every database."""

from types import ModuleType

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

from jupyter_interview.store import tables


@pytest.mark.parametrize("database", [postgresql, sqlite])
def test_an_index_has_its_condition_in_every_database(database: ModuleType) -> None:
    dialect = database.dialect()
    partial = {
        index.name
        for index in tables.INDEXES
        if " WHERE " in str(CreateIndex(index).compile(dialect=dialect))
    }
    members = {f"participant_member{order}" for order in ("", "_active", "_title")}
    assert partial == {"session_owner_group", "session_group", *members}
