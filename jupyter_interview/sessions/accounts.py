"""Which account of a name somebody has, where the login gives names again."""

from ..store.base import Store


class Accounts:
    """Remembers what the store says; an account is noted once and stays what it is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._identities: dict[tuple[str, int], str] = {}

    async def identity(self, name: str, made_us: int) -> str:
        """The identity of an account: its name, or another one if that is of an earlier account."""
        account = name, made_us
        if account not in self._identities:
            self._identities[account] = await self._store.account(name, made_us)
        return self._identities[account]
