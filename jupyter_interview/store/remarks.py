"""Who reads which remarks: the one query of that table.

What others have written is not read at all before the reader has submitted. So no later step can
tell it, count it or leave a trace of it in an answer by mistake.
"""

from typing import Any

from sqlalchemy import Select, and_, exists, or_, select

from ..domain.records import READ_BY_OTHERS, RemarkKind
from . import tables
from .clearing import is_gone


def readable(session_id: str, author: str, names: tuple[str, ...]) -> "Select[Any]":
    """The columns with these ``names`` of what this author may read, in order."""
    remark, own = tables.remark.c, tables.remark.alias().c
    has_submitted = exists().where(
        own.session_id == session_id,
        own.author == author,
        own.kind == RemarkKind.SUBMITTED,
    )
    is_told = and_(remark.kind.in_(READ_BY_OTHERS), has_submitted)
    return (
        select(*(remark[name] for name in names))
        .where(
            remark.session_id == session_id,
            ~is_gone(session_id),
            or_(remark.author == author, is_told),
        )
        .order_by(remark.nr)
    )
