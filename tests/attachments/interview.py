"""An interview whose owner attaches it, over REST."""

import json
from typing import Any

from tests.attachments.drive import DriveServer
from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

ROUTE = "/sessions/{sessionId}/attachment"


def sources(text: str) -> list[str]:
    """The cells of a notebook's file, which has their text in lines."""
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


class Interview:
    """One session, its owner's REST interface, and its attachment."""

    def __init__(self, api: Api, session: str) -> None:
        self.api = api
        self.id = session
        self.path = f"/sessions/{session}/attachment"

    @classmethod
    async def begin(cls, server: DriveServer, code: str = "a = 1\n", **fields: Any) -> "Interview":
        return cls(server.api, (await server.api.create("python", code=code, **fields))["id"])

    async def attach(self, path: str, **more: Any) -> Any:
        answer = await self.api("PUT", self.path, {"path": path, **more})
        assert answer_problems("PUT", ROUTE, answer.status, answer.content) == []
        assert answer.status == 200, answer.content
        return answer.json

    async def refused(self, body: Any, api: Api | None = None) -> str:
        answer = await (api or self.api)("PUT", self.path, body)
        assert answer_problems("PUT", ROUTE, answer.status, answer.content) == []
        assert answer.status >= 400, answer.content
        return answer.code

    async def detach(self) -> None:
        await self.api.ok("DELETE", self.path)

    async def attached(self) -> Any:
        answer = await self.api("GET", self.path)
        assert answer_problems("GET", ROUTE, answer.status, answer.content) == []
        return answer.json["attachment"]

    async def put(self, code: str) -> None:
        await self.api.ok("PUT", f"/sessions/{self.id}/code", {"code": code})

    async def code(self) -> str:
        return str((await self.api.ok("GET", f"/sessions/{self.id}"))["code"])

    def socket(self, api: Api | None = None) -> SyncSocket:
        return SyncSocket(api or self.api, self.id)
