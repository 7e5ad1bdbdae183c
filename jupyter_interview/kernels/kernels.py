"""All servers of kernels that the settings name, by the languages that they run."""

import asyncio
import logging
from collections.abc import Iterable, Mapping

from ..domain.limits import Limits
from .pool import Pool
from .running import KernelRuns
from .server import Server
from .settings import Gateway


class Kernels:
    """Runs of each language. Nothing is started before ``open``; ``close`` ends all kernels."""

    def __init__(self, gateways: Iterable[Gateway], limits: Limits, log: logging.Logger) -> None:
        self._servers: list[Server] = []
        self._pools: list[Pool] = []
        self.languages: Mapping[str, KernelRuns] = {}
        runs: dict[str, KernelRuns] = {}
        for at, gateway in enumerate(gateways):
            server = Server(gateway)
            self._servers.append(server)
            pools: dict[str, Pool] = {}
            for language, how in gateway.languages.items():
                if how.kernel not in pools:
                    where = f"c.InterviewApp.kernels[{at}], kernel {how.kernel}"
                    pools[how.kernel] = Pool(server, how.kernel, gateway.spares, where, log)
                runs[language] = KernelRuns(pools[how.kernel], how, limits)
            self._pools.extend(pools.values())
        self.languages = runs

    def open(self) -> None:
        """Start the kernels that are kept ready."""
        for pool in self._pools:
            pool.fill()

    async def close(self) -> None:
        await asyncio.gather(*(pool.close() for pool in self._pools))
        for server in self._servers:
            server.close()
