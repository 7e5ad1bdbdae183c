"""What must be true afterwards, whatever went wrong in between."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from pycrdt import Doc, Text

from tests.clients import Api, SyncSocket

from .typist import TOKEN


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


async def text_of(api: Api, session: str) -> str:
    """What the server says the text is."""
    code: str = (await api.ok("GET", f"/sessions/{session}"))["code"]
    return code


def check_acknowledged(text: str, typists: Sequence[Any]) -> int:
    """A server that has just come back, before anybody brings it anything: every acknowledged
    token is there once, every acknowledged erasure has been kept. How many were looked for."""
    found = Counter(TOKEN.findall(text))
    erased = set().union(*(typist.erased for typist in typists))
    kept = set().union(*(typist.kept for typist in typists))
    gone = set().union(*(typist.gone for typist in typists))
    lost = {token for token in kept - erased if found[token] != 1}
    assert not lost, f"acknowledged and not there once: {lost}"
    back = {token for token in gone if found[token]}
    assert not back, f"acknowledged as erased and there again: {back}"
    doubled = {token for token, count in found.items() if count > 1}
    assert not doubled, f"there more than once: {doubled}"
    return len(kept) + len(gone)


async def check_all(api: Api, session: str, typists: Sequence[Any], database: Path) -> str:
    """Everybody is back and everything was acknowledged: all copies are equal, every token that
    was ever typed is there once or was erased. Answers with the text."""
    for typist in typists:
        assert typist.refused == [] and typist.outbox == []
    text = await text_of(api, session)
    for typist in typists:
        await typist.expect_text(text)
    async with SyncSocket(api, session) as newcomer:
        texts = {"server": text, "newcomer": newcomer.text(), "log": replayed(database, session)}
    texts |= {typist.name: typist.text() for typist in typists}
    assert len({digest(copy) for copy in texts.values()}) == 1, texts
    typed = set().union(*(typist.typed for typist in typists))
    erased = set().union(*(typist.erased for typist in typists))
    assert Counter(TOKEN.findall(text)) == Counter(typed - erased)
    check_acknowledged(text, typists)
    return text


def replayed(database: Path, session: str) -> str:
    """The log, read from the file by nothing of ours, applied entry by entry."""
    doc: Doc[Any] = Doc()
    text = doc.get("code:python", type=Text)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT seq, kind, payload FROM log WHERE session_id = :id UNION ALL"
            " SELECT seq, kind, payload FROM log_tail WHERE session_id = :id ORDER BY seq",
            {"id": session},
        ).fetchall()
    assert [seq for seq, _, _ in rows] == list(range(1, len(rows) + 1)), "a hole in the log"
    for _, kind, payload in rows:
        if kind == 0:
            doc.apply_update(payload)
    return str(text)
