"""The REST interface of a Jupyter server, of which a few calls about kernels are used."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from tornado.httpclient import HTTPRequest, HTTPResponse
from tornado.simple_httpclient import SimpleAsyncHTTPClient

from .problems import NO_SENSE, REFUSED, UNKNOWN_KERNEL, UNREACHABLE, KernelProblem
from .settings import Gateway

ANSWER_BYTES = 1024 * 1024
CONNECT_SECONDS = 5.0
_ID = re.compile(r"[A-Za-z0-9-]{1,100}")


class Server:
    """One Jupyter server. Its answers are read with bounds, and believed for their own kernel
    alone."""

    def __init__(self, gateway: Gateway) -> None:
        self._url = gateway.url
        self._token = gateway.token
        self._client = SimpleAsyncHTTPClient(
            force_instance=True, max_clients=50, max_body_size=ANSWER_BYTES
        )

    def close(self) -> None:
        self._client.close()

    def request(self, path: str, seconds: float, **more: Any) -> HTTPRequest:
        """A request with the secret in a header."""
        headers = {"Authorization": f"token {self._token}"} if self._token else {}
        return HTTPRequest(
            self._url + path,
            headers=headers,
            connect_timeout=min(CONNECT_SECONDS, seconds),
            request_timeout=seconds,
            follow_redirects=False,
            decompress_response=False,
            **more,
        )

    async def start(self, name: str, wanted: str, seconds: float) -> str:
        """Start a kernel; answers with its id, which is ``wanted`` where the server lets one
        choose."""
        body = {"name": name, "kernel_id": wanted}
        answer = await self._fetch("POST", "/api/kernels", seconds, msgspec.json.encode(body))
        if answer.code != 201:
            raise KernelProblem(_refusal(answer.code))
        found = _object(answer).get("id")
        if not isinstance(found, str) or _ID.fullmatch(found) is None:
            raise KernelProblem(NO_SENSE)
        return found

    async def language(self, name: str, seconds: float) -> str:
        """The language of programs of the kernel with this name."""
        answer = await self._fetch("GET", f"/api/kernelspecs/{name}", seconds)
        if answer.code != 200:
            raise KernelProblem(_refusal(answer.code))
        spec = _object(answer).get("spec")
        language = spec.get("language") if isinstance(spec, dict) else None
        if not isinstance(language, str):
            raise KernelProblem(NO_SENSE)
        return language.lower()

    async def interrupt(self, kernel: str, seconds: float) -> bool:
        """Interrupt what the kernel runs; answers whether the server said that it did."""
        path = f"/api/kernels/{kernel}/interrupt"
        return (await self._fetch("POST", path, seconds, b"")).code == 204

    async def delete(self, kernel: str, seconds: float) -> bool:
        """End a kernel; answers False where there is none."""
        answer = await self._fetch("DELETE", f"/api/kernels/{kernel}", seconds)
        if answer.code not in (204, 404):
            raise KernelProblem(_refusal(answer.code))
        return answer.code == 204

    async def answers(self, seconds: float) -> bool:
        """Whether there is a server that answers."""
        try:
            await self._fetch("GET", "/api", seconds)
        except KernelProblem:
            return False
        return True

    async def _fetch(
        self, method: str, path: str, seconds: float, body: bytes | None = None
    ) -> HTTPResponse:
        request = self.request(path, seconds, method=method, body=body)
        try:
            async with asyncio.timeout(seconds + 1):
                return await self._client.fetch(request, raise_error=False)
        except Exception:
            # Tornado has many for an answer that is none, and some of them tell what came.
            raise KernelProblem(UNREACHABLE) from None


def _refusal(status: int) -> str:
    if status == 599:
        return UNREACHABLE
    if status in (401, 403):
        return REFUSED
    return UNKNOWN_KERNEL if status in (400, 404, 500) else NO_SENSE


def _object(answer: HTTPResponse) -> Mapping[str, Any]:
    try:
        told = msgspec.json.decode(answer.body)
    except (ValueError, RecursionError):
        raise KernelProblem(NO_SENSE) from None
    if not isinstance(told, dict):
        raise KernelProblem(NO_SENSE)
    return told
