import asyncio
from collections import defaultdict
from contextlib import AsyncExitStack, asynccontextmanager

from accounts import AccountService, Refused, play


def losing_schedule(tills, winner):
    """Everybody reads, then all others write, and the winner writes last."""
    others = [till for till in tills if till != winner]
    return [*tills, *others, winner]


class SafeAccountService:
    """Reads and writes a card while nobody else does: each card has a lock."""

    def __init__(self, store):
        self._store = store
        self._locks = defaultdict(asyncio.Lock)

    async def deposit(self, till, card, amount):
        """Put money on a card; the answer is its new balance."""
        async with self._holding(card):
            balance = await self._store.read(till, card) + amount
            await self._store.write(till, card, balance)
            return balance

    async def withdraw(self, till, card, amount):
        """Take money off a card; the answer is its new balance."""
        async with self._holding(card):
            balance = await self._store.read(till, card)
            if balance < amount:
                raise Refused("not enough")
            await self._store.write(till, card, balance - amount)
            return balance - amount

    async def transfer(self, till, source, target, amount):
        """Take money off one card and put it on another; the answer is what the first one has."""
        async with self._holding(source, target):
            left = await self._store.read(till, source)
            there = await self._store.read(till, target)
            if left < amount:
                raise Refused("not enough")
            if source == target:
                return left
            await self._store.write(till, source, left - amount)
            await self._store.write(till, target, there + amount)
            return left - amount

    @asynccontextmanager
    async def _holding(self, *cards):
        """The cards' locks. All take them in one order, so that nobody waits in a circle."""
        async with AsyncExitStack() as held:
            for card in sorted(set(cards)):
                await held.enter_async_context(self._locks[card])
            yield


async def lost(balance, deposits, winner):
    """What is left on a card with the schedule, when each till puts an amount on it."""
    requests = [[till, "deposit", "card", amount] for till, amount in deposits]
    schedule = losing_schedule([till for till, _ in deposits], winner)
    outcome = await play(AccountService, {"card": balance}, requests, schedule)
    return outcome["balances"]["card"]


async def served(balances, requests, schedule):
    """What comes of requests to the new service."""
    return await play(SafeAccountService, balances, requests, schedule)
