# fails: two tills and two cards, a transfer and somebody else
import asyncio

from accounts import AccountService, Refused, play


def losing_schedule(tills, winner):
    others = [till for till in tills if till != winner]
    return [*tills, *others, winner]


class SafeAccountService:
    """One lock for all cards: nothing is lost, and everybody waits for everybody."""

    def __init__(self, store):
        self._store = store
        self._lock = asyncio.Lock()

    async def deposit(self, till, card, amount):
        async with self._lock:
            balance = await self._store.read(till, card)
            await self._store.write(till, card, balance + amount)
            return balance + amount

    async def withdraw(self, till, card, amount):
        async with self._lock:
            balance = await self._store.read(till, card)
            if balance < amount:
                raise Refused("not enough")
            await self._store.write(till, card, balance - amount)
            return balance - amount

    async def transfer(self, till, source, target, amount):
        async with self._lock:
            left = await self._store.read(till, source)
            there = await self._store.read(till, target)
            if left < amount:
                raise Refused("not enough")
            if source == target:
                return left
            await self._store.write(till, source, left - amount)
            await self._store.write(till, target, there + amount)
            return left - amount


async def lost(balance, deposits, winner):
    requests = [[till, "deposit", "card", amount] for till, amount in deposits]
    schedule = losing_schedule([till for till, _ in deposits], winner)
    outcome = await play(AccountService, {"card": balance}, requests, schedule)
    return outcome["balances"]["card"]


async def served(balances, requests, schedule):
    return await play(SafeAccountService, balances, requests, schedule)
